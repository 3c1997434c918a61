"""What fields, units and words of the types are called; what is not named here says its own name."""

from __future__ import annotations

from enum import Enum
from typing import Any

from workbench.charts.symbols import symbol
from workbench.interfaces.explorer.controls.numbers import PER_CENT, Unit
from workbench.interfaces.explorer.words import CADENCES
from workbench.interfaces.wording import ORDERS
from workbench.interfaces.wording.perspectives import PERSPECTIVES
from workbench.interfaces.wording.phrases import capital
from workbench.model import (
    BudgetShock,
    CapacityShock,
    Estimate,
    Exponential,
    Hire,
    Incident,
    Lognormal,
    Maturity,
    Objective,
    OrdinalScores,
    Pert,
    Project,
    ProjectRisk,
    ReducedScope,
    ResourcePool,
    SharedRisk,
    Triangular,
    Uniform,
    WorkPackage,
)
from workbench.model.benefit import BenefitProfile, Lateness
from workbench.model.data import Data
from workbench.model.portfolio import Portfolio, Uncertainty
from workbench.model.reporting import Reporting
from workbench.model.resources import CapacityStep, OperationsStep
from workbench.policies import Bucket, Exclusive, LevelStep, Pmo, Policy
from workbench.policies.advice import Advice
from workbench.policies.day_to_day import Escalation
from workbench.policies.governance import Gates, Reports, Reviews
from workbench.policies.pmo import OneOff, StaffStep
from workbench.policies.policy import Dispatch, Release
from workbench.policies.selection import Selection
from workbench.policies.standards import InUse, Standards, StandardsStep, Treatment
from workbench.policies.trigger import Trigger
from workbench.scenario import Scenario, StrategyShift

