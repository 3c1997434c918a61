"""What was filled in and still holds: a value that somebody states later is assumed no more.

Assumptions say in words what was filled in. They are held against the portfolio that is simulated, so that
none is told of a value that a scenario, an edited file or a study has replaced. What cannot be told from its
words, as of one project among many, stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from workbench import evidence
from workbench.model.portfolio import Assumption, Portfolio
from workbench.model.resources import ResourcePool

POOL_CAPACITY, DAY_RATE = "pool capacity", "cost per FTE-day"
PRESENT_MATURITY, BUDGET, CURRENCY = "present maturity", "budget per year", "currency"
DISCOUNT_RATE, START, MANDATORY = "discount rate", "start of the portfolio", "mandatory projects"
NO_LIMIT = "no limit"
OF_POOLS = re.compile(r" \((\d+) of \d+ pools\)$")
_MORE = re.compile(r"( and \d+ more)?( FTE)?$")
_BETWEEN = re.compile(r"(?<=\d), ")


def still_assumed(portfolio: Portfolio) -> tuple[Assumption, ...]:
    """What was filled in, without what the portfolio states otherwise by now.

    Parameters
    ----------
    portfolio
        As it is simulated.

    Examples
    --------
    >>> import workbench
    >>> from workbench.bundled import bundled
    >>> portfolio = workbench.load_scenario(bundled("scenarios") / "baseline.yaml").portfolio
    >>> filled = Assumption(what="budget per year", value="no limit", source="not stated")
    >>> bool(portfolio.budgets), still_assumed(portfolio.model_copy(update={"assumptions": (filled,)}))
    (True, ())
    """
    held = (_held(one, portfolio) for one in portfolio.assumptions)
    return tuple(one for one in held if one is not None)


def level_told(level: float) -> str:
    """A level of all perspectives, in the words of an assumption.

    Examples
    --------
    >>> level_told(2.0)
    'level 2 on every perspective'
    """
    return f"level {level:g} on every perspective"


def maturity_is_assumed(portfolio: Portfolio) -> bool:
    """Whether the present levels were filled in and are still those."""
    return any(one.what == PRESENT_MATURITY for one in still_assumed(portfolio))


def _held(one: Assumption, portfolio: Portfolio) -> Assumption | None:
    name = OF_POOLS.sub("", one.what)
    if name in _OF_POOLS:
        return _of_pools(one, portfolio, _OF_POOLS[name])
    return one if name not in _HOLDS or _HOLDS[name](one.value, portfolio) else None


def _of_pools(
    one: Assumption, portfolio: Portfolio, told: Callable[[ResourcePool], str]
) -> Assumption | None:
    """Without the pools that are otherwise now."""
    end = _MORE.search(one.value)
    assert end is not None
    rule, colon, listed = one.value[: end.start()].rpartition(": ")
    items = _BETWEEN.split(listed)
    ours = {f"{pool.id} {told(pool)}" for pool in portfolio.pools}
    names = {pool.id for pool in portfolio.pools}
    if not any(item.rpartition(" ")[0] in names for item in items):
        return _of_so_many(one, portfolio, told)
    kept = [item for item in items if item in ours]
    if len(kept) == len(items):
        return one
    more = end.group(1) or ""
    if not kept and not more:
        return None
    value = rule + colon + (", ".join(kept) + more if kept else more.removeprefix(" and "))
    return _fewer(one, len(items) - len(kept), len(portfolio.pools), value + (end.group(2) or ""))


def _of_so_many(
    one: Assumption, portfolio: Portfolio, told: Callable[[ResourcePool], str]
) -> Assumption | None:
    """One value for pools that are not named: as many as have it now, at most as many as were given it."""
    value = one.value.partition(":")[0]
    said = OF_POOLS.search(one.what)
    number = value.replace(",", "")
    if said is None or not number.replace(".", "", 1).isdecimal():
        return one
    left = sum(told(pool) == f"{float(number):,.0f}" for pool in portfolio.pools)
    gone = int(said.group(1)) - left
    if gone <= 0:
        return one
    return _fewer(one, gone, len(portfolio.pools), one.value) if left else None


def _fewer(one: Assumption, gone: int, pools: int, value: str) -> Assumption:
    def counted(said: re.Match[str]) -> str:
        return f" ({int(said.group(1)) - gone} of {pools} pools)"

    return one.model_copy(update={"what": OF_POOLS.sub(counted, one.what), "value": value})


def _same_level(value: str, portfolio: Portfolio) -> bool:
    if portfolio.maturity is None:
        return False
    levels = {float(getattr(portfolio.maturity.profile, name)) for name in evidence.perspectives()}
    return not value.startswith("level ") or {level_told(one) for one in levels} == {value}


_OF_POOLS: Mapping[str, Callable[[ResourcePool], str]] = {
    POOL_CAPACITY: lambda pool: f"{pool.capacity:g}",
    DAY_RATE: lambda pool: f"{pool.cost_per_fte_day:,.0f}",
}
_HOLDS: Mapping[str, Callable[[str, Portfolio], bool]] = {
    PRESENT_MATURITY: _same_level,
    BUDGET: lambda value, portfolio: value != NO_LIMIT or not portfolio.budgets,
    CURRENCY: lambda value, portfolio: len(value) != 3 or value == portfolio.currency,
    DISCOUNT_RATE: lambda value, portfolio: (
        not value.endswith("% a year") or value == f"{portfolio.discount_rate:.0%} a year"
    ),
    START: lambda value, portfolio: not value[:4].isdecimal() or value.startswith(str(portfolio.start)),
    MANDATORY: lambda value, portfolio: (
        not value.startswith("none") or not any(one.mandatory for one in portfolio.projects)
    ),
}
"""By what was filled in: whether its value is that of the portfolio, or is in other words than ours."""
