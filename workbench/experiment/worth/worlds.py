"""What we do not know of maturity, the PMO and work, drawn together: a world holds one value for each of it.

What a scenario states itself stays. A discount rate is a decision of the house, so it moves only where the
portfolio says by how much it may be another.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from scipy.special import ndtri

from workbench import evidence
from workbench.engines.addresses import uniform_block
from workbench.model.maturity import Maturity, MaturityProfile, within
from workbench.model.portfolio import SwitchingCurve, Uncertainty
from workbench.scenario import Scenario

SPREADS = ("log_sd_project_total", "log_sd_systemic", "log_sd_stage_independent")
"""Read together: systemic² + independent² ÷ 5 must stay total²."""

OVERHEADS = ("overhead_in_project_pm", "overhead_central_pmo", "overhead_fraction")
"""Read together: the fraction is the sum of the other two."""

EXECUTION = "execution_share"
COMMON = "systemic_correlation"
REPEAT = "repeat_share"
RATE = "discount_rate"
CURVE = "switching_curve_published"
STRENGTH = "effect_strength"
SHARED_LEVEL = "level of all perspectives"

SHARED = 0.5
"""Share of the uncertainty of levels that perspectives have in common: a rosy house is rosy everywhere."""


@dataclass(frozen=True)
class World:
    """One value for each assumption about maturity, the PMO and work in general.

    Parameters
    ----------
    quantiles
        By effect, and by practice and parameter: where in its range it lies.
    strength
        Strength of the published effect; 0 = none.
    execution
        Share of a change of the systemic spread that happens to the truth.
    shift
        By perspective: in standard deviations, by how much today's level is another one than stated.
    common
        Share of the systemic variance that is common to all projects.
    repeat
        Length of a repeated attempt ÷ length of a first one.
    rate
        From −1 to 1: where the discount rate lies within what the portfolio gives or takes.
    switching
        Curve of what switching between projects takes.
    """

    quantiles: dict[str, float]
    strength: float
    execution: float
    shift: dict[str, float]
    common: float
    repeat: float
    rate: float
    switching: SwitchingCurve


def unknowns() -> list[tuple[str, ...]]:
    """Names that one draw moves together.

    Examples
    --------
    >>> ("log_sd_project_total", "log_sd_systemic", "log_sd_stage_independent") in unknowns()
    True
    """
    joint = [SPREADS, OVERHEADS]
    taken = {name for group in joint for name in group}
    alone = [name for name in (*evidence.effects(), *evidence.practice_coefficients()) if name not in taken]
    return [*joint, *((name,) for name in alone)]


def worlds_of(count: int, seed: int) -> list[World]:
    """Worlds by Latin hypercube: every unknown is spread evenly over its range, whatever the others do.

    An unknown more or less leaves the numbers of all others alone.

    Parameters
    ----------
    count
        How many.
    seed
        Root of the numbers; the same worlds for the same seed.

    Examples
    --------
    >>> worlds = worlds_of(200, 1)
    >>> sum(world.strength == 0.0 for world in worlds)
    30
    """
    groups, names = unknowns(), evidence.perspectives()
    levels = [SHARED_LEVEL, *map(level_of, names)]
    entities = [*(group[0] for group in groups), STRENGTH, EXECUTION, COMMON, REPEAT, RATE, CURVE, *levels]
    order, within = (
        uniform_block(seed, stream, entities, range(count), 1)[:, :, 0]
        for stream in ("world-order", "world-within")
    )
    places = (order.argsort(axis=0).argsort(axis=0) + within) / count
    return [_world(dict(zip(entities, map(float, row), strict=True)), groups) for row in places]


def level_of(perspective: str) -> str:
    """Name of what we do not know about today's level of one perspective alone."""
    return f"level of {perspective}"


