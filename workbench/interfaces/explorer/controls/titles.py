"""What fields, units and words of the types are called; what is not named here says its own name."""

from __future__ import annotations

from enum import Enum
from typing import Any

from workbench.charts.numbers import symbol
from workbench.interfaces.explorer.controls.numbers import PER_CENT, Unit
from workbench.interfaces.explorer.words import CADENCES
from workbench.interfaces.wording import ORDERS
from workbench.interfaces.wording.perspectives import PERSPECTIVES
from workbench.interfaces.wording.phrases import capital
from workbench.model import CapacityShock, Hire, Incident, Maturity, Project, ResourcePool, WorkPackage
from workbench.model.benefit import BenefitProfile, Lateness
from workbench.model.data import Data
from workbench.model.portfolio import Portfolio, Uncertainty
from workbench.model.reporting import Reporting
from workbench.model.resources import CapacityStep, OperationsStep
from workbench.policies import LevelStep, Pmo, Policy
from workbench.policies.advice import Advice
from workbench.policies.day_to_day import Escalation
from workbench.policies.governance import Gates, Reports, Reviews
from workbench.policies.pmo import OneOff, StaffStep
from workbench.policies.policy import Dispatch, Release
from workbench.policies.selection import Selection
from workbench.policies.standards import InUse, Standards, StandardsStep, Treatment
from workbench.scenario import Scenario

