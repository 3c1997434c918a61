"""Work of a project as plain data: days and people of its packages, and the same by a factor."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from workbench.scenario.overrides import changed

_HUNDREDTH = Decimal("0.01")


def days_of(project: dict[str, Any] | None) -> float:
    """Mean days of all packages together.

    Examples
    --------
    >>> days_of({"packages": [{"duration": {"law": "pert", "low": 10, "mode": 15, "high": 32}}]})
    17.0
    """
    return sum(_mean(one.get("duration")) for one in _packages(project))


def scaled_days(project: dict[str, Any] | None, factor: float) -> dict[str, Any]:
    """Durations of all packages by a factor, each under its own law.

    Examples
    --------
    >>> scaled_days({"packages": [{"id": "build", "duration": {"law": "estimate", "mean": 30}}]}, 1.1)
    {'build': {'law': 'estimate', 'mean': 33}}
    """
    return {
        one["id"]: changed(one["duration"], {"scale": factor}, frozenset()).value
        for one in _packages(project)
    }


def most_of(project: dict[str, Any] | None, pool: str) -> float:
    """People of a pool in the package that needs most of them."""
    return max((float(one.get("demand", {}).get(pool, 0.0)) for one in _packages(project)), default=0.0)


def scaled_team(project: dict[str, Any] | None, pool: str, most: float) -> dict[str, float | None]:
    """People of a pool by package, in whole hundredths, so that no package needs more than a number.

    Where no package needs any, all that are not done will; none at all = no package needs them.

    Examples
    --------
    >>> work = {"packages": [{"id": "build", "demand": {"dev": 4}}, {"id": "test", "demand": {"dev": 1}}]}
    >>> scaled_team(work, "dev", 2), scaled_team(work, "dev", 0), scaled_team(work, "ops", 1)
    ({'build': 2.0, 'test': 0.5}, {'build': None, 'test': None}, {'build': 1.0, 'test': 1.0})
    """
    needed = {one["id"]: float(one.get("demand", {}).get(pool, 0.0)) for one in _packages(project)}
    largest = max(needed.values(), default=0.0)
    if most == 0.0:
        return dict.fromkeys(needed)
    if largest == 0.0:
        done = {one["id"] for one in _packages(project) if one.get("done")}
        return {name: None if name in done else _hundredths(most) for name in needed}
    return {name: _hundredths(fte / largest * most) if fte > 0 else None for name, fte in needed.items()}


def _hundredths(fte: float) -> float:
    return float(max(_HUNDREDTH, Decimal(repr(fte)).quantize(_HUNDREDTH, ROUND_HALF_UP)))


def _packages(project: dict[str, Any] | None) -> Iterator[dict[str, Any]]:
    yield from (project or {}).get("packages") or ()


def _mean(law: Any) -> float:
    """Mean of a law as plain data."""
    if isinstance(law, (int, float)):
        return float(law)
    low, high, middle = law.get("low", 0.0), law.get("high", 0.0), law.get("mode", 0.0)
    means = {
        "fixed": law.get("value", 0.0),
        "uniform": (low + high) / 2,
        "triangular": (low + middle + high) / 3,
        "pert": (low + 4 * middle + high) / 6,
    }
    return float(means.get(law["law"], law.get("mean", 0.0)))
