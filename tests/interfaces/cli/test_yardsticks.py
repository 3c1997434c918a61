"""Yardsticks stand beside every comparison, apart from its choices."""

import json

from .conftest import Run

QUICK = ("-n", "30", "--jobs", "1", "--engine", "simpy", "--twins", "0")


def test_a_comparison_shows_four_yardsticks_apart_and_what_is_closed_of_the_gap(workbench: Run) -> None:
    done = workbench("compare", "baseline.yaml", "ranked.yaml", *QUICK)
    assert done.code == 0, done.err
    said = " ".join(done.out.split())
    assert "Yardsticks, not choices" in said
    for name in ("Do nothing new", "First come, first served", "Random order", "Perfect foresight"):
        assert said.count(name) == 1
    assert "Of the gap from first come" in said or "no gap to speak of" in said


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