TITLES: dict[tuple[type[Data], str], str] = {
    (Release, "wip_limit"): "Projects at once",
    (Release, "index"): "Which project starts first",
    (Release, "cadence"): "The board decides",
    (Release, "hysteresis"): "Lead that lets a project overtake",
    (Release, "programme_limits"): "Projects at once by programme",
    (Release, "pool_limits"): "Projects at once by pool",
    (Dispatch, "index"): "Who gets people first",
    (Dispatch, "sgs"): "Packages start",
    (Policy, "release"): "Starts",
    (Policy, "dispatch"): "People",
    (Policy, "estimates"): "Decisions go by benefits",
    (Policy, "reports"): "What boards are told",
    (Selection, "rule"): "Who is admitted",
    (Selection, "include"): "Forced in",
    (Selection, "exclude"): "Forced out",
    (Selection, "projects"): "The list, for the rule “chosen”",
    (Selection, "worst_tenth_at_least"): "Least value of the worst tenth of futures",
    (Gates, "rule"): "Gates and reviews decide",
    (Gates, "hurdle"): "Going on must be worth more by",
    (Gates, "hold_band"): "Put on hold when within",
    (Gates, "hold_cap"): "Holds in a row at most",
    (Gates, "replanning"): "Believed durations are renewed",
    (Gates, "sunk_cost_share"): "Money spent that counts for going on",
    (Reviews, "cadence"): "Projects under way are reviewed",
    (Reports, "by"): "Age and optimism of reports",
    (Reports, "age_days"): "Age of reports",
    (Reports, "optimism"): "Overstatement of the benefit (logarithm)",
    (Reports, "optimism_is"): "The board takes optimism",
    (Reports, "lasting_error"): "Error that reports have in common",
    (ResourcePool, "capacity"): "People at the start",
    (ResourcePool, "capacity_steps"): "Planned changes of people",
    (ResourcePool, "hires"): "Hires",
    (ResourcePool, "attrition_per_year"): "People who leave",
    (ResourcePool, "operations_share"): "Daily operations keep",
    (ResourcePool, "operations_steps"): "Planned changes of what daily operations keep",
    (ResourcePool, "cost_per_fte_day"): "Cost of a person",
    (ResourcePool, "covers"): "Can stand in for",
    (CapacityStep, "fte"): "People from then on",
    (CapacityStep, "from"): "From",
    (OperationsStep, "share"): "Daily operations keep",
    (Hire, "fte"): "People who join",
    (Hire, "ramp_weeks"): "Weeks until productive",
    (Hire, "productivity"): "Work while ramping up",
    (Hire, "mentoring"): "Others’ time for each",
    (Pmo, "effect_strength"): "Strength of the published effect (0 = none)",
    (Pmo, "staff"): "People of the PMO",
    (Pmo, "standards"): "Practices",
    (Pmo, "levels"): "Planned changes of maturity",
    (Pmo, "cost_per_fte"): "Cost of one of them",
    (Pmo, "cash_per_year"): "Cash besides people",
    (Pmo, "one_off"): "Single payments",
    (Pmo, "staff_steps"): "Planned changes of its people",
    (Pmo, "reporting"): "Status reports",
    (Pmo, "advice"): "Its part in decisions",
    (Pmo, "allocation"): "People whose package is done",
    (Pmo, "replans"): "Believed durations are renewed",
    (Pmo, "escalation"): "Late projects",
    (StaffStep, "fte"): "People from then on",
    (OneOff, "on"): "Paid on",
    (OneOff, "what"): "What for",
    (Advice, "role"): "The PMO",
    (Advice, "assessors"): "Assessors who look independently",
    (Advice, "followed"): "Its advice is followed",
    (Escalation, "cadence"): "The PMO looks for late projects",
    (Escalation, "tolerated"): "Lateness that is tolerated",
    (Reporting, "every_days"): "From one report to the next",
    (Reporting, "age_days"): "Age of a report",
    (Reporting, "rosy_share"): "Reports that say more than is true",
    (Reporting, "rosy_by"): "By how much (logarithm)",
    (Reporting, "noise"): "Error of any report (logarithm)",
    (Reporting, "stuck_at"): "Where rosy reports get stuck",
    (Standards, "practices"): "Each practice",
    (Standards, "treatment"): "How heavy the standard is",
    (Standards, "organisation"): "Size of the organisation",
    (Standards, "active_projects"): "Projects that ask for coaching",
    (Standards, "service"): "Requests for coaching",
    (StandardsStep, "share"): "Of today’s people and cash",
    (StandardsStep, "staff"): "People by practice",
    (StandardsStep, "cash_per_year"): "Cash by practice",
    (StandardsStep, "treatment"): "How heavy the standard is then",
    (Treatment, "much_risk"): "With much risk",
    (Treatment, "little_risk"): "With little risk",
    (Maturity, "programmes"): "Levels of single programmes",
    (LevelStep, "maturity"): "Levels from then on",
    (Standards, "slack"): "Time of the PMO that nobody needs",
    (Standards, "steps"): "Planned changes of practices",
    (Standards, "yearly_spend"): "Spent on projects",
    (InUse, "adoption"): "In use",
    (InUse, "staff"): "People",
    (InUse, "cash_per_year"): "Cash",
    (InUse, "stages"): "Stages it acts on (none ticked = all)",
    (Treatment, "small"): "Small projects",
    (Treatment, "medium"): "Medium projects",
    (Treatment, "large"): "Large projects",
    (Uncertainty, "correlation"): "Common luck of projects",
    (Uncertainty, "execution_share"): "Of a change of spread, better execution",
    (Uncertainty, "repeat_share"): "Length of a repeated attempt",
    (Uncertainty, "switching"): "Time lost by switching",
    (Portfolio, "estimate_cv"): "Error of stated benefits, by class",
    (Portfolio, "discount_rate"): "Discount rate",
    (Portfolio, "discount_rate_give_or_take"): "Discount rate, give or take",
    (Portfolio, "budgets"): "Budgets by fiscal year",
    (Portfolio, "reserves"): "Reserves by fiscal year",
    (Portfolio, "unspent"): "Budget left at the end of a year",
    (Portfolio, "durations"): "Stated durations are",
    (Portfolio, "calendar"): "Working days",
    (Portfolio, "risks"): "Risks of many projects",
    (Portfolio, "incidents"): "Incidents of daily operations",
    (CapacityShock, "until"): "Over from",
    (CapacityShock, "fte"): "More (+) or fewer (−) people",
    (Incident, "per_year"): "How often",
    (Scenario, "pmo"): "PMO",
    (Scenario, "shocks"): "Dated shocks",
    (Scenario, "evidence"): "Where in their published ranges the effects lie",
    (Scenario, "seed"): "Seed of all luck",
    (Scenario, "horizon"): "Last date on which projects may start",
    (Project, "intake"): "Earliest start",
    (Project, "due"): "Promised date",
    (Project, "class"): "Kind of project",
    (Project, "mandatory"): "Mandatory (forced in)",
    (Project, "in_flight"): "Under way at the start",
    (Project, "value_cv"): "Uncertainty of the benefit",
    (Project, "estimate_cv"): "Error of the stated benefit",
    (Project, "termination_cost"): "Paid if terminated",
    (Project, "salvage"): "Got back if terminated",
    (Project, "gates"): "Stages after which a gate sits",
    (WorkPackage, "spent_days"): "Days worked on it so far",
    (Project, "external_cost"): "Bought in",
    (BenefitProfile, "per_year"): "Benefit",
    (BenefitProfile, "ramp_months"): "Time to the full benefit",
    (BenefitProfile, "plateau_years"): "Years of full benefit",
    (BenefitProfile, "run_cost_per_year"): "Cost of running it",
    (Lateness, "per_day"): "Cost of each day late",
    (Lateness, "step"): "Cost of being late at all",
}
"""By type and name in files, where the name alone would not do."""

