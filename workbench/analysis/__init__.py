"""Arrays in, intervals out. Imports nothing of the rest, so that it can be held to textbooks."""

from workbench.analysis.dominance import dominates, worst_difference
from workbench.analysis.dots import quantile_dots
from workbench.analysis.gap import GapClosed, gap_closed
from workbench.analysis.intervals import (
    Interval,
    mean_interval,
    quantile_interval,
    quantiles,
    share_interval,
    worst_interval,
    worst_mean,
)
from workbench.analysis.lognormal import LogFit, log_fit
from workbench.analysis.paired import PairedDifference, paired_difference, sign_test
from workbench.analysis.roots import Trend, bisected, brackets, crossing_interval, trend
from workbench.analysis.several import chance_of, holm
from workbench.analysis.shapley import shapley

__all__ = [
    "GapClosed",
    "Interval",
    "LogFit",
    "PairedDifference",
    "Trend",
    "bisected",
    "brackets",
    "chance_of",
    "dominates",
    "crossing_interval",
    "gap_closed",
    "holm",
    "log_fit",
    "mean_interval",
    "paired_difference",
    "quantile_dots",
    "quantile_interval",
    "quantiles",
    "shapley",
    "share_interval",
    "sign_test",
    "trend",
    "worst_difference",
    "worst_interval",
    "worst_mean",
]
