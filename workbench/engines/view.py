"""What a policy sees of a project: features for ranking, and what a gate weighs.

Beliefs come from the plan and from what belief may know (`Draws.known_…`); only the rule with perfect
foresight reads the truth, and it does so through `Truth`.
"""

from __future__ import annotations

from workbench.engines.draws import Draws
from workbench.engines.plan import Plan
from workbench.engines.plan.plan import RankingRule
from workbench.engines.rules.duration import (
    attempt_work,
    believed_factor,
    bounded_exp,
    noise_factor,
    systemic_factor,
)
from workbench.engines.rules.gate import believed_value_factor
from workbench.engines.rules.index import (
    CONSTRAINT,
    CONSTRAINT_FTE_DAYS,
    COST_OF_DELAY,
    COST_OF_DELAY_NOW,
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
from workbench.engines.rules.rework import REPEATED, outcome_of
from workbench.engines.rules.worth import (
    benefit_delay_cost,
    benefit_value,
    lateness_delay_cost,
    lateness_value,
)
from workbench.engines.tables import Tables, longest_path

TRUTH = 1
_TARDINESS_KERNELS = (3, 4, 5)


class Worth:
    """Present values and costs of delay of each project, from the plan alone."""

    def __init__(self, plan: Plan) -> None:
        one = plan.projects
        self.rho = plan.money.rho
        self._benefit = one.benefit.tolist()
        self._ramp = one.ramp.tolist()
        self._plateau = one.plateau.tolist()
        self._decay = one.decay.tolist()
        self._window = one.window.tolist()
        self._run_cost = one.run_cost.tolist()
        self._due = one.due.tolist()
        self._late = one.late_per_day.tolist()
        self._step = one.late_step.tolist()

    def benefit(self, i: int, done: float) -> float:
        """Present value of the benefit if completed on a day."""
        return benefit_value(
            self.rho, done, self._benefit[i], self._ramp[i], self._plateau[i], self._decay[i], self._window[i]
        )

    def run_cost(self, i: int, done: float) -> float:
        """Present value of the run cost; it starts at completion without a ramp."""
        level = self._ramp[i] + self._plateau[i]
        return benefit_value(self.rho, done, self._run_cost[i], 0.0, level, self._decay[i], self._window[i])

    def lateness(self, i: int, done: float) -> float:
        """Present value of the lateness cost if completed on a day."""
        return lateness_value(self.rho, done, self._due[i], self._late[i], self._step[i])

    def delay_cost(self, i: int, done: float) -> float:
        """Money at day 0 that one more day costs, at completion on a day (DESIGN §4.8)."""
        cost = lateness_delay_cost(self.rho, done, self._due[i], self._late[i])
        if self._benefit[i] != 0.0:
            cost += benefit_delay_cost(
                self.rho,
                done,
                self._benefit[i],
                self._ramp[i],
                self._plateau[i],
                self._decay[i],
                self._window[i],
            )
        if self._run_cost[i] != 0.0:
            level = self._ramp[i] + self._plateau[i]
            cost -= benefit_delay_cost(
                self.rho, done, self._run_cost[i], 0.0, level, self._decay[i], self._window[i]
            )
        return cost


class Remaining:
    """Planned work left of each project: kept until a package of it is done or reopened."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._length = [0.0 if done else mean for done, mean in zip(tables.done, tables.mean, strict=True)]
        self._known: dict[int, tuple[float, float, float, float]] = {}

    def set_done(self, package: int) -> None:
        """The package is done."""
        self._length[package] = 0.0
        self._known.pop(self._tables.project_of[package], None)

    def set_open(self, package: int) -> None:
        """The package has to be done again."""
        self._length[package] = self._tables.mean[package]
        self._known.pop(self._tables.project_of[package], None)

    def of(self, i: int) -> tuple[float, float, float, float]:
        """Longest path, days on the constraint, FTE-days on it, and labour cost left, all as planned."""
        if i not in self._known:
            self._known[i] = self.measured(i, self._length)
        return self._known[i]

    def measured(self, i: int, length: list[float]) -> tuple[float, float, float, float]:
        """The same four for given lengths of the packages."""
        tables = self._tables
        lead = longest_path(tables, i, length)
        pool = tables.constraint[i]
        days = fte_days = cost = 0.0
        for k in tables.members[i]:
            cost += length[k] * tables.rate[k]
            for p, fte in tables.demand[k]:
                if p == pool:
                    days += length[k]
                    fte_days += length[k] * fte / 100.0
        if pool < 0:
            days = fte_days = lead
        return lead, days, fte_days, cost

    def is_open(self, package: int) -> bool:
        """Whether the package still counts."""
        return self._length[package] > 0.0


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
        self._value_log = draws.value_log[row].tolist()
        self._signal = draws.signal[row].tolist()
        levels = plan.levels
        self._ratio = levels.belief.tolist()
        self._known_sigma = levels.known_sigma.tolist()
        self._known_share = levels.known_share.tolist()
        self._gate_noise = levels.gate_noise.tolist()
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
            to_pay = factor * cost + unpaid
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
        """Believed value of continuing less that of stopping, money of the decision day's present value.

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


class Truth:
    """What will really happen, for the run itself and for the benchmark with perfect foresight."""

    def __init__(self, plan: Plan, draws: Draws, row: int, tables: Tables) -> None:
        self._tables = tables
        self._attempts = plan.attempts
        self._repeat_share = plan.rules.repeat_share
        self._systemic = draws.systemic[row].tolist()
        self._log_noise = draws.log_noise[row].tolist()
        self._rework_luck = draws.rework[row].tolist()
        self._late_luck = draws.late[row].tolist()
        levels = plan.levels
        self._sigma = levels.sigma.tolist()
        self._spread = levels.spread.tolist()
        self._log_norm = levels.log_norm.tolist()
        self._rework = levels.rework.tolist()
        self._late = levels.late.tolist()
        self._overhead: list[list[float]] = levels.overhead.tolist()
        self.made = [0] * len(tables.project_of)
        """Attempts made of each package."""

    def work(self, k: int, number: int, step: int, struck: float) -> float:
        """Working days of an attempt before overhead and switching."""
        i = self._tables.project_of[k]
        unit = self._tables.unit[i]
        systemic = systemic_factor(self._sigma[i][step], self._systemic[i])
        noise = noise_factor(
            self._log_noise[k][number - 1], self._spread[unit][step], self._log_norm[k][step]
        )
        share = 1.0 if number == 1 else self._repeat_share
        return attempt_work(self._tables.scale[k], systemic, noise, struck, share)

    def outcome(self, k: int, number: int, step: int, gate_ahead: int) -> int:
        """How an attempt that began at a level step ends."""
        unit = self._tables.unit[self._tables.project_of[k]]
        return outcome_of(
            number,
            self._attempts,
            self._rework_luck[k][number - 1],
            self._rework[unit][step],
            self._late_luck[k][number - 1],
            self._late[unit][step],
            gate_ahead,
        )

    def overhead(self, i: int, step: int) -> float:
        """In-project overhead of a project's unit."""
        return self._overhead[self._tables.unit[i]][step]

    def lengths(self, i: int, step: int, remaining: Remaining) -> list[float]:
        """True days left of each package of a project, repeats included, switching left out."""
        lengths = [0.0] * len(self._tables.project_of)
        for k in self._tables.members[i]:
            if not remaining.is_open(k):
                continue
            number = self.made[k]
            days = 0.0
            ends = REPEATED
            while ends == REPEATED:
                number += 1
                days += self.work(k, min(number, self._attempts), step, 0.0)
                ends = self.outcome(k, number, step, 0)
            lengths[k] = days * (1.0 + self.overhead(i, step))
        return lengths
