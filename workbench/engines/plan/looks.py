"""How noisy, old and rosy what boards see is, by unit and level step; who prepares it decides that."""

from __future__ import annotations

import numpy as np

from workbench.engines.plan.landscape import Landscape
from workbench.engines.plan.plan import Floats
from workbench.model.maturity import BASE, strengthened, value_at
from workbench.policies import Optimism, Role
from workbench.scenario import Scenario

NOISE = "gate_signal_log_sd"
UNPREPARED = 1.0
"""Level of the table at which it stands where nobody prepares it (assumed)."""


def seen_by_boards(scenario: Scenario, landscape: Landscape) -> dict[str, Floats]:
    """Noise of looks, age and optimism of reports, and what boards take off for it, by name in `Levels`.

    Age and optimism are stated once for all levels; noise follows the level, unless nobody prepares what
    boards see. A PMO that decides has its own reports at once, and embellishes none to itself.
    """
    stated, role = scenario.policy.reports, scenario.pmo.advice.role
    noise = np.array([[one.gate_noise for one in row] for row in landscape.at], dtype=np.float64)
    age, optimism = stated.age_days, stated.optimism
    if role is Role.NONE:
        noise = _unprepared_noise(scenario, noise)
        age = _at_least(scenario, age, _in_table(scenario, "report_age_days"))
        share = _in_table(scenario, "status_optimism_probability")
        rosy_by = _in_table(scenario, "report_optimism_size")
        optimism = _at_least(scenario, optimism, share * rosy_by)
    elif role is Role.DECIDES:
        age = optimism = 0.0
    everywhere = np.ones_like(noise)
    known = optimism if stated.optimism_is is Optimism.SUBTRACTED else 0.0
    return {
        "gate_noise": noise,
        "report_age": age * everywhere,
        "optimism": optimism * everywhere,
        "optimism_known": known * everywhere,
    }


def _in_table(scenario: Scenario, effect: str) -> float:
    return value_at(effect, UNPREPARED, scenario.evidence.get(effect, BASE))


def _unprepared_noise(scenario: Scenario, noise: Floats) -> Floats:
    """From each unit's present noise to the table's, as far as the effect is strong; at every step."""
    table, strength = _in_table(scenario, NOISE), scenario.pmo.effect_strength
    found = [strengthened(NOISE, float(present), table, strength) for present in noise[:, 0]]
    return np.repeat(np.array(found)[:, None], noise.shape[1], axis=1)


def _at_least(scenario: Scenario, stated: float, unprepared: float) -> float:
    """From what is stated to the table, as far as the effect is strong; what is stated worse stays."""
    return stated + scenario.pmo.effect_strength * max(0.0, unprepared - stated)
