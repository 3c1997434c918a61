"""Rows of what a run of a scenario assumes: its levels and their effects, the PMO, and what is everywhere.

What stands here names nothing of the organisation but programmes that state levels of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from workbench import evidence
from workbench.charts.dates import dated
from workbench.charts.numbers import amount
from workbench.experiment.studies.assumptions import effects_read
from workbench.interfaces.reports.assumption_row import IN_INPUT, STATED, AssumptionRow
from workbench.interfaces.wording import capital, count, percent
from workbench.interfaces.wording.sources import cited
from workbench.model import SwitchingCurve, maturity_is_assumed
from workbench.model.maturity import BASE, MaturityProfile
from workbench.scenario import Scenario

EFFECTS = {
    "estimation_bias_median": ("Actual ÷ planned work, middle project", "ratio"),
    "log_sd_project_total": ("Spread of actual ÷ planned work (log-sd)", "ratio"),
    "log_sd_systemic": ("Part of that spread that all packages of a project share (log-sd)", "ratio"),
    "log_sd_stage_independent": ("Spread of single packages (log-sd)", "ratio"),
    "rework_probability": ("Work that has to be done again", "share"),
    "late_detection_probability": ("Defects found only at a stage gate", "share"),
    "risk_event_multiplier": ("Risks that strike, × as listed", "ratio"),
    "overhead_in_project_pm": ("Effort for managing a project", "share"),
    "context_switch_penalty": ("Time lost per parallel project", "share"),
    "gate_signal_log_sd": ("Error of what gates are told (log-sd)", "ratio"),
    "report_age_days": ("Age of status reports", "working days"),
    "status_optimism_probability": ("Status reports that are rosy", "share"),
    "report_optimism_size": ("How rosy those are (ln of true ÷ reported work left)", "ratio"),
    "board_cadence_days": ("Time between two reviews", "working days"),
    "ramp_up_weeks": ("Time until newcomers are fully productive", "weeks"),
}
"""Effects of maturity in readers' words, with their unit."""

GENERAL = {
    "systemic_correlation": ("Luck shared by all projects", "correlation"),
    "execution_share": ("Part of less spread that is execution", "execution_share"),
    "repeat_share": ("Length of a repeat ÷ first attempt", "repeat_share"),
    "discount_rate": ("Discount rate a year", "discount_rate"),
}
"""Assumptions about every portfolio by their name in the register: words, and the key."""


def levels_of(programme: str) -> str:
    """What the row of a programme's own levels is called.

    Examples
    --------
    >>> levels_of("Claims")
    'Maturity levels of “Claims”'
    """
    return f"Maturity levels of “{programme}”"


def level_rows(scenario: Scenario) -> Iterator[AssumptionRow]:
    """Levels as stated, today and later, and how sure they are; what was filled in is listed as that."""
    maturity = scenario.portfolio.maturity
    if maturity is None:
        return
    if not maturity_is_assumed(scenario.portfolio):
        yield _stated("Maturity levels of the organisation", _levels(maturity.profile), "levels")
    if maturity.uncertainty:
        spread = "; ".join(f"{_plain(name)} {value:g}" for name, value in maturity.uncertainty.items())
        yield _stated("Spread of the assessed levels (standard deviation)", spread, "levels_spread")
    for programme, profile in maturity.programmes.items():
        yield _stated(levels_of(programme), _levels(profile), "levels_of")
    for k, step in enumerate(scenario.pmo.levels, start=1):
        value = f"{_levels(step.maturity.profile)}, from {dated(step.from_)}"
        yield _stated(f"Maturity levels later, step {k}", value, "levels_later")


def effect_rows(scenario: Scenario) -> Iterator[AssumptionRow]:
    """Effects that a run reads, at the organisation's present level and where the scenario sets them."""
    maturity = scenario.portfolio.maturity
    if maturity is None:
        return
    for effect in effects_read(scenario):
        name, unit = EFFECTS[effect]
        level = maturity.profile.level_for(effect)
        low, high, nearest = _at(effect, level)
        value = maturity.profile.value_of(effect, scenario.evidence.get(effect, BASE))
        yield AssumptionRow(
            name,
            f"{_written(value, unit)} at level {level:.1f}",
            f"{_written(low, unit)} to {_written(high, unit)}",
            nearest.grade,
            cited(nearest.sources),
            effect,
        )


