"""What packages' own luck makes of their lengths: ln(quantile ÷ mean) of every attempt that can come."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol, cast

import numpy as np
from scipy.special import ndtri

from workbench.engines.plan.plan import Floats, Ints, Plan
from workbench.model.laws import Lognormal

SMALLEST_RATIO = 1e-12
"""A quantile of 0 counts as this share of the mean."""


class Law(Protocol):
    """What luck needs of a law."""

    @property
    def mean(self) -> float: ...
    def quantile(self, u: Floats) -> Floats: ...


def log_noise(plan: Plan, rework: Floats, noise: Floats) -> Floats:
    """ln(quantile ÷ mean) of each package and attempt; NaN for those that no level of the plan leads to.

    An attempt can come if all before it were defective at the worst level. Few come, so attempt after
    attempt only those packages are looked at that can get so far.

    Parameters
    ----------
    plan
        The scenario as arrays.
    rework, noise
        Uniforms, shape (replications, packages, attempts).
    """
    laws = _laws_of(plan)
    result = np.full(noise.shape, np.nan)
    made, numbers, defects = (_by_attempt(one) for one in (result, noise, rework))
    futures, packages, attempts = noise.shape
    worst = plan.worst_rework
    comes = np.arange(futures * packages)
    for attempt in range(attempts):
        made[comes, attempt] = laws.log_ratios(comes % packages, numbers[comes, attempt])
        comes = comes[defects[comes, attempt] < worst]
        if not len(comes):
            break
    return result


def _by_attempt(numbers: Floats) -> Floats:
    """The same numbers, a row for each package of each future."""
    return numbers.reshape(-1, numbers.shape[2])


@dataclass(frozen=True, eq=False)
class _Laws:
    """Duration laws of packages, such that many packages are asked at once.

    Parameters
    ----------
    mean
        Of a lognormal law that has its own spread; NaN elsewhere.
    sigma
        Log-sd of such a law and of an estimate; NaN elsewhere.
    others, number
        Every other law, and which of them a package has.
    """

    mean: Floats
    sigma: Floats
    others: tuple[Law, ...]
    number: Ints

    def log_ratios(self, package: Ints, u: Floats) -> Floats:
        """ln(quantile ÷ mean) of packages at uniform numbers."""
        if self.others:
            return self._of_all(package, u)
        return self._of_spread(package, u)

    def _of_spread(self, package: Ints, u: Floats) -> Floats:
        """Of packages with a log-sd."""
        sigma, normal = self.sigma[package], np.asarray(ndtri(u))
        # A law without spread must give exactly its value.
        result = np.where(sigma > 0.0, sigma * normal - sigma * sigma / 2, 0.0)
        mean = self.mean[package]
        own = np.flatnonzero(~np.isnan(mean))
        if len(own):
            # Through the quantile and back, as for every law with a spread of its own.
            logs, mean = sigma[own] * normal[own] - sigma[own] * sigma[own] / 2, mean[own]
            result[own] = _log_of_ratio(mean * np.exp(logs) / mean)
        return result

    def _of_all(self, package: Ints, u: Floats) -> Floats:
        number = self.number[package]
        result = np.zeros_like(u)
        spread = np.flatnonzero(number < 0)
        result[spread] = self._of_spread(package[spread], u[spread])
        order = np.argsort(number, kind="stable")
        starts = np.searchsorted(number[order], np.arange(len(self.others) + 1))
        for law, first, last in zip(self.others, starts, starts[1:], strict=False):
            if law.mean > 0.0 and last > first:
                mine = order[first:last]
                result[mine] = _log_of_ratio(law.quantile(u[mine]) / law.mean)
        return result


def _log_of_ratio(ratio: Floats) -> Floats:
    ratio = np.maximum(ratio, SMALLEST_RATIO)
    return np.where(ratio == 1.0, 0.0, np.log(ratio))


@lru_cache(maxsize=8)
def _laws_of(plan: Plan) -> _Laws:
    sigma, mean = plan.packages.noise_sigma.copy(), np.full(len(plan.laws), np.nan)
    number = np.full(len(plan.laws), -1, dtype=np.int64)
    others: dict[object, int] = {}
    for k in np.flatnonzero(np.isnan(sigma)).tolist():
        law = plan.laws[k]
        if isinstance(law, Lognormal) and law.mean > 0.0:
            mean[k], sigma[k] = law.mean, math.sqrt(math.log1p(law.cv * law.cv))
        else:
            number[k] = others.setdefault(law, len(others))
    return _Laws(mean, sigma, tuple(cast("Law", law) for law in others), number)
