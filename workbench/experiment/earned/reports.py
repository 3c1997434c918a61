"""What boards are told: reports of a stated age, some of them rosy, none exact.

New luck has new streams, addressed by project and number of the report, so that no other number moves and
no policy meets other luck.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from workbench.engines.addresses import Uniforms, address
from workbench.engines.plan import Plan
from workbench.engines.plan.landscape import level_path
from workbench.model.maturity import BASE, strengthened
from workbench.scenario import Scenario

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class ReportRules:
    """How the projects of a plan report, by project and report; report q is made on day q × every.

    Parameters
    ----------
    every
        Days from one report to the next.
    status
        The day whose state each report tells, shape (projects, reports).
    rosy_share, rosy_by, noise
        As in `Reporting`, same shape.
    stuck_at
        As in `Reporting`.
    """

    every: float
    status: Floats
    rosy_share: Floats
    rosy_by: Floats
    noise: Floats
    stuck_at: float

    @classmethod
    def of(cls, scenario: Scenario, plan: Plan) -> ReportRules:
        """Levels count as they are on the day of the report (DESIGN §4.7)."""
        stated = scenario.pmo.reporting
        count = int(2 * plan.horizon // stated.every_days) + 1
        day = np.arange(count) * stated.every_days
        named = {project.id: project for project in scenario.portfolio.projects}
        ordered = [named[one] for one in plan.projects.ids]
        path = level_path(scenario, ordered, plan.horizon, plan.days_per_year)
        step = np.searchsorted(path.days, day, side="right") - 1

        def by_report(own: float | None, effect: str) -> Floats:
            """What is stated, at every report; else what the level of its day says of the effect."""
            if own is not None:
                return np.full((len(plan.projects.ids), count), own)
            strength, quantile = scenario.pmo.effect_strength, scenario.evidence.get(effect, BASE)
            rows = []
            for unit in path.unit_of:
                levels = path.profiles[unit]
                now = [0.0 if one is None else one.value_of(effect, quantile) for one in levels]
                values = [strengthened(effect, now[0], one, strength) for one in now]
                rows.append(np.array(values)[step])
            return np.array(rows).reshape(len(plan.projects.ids), count)

        return cls(
            every=stated.every_days,
            status=day - by_report(stated.age_days, "report_age_days"),
            rosy_share=by_report(stated.rosy_share, "status_optimism_probability"),
            rosy_by=by_report(stated.rosy_by, "report_optimism_size"),
            noise=by_report(stated.noise, "gate_signal_log_sd"),
            stuck_at=stated.stuck_at,
        )

    def latest(self, day: Floats) -> Ints:
        """Number of the latest report at a day."""
        return np.clip(np.floor(day / self.every), 0, self.status.shape[1] - 1).astype(np.int64)


@dataclass(frozen=True)
class ReportLuck:
    """Whether each report is rosy, and work left as told ÷ as it is, shape (futures, projects, reports)."""

    rosy: NDArray[np.bool_]
    told: Floats


def luck_of_reports(rules: ReportRules, plan: Plan, replications: range, uniforms: Uniforms) -> ReportLuck:
    """Draw what reports say beyond what is.

    Parameters
    ----------
    rules
        How projects report.
    plan
        For seed and ids.
    replications
        Which futures.
    uniforms
        As in `workbench.engines.draws.draw`.
    """
    projects, reports = rules.noise.shape
    names = [address(one, str(q)) for one in plan.projects.ids for q in range(reports)]
    shape = (len(replications), projects, reports)

    def numbers(stream: str) -> Floats:
        return uniforms.block(plan.seed, stream, names, replications, 1).reshape(shape)

    rosy = numbers("report rosy") < rules.rosy_share if rules.rosy_share.any() else np.zeros(shape, bool)
    noise = rules.noise * ndtri(numbers("report noise")) if rules.noise.any() else np.zeros(shape)
    return ReportLuck(rosy, np.exp(noise - np.where(rosy, rules.rosy_by, 0.0)))
