"""Where a gain comes from is written from its parts, and never says what their sum contradicts."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench import Scenario
from workbench.interfaces.explorer import WhatIf
from workbench.interfaces.explorer.board import Board
from workbench.interfaces.explorer.promises import Promises
from workbench.interfaces.explorer.session import Session
from workbench.interfaces.explorer.start.answers import answer
from workbench.interfaces.explorer.why import NOUNS, Part, in_words, parts_of, why, with_ranges
from workbench.interfaces.reports.value_parts import PARTS
from workbench.interfaces.wording import Verdict

Rows = Mapping[str, Mapping[str, Any]]


def rows(**means: float) -> Rows:
    """What-if less today by part, in millions, each known to a fifth."""
    return {
        key: {"mean": mean * 1e6, "low": (mean - 0.2) * 1e6, "high": (mean + 0.2) * 1e6, "decided": True}
        for key, mean in means.items()
    }


def said(verdict: Verdict, total: float, **means: float) -> str:
    return why(parts_of(rows(**means)), total * 1e6, verdict, in_words)


def test_every_part_of_the_value_has_a_word() -> None:
    assert list(NOUNS) == list(PARTS)


def test_a_gain_by_spending_less_says_so() -> None:
    assert said(Verdict.GAIN, 6.0, cost=-9.0, benefit=-3.0) == "Lower project costs outweigh lower benefits."
    assert said(Verdict.LOSE, -6.0, cost=-3.0, benefit=-9.0) == "Lower benefits outweigh lower project costs."
    assert said(Verdict.GAIN, 4.0, benefit=4.0) == "It comes from higher benefits."


def test_what_is_named_makes_up_most_of_the_difference() -> None:
    named = said(Verdict.GAIN, 2.0, cost=-4.0, lateness_cost=-3.5, pmo_cost=-0.5, benefit=-6.0)
    assert named == "Lower project costs and lower lateness costs outweigh lower benefits."
    # A part that already exceeds what goes the other way does not explain a gain of twice its size.
    named = said(Verdict.GAIN, 1.7, cost=-0.8, benefit=0.7, lateness_cost=-0.25, run_cost=0.05)
    assert named == "It comes from lower project costs and higher benefits."
    # What tips the scale is not clear by itself, so nothing is said.
    assert said(Verdict.GAIN, 1.0, cost=-4.0, benefit=-6.0) == ""
    assert said(Verdict.GAIN, 9.0, cost=-2.0) == ""
    assert said(Verdict.LOSE, -1.0, cost=-4.0, benefit=-3.0) == ""


def test_what_takes_too_many_parts_to_explain_is_left_to_the_page() -> None:
    parts = parts_of(rows(cost=-4.0, lateness_cost=-3.5, pmo_cost=-3.0, benefit=-6.0))
    assert why(parts, 4.5e6, Verdict.GAIN, in_words, most=1) == ""
    assert why(parts, 4.5e6, Verdict.GAIN, in_words).startswith(
        "Lower project costs, lower lateness costs and"
    )


def test_undecided_says_what_is_weighed_and_nothing_of_which_is_more() -> None:
    open_still = said(Verdict.UNDECIDED, -0.1, cost=-4.0, benefit=-4.1)
    assert open_still == "Which weighs more is open: lower project costs or lower benefits."
    assert said(Verdict.UNDECIDED, 1.0, cost=-4.0) == said(Verdict.SAME, 0.0, cost=-4.0, benefit=-4.1) == ""
    # Ten are more than two for sure: what leaves it undecided is not clear by itself.
    assert said(Verdict.UNDECIDED, 0.3, benefit=10.0, cost=2.0) == ""
    # The two largest are level, and all that is clear is not.
    assert said(Verdict.UNDECIDED, 0.3, benefit=5.0, cost=-4.0, run_cost=-3.0, lateness_cost=9.1) == ""


def test_parts_that_are_not_clear_are_never_named() -> None:
    unclear = {**rows(cost=-9.0), "benefit": {"mean": -1e6, "low": -3e6, "high": 1e6, "decided": False}}
    assert why(parts_of(unclear), 8e6, Verdict.GAIN, in_words) == "It comes from lower project costs."


def test_what_is_outweighed_is_told_or_counted() -> None:
    parts = parts_of(rows(benefit=-4.4, pmo_cost=-1.2, cost=-0.8, run_cost=-0.4))
    start = "Lower benefits outweigh lower PMO costs"
    assert why(parts, -2e6, Verdict.LOSE, in_words, most=1) == f"{start} and 2 more."
    assert why(parts, -2e6, Verdict.LOSE, in_words) == f"{start}, lower project costs and 1 more."


def test_no_more_comes_from_a_part_than_there_is() -> None:
    assert said(Verdict.GAIN, 2.0, cost=-9.0) == ""
    assert said(Verdict.LOSE, -2.0, benefit=-9.0, cost=-3.0) == ""


ENDS = st.tuples(st.floats(-20.0, 20.0), st.floats(0.0, 10.0))
"""Average of a part of the value and how far its range goes to either side, in millions."""


@given(
    st.dictionaries(st.sampled_from(list(NOUNS)), ENDS, min_size=1), st.floats(0.0, 10.0), st.integers(1, 2)
)
def test_no_sentence_is_contradicted_by_its_own_figures(
    found: dict[str, tuple[float, float]], doubt: float, most: int
) -> None:
    changed = {
        key: {"mean": mean, "low": mean - half, "high": mean + half, "decided": abs(mean) > half}
        for key, (mean, half) in found.items()
    }
    total = sum(PARTS[key][0] * mean for key, (mean, _) in found.items())
    verdict = Verdict.UNDECIDED if abs(total) <= doubt else Verdict.GAIN if total > 0 else Verdict.LOSE
    named: list[Part] = []

    def told(part: Part) -> str:
        named.append(part)
        return part.words

    sentence = why(parts_of(changed), total, verdict, told, most)
    gains, losses = ([one for one in named if one.gain * side > 0] for side in (1, -1))
    low = sum(one.low for one in gains) - sum(one.high for one in losses)
    high = sum(one.high for one in gains) - sum(one.low for one in losses)
    assert bool(sentence) == bool(named)
    if "open" in sentence:
        assert verdict is Verdict.UNDECIDED and low < 0.0 < high
    elif sentence:
        said_total = sum(one.gain for one in named)
        assert said_total * total > 0
        # What has no room is counted: “and 1 more”.
        assert 0.5 <= said_total / total <= 1.3
        assert ("outweigh" in sentence) == bool(gains and losses)


def test_amounts_carry_their_ranges() -> None:
    parts = parts_of(rows(cost=-9.0, benefit=-3.0))
    assert why(parts, 6e6, Verdict.GAIN, with_ranges(parts, "EUR")) == (
        "Lower project costs (by €9.0m, €8.8m to €9.2m) outweigh lower benefits (by €3.0m, €2.8m to €3.2m)."
    )


@pytest.mark.parametrize(
    "what_if", [WhatIf(budget=-0.5), WhatIf(level=1.0), WhatIf(demand=1.5), WhatIf(wip_limit=1)]
)
def test_page_and_card_say_the_same_and_agree_with_the_run(today: Scenario, what_if: WhatIf) -> None:
    pair = Session(today).pair(what_if.of(today))
    while not pair.ready(60):
        pair.extend(60)
    found = pair.comparison(60, datetime(2027, 1, 4, tzinfo=UTC))
    frame = found.differences().set_index("measure")
    assert frame.loc["npv", "mean"] == pytest.approx(
        sum(sign * frame.loc[key, "mean"] for key, (sign, *_) in PARTS.items() if key in frame.index)
    )
    page = Board(found, Promises.of(found), same=False).answer()
    card = answer(found, "it", ()).sure
    for key, noun in NOUNS.items():
        for way in ("higher", "lower"):
            for text in (page.lower(), card.lower()):
                if f"{way} {noun}" in text:
                    row = frame.loc[key]
                    assert row["decided"] and (row["mean"] > 0) == (way == "higher")
    assert "outweigh" not in card or "outweigh" in page
    # What is named as a cause is not named as a consequence too.
    assert not ("lateness costs" in page and "cost of being late" in page)