_UNSTATED = {(Portfolio, "budgets"): "money", (Portfolio, "reserves"): "money", (Project, "scores"): "points"}
"""Units of numbers in mappings, of which the type states none."""

NOUNS: dict[type[Data], str] = {
    OneOff: "payment",
    StandardsStep: "change",
    LevelStep: "change",
    StaffStep: "change",
}
"""What an item of a list is called, where the name of its type would not do."""

_WORDS = {
    **{one.value: words for one, words in CADENCES.items()},
    **{one.value: words for one, words in ORDERS.items()},
    "none": "never",
    "by_maturity": "as maturity has it",
    "all": "all that is asked for",
    "nothing_new": "nothing new",
    "greedy": "best value within the limits",
    "chosen": "those of a list",
    "go": "always go on",
    "expected_value": "stop what is not worth going on",
    "option": "the same, with a later chance to stop",
    "at_sittings": "whenever a board looks",
    "plan": "plans, to which the usual bias comes",
    "outcome": "expected outcomes",
    "carried_over": "is carried over",
    "pooled": "go back to their pool",
    "kept": "stay with the project",
    "believed": "as it is told",
    "subtracted": "off, as far as it is usual",
    "parallel": "as people come free",
    "serial": "by a timetable",
    "shrunk": "less what estimates usually disappoint by",
    "raw": "as stated",
    "stated": "are stated here",
    "maturity": "follow maturity",
    "planned": "get the average",
    "queued": "wait in a queue",
    "weinberg": "rule of thumb by Weinberg",
    "wheelwright_clark": "from three projects on (Wheelwright, Clark)",
    "tregubov": "from two projects on (Tregubov)",
    "random": "by lot",
}
"""Words of enumerations; others are read as they stand, without their underscores."""

_ROLES = {"none": "prepares nothing", "informs": "informs", "advises": "advises", "decides": "decides"}

_UNITS = {
    "share": Unit("%", PER_CENT),
    "share per year": Unit("% a year", PER_CENT),
    "per year": Unit("a year"),
    "level 1–5": Unit(),
    "any": Unit(),
    "number": Unit(thousands=""),
    "of the signal": Unit(),
    "quantile": Unit(),
    "log": Unit(),
    "ln": Unit(),
    "log-sd": Unit(),
    "month": Unit(),
}


def title_of(kind: type[Data], name: str) -> str:
    """What a field is called.

    Examples
    --------
    >>> title_of(Release, "wip_limit"), title_of(ResourcePool, "cost_centre")
    ('Projects at once', 'Cost centre')
    """
    return TITLES.get((kind, name)) or name_words(name)


def unit_beside(kind: type[Data], name: str, stated: str) -> str:
    """The unit that a type states of a field, or the one that it should."""
    return stated or _UNSTATED.get((kind, name), "")


def name_words(name: str) -> str:
    """A name of a file in words; perspectives have their own.

    Examples
    --------
    >>> name_words("stakeholder"), name_words("ramp_up_weeks"), name_words("Design and build")
    ('Stakeholders', 'Ramp up weeks', 'Design and build')
    """
    return capital(PERSPECTIVES.get(name) or name.replace("_", " "))


def option_words(value: Any) -> str:
    """A word that a type allows, as readers know it.

    Examples
    --------
    >>> option_words("half_yearly"), option_words("per_project")
    ('every half year', 'per project')
    """
    if isinstance(value, Enum) and type(value).__name__ == "Role":
        return _ROLES[str(value.value)]
    text = str(value.value if isinstance(value, Enum) else value)
    return _WORDS.get(text, text.replace("_", " "))


def unit_of(stated: str, currency: str) -> Unit:
    """What follows a number of a unit.

    Examples
    --------
    >>> unit_of("share", "EUR").words, unit_of("money per FTE-day", "EUR").words, unit_of("FTE", "EUR").words
    ('%', '€ per FTE-day', 'FTE')
    """
    if stated.startswith("money"):
        return Unit(f"{symbol(currency).strip()}{stated.removeprefix('money')}".replace("per year", "a year"))
    return _UNITS.get(stated) or Unit(stated)
