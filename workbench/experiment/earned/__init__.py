"""Performance over time: earned value, its forecasts, and benefits against the plan at approval."""

from workbench.experiment.earned.baseline import Baseline, Profile, Weight
from workbench.experiment.earned.measure import EarnedValue, measure_earned
from workbench.experiment.earned.progress import Progress, Telling
from workbench.experiment.earned.reports import ReportRules, luck_of_reports

__all__ = [
    "Baseline",
    "EarnedValue",
    "Profile",
    "Progress",
    "ReportRules",
    "Telling",
    "Weight",
    "luck_of_reports",
    "measure_earned",
]
