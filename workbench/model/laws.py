"""Laws of uncertain quantities, as data: each has a mean, a spread and a quantile function.

Only inverse distribution functions are used, so that one uniform number gives one value and a change of a
parameter moves the value without moving the luck (DESIGN §4.9).
"""

from __future__ import annotations

import math
from typing import Annotated, Any, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from workbench.model.data import MOST_DAYS, MOST_MONEY, Data, quantity

Floats = NDArray[np.float64]


class Estimate(Data):
    """A planned figure; its spread comes from the maturity of the organisation (none without maturity)."""

    law: Literal["estimate"] = "estimate"
    mean: float = quantity(unit="working days", about="planned value", low=0)

    @property
    def squared_cv(self) -> float:
        return 0.0

    def quantile(self, u: Floats) -> Floats:
        """The planned value, whatever the probability: the spread comes with the maturity.

        Examples
        --------
        >>> Estimate(mean=20).quantile(np.array([0.25, 0.75])).round(2).tolist()
        [20.0, 20.0]
        """
        return np.full_like(u, self.mean)


class Fixed(Data):
    """A value known for certain."""

    law: Literal["fixed"] = "fixed"
    value: float = quantity(unit="any", about="the value", low=0)

    @property
    def mean(self) -> float:
        return self.value

    @property
    def squared_cv(self) -> float:
        return 0.0

    def quantile(self, u: Floats) -> Floats:
        """The value, whatever the probability.

        Examples
        --------
        >>> Fixed(value=7).quantile(np.array([0.25, 0.75])).round(2).tolist()
        [7.0, 7.0]
        """
        return np.full_like(u, self.value)


class Uniform(Data):
    """Any value between low and high, all equally likely."""

    law: Literal["uniform"] = "uniform"
    low: float = quantity(unit="any", about="smallest value", low=0)
    high: float = quantity(unit="any", about="largest value", low=0)

    @model_validator(mode="after")
    def _ordered(self) -> Uniform:
        if self.low > self.high:
            raise ValueError(f"low must not exceed high, got low {self.low:g} and high {self.high:g}")
        return self

    @property
    def mean(self) -> float:
        return (self.low + self.high) / 2

    @property
    def squared_cv(self) -> float:
        return _squared_cv((self.high - self.low) ** 2 / 12, self.mean)

    def quantile(self, u: Floats) -> Floats:
        """Values that are not exceeded with the probabilities u.

        Examples
        --------
        >>> Uniform(low=2, high=8).quantile(np.array([0.25, 0.75])).round(2).tolist()
        [3.5, 6.5]
        """
        return self.low + (self.high - self.low) * u


class _ThreePoint(Data):
    low: float = quantity(unit="any", about="smallest value", low=0)
    mode: float = quantity(unit="any", about="most likely value", low=0)
    high: float = quantity(unit="any", about="largest value", low=0)

    @model_validator(mode="after")
    def _ordered(self) -> Any:
        if not self.low <= self.mode <= self.high:
            raise ValueError(f"low ≤ mode ≤ high is needed, got {self.low:g}, {self.mode:g}, {self.high:g}")
        return self


class Triangular(_ThreePoint):
    """Three-point estimate with straight sides."""

    law: Literal["triangular"] = "triangular"

    @property
    def mean(self) -> float:
        return (self.low + self.mode + self.high) / 3

    @property
    def squared_cv(self) -> float:
        a, m, b = self.low, self.mode, self.high
        return _squared_cv((a * a + m * m + b * b - a * m - a * b - m * b) / 18, self.mean)

    def quantile(self, u: Floats) -> Floats:
        """Values that are not exceeded with the probabilities u.

        Examples
        --------
        >>> Triangular(low=0, mode=4, high=8).quantile(np.array([0.25, 0.75])).round(2).tolist()
        [2.83, 5.17]
        """
        a, m, b = self.low, self.mode, self.high
        if a == b:
            return np.full_like(u, a)
        cut = (m - a) / (b - a)
        rising = a + np.sqrt(u * (b - a) * (m - a))
        falling = b - np.sqrt((1 - u) * (b - a) * (b - m))
        return np.where(u < cut, rising, falling)


