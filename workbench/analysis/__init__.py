"""Arrays in, intervals out. Imports nothing of the rest, so that it can be held to textbooks."""

from workbench.analysis.ahp import PairwiseWeights, comparisons_of, pairwise_weights
from workbench.analysis.columns import column_means, column_quantiles
from workbench.analysis.correlations import average_correlation, correlation_chance, correlation_interval
from workbench.analysis.dominance import dominates, worst_difference
from workbench.analysis.dots import quantile_dots
from workbench.analysis.exchange import Reign, even_rate, reigns
from workbench.analysis.gap import GapClosed, gap_closed
from workbench.analysis.interaction import Crossed, crossed, doubly_centred
from workbench.analysis.intervals import (
    Interval,
    mean_interval,
    quantile_interval,
    quantiles,
    ratio_interval,
    share_interval,
    worst_interval,
    worst_mean,
)
from workbench.analysis.lognormal import LogFit, log_fit
from workbench.analysis.paired import PairedDifference, differences, paired_difference, sign_test
from workbench.analysis.roots import (
    Crossing,
    Trend,
    bisected,
    brackets,
    crossing_interval,
    known_crossings,
    known_sides,
    trend,
)
from workbench.analysis.search import Prospect, value_of_search
from workbench.analysis.several import SURE, chance_of, clear_differences, holm
from workbench.analysis.shapley import shapley
from workbench.analysis.shrinkage import Prior, prior_of, share_kept, shrunk
from workbench.analysis.tails import TailDifference, tail_difference, worst_of
from workbench.analysis.two_level import TwoLevel, share_by_world, two_level

__all__ = [
    "Crossing",
    "SURE",
    "Crossed",
    "GapClosed",
    "Interval",
    "LogFit",
    "PairedDifference",
    "PairwiseWeights",
    "Prior",
    "Prospect",
    "Reign",
    "TailDifference",
    "Trend",
    "TwoLevel",
    "average_correlation",
    "bisected",
    "brackets",
    "chance_of",
    "clear_differences",
    "column_means",
    "column_quantiles",
    "comparisons_of",
    "correlation_chance",
    "correlation_interval",
    "crossed",
    "crossing_interval",
    "differences",
    "dominates",
    "doubly_centred",
    "even_rate",
    "gap_closed",
    "holm",
    "known_crossings",
    "known_sides",
    "log_fit",
    "mean_interval",
    "paired_difference",
    "pairwise_weights",
    "prior_of",
    "quantile_dots",
    "quantile_interval",
    "quantiles",
    "ratio_interval",
    "reigns",
    "shapley",
    "share_by_world",
    "share_interval",
    "share_kept",
    "shrunk",
    "sign_test",
    "tail_difference",
    "trend",
    "two_level",
    "value_of_search",
    "worst_difference",
    "worst_interval",
    "worst_mean",
    "worst_of",
]
