"""How noisy, old and rosy what boards see is, by unit and level step; who prepares it decides that."""

from __future__ import annotations

import numpy as np

from workbench.engines.plan.landscape import Landscape
from workbench.engines.plan.plan import Floats
from workbench.model.maturity import BASE, strengthened, value_at
from workbench.policies import Optimism, Role, Telling
from workbench.scenario import Scenario

NOISE = "gate_signal_log_sd"
UNPREPARED = 1.0
"""Level of the table at which it stands where nobody prepares it (assumed)."""


def seen_by_boards(scenario: Scenario, landscape: Landscape) -> dict[str, Floats]:
    """Noise of looks, age and optimism of reports, and what boards take off for it, by name in `Levels`.

    Age and optimism are stated once for all levels or follow the level, as noise does, unless nobody prepares
    what boards see. A PMO that decides has its own reports at once, and embellishes none to itself.
    """
    stated, role = scenario.policy.reports, scenario.pmo.advice.role
    noise = np.array([[one.gate_noise for one in row] for row in landscape.at], dtype=np.float64)
    age, optimism = np.full_like(noise, stated.age_days), np.full_like(noise, stated.optimism)
    if stated.by is Telling.MATURITY:
        age = np.array([[one.report_age for one in row] for row in landscape.at], dtype=np.float64)
        # Not every report is rosy: on average they are so much.
        optimism = np.array([[one.rosy_share * one.rosy_by for one in row] for row in landscape.at])
    if role is Role.NONE:
        noise = _unprepared_noise(scenario, noise)
        age = _at_least(scenario, age, _in_table(scenario, "report_age_days"))
        share = _in_table(scenario, "status_optimism_probability")
        rosy_by = _in_table(scenario, "report_optimism_size")
        optimism = _at_least(scenario, optimism, share * rosy_by)
    elif role is Role.DECIDES:
        age, optimism = np.zeros_like(noise), np.zeros_like(noise)
    known = optimism if stated.optimism_is is Optimism.SUBTRACTED else np.zeros_like(noise)
    return {"gate_noise": noise, "report_age": age, "optimism": optimism, "optimism_known": known}


def _in_table(scenario: Scenario, effect: str) -> float:
    return value_at(effect, UNPREPARED, scenario.evidence.get(effect, BASE))


def _unprepared_noise(scenario: Scenario, noise: Floats) -> Floats:
    """From each unit's present noise to the table's, as far as the effect is strong; at every step."""
    table, strength = _in_table(scenario, NOISE), scenario.pmo.effect_strength
    found = [strengthened(NOISE, float(present), table, strength) for present in noise[:, 0]]
    return np.repeat(np.array(found)[:, None], noise.shape[1], axis=1)


def _at_least(scenario: Scenario, stated: Floats, unprepared: float) -> Floats:
    """From what is stated to the table, as far as the effect is strong; what is stated worse stays."""
    return stated + scenario.pmo.effect_strength * np.maximum(0.0, unprepared - stated)
