"""Figures of practices in groups: what one doubt moves together, so that a study of them stays short."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from workbench import evidence
from workbench.policies import Practice
from workbench.scenario import Scenario

OF_ALL_PRACTICES = (
    ("ceiling", "How far practices can spread", ("adoption_ceiling",)),
    ("midpoint", "How long practices take to spread", ("adoption_midpoint", "adoption_spread")),
    ("half_life", "How fast practices fade", ("half_life_unfunded",)),
    ("remnant", "What lasts of practices without a PMO", ("remnant_without_pmo",)),
    ("overhead", "Effort of projects for the standard", ("project_overhead",)),
    ("learning", "Work lost while people learn", ("dip_depth", "dip_length")),
    ("people_needed", "People that practices need", ("yearly_staff_rate", "yearly_staff_fixed")),
)
"""Key, title, and parameters that one quantile moves for all practices of a scenario."""

OF_THE_PMO = (
    (
        "compliance",
        "Who keeps to the standard",
        ("compliance_voluntary", "compliance_coaching_gain", "compliance_audit_gain"),
    ),
    ("slack", "Slack of today’s PMO", ("slack_today",)),
    ("win_back", "What more people win back", ("plateau_recoverable",)),
    ("fit", "How much misfit a standard bears", ("fit_width",)),
    ("floor", "Level that needs no PMO", ("perspective_floor",)),
)
"""The same for figures of the PMO as a whole."""


@dataclass(frozen=True)
class Group:
    """Figures that move together.

    Parameters
    ----------
    key, title
        Its name, and what readers call it.
    members
        Names of coefficients.
    """

    key: str
    title: str
    members: tuple[str, ...]


def practice_groups(scenario: Scenario, other: Scenario) -> Iterator[Group]:
    """Groups that may matter to two scenarios; none where the PMO of both goes on as it is.

    Unchanged practices leave every level as stated whatever their figures, so there is nothing to move then.

    Parameters
    ----------
    scenario, other
        Practices in use or paid for in either count.
    """
    stated = [one.pmo.standards for one in (scenario, other) if one.pmo.standards is not None]
    if not any(one.steps for one in stated):
        return
    practices = [one for one in Practice if any(_matters(scenario, one) for scenario in (scenario, other))]
    known = set(evidence.practice_coefficients())
    lifts = [(f"{one}.lift", f"What {one} lifts", (f"{one}.lift",)) for one in practices]
    spread = [
        (key, title, tuple(f"{one}.{name}" for one in practices for name in names))
        for key, title, names in OF_ALL_PRACTICES
    ]
    whole = [
        (key, title, tuple(f"{evidence.OF_THE_PMO}.{name}" for name in names))
        for key, title, names in OF_THE_PMO
        if key != "slack" or any(one.slack is None for one in stated)
    ]
    for key, title, members in (*lifts, *spread, *whole):
        ranged = tuple(one for one in members if one in known)
        if ranged:
            yield Group(key if "." in key else f"practices.{key}", title, ranged)


def _matters(scenario: Scenario, practice: Practice) -> bool:
    standards = scenario.pmo.standards
    if standards is None:
        return False
    paid = any(one.staff[practice] > 0.0 or one.cash[practice] > 0.0 for one in standards.funded())
    return paid or standards.in_use(practice).adoption > 0.0
