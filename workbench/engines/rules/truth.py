"""What will really happen: risks, lengths and outcomes of attempts.

Only the run itself and the benchmark with perfect foresight look here.
"""

from __future__ import annotations

from workbench.engines.rules.duration import attempt_work, noise_factor, systemic_factor
from workbench.engines.rules.records import Effects, Luck, RiskPairs
from workbench.engines.rules.rework import outcome_of


def strikes(effects: Effects, risks: RiskPairs, luck: Luck, pair: int, step: int) -> bool:
    """Whether a risk strikes a package whose first attempt starts at a level step."""
    return luck.struck[risks.column[pair]] < risks.probability[pair * effects.steps + step]


def struck_share(effects: Effects, risks: RiskPairs, luck: Luck, k: int, step: int) -> float:
    """Share that risks add to the work of a package whose first attempt starts at a level step."""
    share = 0.0
    for place in range(risks.start[k], risks.start[k + 1]):
        pair = risks.pair[place]
        if strikes(effects, risks, luck, pair, step):
            share += luck.delay[risks.column[pair]]
    return share


def true_work(
    effects: Effects, luck: Luck, scale: float, i: int, k: int, number: int, step: int, struck: float
) -> float:
    """Working days of an attempt before overhead and switching; `scale` is the package's mean."""
    systemic = systemic_factor(effects.sigma[i * effects.steps + step], luck.systemic[i])
    noise = noise_factor(
        luck.log_noise[k * effects.attempts + number - 1],
        effects.spread[effects.unit[i] * effects.steps + step],
        effects.log_norm[k * effects.steps + step],
    )
    share = 1.0 if number == 1 else effects.repeat_share
    return attempt_work(scale, systemic, noise, struck, share)


def true_outcome(
    effects: Effects, luck: Luck, k: int, number: int, step: int, gate_ahead: int, block: int
) -> int:
    """How an attempt that began at a level step ends; `block` is 0 unless requests for coaching queue."""
    unit = block * effects.block + effects.work_unit[k] * effects.steps + step
    place = k * effects.attempts + number - 1
    return outcome_of(
        number,
        effects.attempts,
        luck.rework[place],
        effects.rework[unit],
        luck.late[place],
        effects.late[unit],
        gate_ahead,
    )


def overhead_of(effects: Effects, k: int, step: int) -> float:
    """In-project overhead of a package."""
    return effects.overhead[effects.work_unit[k] * effects.steps + step]
