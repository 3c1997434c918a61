"""Ranking: one function from features and coefficients to an index; higher goes first."""

from __future__ import annotations

from workbench.engines.rules.duration import bounded_exp
from workbench.engines.rules.records import Floats

LINEAR = 0
RATIO = 1
DISCOUNTED_RATIO = 2
CRITICAL_RATIO = 3
APPARENT_TARDINESS = 4
COVERT = 5
PACKAGE = 6
WORST_CASE_SLACK = 7

DUE = 0
NOW = 1
LEAD = 2
CONSTRAINT = 3
CONSTRAINT_FTE_DAYS = 4
COST_OF_DELAY = 5
COST_OF_DELAY_NOW = 6
NET_VALUE = 7
SCORE = 8
ORDINAL_VALUE = 9
ORDINAL_SIZE = 10
LUCK = 11
FEATURES = 12

LARGEST = 1e300
"""Stands in for a division by nothing."""


def ratio(top: float, bottom: float) -> float:
    """top ÷ bottom; with nothing below, as large as can be, with the sign of what is above."""
    if bottom > 0.0:
        return top / bottom
    if top > 0.0:
        return LARGEST
    if top < 0.0:
        return -LARGEST
    return 0.0


def weighted(coefficients: Floats, features: Floats) -> float:
    """Sum of coefficient × feature, in order; features without weight are not looked at."""
    total = 0.0
    for k in range(FEATURES):
        if coefficients[k] != 0.0:
            total += coefficients[k] * features[k]
    return total


def index_value(
    kernel: int,
    top: Floats,
    bottom: Floats,
    look_ahead: float,
    rho: float,
    mean_constraint: float,
    features: Floats,
) -> float:
    """Index of a project, higher first; formulas and provenance: `workbench.policies.indices`.

    `mean_constraint` is the mean of the feature CONSTRAINT over those ranked now. Kernels of packages rank no
    project: for them it is 0.
    """
    if kernel >= PACKAGE:
        return 0.0
    if kernel == LINEAR:
        return weighted(top, features)
    if kernel == RATIO:
        return ratio(weighted(top, features), weighted(bottom, features))
    if kernel == DISCOUNTED_RATIO:
        worth = weighted(top, features)
        days = weighted(bottom, features)
        if rho == 0.0:
            return ratio(worth, days)
        kept = bounded_exp(-rho * days)
        return ratio(worth * kept, 1.0 - kept)
    slack = features[DUE] - features[NOW]
    if kernel == CRITICAL_RATIO:
        return ratio(-slack, features[LEAD])
    density = ratio(features[COST_OF_DELAY], features[CONSTRAINT])
    spare = slack - features[LEAD]
    if spare < 0.0:
        spare = 0.0
    if kernel == APPARENT_TARDINESS:
        return density * bounded_exp(-ratio(spare, look_ahead * mean_constraint))
    fading = 1.0 - ratio(spare, look_ahead * features[LEAD])
    if fading < 0.0:
        fading = 0.0
    return density * fading