class Pert(_ThreePoint):
    """Beta-PERT: mean (low + 4 mode + high) / 6, exact beta variance (mean − low)(high − mean) / 7."""

    law: Literal["pert"] = "pert"

    @property
    def mean(self) -> float:
        return (self.low + 4 * self.mode + self.high) / 6

    @property
    def squared_cv(self) -> float:
        return _squared_cv((self.mean - self.low) * (self.high - self.mean) / 7, self.mean)

    def quantile(self, u: Floats) -> Floats:
        """Values that are not exceeded with the probabilities u.

        Examples
        --------
        >>> Pert(low=0, mode=4, high=8).quantile(np.array([0.25, 0.75])).round(2).tolist()
        [2.88, 5.12]
        """
        from scipy.special import betaincinv

        a, m, b = self.low, self.mode, self.high
        if a == b:
            return np.full_like(u, a)
        alpha = 1 + 4 * (m - a) / (b - a)
        beta = 1 + 4 * (b - m) / (b - a)
        return np.asarray(a + (b - a) * betaincinv(alpha, beta, u))


class Lognormal(Data):
    """Lognormal by mean and coefficient of variation: ln X ~ N(ln mean − σ²/2, σ²), σ² = ln(1 + cv²)."""

    law: Literal["lognormal"] = "lognormal"
    mean: float = quantity(unit="any", about="mean", low=0)
    cv: float = quantity(unit="share", about="standard deviation ÷ mean", low=0, high=10)

    @property
    def squared_cv(self) -> float:
        return self.cv * self.cv

    def quantile(self, u: Floats) -> Floats:
        """Values that are not exceeded with the probabilities u.

        Examples
        --------
        >>> Lognormal(mean=100, cv=1).quantile(np.array([0.25, 0.75])).round(2).tolist()
        [40.33, 123.98]
        """
        from scipy.special import ndtri

        sigma = math.sqrt(math.log1p(self.cv * self.cv))
        return np.asarray(self.mean * np.exp(sigma * ndtri(u) - sigma * sigma / 2))


class Exponential(Data):
    """Memoryless law, mostly for checks against queueing theory."""

    law: Literal["exponential"] = "exponential"
    mean: float = quantity(unit="any", about="mean", low=0)

    @property
    def squared_cv(self) -> float:
        return 1.0

    def quantile(self, u: Floats) -> Floats:
        """Values that are not exceeded with the probabilities u.

        Examples
        --------
        >>> Exponential(mean=3).quantile(np.array([0.25, 0.75])).round(2).tolist()
        [0.86, 4.16]
        """
        return -self.mean * np.log1p(-u)


def _squared_cv(variance: float, mean: float) -> float:
    return variance / (mean * mean) if mean > 0 else 0.0


def _a_number_is_an_estimate(value: Any) -> Any:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return {"law": "estimate", "mean": value}
    return value


def _a_number_is_fixed(value: Any) -> Any:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return {"law": "fixed", "value": value}
    return value


def _at_most_a_lifetime(law: Any) -> Any:
    if law.mean > MOST_DAYS:
        raise ValueError(f"a duration has a mean of at most {MOST_DAYS:,} working days, got {law.mean:g}")
    return law


_AnyLaw = Annotated[
    Estimate | Fixed | Uniform | Triangular | Pert | Lognormal | Exponential, Field(discriminator="law")
]
_Days = Annotated[float, Field(ge=0, le=MOST_DAYS)]
_Size = Annotated[float, Field(ge=0, le=MOST_MONEY)]

DurationLaw = Annotated[
    _AnyLaw,
    BeforeValidator(_a_number_is_an_estimate, json_schema_input_type=_Days | _AnyLaw),
    AfterValidator(_at_most_a_lifetime),
]
"""A bare number is a planned figure with the spread of the organisation's maturity."""

Law = Annotated[_AnyLaw, BeforeValidator(_a_number_is_fixed, json_schema_input_type=_Size | _AnyLaw)]
"""A bare number is a value known for certain."""
