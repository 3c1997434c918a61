"""A new strategy: weight goes to one objective, in equal shares from all others."""

from __future__ import annotations

from datetime import date

from workbench.model.objectives import Objective
from workbench.scenario import Scenario
from workbench.scenario.strategy import StrategyShift, weights_by_step


def weighed(scenario: Scenario) -> tuple[Objective, ...]:
    """Objectives with a weight in the score, those counted in money left out."""
    return tuple(one for one in scenario.portfolio.objectives if not one.monetised)


def gaining(scenario: Scenario, named: str) -> str:
    """The objective that gains weight: as named, or the one that weighs least; empty where none could."""
    objectives = weighed(scenario)
    if named or len(objectives) < 2:
        return named
    return min(objectives, key=lambda one: (one.weight, one.id)).id


def with_new_strategy(scenario: Scenario, shift: float, named: str, since: date) -> Scenario:
    """The scenario with other weights from a date on.

    Parameters
    ----------
    scenario
        With objectives.
    shift
        Share of what each other objective weighs that goes to the one.
    named
        The one; empty = the one that weighs least.
    since
        First day; weights in force then are those that move.
    """
    gains = gaining(scenario, named)
    if shift == 0.0 or not gains:
        return scenario
    before = tuple(one for one in scenario.strategy if one.from_ < since)
    after = tuple(one for one in scenario.strategy if one.from_ > since)
    upto = tuple(one for one in scenario.strategy if one.from_ <= since)
    present = weights_by_step(upto, scenario.portfolio)[-1]
    ids = [one.id for one in weighed(scenario)]
    weights = {one: present[one] * (1 - shift) for one in ids if one != gains}
    weights[gains] = present[gains] + shift * sum(present[one] for one in ids if one != gains)
    new = StrategyShift(from_=since, weights=weights)
    return scenario.model_copy(update={"strategy": (*before, new, *after)})
