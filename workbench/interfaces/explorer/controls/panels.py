"""Which settings stand in which panel. New fields of the types appear by themselves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from workbench.interfaces.explorer.controls.fields import Field, Found, fields_of
from workbench.interfaces.explorer.controls.grid.portfolio import PortfolioPanel
from workbench.interfaces.explorer.controls.group import Controls, Plan
from workbench.interfaces.explorer.controls.known import Known
from workbench.interfaces.explorer.controls.layout import Node, Section, below, sectioned, without
from workbench.interfaces.explorer.controls.levers import fitted, has_lever, lever
from workbench.interfaces.explorer.controls.settings import AtAddress
from workbench.interfaces.explorer.controls.stand import Today
from workbench.interfaces.explorer.draft import Change
from workbench.interfaces.explorer.groups import Group
from workbench.interfaces.explorer.plain import Path
from workbench.scenario import Scenario

ControlName = str | Path
"""Name of a lever, or the address of a field."""


def controls_for(
    names: Sequence[ControlName], baseline: Scenario, changed: Callable[[Change], None]
) -> Controls:
    """A few controls, by names of levers or addresses of fields, each with today's setting.

    What this portfolio does not have is left out: a lever of budgets where it states none.

    Parameters
    ----------
    names
        In the order in which they stand.
    baseline
        The scenario that stands for today.
    changed
        Called with what a control does to the draft.
    """
    return Controls(plan_of(names), baseline, changed)


def plan_of(names: Sequence[ControlName]) -> Plan:
    """The same controls, for a group that is there already."""
    return partial(_named, tuple(names))


def _named(names: tuple[ControlName, ...], today: Today, known: Known) -> Sequence[Node]:
    found = (_setting(name, today, known) for name in names)
    return [one for one in found if one is not None]


def _setting(name: ControlName, today: Today, known: Known) -> Node | None:
    if isinstance(name, str):
        return lever(name, today, known) if has_lever(name, today.scenario) else None
    walked = fields_of(Scenario, {name[0]: today.plain.get(name[0])}, known)
    found = next((one for one in walked if one.address == name), None)
    return _fitted(found, today) if found is not None else None


def _fitted(found: Found, today: Today) -> Node:
    return AtAddress(fitted(found, today)) if isinstance(found, Field) else found


_POOL = ("portfolio", "pools")

_EITHER = "A PMO states either its practices, or these."
_RANGES = (
    "0 is the lowest figure that studies found, 0.5 the usual one, 1 the highest; empty = the usual one."
)


def people_plan(today: Today, known: Known) -> Sequence[Node]:
    """Each pool with its people over time, hires, daily operations and attrition; then dated shocks."""
    found = _walked(today, known, "portfolio")
    pools = sectioned(without(below(found, _POOL), (*_POOL, "*", "name")), 1)
    incidents = below(found, ("portfolio", "incidents"))
    levers = _levers(("pool", "people", "since"), today, known)
    return [*levers, *pools, *sectioned(incidents, 1), *sectioned(_walked(today, known, "shocks"))]


def policies_plan(today: Today, known: Known) -> Sequence[Node]:
    """Who is selected, who starts, who gets people first, what gates and reviews decide."""
    return _nodes(today, _walked(today, known, "policy"), 1)


def pmo_plan(today: Today, known: Known) -> Sequence[Node]:
    """Maturity by perspective, practices, and how strong their effect is."""
    found = without(_walked(today, known, "pmo"), ("pmo", "effect_strength"))
    stated = [("pmo", name) for name in ("levels", "staff", "staff_steps", "cash_per_year")]
    portfolio = _walked(today, known, "portfolio")
    levels = (
        *sectioned(below(portfolio, ("portfolio", "maturity", "profile")), 3),
        *sectioned(below(portfolio, ("portfolio", "maturity", "programmes")), 2),
    )
    return [
        *_levers(("pmo", "strength", "level"), today, known),
        *([Section("Maturity today, from level 1 to 5", levels)] if levels else []),
        *_nodes(today, without(found, *stated), 1),
        Section("Levels, people and cash without practices", sectioned(below(found, *stated), 1), _EITHER),
    ]


def uncertainty_plan(today: Today, known: Known) -> Sequence[Node]:
    """How far estimates spread and how luck is shared, shocks, and where published effects lie."""
    portfolio = _walked(today, known, "portfolio")
    common = below(portfolio, ("portfolio", "uncertainty"))
    unsure = below(portfolio, ("portfolio", "maturity", "uncertainty"))
    names = ("discount_rate", "discount_rate_give_or_take", "estimate_cv", "durations")
    effects = _walked(today, known, "evidence")
    general = [one for one in effects if "." not in one.address[-1]]
    practices = [one for one in effects if "." in one.address[-1]]
    parts = [
        *_plain(common),
        *_shocks(today, known, portfolio),
        Section("Money and benefits", sectioned(below(portfolio, *(("portfolio", one) for one in names)), 1)),
        Section("How unsure the levels of maturity are", tuple(_plain(unsure))) if unsure else None,
        Section("What maturity does, as strong as studies found it", tuple(_plain(general)), _RANGES),
        Section(
            "What practices do and cost, as strong as studies found it", tuple(_plain(practices)), _RANGES
        ),
    ]
    return [one for one in parts if one is not None]


def run_plan(today: Today, known: Known) -> Sequence[Node]:
    """What a run rests on besides how many futures are simulated."""
    return _plain([*_walked(today, known, "seed"), *_walked(today, known, "horizon")])


def _levers(names: Sequence[str], today: Today, known: Known) -> Sequence[Node]:
    return [lever(name, today, known) for name in names if has_lever(name, today.scenario)]


def _shocks(today: Today, known: Known, portfolio: Sequence[Found]) -> Sequence[Node]:
    risks = below(portfolio, ("portfolio", "risks"))
    return [*sectioned(_walked(today, known, "shocks")), *sectioned(risks, 1)]


def _walked(today: Today, known: Known, top: str) -> list[Found]:
    walked = fields_of(Scenario, {top: today.plain.get(top)}, known)
    return [one for one in walked if one.address[0] == top]


def _plain(found: Sequence[Found]) -> Sequence[Node]:
    return [AtAddress(one) if isinstance(one, Field) else one for one in found]


def _nodes(today: Today, found: Sequence[Found], depth: int) -> Sequence[Node]:
    return sectioned([fitted(one, today) if isinstance(one, Field) else one for one in found], depth)


_PLANS: dict[str, Plan] = {
    "People": people_plan,
    "Policies": policies_plan,
    "PMO": pmo_plan,
    "Uncertainty": uncertainty_plan,
    "Run": run_plan,
}

PanelOf = Callable[[Scenario, Callable[[Change], None]], Group]
"""Makes a panel for a baseline; its controls give the page their changes."""

PANELS: dict[str, PanelOf] = {
    "Portfolio": PortfolioPanel,
    **{title: partial(Controls, plan, title=title) for title, plan in _PLANS.items()},
}
"""By title, in the order of tabs."""
