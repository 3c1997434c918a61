"""What each question asks of a portfolio first, made to suit it; or why it cannot be asked."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.errors import InputError
from workbench.experiment.worth.reshaping import Reshaping
from workbench.interfaces.explorer.new_budget import needed_a_year
from workbench.interfaces.explorer.new_law import later
from workbench.interfaces.explorer.new_strategy import gaining, weighed
from workbench.interfaces.explorer.present import busiest, most_at_once, people_bounds, unheld
from workbench.interfaces.explorer.what_if import WhatIf
from workbench.policies import PROJECT_RULES, IndexName
from workbench.scenario import Scenario
from workbench.scenario.overrides import Path

Control = str | Path
"""Name of a setting of `WhatIf`, or the address of a field of a scenario."""

CUT = -0.15
"""Of every yearly budget."""

LEAVE = 0.1
"""Share of the busiest pool that leaves."""

FEWER = 0.6
"""Share of today's projects at once."""

CHANCE = "chance"
"""The one control that asks nothing of a simulation: dates kept with a chance below it are at risk."""


@dataclass(frozen=True)
class Asked:
    """What one portfolio is asked.

    Parameters
    ----------
    what_if
        The what-if that is asked first.
    live
        The control on the card, one of `controls` or `CHANCE`; empty where there is nothing to ask.
    controls
        What can be changed about the question, the live one first; four at most with the one on the card.
    cannot
        Why it cannot be asked, and what to state; empty where it can.
    note
        What the answer leaves out, in a few words; empty where nothing.
    """

    what_if: WhatIf = WhatIf()
    live: str = ""
    controls: tuple[Control, ...] = ()
    cannot: str = ""
    note: str = ""


def budget(baseline: Scenario) -> Asked:
    """A cut of the yearly budgets; where none is stated, a budget below what the plans need."""
    stated = baseline.portfolio.budgets
    if not stated and needed_a_year(baseline) > 0:
        note = "No budget is stated: today every project gets the money it needs"
        return Asked(WhatIf(allowance=1 + CUT), "allowance", ("allowance", "release"), note=note)
    if not any(stated.values()):
        return Asked(
            cannot="There is no money to cut: neither a yearly budget nor what people and projects cost is "
            "stated. State budgets by year, or the planned cost of projects in a column “budget”."
        )
    carried: Path = ("portfolio", "unspent")
    return Asked(WhatIf(budget=CUT), "budget", ("budget", "since", carried, "release"))


def people(baseline: Scenario) -> Asked:
    """People of the busiest pool leave; where nobody can leave, some join."""
    pool = busiest(baseline)
    low, high = people_bounds(baseline, pool)
    capacity = next(one.capacity for one in baseline.portfolio.pools if one.id == pool)
    leave = max(1.0, float(round(LEAVE * capacity)))
    change = max(low, -leave) if low < 0 else min(high, leave)
    return Asked(WhatIf(pool=pool, people=change), "people", ("people", "pool", "since", "dispatch"))


def order(baseline: Scenario) -> Asked:
    """Fewer at once, the costliest to wait first."""
    if len(baseline.portfolio.projects) < 2:
        return Asked(
            cannot="There is a single project, so there is no order to choose and nothing to hold back. Add "
            "projects to the portfolio."
        )
    policy, most = baseline.policy, most_at_once(baseline)
    fewer = max(1, round(FEWER * most))
    rules = policy.release.index, policy.dispatch.index
    ranks = policy.dispatch.index in PROJECT_RULES
    what_if = WhatIf(
        wip_limit=fewer if fewer < most else None,
        release=IndexName.CD3 if rules[0] is not IndexName.CD3 else None,
        dispatch=IndexName.CD3 if rules[1] is not IndexName.CD3 and ranks else None,
    )
    controls = ("wip_limit", "release", "dispatch", "cadence")
    return Asked(what_if, "wip_limit", controls, note=unheld(baseline))


def pmo(baseline: Scenario) -> Asked:
    """The PMO closes; where nobody has stated what it does, maturity rises by a level."""
    if baseline.portfolio.maturity is None:
        return Asked(
            cannot="Nobody has stated the present maturity, so nothing can be said about what a PMO changes. "
            "Answer the self-assessment (workbench.assess), or state portfolio.maturity from 1 to 5."
        )
    if _can_close(baseline):
        return Asked(WhatIf(pmo=0.0), "pmo", ("pmo", "strength", "since"))
    return Asked(
        WhatIf(level=1.0),
        "level",
        ("level", "strength"),
        note="Before what it costs: no PMO is stated",
    )


def strategy(baseline: Scenario) -> Asked:
    """Weight moves between objectives where boards rank by them; else a law adds a mandatory project."""
    since = later(baseline)
    controls = ("added", "since", "cadence")
    if _ranks_by_score(baseline) and gaining(baseline, ""):
        return Asked(WhatIf(shift=0.5, since=since), "shift", ("shift", "objective", "added", "since"))
    return Asked(WhatIf(added=1, since=since), "added", controls)


def dates(baseline: Scenario) -> Asked:
    """Today's promises: nothing changes."""
    if all(one.due is None for one in baseline.portfolio.projects):
        return Asked(
            cannot="No project has a promised date, so none is at risk. State due dates in the portfolio."
        )
    return Asked(WhatIf(), CHANCE, ("dispatch", "wip_limit", "cadence"))


def _can_close(baseline: Scenario) -> bool:
    """Whether what the PMO does is stated and paid for, and can end before the horizon."""
    try:
        Reshaping.of(baseline, None)
    except InputError:
        return False
    return True


def _ranks_by_score(baseline: Scenario) -> bool:
    policy = baseline.policy
    ranks = IndexName.STRATEGIC in (policy.release.index, policy.dispatch.index)
    scored = any(one.scores or one.levels for one in baseline.portfolio.projects)
    return ranks and scored and any(one.weight > 0 for one in weighed(baseline))
