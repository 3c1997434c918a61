"""Maturity: levels on seven perspectives, and the process effects that follow from them.

Perspectives are those of P3M3. A table of weights (per effect, summing to 1) turns a profile into one level
per effect; the effect's value is read log-linearly between whole levels. A uniform profile gives back the
published table to the bit.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from workbench import evidence
from workbench.model.data import Data, about, quantity

PROBABILITIES = frozenset({"rework_probability", "late_detection_probability", "status_optimism_probability"})
"""Effects to which effect strength applies on the odds scale."""

UNSCALED = frozenset({"overhead_fraction", "overhead_in_project_pm", "overhead_central_pmo"})
"""Effects that effect strength never scales: they are cost, not benefit (DESIGN §6)."""

BASE = 0.5
"""Quantile of the base figure within its published range."""

Perspective = Literal[
    "management_control",
    "benefits",
    "risk",
    "stakeholder",
    "finance",
    "organisational_governance",
    "resource",
]
"""Name of a perspective; the order is that of `evidence.perspectives`."""

MOST_UNSURE = 2.0
"""Largest standard deviation of a level: beyond it any of the five is as likely."""


def _level(text: str) -> Any:
    return quantity(unit="level 1–5", about=text, low=1, high=5)


class MaturityProfile(Data):
    """Levels from 1 to 5 on the seven perspectives; one number sets all seven.

    Examples
    --------
    >>> MaturityProfile.model_validate(2).risk
    2.0
    """

    management_control: float = _level("how projects are planned and controlled")
    benefits: float = _level("how benefits are managed")
    risk: float = _level("how risks are managed")
    stakeholder: float = _level("how stakeholders are involved")
    finance: float = _level("how money is managed")
    organisational_governance: float = _level("how projects are governed")
    resource: float = _level("how people are managed")

    @model_validator(mode="before")
    @classmethod
    def _one_number_sets_all(cls, value: Any) -> Any:
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return dict.fromkeys(evidence.perspectives(), value)
        return value

    def level_for(self, effect: str) -> float:
        """Level that counts for one process effect: L_min + Σ w (L − L_min)."""
        levels = [float(getattr(self, name)) for name in evidence.perspectives()]
        lowest = min(levels)
        weighted = zip(evidence.perspective_weights(effect), levels, strict=True)
        return lowest + math.fsum(weight * (level - lowest) for weight, level in weighted)

    def value_of(self, effect: str, quantile: float = BASE) -> float:
        """Value of one process effect at this profile: base, or another quantile of the published range.

        Examples
        --------
        >>> MaturityProfile.model_validate(3).value_of("rework_probability")
        0.18
        """
        return value_at(effect, self.level_for(effect), quantile)


class Maturity(Data):
    """The organisation's present levels (L0): one profile, and others for single programmes."""

    profile: MaturityProfile = about(text="levels of the organisation")
    programmes: Mapping[str, MaturityProfile] = about({}, text="programmes with levels of their own")
    uncertainty: Mapping[Perspective, Annotated[float, Field(ge=0, le=MOST_UNSURE)]] = Field(
        {},
        description="by perspective: standard deviation of its level, as from a self-assessment",
        json_schema_extra={"unit": "levels"},
        exclude_if=lambda stated: not stated,
    )

    @model_validator(mode="before")
    @classmethod
    def _one_number_is_a_profile(cls, value: Any) -> Any:
        return (
            {"profile": value} if isinstance(value, (int, float)) and not isinstance(value, bool) else value
        )

    def of(self, programme: str) -> MaturityProfile:
        """Profile that counts for a programme."""
        return self.programmes.get(programme, self.profile)


def value_at(effect: str, level: float, quantile: float = BASE) -> float:
    """Value of a process effect at a level, log-linear between whole levels.

    Straight interpolation is used in a step where an end is zero. One quantile moves the figures of all
    levels together within their published ranges (`within`).
    """
    table = [within(*figures, quantile) for figures in evidence.effect_table(effect)]
    below = min(int(math.floor(level)), 4)
    share = level - below
    lower, upper = table[below - 1], table[below]
    if share == 0.0:
        return lower
    if share == 1.0:
        return upper
    if lower <= 0.0 or upper <= 0.0:
        return lower + (upper - lower) * share
    return math.exp(math.log(lower) + (math.log(upper) - math.log(lower)) * share)


def within(low: float, base: float, high: float, quantile: float) -> float:
    """A figure within its published range: half of what may be lies below the base figure, half above.

    On each side it is spread evenly, which is assumed: nothing published says more. At 0.5 it is the base
    figure to the bit, at 0 and 1 it is an end of the range.

    Examples
    --------
    >>> within(0.08, 0.18, 0.28, 0.5), within(0.08, 0.18, 0.28, 1.0)
    (0.18, 0.28)
    """
    if quantile == BASE:
        return base
    if quantile < BASE:
        return low if quantile <= 0.0 else low + (base - low) * (quantile / BASE)
    return high if quantile >= 1.0 else base + (high - base) * ((quantile - BASE) / BASE)


def strengthened(effect: str, present: float, value: float, strength: float) -> float:
    """Value of an effect at effect strength s, anchored at the present value (DESIGN §6).

    s = 0 leaves the present, 1 gives the published value; at an unchanged level every s gives the present.

    Examples
    --------
    >>> strengthened("rework_probability", 0.25, 0.18, 0.0)
    0.25
    """
    if effect in UNSCALED or strength == 1.0 or value == present:
        return value
    if strength == 0.0:
        return present
    if effect in PROBABILITIES:
        odds, target = present / (1 - present), value / (1 - value)
        moved = odds * (target / odds) ** strength
        return float(moved / (1 + moved))
    return float(present * (value / present) ** strength)
