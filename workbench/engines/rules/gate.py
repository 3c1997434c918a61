"""What a stage gate decides from a noisy look at the benefit."""

from __future__ import annotations

from workbench.engines.rules.duration import bounded_exp


def believed_value_factor(truth_log: float, prior_sigma: float, noise: float, normal: float) -> float:
    """Posterior mean of the true ÷ stated benefit after one noisy look at it.

    Prior ln V ~ N(−τ²/2, τ²) has mean 1; the look is y = ln V + se·z. With k = τ² ÷ (τ² + se²) the posterior
    mean of V is e^(k·y) (normal–normal updating; DESIGN §4.5).
    """
    variance = prior_sigma * prior_sigma
    if variance == 0.0:
        return 1.0
    weight = variance / (variance + noise * noise)
    return bounded_exp(weight * (truth_log + noise * normal))
