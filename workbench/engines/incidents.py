"""Incidents in daily operations: when each begins and ends in every future, by luck with an address."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Protocol, cast

import numpy as np
from numpy.typing import NDArray

from workbench.engines.addresses import WORDS, address
from workbench.engines.plan.plan import Plan

Floats = NDArray[np.float64]

Numbers = Callable[[str, str], Floats]
"""From stream and entity to uniform numbers, shape (replications, 8)."""


class _Law(Protocol):
    def quantile(self, u: Floats) -> Floats: ...


def incident_steps(plan: Plan, futures: int, numbers: Numbers) -> tuple[Floats, Floats]:
    """Days on which incidents begin and end, rising, and which: +(n + 1) begins and −(n + 1) ends number n.

    They come by a Poisson process of a rate of their own each, whatever the policy, and may overlap. Rows
    end with days that never come.

    Parameters
    ----------
    plan
        The scenario as arrays.
    futures
        How many.
    numbers
        Where uniform numbers come from.
    """
    end = 2.0 * plan.horizon
    days, codes = [np.zeros((futures, 0))], [np.zeros((futures, 0))]
    for n, (name, rate, law) in enumerate(
        zip(plan.incidents.ids, plan.incidents.per_day.tolist(), plan.incidents.laws, strict=True)
    ):
        if rate <= 0.0 or futures == 0:
            continue
        begin, lasts = _stream(name, rate, cast("_Law", law), end, numbers)
        days += [begin, begin + lasts]
        codes += [np.full_like(begin, n + 1.0), np.full_like(begin, -(n + 1.0))]
    day, code = np.concatenate(days, axis=1), np.concatenate(codes, axis=1)
    day, code = np.where(day <= end, day, math.inf), np.where(day <= end, code, 0.0)
    order = np.lexsort((code, day))
    day, code = np.take_along_axis(day, order, axis=1), np.take_along_axis(code, order, axis=1)
    used = int(np.isfinite(day).sum(axis=1).max(initial=0))
    return np.ascontiguousarray(day[:, :used]), np.ascontiguousarray(code[:, :used])


def _stream(name: str, rate: float, law: _Law, end: float, numbers: Numbers) -> tuple[Floats, Floats]:
    """Begin and length of one kind of incident until a day, in blocks of eight."""
    gaps: list[Floats] = []
    lengths: list[Floats] = []
    reached = np.zeros(1)
    while reached.min() <= end:
        block = address(name, str(len(gaps)))
        gaps.append(-np.log(numbers("incident", block)) / rate)
        lengths.append(np.maximum(law.quantile(numbers("incident days", block)), 0.0))
        reached = np.cumsum(np.concatenate(gaps, axis=1), axis=1)[:, -1]
    begin = np.cumsum(np.concatenate(gaps, axis=1), axis=1)
    assert begin.shape[1] == WORDS * len(gaps)
    return begin, np.concatenate(lengths, axis=1)
