"""Maturity as arrays: process effects by unit and level step, and each project's spread and bias.

The identities are those of DESIGN §4.5–4.7. With L0 the present level, B(L) the mean of actual ÷ planned
touch time and U(L) the mean uplift of the mechanisms that a run simulates (rework, overhead, risks):

- first-attempt mean work = plan · B(L0) ÷ U(L0), whatever the level;
- true mean at L = plan · B(L0) · U(L) ÷ U(L0), which follows from the mechanisms alone;
- believed at L = true mean ÷ B(L), and at L0 exactly the plan.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

from workbench.engines.plan.plan import MAX_ATTEMPTS
from workbench.model.maturity import BASE, MaturityProfile, strengthened
from workbench.model.portfolio import Durations

STAGES_OF_THE_TABLE = 5
"""The published spread of a project's total is that of five stages."""


@dataclass(frozen=True)
class Process:
    """Process effects at one level; all at rest without maturity."""

    bias: float = 1.0
    """Median actual ÷ planned."""
    total: float = 0.0
    """Log-sd of a project's total."""
    systemic: float = 0.0
    independent: float = 0.0
    rework: float = 0.0
    late: float = 0.0
    risk: float = 1.0
    overhead: float = 0.0
    switching: float = 0.0
    gate_noise: float = 0.0
    report_age: float = field(default=0.0, compare=False)
    """Working days; this and what follows only matters to those who decide, never to work."""
    rosy_share: float = field(default=0.0, compare=False)
    """Share of reports that say more than is true."""
    rosy_by: float = field(default=0.0, compare=False)
    """ln(true ÷ reported) of such a report."""
    board_gap: float = field(default=0.0, compare=False)
    """Working days from one meeting of a board to the next; 0 without maturity."""
    ramp_weeks: float = field(default=0.0, compare=False)
    """Calendar weeks until a newcomer is fully productive."""

    @property
    def mean_ratio(self) -> float:
        """B(L): mean of actual ÷ planned, from the median and the log-sd of a lognormal."""
        return self.bias * math.exp(self.total * self.total / 2)


_EFFECT_OF = {
    "bias": "estimation_bias_median",
    "total": "log_sd_project_total",
    "systemic": "log_sd_systemic",
    "independent": "log_sd_stage_independent",
    "rework": "rework_probability",
    "late": "late_detection_probability",
    "risk": "risk_event_multiplier",
    "overhead": "overhead_in_project_pm",
    "switching": "context_switch_penalty",
    "gate_noise": "gate_signal_log_sd",
    "report_age": "report_age_days",
    "rosy_share": "status_optimism_probability",
    "rosy_by": "report_optimism_size",
    "board_gap": "board_cadence_days",
    "ramp_weeks": "ramp_up_weeks",
}


def process_at(
    profile: MaturityProfile,
    present: MaturityProfile,
    strength: float,
    quantiles: Mapping[str, float] = MappingProxyType({}),
) -> Process:
    """Effects at a profile, with effect strength anchored at the present one.

    Parameters
    ----------
    profile, present
        Levels, and those of today.
    strength
        Strength of the published effect.
    quantiles
        By effect: where in its published range its figures lie, at all levels; the base where none is named.
    """
    values = {}
    for name, effect in _EFFECT_OF.items():
        quantile = quantiles.get(effect, BASE)
        there, here = profile.value_of(effect, quantile), present.value_of(effect, quantile)
        values[name] = strengthened(effect, here, there, strength)
    return Process(**values)


@dataclass(frozen=True)
class Piece:
    """What the moments of a project's touch time need to know of one package."""

    mean: float
    squared_cv: float
    delay_mean: float
    """E of the share that risks add to the first attempt, at the level asked."""
    delay_variance: float
    rework: float
    """Chance that an attempt has to be repeated, and overhead, at the level asked."""
    overhead: float


@dataclass(frozen=True)
class Shape:
    """A project's mean uplift U and the log-sd of its touch time without the systemic factor."""

    uplift: float
    log_sd: float


def shape_of(pieces: list[Piece], process: Process, repeat_share: float) -> Shape:
    """Moments of touch time ÷ Σ planned, systemic factor left out.

    Rework repeats a package up to the limit of attempts; the log-sd is that of the lognormal with the same
    mean and variance. Rework and overhead are the packages' own, since practices may act on some stages only.
    """
    planned = math.fsum(piece.mean for piece in pieces)
    if planned == 0.0:
        return Shape(1.0 + process.overhead, 0.0)
    mean = variance = 0.0
    for piece in pieces:
        # The quotient is 1 to the bit where a package has the overhead of its project.
        share = piece.mean / planned * ((1 + piece.overhead) / (1 + process.overhead))
        repeats, repeats_squared = expected_repeats(piece.rework)
        first = 1 + piece.delay_mean
        struck_squared = first * first + piece.delay_variance
        own = (1 + piece.squared_cv) * struck_squared - first * first
        again = repeats * piece.squared_cv + (repeats_squared - repeats * repeats)
        mean += share * (first + repeat_share * repeats)
        variance += share * share * (own + repeat_share * repeat_share * again)
    return Shape((1 + process.overhead) * mean, math.sqrt(math.log1p(variance / (mean * mean))))


@lru_cache(maxsize=1024)
def expected_repeats(probability: float) -> tuple[float, float]:
    """First and second moment of the number of repeats with the limit on attempts."""
    first = second = 0.0
    reached = 1.0
    for k in range(1, MAX_ATTEMPTS):
        reached *= probability
        first += reached
        second += (2 * k - 1) * reached
    return first, second


@dataclass(frozen=True)
class Spread:
    """A project's systemic log-sd: solved at L0, and what is true and known at a level."""

    sigma: float
    known_sigma: float
    known_share: float


def solved_sigma(total: float, without: float) -> float:
    """Systemic log-sd with which the total meets the table; 0 where the packages alone exceed it."""
    return math.sqrt(max(0.0, total * total - without * without))


def spread_at(present_sigma: float, now: Process, present: Process, execution_share: float) -> Spread:
    """Split a change of the systemic spread into execution and information (DESIGN §4.6).

    The table's ratio gives the level's systemic log-sd; a share φ of the change happens to the truth, the
    rest to what is known: known² = true² − level² where the level is better, error² = level² − true² where
    it is worse.
    """
    if present.systemic == 0.0:
        return Spread(0.0, 0.0, 0.0)
    # The ratio first: at an unchanged level it is 1, and everything stays as it is to the bit.
    level = present_sigma * (now.systemic / present.systemic)
    true = present_sigma + execution_share * (level - present_sigma)
    if level == present_sigma or true == 0.0:
        return Spread(true, 0.0, 0.0)
    if level < true:
        known = math.sqrt(true * true - level * level)
        return Spread(true, known, known / true)
    return Spread(true, math.sqrt(level * level - true * true), 0.0)


def bias_factor(process: Process, durations: Durations) -> float:
    """B(L), or 1 where the stated durations are expected outcomes."""
    return 1.0 if durations is Durations.OUTCOME else process.mean_ratio