TITLES: dict[tuple[type[Data], str], str] = {
    (Release, "wip_limit"): "Projects at once",
    (Release, "index"): "Which project starts first",
    (Release, "cadence"): "The board decides",
    (Release, "hysteresis"): "How many times as urgent to overtake",
    (Release, "programme_limits"): "Projects at once by programme",
    (Release, "pool_limits"): "Projects at once by pool",
    (Dispatch, "index"): "Who gets people first",
    (Dispatch, "sgs"): "When work starts",
    (Policy, "release"): "Starts",
    (Policy, "dispatch"): "People",
    (Policy, "estimates"): "Benefits that decisions go by",
    (Policy, "reports"): "What boards are told",
    (Selection, "rule"): "Which projects are taken on",
    (Selection, "include"): "Forced in",
    (Selection, "exclude"): "Forced out",
    (Selection, "projects"): "The list, for the rule “chosen”",
    (Selection, "worst_tenth_at_least"): "What the worst 10 of 100 futures must bring at least",
    (Gates, "rule"): "Gates and reviews decide",
    (Gates, "hurdle"): "Going on must be worth more by",
    (Gates, "hold_band"): "Put on hold if it is as close as",
    (Gates, "hold_cap"): "Holds in a row at most",
    (Gates, "replanning"): "Estimates are brought up to date",
    (Gates, "sunk_cost_share"): "Money already spent that wrongly counts",
    (Reviews, "cadence"): "Projects under way are reviewed",
    (Reports, "by"): "How old and how rosy reports are",
    (Reports, "age_days"): "Age of reports",
    (Reports, "optimism"): "Benefit is overstated by (0.1 = about 10 %)",
    (Reports, "optimism_is"): "What the board makes of rosy reports",
    (Reports, "lasting_error"): "Part of the error that all reports on a project share",
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
    (Pmo, "cost_per_fte"): "Yearly cost of a PMO person",
    (Pmo, "cash_per_year"): "Cash besides people",
    (Pmo, "one_off"): "Single payments",
    (Pmo, "staff_steps"): "Planned changes of its people",
    (Pmo, "reporting"): "Status reports",
    (Pmo, "advice"): "Its part in decisions",
    (Pmo, "allocation"): "People who are done with their part",
    (Pmo, "replans"): "Estimates of work under way are brought up to date",
    (Pmo, "escalation"): "Late projects",
    (StaffStep, "fte"): "People from then on",
    (OneOff, "on"): "Paid on",
    (OneOff, "what"): "What for",
    (Advice, "role"): "The PMO",
    (Advice, "assessors"): "Independent assessors",
    (Advice, "followed"): "Its advice is followed",
    (Escalation, "cadence"): "The PMO looks for late projects",
    (Escalation, "tolerated"): "Lateness that is tolerated",
    (Reporting, "every_days"): "From one report to the next",
    (Reporting, "age_days"): "Age of a report",
    (Reporting, "rosy_share"): "Reports that say more than is true",
    (Reporting, "rosy_by"): "By how much (0.1 = about 10 %)",
    (Reporting, "noise"): "Error of any report (0.1 = about 10 %)",
    (Reporting, "stuck_at"): "Reported progress at which rosy reports get stuck",
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
    (Standards, "slack"): "PMO time that is not needed today",
    (Standards, "steps"): "Planned changes of practices",
    (Standards, "yearly_spend"): "Spent on projects a year",
    (InUse, "adoption"): "In use",
    (InUse, "staff"): "People",
    (InUse, "cash_per_year"): "Cash",
    (InUse, "stages"): "Stages it acts on (none ticked = all)",
    (Treatment, "small"): "Small projects",
    (Treatment, "medium"): "Medium projects",
    (Treatment, "large"): "Large projects",
    (Uncertainty, "correlation"): "Luck that all projects share",
    (Uncertainty, "execution_share"): "When plans become more reliable: part that is better work",
    (Uncertainty, "repeat_share"): "Time that work takes when it is done again",
    (Uncertainty, "switching"): "Time lost by switching",
    (Portfolio, "estimate_cv"): "Error of stated benefits, by kind of project",
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
    (Scenario, "shocks"): "Events on a date",
    (Scenario, "evidence"): "Where in their published ranges the effects lie",
    (Scenario, "seed"): "Draw of the luck (seed)",
    (Scenario, "horizon"): "Last date on which projects may start",
    (Project, "intake"): "Earliest start",
    (Project, "due"): "Promised date",
    (Project, "class"): "Kind of project",
    (Project, "mandatory"): "Mandatory (forced in)",
    (Project, "in_flight"): "Under way at the start",
    (Project, "value_cv"): "Uncertainty of the benefit",
    (Project, "estimate_cv"): "Error of the stated benefit",
    (Project, "termination_cost"): "Paid if it is stopped",
    (Project, "salvage"): "Got back if it is stopped",
    (Project, "gates"): "Stages that end with a gate",
    (WorkPackage, "spent_days"): "Days worked on it so far",
    (Project, "external_cost"): "Bought in",
    (BenefitProfile, "per_year"): "Benefit",
    (BenefitProfile, "ramp_months"): "Time to the full benefit",
    (BenefitProfile, "plateau_years"): "Years of full benefit",
    (BenefitProfile, "run_cost_per_year"): "Cost of running it",
    (BenefitProfile, "decay_per_year"): "Decline after that",
    (BenefitProfile, "window_closes"): "No benefit from",
    (Lateness, "per_day"): "Cost of each day late",
    (Lateness, "step"): "Cost of being late at all",
    (Portfolio, "fiscal_year_starts"): "Month in which the fiscal year starts",
    (Project, "scores"): "Points by objective",
    (Project, "ordinal"): "Points that agile teams give (1 to 20)",
    (Project, "operations_effect"): "What daily operations need more or less afterwards",
    (Project, "reduced_scope"): "A smaller version",
    (Project, "not_done"): "What is lost by objective if it is not done",
    (OrdinalScores, "opportunity"): "Risks it lowers, chances it opens",
    (ReducedScope, "work_share"): "Work that is left",
    (ReducedScope, "benefit_share"): "Benefit that is left",
    (WorkPackage, "demand"): "People needed",
    (WorkPackage, "done"): "Already finished",
    (ProjectRisk, "probability"): "Chance",
    (SharedRisk, "probability"): "Chance",
    (ProjectRisk, "delay"): "Delay, as a share of the work’s duration",
    (SharedRisk, "delay"): "Delay, as a share of the work’s duration",
    (Policy, "triggers"): "Rules that change the policy by themselves",
    (Trigger, "when"): "What boards watch",
    (Trigger, "above"): "Acts above",
    (Trigger, "below"): "Acts below",
    (Trigger, "then"): "What is done",
    (Trigger, "wip_limit"): "Projects at once meanwhile",
    (Trigger, "dispatch"): "Who gets people first meanwhile",
    (Trigger, "for"): "For how long",
    (Selection, "exclusive"): "Projects that stand for one another",
    (Exclusive, "most"): "How many of them at most",
    (Selection, "buckets"): "Shares of the budget by kind",
    (Bucket, "of"): "Kept for a",
    (Bucket, "low"): "At least",
    (Bucket, "high"): "At most",
    (InUse, "programmes"): "In use, in single programmes",
    (BudgetShock, "share"): "Change of the yearly budget",
    (Scenario, "strategy"): "Changes of the strategy",
    (StrategyShift, "weights"): "Weights of objectives from then on",
    (Objective, "weight"): "Weight",
    (Objective, "monetised"): "Counted in money already",
    (Maturity, "uncertainty"): "How unsure the levels are",
    (Estimate, "mean"): "Planned duration",
    **{(law, "low"): "At least" for law in (Uniform, Triangular, Pert)},
    **{(law, "high"): "At most" for law in (Uniform, Triangular, Pert)},
    **{(law, "mode"): "Most likely" for law in (Triangular, Pert)},
    **{(law, "mean"): "On average" for law in (Lognormal, Exponential)},
    (Lognormal, "cv"): "Spread, of the average",
}
"""By type and name in files, where the name alone would not do."""

AT_START = {"intake": "any time"}
"""Moments, by name in files, that are no date where they are the start."""

_UNSTATED = {(Portfolio, "budgets"): "money", (Portfolio, "reserves"): "money", (Project, "scores"): "points"}
"""Units of numbers in mappings, of which the type states none."""

NOUNS: dict[type[Data], str] = {
    CapacityStep: "change of people",
    OperationsStep: "change",
    CapacityShock: "change of people",
    BudgetShock: "change of budgets",
    SharedRisk: "risk of many projects",
    ProjectRisk: "risk",
    Trigger: "rule",
    Exclusive: "group of projects",
    Bucket: "share of the budget",
    StrategyShift: "change of the strategy",
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
    "believed": "believes them",
    "subtracted": "takes off what is usual",
    "parallel": "as people come free",
    "serial": "by a timetable",
    "shrunk": "less the usual disappointment",
    "raw": "as stated",
    "stated": "as stated here",
    "maturity": "as maturity has it",
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
