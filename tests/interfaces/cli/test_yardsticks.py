"""Yardsticks stand beside every comparison, apart from its choices."""

import json
from dataclasses import replace
from pathlib import Path

from workbench.interfaces.cli.yardsticks import table
from workbench.interfaces.wording import Difference
from workbench.interfaces.wording.beside import Beside

from .conftest import Run

QUICK = ("-n", "30", "--jobs", "1", "--engine", "simpy", "--twins", "0")


def test_a_comparison_shows_four_yardsticks_apart_and_what_is_closed_of_the_gap(
    workbench: Run, folder: Path
) -> None:
    done = workbench("compare", "baseline.yaml", "ranked.yaml", *QUICK)
    assert done.code == 0, done.err
    said = " ".join(done.out.split())
    assert "Yardsticks, not choices" in said
    for name in ("Do nothing new", "First come, first served", "Random order", "Perfect foresight"):
        assert sum(line.strip().startswith(f"{name}   ") for line in done.out.splitlines()) == 1
    # The table says of perfect foresight what the sentence says: without a gap, no share of one.
    closed = (folder / "runs" / "baseline-against-ranked" / "gap_closed.csv").read_text().splitlines()
    assert ("Of this gap" in said) == (len(closed) > 1)
    assert "first come, first served" in said


def test_a_yardstick_that_is_todays_way_itself_is_none_and_not_undecided() -> None:
    same = Difference("first come, first served", 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, False, 50)
    value = replace(same, mean=6e6, low=5e6, high=7e6, p10=4e6, p90=8e6)
    other = replace(same, mean=0.1e6, low=-1e6, high=1e6, p10=-2e6, p90=2e6)
    names = ("first come, first served", "random order")
    less = dict(zip(names, (same, other), strict=True))
    shown = table(Beside("today", "EUR", dict.fromkeys(names, value), less, None, {}))
    assert [list(column.cells) for column in shown.columns[3:]] == [
        ["none", "undecided"],
        ["", "−1.0 to +1.0"],
    ]


def test_a_later_comparison_without_them_leaves_none_in_the_folder(workbench: Run, folder: Path) -> None:
    kept = folder / "runs" / "baseline-against-ranked"
    workbench("compare", "baseline.yaml", "ranked.yaml", *QUICK)
    assert (kept / "yardsticks.csv").is_file() and (kept / "gap_closed.csv").is_file()
    workbench("compare", "baseline.yaml", "ranked.yaml", *QUICK, "--no-baselines")
    assert (kept / "summary.csv").is_file()
    assert not (kept / "yardsticks.csv").exists() and not (kept / "gap_closed.csv").exists()


def test_without_baselines_nothing_of_them_is_shown_or_simulated(workbench: Run) -> None:
    done = workbench("compare", "baseline.yaml", "ranked.yaml", *QUICK, "--no-baselines")
    assert done.code == 0
    assert "Yardsticks" not in done.out


def test_json_holds_them_under_a_key_of_their_own_when_asked_for(workbench: Run) -> None:
    plain = json.loads(workbench("compare", "baseline.yaml", "ranked.yaml", *QUICK, "--json").out)
    asked = json.loads(
        workbench("compare", "baseline.yaml", "ranked.yaml", *QUICK, "--json", "--baselines").out
    )
    assert set(asked) - set(plain) == {"yardsticks"}
    assert {key: asked[key] for key in plain} == plain
    assert set(asked["yardsticks"]["npv"]) == {
        "do nothing new",
        "first come, first served",
        "random order",
        "perfect foresight",
    }
    # The baseline of this folder is first come, first served itself: it closes nothing of the gap.
    closed = asked["yardsticks"]["gap_closed"]
    assert closed == {} or closed["baseline"]["share"] == 0.0
