"""What measures say of overspend and reserves is what the ledger struck, on portfolios of any kind."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pytest

from tests.engines.portfolios import mixed
from workbench.engines.draws import draw
from workbench.engines.ledger import BudgetLedger
from workbench.engines.path import Paths
from workbench.engines.plan import Plan, plan_of
from workbench.engines.process import run
from workbench.engines.rules.budget import drawn
from workbench.experiment.reserves import overspend_by_year, paid_by_year, reserve_figures
from workbench.scenario import Scenario

YEARS = (2027, 2028, 2029, 2030)


@dataclass
class Struck:
    """A ledger, and what it held when a year was closed, in the order of years."""

    ledger: BudgetLedger
    left: list[float] = field(default_factory=list)
    drawn: list[float] = field(default_factory=list)


def any_portfolio(seed: int) -> Scenario:
    """Budgets that overspend breaks now and then, reserves of some years, unspent carried over or not."""
    luck = np.random.Generator(np.random.Philox(key=seed))
    budgets = {year: float(luck.integers(100, 900)) * 1000 for year in YEARS if luck.uniform() < 0.9}
    reserves = {year: float(luck.integers(0, 300)) * 1000 for year in budgets if luck.uniform() < 0.7}
    return mixed(
        count=int(luck.integers(4, 14)),
        budgets=budgets,
        reserves=reserves,
        unspent="carried_over" if luck.uniform() < 0.5 else "lapses",
        seed=int(luck.integers(0, 1000)),
    )


def lived(plan: Plan, futures: int, monkeypatch: pytest.MonkeyPatch) -> tuple[Paths, list[Struck]]:
    """Some futures, and what the ledger of each struck at each turn of the year."""
    told: list[Struck] = []
    begin, turn = BudgetLedger.__init__, BudgetLedger.turn_of_year

    def beginning(self: BudgetLedger, of: Plan) -> None:
        begin(self, of)
        told.append(Struck(self))

    def turning(self: BudgetLedger, now: float) -> None:
        year = self._year
        turn(self, now)
        told[-1].left.append(self._budget[year] - self._actual[year])
        told[-1].drawn.append(drawn(told[-1].left[-1], self._reserve[year]))

    monkeypatch.setattr(BudgetLedger, "__init__", beginning)
    monkeypatch.setattr(BudgetLedger, "turn_of_year", turning)
    draws = draw(plan, range(futures))
    paths = Paths.of([run(plan, draws, row) for row in range(futures)])
    assert len(told) == futures
    return paths, told


@pytest.mark.parametrize("seed", range(24))
def test_spending_overspend_and_draws_by_year_are_those_of_the_ledger(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = plan_of(any_portfolio(seed))
    paths, told = lived(plan, 3, monkeypatch)
    paid, (over, taken) = paid_by_year(plan, paths), overspend_by_year(plan, paths)
    for row, struck in enumerate(told):
        ledger, closed = struck.ledger, len(struck.left)
        assert not ledger._rate, "all work has ended, so all of it is booked"
        assert paid[row] == pytest.approx(ledger._actual, rel=1e-9, abs=1e-6)
        expected = [max(0.0, -left) for left in struck.left]
        assert over[row, :closed] == pytest.approx(expected, rel=1e-9, abs=1e-5)
        assert taken[row, :closed] == pytest.approx(struck.drawn, rel=1e-9, abs=1e-5)
    assert (taken <= over + 1e-9).all() and (taken <= plan.money.reserve + 1e-9).all()


def test_among_these_portfolios_years_are_closed_and_reserves_drawn_suffice_and_fail(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    closed, shares, sufficed = 0, [], set()
    for seed in range(24):
        plan = plan_of(any_portfolio(seed))
        paths, told = lived(plan, 3, monkeypatch)
        closed += sum(any(one > 0.0 for one in struck.drawn) for struck in told)
        monkeypatch.undo()
        share, enough = reserve_figures(plan, paths)
        shares += share.tolist()
        sufficed |= set(enough.tolist())
    assert closed >= 6
    assert any(one > 0.0 for one in shares) and any(one == 0.0 for one in shares)
    assert {0.0, 1.0} <= sufficed
