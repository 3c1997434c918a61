"""What a result rests on, as data: each assumption with its range, its source, and how to set it.

Ranges of published figures are those of `workbench.evidence`; a quantile moves all levels of an effect
together. Ranges of the user's own quantities are the workbench's choice and say *assumed*: they hold what
planners commonly admit to, and nothing measured stands behind them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from workbench import evidence
from workbench.experiment.studies.practice_groups import practice_groups
from workbench.model import Project, ResourcePool, WorkPackage
from workbench.model.laws import DurationLaw
from workbench.model.maturity import BASE
from workbench.policies import ReviewCadence, Role, Telling
from workbench.scenario import Scenario

Setting = Callable[[Scenario, float], Scenario]
"""A scenario with an assumption set to a value."""


@dataclass(frozen=True)
class Assumed:
    """An assumption.

    Parameters
    ----------
    key, title
        Its name, and what readers call it.
    unit
        Of `low`, `high` and thresholds; ``quantile`` runs from 0 (low end of what is published) to 1.
    low, high
        Range.
    grade
        ``measured``, ``cited`` or ``assumed``: that of the range.
    source
        Where the range comes from.
    now
        Value in a scenario.
    at
        A scenario with another value.
    """

    key: str
    title: str
    unit: str
    low: float
    high: float
    grade: str
    source: str
    now: Callable[[Scenario], float]
    at: Setting


FACTOR, QUANTILE, SHARE, PER_YEAR, STRENGTH = "× stated", "quantile", "share", "per year", "× published"

PUBLISHED = {
    "estimation_bias_median": "Overrun of plans",
    "log_sd_project_total": "Spread of whole projects",
    "log_sd_systemic": "Spread that all packages of a project share",
    "log_sd_stage_independent": "Spread of single packages",
    "rework_probability": "Chance of rework",
    "late_detection_probability": "Chance that a defect shows late",
    "risk_event_multiplier": "How often risks strike",
    "overhead_in_project_pm": "Project management inside projects",
    "context_switch_penalty": "Loss from switching between projects",
    "gate_signal_log_sd": "Noise of what gates see",
    "report_age_days": "Age of reports",
    "status_optimism_probability": "How many reports are rosy",
    "report_optimism_size": "How rosy they are",
    "board_cadence_days": "Time between reviews",
    "ramp_up_weeks": "Time newcomers need",
}
"""Effects of maturity that a run reads, in readers' words."""

SPREAD = "spread"
SPREADS = ("log_sd_project_total", "log_sd_systemic", "log_sd_stage_independent")
"""One doubt: moved one by one, systemic² + independent² ÷ 5 would no longer be total²."""

_OWN_RANGES: tuple[tuple[str, str, float, float], ...] = (
    ("benefits", "Benefits of projects", 0.8, 1.2),
    ("durations", "Stated durations", 0.9, 1.2),
    ("capacity", "People there are", 0.9, 1.1),
    ("day_rates", "Cost of people", 0.9, 1.1),
    ("external_costs", "Costs bought in", 0.9, 1.2),
    ("lateness_costs", "Costs of being late", 0.5, 1.5),
)
"""Key, title, and range as a factor on what is stated; all assumed."""


def assumptions_of(scenario: Scenario, other: Scenario) -> tuple[Assumed, ...]:
    """Assumptions that two scenarios rest on.

    Parameters
    ----------
    scenario, other
        Effects of maturity are left out where neither states a maturity.
    """
    mature = scenario.portfolio.maturity is not None or other.portfolio.maturity is not None
    published = (*_published(scenario, other), *_practices(scenario, other)) if mature else ()
    return (*published, *_coefficients(), *_own())


def effects_read(scenario: Scenario) -> tuple[str, ...]:
    """Effects of maturity that a run of a scenario reads; none where it states no maturity.

    Parameters
    ----------
    scenario
        Where its policies state how old and rosy reports are, how often boards meet or how long newcomers
        need, the effects that would say so are not read.
    """
    if scenario.portfolio.maturity is None:
        return ()
    return tuple(name for name in PUBLISHED if name not in _READ_WHERE or _READ_WHERE[name](scenario))


