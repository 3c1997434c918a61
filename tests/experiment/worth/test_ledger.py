"""The finance view: years and lines sum, capacity is no cash, turning days are those of hand-made paths."""

import math
from pathlib import Path

import numpy as np
import pytest

from workbench import load_scenario
from workbench.bundled import bundled
from workbench.errors import InputError
from workbench.experiment.worth import Doing, alternatives_of
from workbench.experiment.worth.cash import Line
from workbench.experiment.worth.ledger import Ledger, ledger_of
from workbench.scenario import Scenario


@pytest.fixture(scope="module")
def today() -> Scenario:
    return load_scenario(Path(bundled("scenarios")) / "baseline.yaml")


@pytest.fixture(scope="module")
def closing(today: Scenario) -> Ledger:
    other = next(one.scenario for one in alternatives_of(today) if one.doing is Doing.CLOSE)
    return ledger_of(today, other, 60)


def test_years_sum_to_the_net_difference(closing: Ledger) -> None:
    assert closing.years[0] == "2027"
    assert closing.years[-1] == "later"
    assert all(values.shape == (60, len(closing.years)) for values in closing.by_year.values())
    np.testing.assert_allclose(closing.cash.sum(axis=1) + closing.total(Line.LABOUR), closing.net, atol=1e-6)


def test_saved_pmo_money_falls_until_the_horizon_and_never_later(closing: Ledger) -> None:
    running = closing.by_year[Line.PMO_RUNNING]
    assert (running[:, :3] > 0).all()
    assert (running[:, 3:] == 0).all()
    assert (closing.by_year[Line.PMO_ONCE][:, 0] < 0).all()


def test_freed_less_used_is_the_labour_line(closing: Ledger) -> None:
    found = closing.capacity()
    net = float(closing.total(Line.LABOUR).mean())
    assert found.freed.value - found.used.value == pytest.approx(net, rel=1e-9)
    assert found.unused.value >= 0


def test_the_prudent_view_never_counts_more_than_cash(closing: Ledger) -> None:
    assert (closing.prudent <= closing.cash.sum(axis=1) + 1e-6).all()


def hand_made(today: Scenario, path: list[list[float]], final: list[float]) -> Ledger:
    values = {line: np.zeros((len(path), 1)) for line in Line}
    values[Line.BENEFITS] = np.array(final)[:, None]
    days = np.array([10.0, 20.0, 30.0])
    nothing = np.zeros((len(path), 1))
    return Ledger(
        today, today, ("later",), values, days, np.array(path), nothing, nothing[:, 0], (("A", "A"),)
    )


def test_turning_days_of_paths_by_hand(today: Scenario) -> None:
    found = hand_made(
        today,
        [[-1, -1, 2], [-1, 2, -1], [1, 1, 1], [5, -1, -2], [-1, 1, 1]],
        [3, 3, 1, -4, -1],
    )
    assert found.turning().tolist() == [30.0, math.inf, 0.0, 20.0, math.inf]
    assert found.paid_back().tolist() == [30.0, math.inf, 0.0, math.inf, math.inf]
    assert found.paid_back_by(30.0).value == 0.4
    assert found.payback_days()[1:] == (math.inf, math.inf)
    assert found.eaten_up().tolist() == [math.inf, math.inf, math.inf, 20.0, math.inf]
    assert found.eaten_up_by(30.0).value == 0.2


def test_another_seed_or_one_future_is_refused(today: Scenario) -> None:
    other = today.model_copy(update={"seed": 5})
    with pytest.raises(InputError, match="for the same futures"):
        ledger_of(today, other, 10)
    with pytest.raises(InputError, match="two at least"):
        ledger_of(today, today, 1)


def test_the_same_scenario_has_no_difference_anywhere(today: Scenario) -> None:
    found = ledger_of(today, today, 4)
    assert all((values == 0).all() for values in found.by_year.values())
