"""Rows of what is assumed about practices of a PMO, where a run's levels follow from them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbench import evidence
from workbench.evidence import PracticeFigure
from workbench.experiment.studies.practice_groups import practice_groups
from workbench.interfaces.reports.assumption_row import IN_INPUT, STATED, AssumptionRow
from workbench.interfaces.wording import percent
from workbench.interfaces.wording.sources import cited
from workbench.model.maturity import BASE, within
from workbench.policies import Practice, Service, Size
from workbench.scenario import Scenario

PARAMETERS = {
    "adoption_ceiling": "How far practices can spread (share of project work)",
    "adoption_midpoint": "Until practices have spread half way (months)",
    "adoption_spread": "How gradually they spread (months)",
    "half_life_unfunded": "How fast practices fade that nobody pays for (half-life in months)",
    "remnant_without_pmo": "What lasts of practices without a PMO (share)",
    "project_overhead": "Effort of projects for the standard (share of touch time)",
    "dip_depth": "Work lost while people learn (share of touch time)",
    "dip_length": "How long they learn (months)",
    "compliance_need": "How much practices need being followed up (0 to 1)",
    "stand_alone_share": "Effect of practices without a methodology (share)",
    "staff_hours_per_project_month": "Hours of the PMO per project and month",
    "service_time": "Hours that one request takes",
    "patience": "Working days until a request lapses or is late",
    "yearly_staff_fixed": "People that a practice needs whatever the number of projects (FTE)",
}
"""Of single practices, in readers' words."""

OF_PMO = {
    "compliance_voluntary": "Who keeps to the standard unasked (share)",
    "compliance_coaching_gain": "Of the others, how many coaching wins (share)",
    "compliance_audit_gain": "Of the others, how many audits win (share)",
    "habit_half_life": "How fast habits follow (half-life in months)",
    "audit_probability": "Chance that a stage is audited",
    "audit_finding_probability": "Chance that an audit finds something",
    "audit_finding_rework": "Work that a finding makes (share of touch time)",
    "perspective_floor": "Level that needs no PMO",
    "fit_width": "How much misfit a standard bears",
    "fit_need_constant": "Standard that every project needs (0 to 1)",
    "fit_need_size_weight": "What size adds to that need",
    "fit_need_risk_weight": "What risk adds to that need",
    "intensity": "How heavy a light, usual and heavy standard is (0 to 1)",
    "size_tier_bound": "Bounds of small and large projects (person-days)",
    "staff_factor": "People for a light and a heavy standard (× the usual)",
    "midpoint_factor": "Time to spread in small and large firms (× mid-size)",
    "lift_factor": "What practices lift in small and large firms (× mid-size)",
    "productive_hours": "Productive hours of a person and month",
    "displaced_work_share": "Reports and audits that projects do themselves when the PMO does not (share)",
    "plateau_recoverable": "What more people win back (share of the gap)",
    "full_extension": "Extra people that win all of that back (share)",
}
"""Of the PMO as a whole; its slack is stated or assumed beside them."""

IN_QUEUES = frozenset({"audit_finding_probability", "audit_finding_rework"})
"""Read only where requests queue inside the run."""

OF_OTHER_SIZES = frozenset({"midpoint_factor", "lift_factor"})
"""Read only where the organisation is not mid-size."""

MOST_LISTED = 7
"""Figures that one cell lists; of more it gives the least and the most; assumed."""


def practice_rows(scenario: Scenario) -> Iterator[AssumptionRow]:
    """Figures of practices; none where the PMO goes on as it is and nobody queues for its people.

    Unchanged practices leave every level as stated whatever their figures.
    """
    standards = scenario.pmo.standards
    if standards is None or not (standards.steps or standards.service is Service.QUEUED):
        return
    groups = {name: one.key for one in practice_groups(scenario, scenario) for name in one.members}
    for practice in Practice:
        lifts = [one for one in evidence.practice_figures() if one.coefficient == f"{practice}.lift"]
        yield _row(scenario, f"What levels gain by {practice.value}", lifts, groups)
    for parameter, title in PARAMETERS.items():
        yield _row(scenario, title, _of(parameter, tuple(Practice)), groups)
    idle = IN_QUEUES if standards.service is Service.PLANNED else frozenset()
    idle |= OF_OTHER_SIZES if standards.organisation is Size.MEDIUM else frozenset()
    for parameter, title in ((one, OF_PMO[one]) for one in OF_PMO if one not in idle):
        yield _row(scenario, title, _of(parameter, (evidence.OF_THE_PMO,)), groups)
    yield _slack(scenario, groups)


def _of(parameter: str, of: Sequence[str]) -> list[PracticeFigure]:
    return [one for one in evidence.practice_figures() if one.parameter == parameter and one.practice in of]


def _row(
    scenario: Scenario, title: str, figures: Sequence[PracticeFigure], groups: dict[str, str]
) -> AssumptionRow:
    low, high = min(one.low for one in figures), max(one.high for one in figures)
    sources = tuple(dict.fromkeys(key for one in figures for key in one.sources))
    return AssumptionRow(
        title,
        _values(scenario, figures),
        f"{_short(low)} to {_short(high)}" if low < high else "",
        min((one.grade for one in figures), key=("assumed", "cited", "measured").index),
        cited(sources),
        next(
            (groups[one.coefficient] for one in figures if one.coefficient in groups), figures[0].coefficient
        ),
    )


def _values(scenario: Scenario, figures: Sequence[PracticeFigure]) -> str:
    """Each with what it is of, or the least and the most of many."""
    found = [
        within(one.low, one.base, one.high, scenario.evidence.get(one.coefficient, BASE)) for one in figures
    ]
    if len(found) == 1:
        return _short(found[0])
    if len(found) > MOST_LISTED:
        return f"{_short(min(found))} to {_short(max(found))} in {len(found)} cases"
    apart = len({one.practice for one in figures}) > 1
    of = [one.practice if apart else one.context.replace("_", " ") for one in figures]
    return "; ".join(f"{name} {_short(value)}" for name, value in zip(of, found, strict=True))


def _short(value: float) -> str:
    """Three digits, and all of them before the point.

    Examples
    --------
    >>> _short(0.0125), _short(1000.0), _short(18.0)
    ('0.0125', '1,000', '18')
    """
    return f"{value:.3g}" if value < 1000 else f"{value:,.0f}"


def _slack(scenario: Scenario, groups: dict[str, str]) -> AssumptionRow:
    title = "Time of today’s PMO that present practice does not need"
    assert scenario.pmo.standards is not None
    stated = scenario.pmo.standards.slack
    if stated is not None:
        return AssumptionRow(title, percent(stated), "", STATED, IN_INPUT, "pmo_slack")
    return _row(scenario, f"{title} (share)", _of("slack_today", (evidence.OF_THE_PMO,)), groups)