def _at(effect: str, level: float) -> tuple[float, float, evidence.EffectLevel]:
    """Range between the two whole levels around a level, and the provenance of the nearer one."""
    levels = evidence.effect(effect).levels
    below = min(int(level), 4)
    share = level - below
    one, other = levels[below - 1], levels[below]
    low = one.low + (other.low - one.low) * share
    high = one.high + (other.high - one.high) * share
    return low, high, one if share < 0.5 else other


def general_rows(scenario: Scenario) -> Iterator[AssumptionRow]:
    """Assumptions about every portfolio."""
    portfolio, uncertainty = scenario.portfolio, scenario.portfolio.uncertainty
    if portfolio.maturity is not None:
        yield _strength(scenario.pmo.effect_strength)
    values = {
        "systemic_correlation": uncertainty.correlation,
        "execution_share": uncertainty.execution_share,
        "repeat_share": uncertainty.repeat_share,
        "discount_rate": portfolio.discount_rate,
    }
    for name, (words, key) in GENERAL.items():
        value, known = values[name], evidence.coefficient(name)
        as_published = value == known.base
        yield AssumptionRow(
            words,
            percent(value),
            f"{percent(known.low)} to {percent(known.high)}",
            known.grade if as_published else STATED,
            cited(known.sources) if as_published else IN_INPUT,
            key,
        )
    if portfolio.discount_rate_give_or_take:
        either = f"{percent(portfolio.discount_rate_give_or_take)} either way"
        yield _stated("By how much the discount rate may be another", either, "discount_rate_either_way")
    if uncertainty.switching is not SwitchingCurve.PER_PROJECT:
        curve = capital(_plain(uncertainty.switching.value))
        yield _stated("Curve of the time that switching takes", curve, "switching")


def _strength(value: float) -> AssumptionRow:
    known = evidence.coefficient("effect_strength_prior")
    span = f"0 or {known.low:g} to {known.high:g}"
    name = "Strength of the published effect (0 = none)"
    return AssumptionRow(name, f"{value:g}", span, known.grade, cited(known.sources), "effect_strength")


def pmo_rows(scenario: Scenario) -> Iterator[AssumptionRow]:
    """People and cost of the PMO as they are paid for, today and from each change on."""
    pmo, currency = scenario.pmo, scenario.portfolio.currency
    upkeep = pmo.upkeep()
    if any(one.people for one in upkeep):
        people = [(one.since, f"{one.people:.4g} FTE") for one in upkeep]
        yield _stated("People of the PMO", _over_time(people), "pmo_people")
    if any(one.yearly for one in upkeep):
        cost = [(one.since, f"{amount(one.yearly, currency)} a year") for one in upkeep]
        yield _stated("Cost of the PMO", _over_time(cost), "pmo_cost")
    if pmo.one_off:
        total = amount(sum(one.amount for one in pmo.one_off), currency)
        payments = count(len(pmo.one_off), "payment", "payments")
        yield _stated("Single payments for the PMO", f"{total} in {payments}", "pmo_once")


def _over_time(values: Sequence[tuple[date | None, str]]) -> str:
    return "; ".join(text if since is None else f"from {dated(since)} {text}" for since, text in values)


def _stated(name: str, value: str, key: str) -> AssumptionRow:
    return AssumptionRow(name, value, "", STATED, IN_INPUT, key)


def _levels(profile: MaturityProfile) -> str:
    """Levels of the perspectives, or one number where all are equal.

    Examples
    --------
    >>> _levels(MaturityProfile.model_validate(2.4))
    '2.4 on all seven perspectives'
    """
    levels = {name: float(getattr(profile, name)) for name in evidence.perspectives()}
    if len(set(levels.values())) == 1:
        return f"{profile.risk:g} on all seven perspectives"
    return "; ".join(f"{_plain(name)} {value:.3g}" for name, value in levels.items())


def _plain(name: str) -> str:
    return name.replace("_", " ")


def _written(value: float, unit: str) -> str:
    if unit in ("share", "ratio"):
        return percent(value) if unit == "share" else f"{value:.2f}"
    return f"{value:.3g} {unit}"
