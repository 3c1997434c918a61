"""What the explorer's settings are called, and a what-if in one line."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.charts.dates import dated
from workbench.charts.numbers import Figures, plain_figures
from workbench.interfaces.explorer.new_strategy import gaining
from workbench.interfaces.explorer.what_if import WhatIf
from workbench.interfaces.wording import percent, rule_words
from workbench.model import Portfolio
from workbench.policies import Cadence
from workbench.scenario import Scenario

CADENCES = {
    Cadence.CONTINUOUS: "at any time",
    Cadence.MONTHLY: "every month",
    Cadence.QUARTERLY: "every quarter",
    Cadence.HALF_YEARLY: "every half year",
}

LABELS = {
    "wip_limit": "Projects at once",
    "release": "Which project starts first",
    "dispatch": "Who gets people first",
    "cadence": "The board decides",
    "pool": "People of",
    "people": "More (+) or fewer (−) of them",
    "demand": "Projects asked for",
    "budget": "Yearly budgets",
    "level": "Maturity, more (+) or fewer (−) levels",
    "strength": "Strength of the published effect (0 = none)",
    "since": "From when",
    "pmo": "PMO size",
    "added": "Mandatory projects added",
    "shift": "Weight that moves",
    "allowance": "Yearly budget, of planned cost",
    "objective": "Objective that gains weight",
}


def said(what_if: WhatIf, baseline: Scenario) -> str:
    """What differs from today, in the order of the controls.

    Examples
    --------
    >>> from datetime import date
    >>> from workbench.model import Project, ResourcePool, WorkPackage
    >>> package = WorkPackage(id="build", duration=10, demand={"dev": 1})
    >>> portfolio = Portfolio(name="One", start=date(2027, 1, 4), pools=(ResourcePool(id="dev", capacity=2),),
    ...                       projects=(Project(id="P1", packages=(package,)),))
    >>> today = Scenario(name="today", portfolio=portfolio, horizon=date(2027, 12, 31))
    >>> said(WhatIf(wip_limit=9, dispatch="cd3", pool="dev", people=-1), today)
    'at most 9 projects at once; people go by cost of delay ÷ time; 1 fewer in dev'
    """
    return "; ".join(_parts(what_if, baseline))


def _parts(what_if: WhatIf, baseline: Scenario) -> Iterator[str]:
    if what_if.wip_limit is not None:
        yield f"at most {what_if.wip_limit} project{'s' if what_if.wip_limit != 1 else ''} at once"
    if what_if.release is not None:
        yield f"projects start by {rule_words(what_if.release)}"
    if what_if.dispatch is not None:
        yield f"people go by {rule_words(what_if.dispatch)}"
    if what_if.cadence is not None:
        yield f"the board decides {CADENCES[what_if.cadence]}"
    if what_if.people != 0.0 and what_if.pool:
        more = "more" if what_if.people > 0 else "fewer"
        yield f"{abs(what_if.people):g} {more} in {pool_name(what_if.pool, baseline.portfolio)}"
    if what_if.demand != 1.0:
        yield f"{percent(round(what_if.demand - 1, 4))} more projects asked for"
    if what_if.budget != 0.0:
        yield f"budgets {Figures('', '', 0.01, 0).bare_signed(what_if.budget)} %"
    if what_if.allowance is not None:
        yield f"yearly budgets of {percent(what_if.allowance)} of planned cost"
    if what_if.level != 0.0:
        change = plain_figures([what_if.level], "levels").bare_signed(what_if.level)
        yield f"maturity {change} on every perspective"
    if what_if.strength is not None:
        yield f"effects of maturity at {what_if.strength:g} of the published strength"
    if what_if.pmo != 1.0:
        yield "the PMO closed" if what_if.pmo == 0.0 else f"the PMO at {percent(what_if.pmo)} of today’s"
    if what_if.added:
        yield f"{what_if.added} mandatory project{'s' if what_if.added != 1 else ''} added"
    if what_if.shift != 0.0:
        yield f"{percent(what_if.shift)} of all other weights go to {objective_name(what_if, baseline)}"
    if what_if.since is not None and what_if.differs:
        yield f"from {dated(what_if.since)} on"


def objective_name(what_if: WhatIf, baseline: Scenario) -> str:
    """What the objective that gains weight is called; empty where there is none."""
    gains = gaining(baseline, what_if.objective)
    return next((one.name or one.id for one in baseline.portfolio.objectives if one.id == gains), "")


def pool_name(pool: str, portfolio: Portfolio) -> str:
    """What a pool is called."""
    return next((one.name or one.id for one in portfolio.pools if one.id == pool), pool)


def today(name: str, baseline: Scenario) -> str:
    """Today's setting of one control."""
    policy = baseline.policy
    if name == "wip_limit":
        limit = policy.release.wip_limit
        return "no limit" if limit is None else f"{limit} projects"
    if name in ("release", "dispatch"):
        return rule_words(policy.release.index if name == "release" else policy.dispatch.index)
    if name == "cadence":
        return CADENCES[policy.release.cadence]
    if name == "strength":
        return f"{baseline.pmo.effect_strength:g} × published"
    if name == "demand":
        return percent(1.0)
    return "no change"