def _published(scenario: Scenario, other: Scenario) -> Iterator[Assumed]:
    idle = {name for name, read in _READ_WHERE.items() if not read(scenario) and not read(other)}
    alone = {(name,): title for name, title in PUBLISHED.items() if name not in idle.union(SPREADS)}
    groups: dict[tuple[str, ...], str] = {SPREADS: "Spread of durations"}
    for names, title in (groups | alone).items():
        grades = {level.grade for name in names for level in evidence.effect(name).levels}
        grade = next(one for one in ("assumed", "cited", "measured") if one in grades)
        key = SPREAD if names == SPREADS else names[0]
        yield _joint(key, title, grade, f"published range of {', '.join(names)}", names)


def _practices(scenario: Scenario, other: Scenario) -> Iterator[Assumed]:
    """Figures of practices in groups; what a scenario states stays, unless it states all of a group."""
    for group in practice_groups(scenario, other):
        free = tuple(
            one for one in group.members if one not in scenario.evidence and one not in other.evidence
        )
        source = "range in the register of practices"
        yield _joint(group.key, group.title, "assumed", source, free or group.members)


def _joint(key: str, title: str, grade: str, source: str, names: tuple[str, ...]) -> Assumed:
    """Figures that one quantile moves together."""

    def now(scenario: Scenario) -> float:
        return scenario.evidence.get(names[0], BASE)

    def at(scenario: Scenario, value: float) -> Scenario:
        others = {key: one for key, one in scenario.evidence.items() if key not in names}
        stated = {} if value == BASE else dict.fromkeys(names, value)
        return scenario.model_copy(update={"evidence": others | stated})

    return Assumed(key, title, QUANTILE, 0.0, 1.0, grade, source, now, at)


def _coefficients() -> Iterator[Assumed]:
    strength = evidence.coefficient("effect_strength_prior")
    yield Assumed(
        "effect_strength",
        "Strength of the published effect of maturity",
        STRENGTH,
        0.0,
        strength.high,
        strength.grade,
        "0 = none, to the high end of effect_strength_prior",
        lambda one: one.pmo.effect_strength,
        lambda one, value: one.model_copy(
            update={"pmo": one.pmo.model_copy(update={"effect_strength": value})}
        ),
    )
    shares = (
        ("systemic_correlation", "correlation", "How much projects overrun together"),
        ("execution_share", "execution_share", "Share of less spread that is better execution"),
        ("repeat_share", "repeat_share", "Length of a repeated attempt"),
    )
    for name, field, title in shares:
        found = evidence.coefficient(name)

        def now(scenario: Scenario, field: str = field) -> float:
            return float(getattr(scenario.portfolio.uncertainty, field))

        def at(scenario: Scenario, value: float, field: str = field) -> Scenario:
            uncertainty = scenario.portfolio.uncertainty.model_copy(update={field: value})
            return _with_portfolio(scenario, uncertainty=uncertainty)

        yield Assumed(field, title, SHARE, found.low, found.high, found.grade, f"range of {name}", now, at)
    rate = evidence.coefficient("discount_rate")
    yield Assumed(
        "discount_rate",
        "Discount rate",
        PER_YEAR,
        rate.low,
        rate.high,
        rate.grade,
        "range of discount_rate",
        lambda one: one.portfolio.discount_rate,
        lambda one, value: _with_portfolio(one, discount_rate=value),
    )


def _own() -> Iterator[Assumed]:
    for key, title, low, high in _OWN_RANGES:
        source = "the workbench's choice: what planners commonly admit to"
        yield Assumed(key, title, FACTOR, low, high, "assumed", source, lambda _: 1.0, _SETTINGS[key])


