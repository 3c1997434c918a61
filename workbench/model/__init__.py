"""What a portfolio is, as frozen and validated data."""

from workbench.model.benefit import BenefitProfile, Lateness
from workbench.model.calendar import Calendar
from workbench.model.filled_in import maturity_is_assumed, still_assumed
from workbench.model.laws import Estimate, Exponential, Fixed, Lognormal, Pert, Triangular, Uniform
from workbench.model.maturity import Maturity, MaturityProfile
from workbench.model.objectives import Objective, OrdinalScores, Scale, ScalePoint, rescaled
from workbench.model.portfolio import (
    Assumption,
    Durations,
    Filled,
    Portfolio,
    SwitchingCurve,
    Uncertainty,
    Unspent,
)
from workbench.model.programmes import Programme
from workbench.model.resources import CapacityStep, Hire, OperationsStep, ResourcePool
from workbench.model.risk import BudgetShock, CapacityShock, Incident, ProjectRisk, SharedRisk
from workbench.model.source import ImportSource, LeftOutRow
from workbench.model.work import Project, ReducedScope, WorkPackage

__all__ = [
    "Assumption",
    "BenefitProfile",
    "BudgetShock",
    "Calendar",
    "CapacityShock",
    "CapacityStep",
    "Durations",
    "Estimate",
    "Exponential",
    "Filled",
    "Fixed",
    "Hire",
    "ImportSource",
    "Incident",
    "Lateness",
    "LeftOutRow",
    "Lognormal",
    "Maturity",
    "MaturityProfile",
    "Objective",
    "OperationsStep",
    "OrdinalScores",
    "Pert",
    "Portfolio",
    "Programme",
    "Project",
    "ReducedScope",
    "ProjectRisk",
    "ResourcePool",
    "Scale",
    "ScalePoint",
    "SharedRisk",
    "SwitchingCurve",
    "Triangular",
    "Uncertainty",
    "Uniform",
    "Unspent",
    "WorkPackage",
    "maturity_is_assumed",
    "rescaled",
    "still_assumed",
]
