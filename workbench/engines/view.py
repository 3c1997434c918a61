"""What a policy sees of a project: features for ranking, and what a gate weighs.

Beliefs come from the plan and from what belief may know (`Draws.known_…`, a gate's noisy look included); only
the rule with perfect foresight reads the truth, and it does so through `workbench.engines.truth`.
"""

from __future__ import annotations

from workbench.engines.draws import Draws
from workbench.engines.plan import Plan
from workbench.engines.plan.plan import RankingRule
from workbench.engines.remaining import Remaining
from workbench.engines.rules.duration import believed_factor, bounded_exp
from workbench.engines.rules.gate import believed_value_factor
from workbench.engines.rules.index import (
    APPARENT_TARDINESS,
    CONSTRAINT,
    CONSTRAINT_FTE_DAYS,
    COST_OF_DELAY,
    COST_OF_DELAY_NOW,
    COVERT,
    CRITICAL_RATIO,
    DUE,
    FEATURES,
    LEAD,
    LUCK,
    NET_VALUE,
    NOW,
    ORDINAL_SIZE,
    ORDINAL_VALUE,
    SCORE,
    index_value,
)
from workbench.engines.tables import Tables
from workbench.engines.truth import Truth
from workbench.engines.worth import Worth

TRUTH = 1
_TARDINESS_KERNELS = (CRITICAL_RATIO, APPARENT_TARDINESS, COVERT)


class View:
    """Beliefs of one simulated future, and the features that rules rank by."""

    def __init__(self, plan: Plan, draws: Draws, row: int, tables: Tables) -> None:
        self._plan = plan
        self._tables = tables
        self.worth = Worth(plan)
        self.remaining = Remaining(tables)
        self.truth = Truth(plan, draws, row, tables)
        self._known = draws.known_systemic[row].tolist()
        self._error = draws.known_error[row].tolist()
        self._luck = draws.luck[row].tolist()
        self._value_log = draws.known_value[row].tolist()
        self._signal = draws.signal[row].tolist()
        levels = plan.levels
        self._ratio = levels.belief.tolist()
        self._known_sigma = levels.known_sigma.tolist()
        self._known_share = levels.known_share.tolist()
        self._gate_noise = levels.gate_noise.tolist()
        self._switching: list[list[float]] = levels.switching.tolist()
        self._value_sigma = plan.projects.value_sigma.tolist()
        self._score = plan.projects.score.tolist()
        self._ordinal_value = plan.projects.ordinal_value.tolist()
        self._ordinal_size = plan.projects.ordinal_size.tolist()
        self._exit: list[float] = (plan.projects.salvage - plan.projects.termination_cost).tolist()

    def believed(self, i: int, step: int) -> float:
        """Believed ÷ planned duration of a project estimated at a level step."""
        return believed_factor(
            self._ratio[i][step],
            self._known_sigma[i][step],
            self._known_share[i][step],
            self._known[i],
            self._error[i],
        )

    def switching_penalty(self, i: int, step: int) -> float:
        """Loss per project beyond the first, for each available person, of a project's unit."""
        return self._switching[self._tables.unit[i]][step]

    def constraint_days(self, i: int, factor: float) -> float:
        """Believed days of work left on the project's scarcest pool."""
        return factor * self.remaining.of(i)[1]

    def features(
        self, rule: RankingRule, i: int, now: float, factor: float, step: int, unpaid: float
    ) -> list[float]:
        """Features of a project; costly ones that the rule does not use stay 0.

        `unpaid` is what it still has to pay besides labour.
        """
        lead, days, fte_days, cost = self.remaining.of(i)
        if rule.sight == TRUTH:
            lead, days, fte_days, cost = self.remaining.measured(
                i, self.truth.lengths(i, step, self.remaining)
            )
            factor = 1.0
        features = [0.0] * FEATURES
        lead *= factor
        features[DUE] = min(self._tables.due[i], 1e9)
        features[NOW] = now
        features[LEAD] = lead
        features[CONSTRAINT] = factor * days
        features[CONSTRAINT_FTE_DAYS] = factor * fte_days
        features[SCORE] = self._score[i]
        features[ORDINAL_VALUE] = self._ordinal_value[i]
        features[ORDINAL_SIZE] = self._ordinal_size[i]
        features[LUCK] = self._luck[i]
        if rule.kernel in _TARDINESS_KERNELS or rule.top[COST_OF_DELAY] != 0.0:
            features[COST_OF_DELAY] = self.worth.delay_cost(i, now + lead)
        if rule.top[COST_OF_DELAY_NOW] != 0.0:
            features[COST_OF_DELAY_NOW] = self.worth.delay_cost(i, now)
        if rule.top[NET_VALUE] != 0.0:
            done = now + lead
            to_pay = (factor * cost + unpaid) * self.present(now)
            features[NET_VALUE] = (
                self.worth.benefit(i, done)
                - self.worth.run_cost(i, done)
                - self.worth.lateness(i, done)
                - to_pay
            )
        return features

    def index(self, rule: RankingRule, features: list[float], mean_constraint: float) -> float:
        """Index of a project, higher first."""
        return index_value(
            rule.kernel, rule.top, rule.bottom, rule.look_ahead, self.worth.rho, mean_constraint, features
        )

    def gate_belief(self, i: int, gate: int, now: float, factor: float, step: int) -> float:
        """Believed value of continuing less that of stopping, money as present value at day 0.

        Continuing: benefit after a noisy look at it, less run cost, lateness and the labour still to come.
        Stopping: salvage less termination cost, and lateness to the end of the run. Sunk cost has no place.
        """
        lead, _, _, cost = self.remaining.of(i)
        done = now + factor * lead
        noise = self._gate_noise[self._tables.unit[i]][step]
        seen = believed_value_factor(self._value_log[i], self._value_sigma[i], noise, self._signal[gate])
        go = (
            seen * self.worth.benefit(i, done)
            - self.worth.run_cost(i, done)
            - self.worth.lateness(i, done)
            - factor * cost * self.present(now)
        )
        stop = self._exit[i] * self.present(now) - self.worth.lateness(i, 2.0 * self._plan.horizon)
        return go - stop

    def present(self, day: float) -> float:
        """Present value of 1 paid on a day."""
        return bounded_exp(-self.worth.rho * day)
