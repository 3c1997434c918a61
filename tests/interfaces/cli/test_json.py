"""The JSON of run and compare: exact keys, nothing else on standard output, null for what is undefined."""

import json
import math
from pathlib import Path
from typing import Any

import pytest

from .conftest import Run

FIGURES = {"mean", "low", "high", "p10", "p50", "p90"}


def parsed(text: str) -> Any:
    def refuse(word: str) -> None:
        raise AssertionError(f"{word} is no JSON")

    return json.loads(text, parse_constant=refuse)


def test_compare_has_exactly_the_promised_keys(workbench: Run) -> None:
    done = workbench("compare", "baseline.yaml", "ranked.yaml", "-n", "20", "--jobs", "1", "--json")
    assert done.code == 0
    found = parsed(done.out)
    assert set(found) == {"scenarios", "differences"}
    assert [one["name"] for one in found["scenarios"]] == ["baseline", "ranked"]
    for one in found["scenarios"]:
        assert set(one) == {"name", "hash", "n", "measures"}
        assert one["n"] == 20 and len(one["hash"]) == 64
        assert {"npv", "benefit", "cost", "completed", "on_time", "lead_time", "rework_share"} <= set(
            one["measures"]
        )
        assert all(set(figures) == FIGURES for figures in one["measures"].values())
    for one in found["differences"]:
        assert set(one) == {"baseline", "scenario", "measure", "mean", "low", "high", "n"}
        assert (one["baseline"], one["scenario"], one["n"]) == ("baseline", "ranked", 20)


def test_the_difference_is_that_of_the_means_because_futures_are_paired(workbench: Run) -> None:
    done = workbench("compare", "baseline.yaml", "tight.yaml", "-n", "20", "--jobs", "1", "--json")
    found = parsed(done.out)
    first, other = (one["measures"]["npv"]["mean"] for one in found["scenarios"])
    npv = next(one for one in found["differences"] if one["measure"] == "npv")
    assert npv["mean"] == pytest.approx(other - first, rel=1e-9)
    assert npv["low"] <= npv["mean"] <= npv["high"]


def test_run_has_no_differences_and_every_scenario(workbench: Run) -> None:
    found = parsed(workbench("run", "baseline.yaml", "tight.yaml", "-n", "4", "--jobs", "1", "--json").out)
    assert [one["name"] for one in found["scenarios"]] == ["baseline", "tight"]
    assert found["differences"] == []


def test_what_is_undefined_is_null(workbench: Run, folder: Path) -> None:
    text = "extends: baseline.yaml\npolicy: {selection: {rule: nothing_new}}\n"
    (folder / "idle.yaml").write_text(text, encoding="utf-8")
    done = workbench("compare", "baseline.yaml", "idle.yaml", "-n", "4", "--jobs", "1", "--json")
    assert done.code == 0
    idle = parsed(done.out)["scenarios"][1]["measures"]
    assert "lead_time" not in idle or idle["lead_time"]["mean"] is None
    assert all(value is None or math.isfinite(value) for row in idle.values() for value in row.values())


def test_the_numbers_do_not_depend_on_how_many_processes_work(process: Run) -> None:
    one = process("run", "baseline.yaml", "-n", "60", "--jobs", "1", "--json", "--out", "one")
    two = process("run", "baseline.yaml", "-n", "60", "--jobs", "2", "--json", "--out", "two")
    assert one.code == two.code == 0
    assert one.out == two.out


def test_another_seed_gives_other_futures_and_zero_is_a_seed(workbench: Run) -> None:
    def mean(*words: str) -> float:
        found = parsed(workbench("run", "baseline.yaml", "-n", "4", "--jobs", "1", "--json", *words).out)
        return float(found["scenarios"][0]["measures"]["npv"]["mean"])

    assert mean() == mean("--seed", "7") != mean("--seed", "0")


def test_notes_and_inferred_capacity_go_to_standard_error(workbench: Run, folder: Path) -> None:
    rows = "id,value_per_year,duration_days,team_size,pool\nA,100000,40,2,dev\nB,50000,20,1,dev\n"
    (folder / "bare.csv").write_text(rows, encoding="utf-8")
    done = workbench("run", "bare.csv", "-n", "4", "--jobs", "1", "--json")
    assert done.code == 0
    parsed(done.out)
    assert "pool capacity" in done.err and "is a portfolio, not a scenario" in done.err
