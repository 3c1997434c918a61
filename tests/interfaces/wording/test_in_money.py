"""Money in words: gain, loss and undecided, cash apart from time, and when a sum turns."""

import json

import numpy as np
import pytest

from workbench import load_scenario
from workbench.bundled import bundled
from workbench.experiment.worth.cash import Line
from workbench.experiment.worth.ledger import Ledger
from workbench.interfaces.studies.in_money import money_answer, money_json

N = 40


def ledger(first: float, later: float, time: float = 0.0, spread: float = 4e5) -> Ledger:
    """Money that falls in 2027 and later; quarters stand before, between and after."""
    base = load_scenario(bundled("scenarios") / "baseline.yaml")
    other = base.model_copy(update={"name": "other"})
    random = np.random.default_rng(3)
    values = {line: np.zeros((N, 2)) for line in Line}
    values[Line.BENEFITS] = np.array([first, later]) + spread * random.standard_normal((N, 2))
    values[Line.LABOUR] = np.tile([time, 0.0], (N, 1))
    steps = values[Line.BENEFITS].cumsum(axis=1) + time
    path = np.stack([steps[:, 0] / 2, steps[:, 0], steps[:, 1]], axis=1)
    nothing = np.zeros((N, 1))
    return Ledger(
        base, other, ("2027", "later"), values, np.array([63.0, 255.0, 511.0]), path, nothing, nothing[:, 0],
        (("A", "A"),),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("first", "later", "expected"),
    [
        (-1e6, 3e6, ["gains €", "What it costs first is paid back for good by"]),
        (1e6, -3e6, ["loses €", "What it saves first is eaten up again for good by"]),
        (1e6, 1e6, ["gains €", "brings money in the first year, and all years together leave more"]),
        (-1e6, -1e6, ["loses €", "costs money in the first year, and all years together leave less"]),
    ],
)
def test_the_answer_follows_the_money(first: float, later: float, expected: list[str]) -> None:
    said = " ".join(money_answer(ledger(first, later)).lead)
    for words in expected:
        assert words in said


def test_what_makes_no_difference_is_not_called_undecided() -> None:
    said = " ".join(money_answer(ledger(0.0, 0.0, spread=0.0)).lead)
    assert "No difference" in said and "the same in each of 40 simulated futures" in said
    assert "No money moves in any year" in said


def test_futures_that_lose_for_good_are_not_paid_back() -> None:
    """On average it turns late; in most futures it never does, and those are not counted."""
    found = ledger(-1e6, 1.4e6, spread=8e5)
    said = " ".join(money_answer(found).lead)
    never = int((found.net < 0).sum())
    assert never > 0.2 * N
    share = found.paid_back_by(1e9).value
    assert share <= 1 - never / N
    assert "paid back for good by" in said and f"in {round(100 * share)}\u00a0% of" in said


def test_time_is_told_apart_from_cash() -> None:
    said = " ".join(money_answer(ledger(2e6, 0.0, time=-5e5)).lead)
    assert ") is cash: +€" in said
    assert "−€0.5m (−0.5 to −0.5) is people’s time on projects" in said


def test_json_lines_sum_to_the_net() -> None:
    found = json.loads(money_json(ledger(1e6, 1e6, time=-2e5)))
    whole = sum(line["all"]["mean"] for line in found["lines"].values())
    assert whole == pytest.approx(found["net"]["mean"])