def _world(place: dict[str, float], groups: list[tuple[str, ...]]) -> World:
    quantiles = {name: place[group[0]] for group in groups for name in group}
    share = evidence.coefficient(EXECUTION)
    common = float(ndtri(place[SHARED_LEVEL]))
    shift = {
        name: math.sqrt(SHARED) * common + math.sqrt(1 - SHARED) * float(ndtri(place[level_of(name)]))
        for name in evidence.perspectives()
    }
    execution = share.low + (share.high - share.low) * place[EXECUTION]
    return World(
        quantiles,
        strength_at(place[STRENGTH]),
        execution,
        shift,
        _figure(COMMON, place),
        _figure(REPEAT, place),
        2.0 * place[RATE] - 1.0,
        curve_at(place[CURVE]),
    )


def _figure(name: str, place: dict[str, float]) -> float:
    """A coefficient at its place: half of what may be lies below its base, half above."""
    found = evidence.coefficient(name)
    return within(found.low, found.base, found.high, place[name])


def curve_at(place: float) -> SwitchingCurve:
    """Curve of switching at a place of its prior: one of those published with its chance, each as likely.

    Examples
    --------
    >>> [curve_at(place).value for place in (0.01, 0.1, 0.2, 0.3)]
    ['weinberg', 'wheelwright_clark', 'tregubov', 'per_project']
    """
    published = [one for one in SwitchingCurve if one is not SwitchingCurve.PER_PROJECT]
    number = int(len(published) * place / evidence.coefficient(CURVE).base)
    return published[number] if number < len(published) else SwitchingCurve.PER_PROJECT


def strength_at(place: float) -> float:
    """Strength of the published effect at a place of its prior: none with its probability, else triangular.

    Examples
    --------
    >>> strength_at(0.1), round(strength_at(0.5), 2), round(strength_at(0.999), 2)
    (0.0, 0.81, 1.56)
    """
    none = evidence.coefficient("effect_strength_null_probability").base
    if place < none:
        return 0.0
    prior = evidence.coefficient("effect_strength_prior")
    low, mode, high = prior.low, prior.base, prior.high
    share = (place - none) / (1 - none)
    split = (mode - low) / (high - low)
    if share < split:
        return low + math.sqrt(share * (high - low) * (mode - low))
    return high - math.sqrt((1 - share) * (high - low) * (high - mode))


def in_world(scenario: Scenario, world: World) -> Scenario:
    """A scenario as it would be in a world; what the scenario states itself stays as it is.

    Parameters
    ----------
    scenario
        Any scenario.
    world
        What is drawn for what is assumed. Today's levels move only where their uncertainty is stated.
    """
    portfolio = scenario.portfolio
    rate = portfolio.discount_rate + world.rate * portfolio.discount_rate_give_or_take
    changed = {
        "uncertainty": _uncertainty(portfolio.uncertainty, world),
        "maturity": _maturity(portfolio.maturity, world),
        "discount_rate": min(1.0, max(0.0, rate)),
    }
    return scenario.model_copy(
        update={
            "portfolio": portfolio.model_copy(update=changed),
            "pmo": scenario.pmo.model_copy(update={"effect_strength": world.strength}),
            "evidence": {**world.quantiles, **scenario.evidence},
        }
    )


def _uncertainty(stated: Uncertainty, world: World) -> Uncertainty:
    """What differs from the default is taken as stated, and stays."""
    drawn = {
        "correlation": world.common,
        "execution_share": world.execution,
        "repeat_share": world.repeat,
        "switching": world.switching,
    }
    default = Uncertainty()
    kept = {name for name in drawn if getattr(stated, name) != getattr(default, name)}
    return stated.model_copy(update={name: one for name, one in drawn.items() if name not in kept})


def _maturity(maturity: Maturity | None, world: World) -> Maturity | None:
    if maturity is None or not maturity.uncertainty:
        return maturity
    moved = {name: _moved(one, maturity, world) for name, one in maturity.programmes.items()}
    return maturity.model_copy(
        update={"profile": _moved(maturity.profile, maturity, world), "programmes": moved}
    )


def _moved(profile: MaturityProfile, maturity: Maturity, world: World) -> MaturityProfile:
    levels = profile.model_dump()
    for name, unsure in maturity.uncertainty.items():
        levels[name] = min(5.0, max(1.0, levels[name] + unsure * world.shift[name]))
    return MaturityProfile.model_validate(levels)
