"""A study that says how well differences shall be known: simulated until they are, and told whether."""

import json
import re
from pathlib import Path

import pandas as pd
import pytest

from .conftest import STUDY, Run

PLAIN = STUDY.replace("notebooks: [probe.ipynb]\nparameters: {word: [hello]}\n", "notebooks: []\n")
PLAIN = PLAIN.replace("policy.release.wip_limit: [1, 2]", "portfolio.pools.developers.capacity: [4, 8]")
GOAL = "precision: {half_range: 1, at_most: 45}\n"
WORDS = ["batch", "study.yaml", "--out", "out", "--jobs", "1"]


def asks(folder: Path, goal: str, text: str = PLAIN) -> None:
    (folder / "study.yaml").write_text(text.replace("replications: 4\n", goal), encoding="utf-8")


def half_ranges(folder: Path, measure: str) -> list[float]:
    table = pd.read_csv(folder / "out" / "differences.csv")
    own = table[table["measure"] == measure]
    return [float(one) for one in (own["high"] - own["low"]) / 2]


@pytest.mark.parametrize(
    ("goal", "n", "said"),
    [
        ("precision: {half_range: 1_000_000_000_000, at_most: 90}\n", 30, "or better (95 % sure"),
        (GOAL, 45, "only (95 % sure as far as luck goes); ±€1 was asked for."),
    ],
)
def test_it_stops_when_the_goal_is_met_or_at_the_most_and_says_which(
    workbench: Run, folder: Path, goal: str, n: int, said: str
) -> None:
    asks(folder, goal)
    done = workbench(*WORDS)
    assert done.code == 0, done.err
    manifest = json.loads((folder / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert [one["n"] for one in manifest["scenarios"]] == [n, n, n]
    (line,) = [one for one in done.out.splitlines() if one.startswith(f"After {n} simulated futures")]
    assert said in line and "the average differences in net value are known to ±€" in line
    shown = re.search(r"known to ±€([\d.,]+)(k|m)", line)
    assert shown is not None
    known = float(shown[1].replace(",", "")) * {"k": 1e3, "m": 1e6}[shown[2]]
    assert known == pytest.approx(max(half_ranges(folder, "npv")), rel=0.05)
    index = (folder / "out" / "report" / "index.html").read_text(encoding="utf-8")
    assert line in index


def test_another_run_in_the_folder_says_nothing_of_an_earlier_goal(workbench: Run, folder: Path) -> None:
    asks(folder, GOAL)
    assert workbench(*WORDS).code == 0
    (folder / "study.yaml").write_text(PLAIN, encoding="utf-8")
    done = workbench(*WORDS)
    assert done.code == 0 and "asked for" not in done.out
    assert "asked for" not in (folder / "out" / "report" / "index.html").read_text(encoding="utf-8")


def test_a_dry_run_says_at_most(workbench: Run, folder: Path) -> None:
    asks(folder, "precision: {measure: lead_time, half_range: 0.5, at_most: 45}\n")
    done = workbench(*WORDS, "--dry-run")
    assert "how many: 3 scenarios, 45 simulated futures each, 0 reports." in done.out
    assert re.search(r"^About \d+ (s|min) on 1 cores?: ", done.out, re.MULTILINE)
    assert "At most: it stops as soon as it knows the average differences in" in done.out
    assert "to ±0.50 working days." in done.out or "to ±0.5 working days." in done.out


@pytest.mark.parametrize(
    ("goal", "words", "told"),
    [
        (GOAL, ["-n", "100"], "leave -n out, or change at_most"),
        (GOAL + "replications: 7\n", [], "study.yaml:5:.*has no meaning beside precision"),
        (GOAL.replace("{", "{measure: nvp, "), [], "study.yaml:4:.*did you mean npv?"),
    ],
)
def test_what_contradicts_a_goal_or_cannot_be_one_is_refused(
    workbench: Run, folder: Path, goal: str, words: list[str], told: str
) -> None:
    asks(folder, goal)
    done = workbench(*WORDS, *words)
    assert done.code == 2 and re.search(told, " ".join(done.err.split())), done.err
    assert not (folder / "out").exists()


def test_a_what_if_that_fails_altogether_does_not_keep_the_others_going(
    workbench: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from .test_batch import lose

    asks(folder, "precision: {half_range: 1_000_000_000_000, at_most: 900}\n")
    lose("baseline, developers capacity 8", monkeypatch)
    done = workbench(*WORDS)
    assert done.code == 1 and "After 30 simulated futures" in done.out
