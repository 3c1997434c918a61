"""What is said of lists and changes, chosen by the range."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from workbench.analysis import PairedDifference, paired_difference
from workbench.interfaces.wording.selection import confirmation, paired_words, project_answer


def paired(mean: float, spread: float) -> PairedDifference:
    return paired_difference(np.zeros(40), mean + spread * np.tile([-1.0, 1.0], 20), 1)


def confirmed(mean: float, spread: float) -> Any:
    found = paired(mean, spread)
    return SimpleNamespace(
        difference=found,
        is_confirmed=found.decided and mean > 0,
        is_refuted=found.decided and mean < 0,
    )


GAIN, LOSS, OPEN = confirmed(2e6, 1e6), confirmed(-2e6, 1e6), confirmed(1e5, 4e6)


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (GAIN, "worth €2.0m more on average than the list; the average lies between €1.7m and €2.3m (40"),
        (LOSS, "worth €2.0m less on average than the list; the average lies between €1.7m and €2.3m (40"),
        (OPEN, "worse to €1.4m better than the list: undecided (40 futures)"),
        (confirmed(0.0, 1e4), "differs from the list by less than €3.3k either way (40 futures)"),
    ],
)
def test_a_list_is_worth_more_less_the_same_or_undecided(found: Any, words: str) -> None:
    assert words in paired_words(found.difference, "the list", 60e6, "EUR")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ([], "No change of its value, its cost or the budgets gets P1 above the line."),
        ([LOSS, LOSS], "None of the two changes that would get P1 above the line by plan is confirmed by "
                       "simulation: all lose value."),
        ([LOSS, OPEN, OPEN], "is confirmed by simulation: one loses value and two are undecided."),
        ([OPEN], "The one change that would get P1 above the line by plan is not confirmed by simulation: "
                 "one is undecided."),
        ([GAIN, LOSS], "One of the two changes that would get P1 above the line by plan is confirmed by"),
        ([GAIN, GAIN, LOSS], "Two of the three changes that would get P1 above the line by plan are "
                             "confirmed by simulation."),
    ],
)  # fmt: skip
def test_the_answer_about_a_project_counts_what_is_confirmed(changes: list[Any], words: str) -> None:
    assert words in project_answer(changes, "P1")


def test_a_loss_is_said_with_a_verb_and_no_minus_beside_it() -> None:
    said = confirmation(LOSS, "EUR")
    assert "taking it loses €2.0m on average (between €1.7m and €2.3m; 40 futures)" in said
    assert "−" not in said
