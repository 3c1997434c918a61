"""How long an attempt takes, and what belief makes of it."""

from __future__ import annotations

import math

LARGEST_LOSS = 0.9
"""Switching never takes more than this share of the working time."""

# Curves of the loss by switching, in the order of `workbench.model.SwitchingCurve`.
WEINBERG = 1
WHEELWRIGHT_CLARK = 2
TREGUBOV = 3
TREGUBOV_LOSS = 0.17
"""Flat from two projects a person on (Tregubov, Boehm and others 2017, student teams)."""


def bounded_exp(x: float) -> float:
    """e^x with the argument held to ±700, so that nothing overflows."""
    if x > 700.0:
        return math.exp(700.0)
    if x < -700.0:
        return math.exp(-700.0)
    return math.exp(x)


def systemic_factor(sigma: float, normal: float) -> float:
    """Factor that a project's packages share: ln F = σ·z − σ²/2, mean 1 (DESIGN §4.6)."""
    return bounded_exp(sigma * normal - sigma * sigma / 2.0)


def noise_factor(log_noise: float, exponent: float, log_norm: float) -> float:
    """A package's own factor with its spread changed at held mean: (Q/m)^r ÷ E[(Q/m)^r] (DESIGN §4.6).

    `log_noise` is ln(Q/m) at exponent 1; `log_norm` is ln E[(Q/m)^r], 0 at r = 1.
    """
    if exponent == 1.0:
        return bounded_exp(log_noise)
    return bounded_exp(exponent * log_noise - log_norm)


def believed_factor(ratio: float, sigma: float, share: float, truth: float, noise: float) -> float:
    """Believed ÷ planned duration of a project (DESIGN §4.5).

    Parameters
    ----------
    ratio
        Believed ÷ planned at this level on average; 1 at L0.
    sigma
        Log-sd of what belief knows of the systemic factor, or errs by; 0 at L0.
    share
        Correlation of that with the truth; 0 is pure error.
    truth, noise
        The project's systemic normal and an independent one.
    """
    if sigma == 0.0:
        return ratio
    signal = share * truth + math.sqrt(1.0 - share * share) * noise
    return ratio * bounded_exp(sigma * signal - sigma * sigma / 2.0)


def switching_loss(curve: int, penalty: float, projects: float, fte: float) -> float:
    """Share of working time lost to switching (DESIGN §4.7), by one of four curves of k, projects a person.

    By the penalty of the level, work takes 1 + penalty·(k − 1) times as long, so the loss is x ÷ (1 + x),
    x = penalty·(k − 1). The published curves know no level. None loses anything up to one project a person.
    """
    if fte <= 0.0:
        return 0.0
    beyond = projects / fte - 1.0
    if beyond <= 0.0:
        return 0.0
    if curve == WEINBERG:
        return _weinberg(beyond)
    if curve == WHEELWRIGHT_CLARK:
        return _wheelwright_clark(beyond)
    if curve == TREGUBOV:
        return TREGUBOV_LOSS * beyond if beyond < 1.0 else TREGUBOV_LOSS
    stretch = penalty * beyond
    loss = stretch / (1.0 + stretch)
    if loss > LARGEST_LOSS:
        return LARGEST_LOSS
    return loss


def _weinberg(beyond: float) -> float:
    """0, .2, .4, .6, .75 at 1 to 5 projects a person, linear between, flat beyond: a rule of thumb, no data.

    Weinberg 1992, Quality Software Management, volume 1.
    """
    if beyond <= 3.0:
        return 0.2 * beyond
    if beyond < 4.0:
        return 0.6 + 0.15 * (beyond - 3.0)
    return 0.75


def _wheelwright_clark(beyond: float) -> float:
    """Adding value .7, .8, .6, .5 of the time at 1 to 4 projects a person, as losses against one project.

    Linear between the points and flat beyond; what two projects gain over one is not credited.
    Wheelwright and Clark 1992, Revolutionizing Product Development.
    """
    if beyond >= 3.0:
        return 2.0 / 7.0
    loss = (2.0 * beyond - 3.0) / 7.0 if beyond < 2.0 else (beyond - 1.0) / 7.0
    return loss if loss > 0.0 else 0.0


def attempt_work(scale: float, systemic: float, noise: float, struck: float, repeat_share: float) -> float:
    """Working days of an attempt before overhead and switching.

    `struck` is the share added by risks (first attempt); `repeat_share` is 1 for a first attempt.
    """
    return scale * systemic * noise * (1.0 + struck) * repeat_share


def attempt_duration(work: float, overhead: float, loss: float) -> float:
    """Draw × (1 + overhead) ÷ (1 − loss) (DESIGN §4.10)."""
    return work * (1.0 + overhead) / (1.0 - loss)
