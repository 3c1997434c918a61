"""What happens when an attempt ends."""

from __future__ import annotations

ACCEPTED = 1
REPEATED = 2
LATENT = 3
TRUNCATED = 4
FOUND = 6


def outcome_of(
    number: int, limit: int, defect: float, rework: float, discovery: float, late: float, gate_ahead: int
) -> int:
    """Accepted, repeated at once, accepted with a latent defect, or accepted because the limit is reached.

    Parameters
    ----------
    number, limit
        This attempt's number and the largest allowed.
    defect, rework
        Uniform number and probability of a defect at the level of the attempt's start.
    discovery, late
        Uniform number and probability that a defect shows only at the gate.
    gate_ahead
        1 if a gate still sits after the package's stage, else 0: without one a defect shows at once.
    """
    if defect >= rework:
        return ACCEPTED
    if number >= limit:
        return TRUNCATED
    if gate_ahead == 1 and discovery < late:
        return LATENT
    return REPEATED
