"""Results of the studies of a PMO as plain arrays, and back, so that a folder can hold them."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.experiment.worth.alternatives import Doing, alternatives_of
from workbench.experiment.worth.cash import Line
from workbench.experiment.worth.hearing import Hearing
from workbench.experiment.worth.ledger import Ledger
from workbench.experiment.worth.levers import LeverCurve
from workbench.experiment.worth.limits import Limits
from workbench.experiment.worth.strength import StrengthCurve
from workbench.experiment.worth.worlds import worlds_of
from workbench.scenario import Scenario

Arrays = dict[str, NDArray[Any]]


def of_hearing(found: Hearing) -> Arrays:
    """Values and the names of measures; alternatives and draws follow from the scenario."""
    return {"values": found.values, "names": np.array(found.names)}


def to_hearing(stored: Arrays, base: Scenario, on: date | None) -> Hearing:
    """The hearing again."""
    values = stored["values"]
    worlds = tuple(worlds_of(len(values), base.seed))
    return Hearing(base, alternatives_of(base, on), worlds, _words(stored["names"]), values)


def of_curve(found: StrengthCurve) -> Arrays:
    """Strengths, alternatives and differences."""
    return {
        "strengths": np.array(found.strengths),
        "doings": np.array([one.value for one in found.doings]),
        "differences": found.differences,
    }


def to_curve(stored: Arrays) -> StrengthCurve:
    """The curve again."""
    doings = tuple(Doing(one) for one in _words(stored["doings"]))
    return StrengthCurve(_numbers(stored["strengths"]), doings, stored["differences"])


def of_ledger(found: Ledger) -> Arrays:
    """Money by line, year and quarter; labour by project."""
    return {
        "years": np.array(found.years),
        "by_year": np.stack([found.by_year[line] for line in Line]),
        "days": found.days,
        "path": found.path,
        "labour": found.labour,
        "managing": found.managing,
        "projects": np.array(found.projects),
    }


def to_ledger(stored: Arrays, base: Scenario, other: Scenario) -> Ledger:
    """The ledger again, of the scenarios that it was made of."""
    return Ledger(
        base,
        other,
        _words(stored["years"]),
        dict(zip(Line, stored["by_year"], strict=True)),
        stored["days"],
        stored["path"],
        stored["labour"],
        stored["managing"],
        tuple((str(key), str(name)) for key, name in stored["projects"]),
    )


def of_limits(found: Limits) -> Arrays:
    """Measures of both, and the two curves."""
    return {
        "names": np.array(found.names),
        "kept": found.kept,
        "closed": found.closed,
        "cost": np.array(found.cost),
        "overhead": np.array(found.overhead.points),
        "by_overhead": found.overhead.values,
        "demand": np.array(found.demand.points),
        "by_demand": found.demand.values,
    }


def to_limits(stored: Arrays) -> Limits:
    """The limits again."""
    return Limits(
        _words(stored["names"]),
        stored["kept"],
        stored["closed"],
        float(stored["cost"]),
        LeverCurve(_numbers(stored["overhead"]), stored["by_overhead"]),
        LeverCurve(_numbers(stored["demand"]), stored["by_demand"]),
    )


def _words(stored: NDArray[Any]) -> tuple[str, ...]:
    return tuple(str(one) for one in stored)


def _numbers(stored: NDArray[Any]) -> tuple[float, ...]:
    return tuple(float(one) for one in stored)