def _with_portfolio(scenario: Scenario, **changes: object) -> Scenario:
    return scenario.model_copy(update={"portfolio": scenario.portfolio.model_copy(update=changes)})


def _each_project(scenario: Scenario, change: Callable[[Project], Project]) -> Scenario:
    return _with_portfolio(scenario, projects=tuple(change(one) for one in scenario.portfolio.projects))


def _each_pool(scenario: Scenario, change: Callable[[ResourcePool], ResourcePool]) -> Scenario:
    return _with_portfolio(scenario, pools=tuple(change(one) for one in scenario.portfolio.pools))


def _benefits(scenario: Scenario, factor: float) -> Scenario:
    def change(one: Project) -> Project:
        benefit = one.benefit.model_copy(update={"per_year": one.benefit.per_year * factor})
        return one.model_copy(update={"benefit": benefit})

    return _each_project(scenario, change)


def _durations(scenario: Scenario, factor: float) -> Scenario:
    """What is under way keeps its planned length: some of it is spent already."""

    def longer(package: WorkPackage) -> WorkPackage:
        if package.done or package.spent_days is not None:
            return package
        return package.model_copy(update={"duration": _longer(package.duration, factor)})

    return _each_project(
        scenario, lambda one: one.model_copy(update={"packages": tuple(longer(p) for p in one.packages)})
    )


def _longer(law: DurationLaw, factor: float) -> DurationLaw:
    figures = {name: getattr(law, name) * factor for name in _IN_DAYS & set(type(law).model_fields)}
    return law.model_copy(update=figures)


def _capacity(scenario: Scenario, factor: float) -> Scenario:
    def change(pool: ResourcePool) -> ResourcePool:
        steps = tuple(one.model_copy(update={"fte": one.fte * factor}) for one in pool.capacity_steps)
        return pool.model_copy(update={"capacity": pool.capacity * factor, "capacity_steps": steps})

    return _each_pool(scenario, change)


def _day_rates(scenario: Scenario, factor: float) -> Scenario:
    return _each_pool(
        scenario, lambda one: one.model_copy(update={"cost_per_fte_day": one.cost_per_fte_day * factor})
    )


def _external_costs(scenario: Scenario, factor: float) -> Scenario:
    return _each_project(
        scenario, lambda one: one.model_copy(update={"external_cost": one.external_cost * factor})
    )


def _lateness_costs(scenario: Scenario, factor: float) -> Scenario:
    def change(one: Project) -> Project:
        late = one.lateness
        changed = {"per_day": late.per_day * factor, "step": late.step * factor}
        return one.model_copy(update={"lateness": late.model_copy(update=changed)})

    return _each_project(scenario, change)


def _reports_follow(scenario: Scenario) -> bool:
    return scenario.policy.reports.by is Telling.MATURITY or scenario.pmo.advice.role is Role.NONE


def _reviews_follow(scenario: Scenario) -> bool:
    return scenario.policy.reviews.cadence is ReviewCadence.BY_MATURITY


def _newcomers_follow(scenario: Scenario) -> bool:
    return any(hire.ramp_weeks is None for pool in scenario.portfolio.pools for hire in pool.hires)


_READ_WHERE: dict[str, Callable[[Scenario], bool]] = {
    "report_age_days": _reports_follow,
    "status_optimism_probability": _reports_follow,
    "report_optimism_size": _reports_follow,
    "board_cadence_days": _reviews_follow,
    "ramp_up_weeks": _newcomers_follow,
}
"""Effects that a run reads only where a scenario leaves them to maturity."""

_IN_DAYS = frozenset({"mean", "value", "low", "mode", "high"})
"""Fields of duration laws that are days."""

_SETTINGS: dict[str, Setting] = {
    "benefits": _benefits,
    "durations": _durations,
    "capacity": _capacity,
    "day_rates": _day_rates,
    "external_costs": _external_costs,
    "lateness_costs": _lateness_costs,
}
