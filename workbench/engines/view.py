"""What one simulated future looks like to those who decide in it, and what will really happen."""

from __future__ import annotations

from workbench.engines.draws import Draws
from workbench.engines.own import EVERYTHING, Seen
from workbench.engines.plan import Plan
from workbench.engines.records import lists_of, luck_of
from workbench.engines.remaining import Remaining
from workbench.engines.rules.foresight import true_lengths
from workbench.engines.rules.index import FEATURES, index_value
from workbench.engines.rules.records import RankingRule
from workbench.engines.rules.sight import TRUTH, believed, look, sees_work
from workbench.engines.serving import Serving
from workbench.engines.truth import Truth


class View:
    """Beliefs of one simulated future, and the indices that rules rank by."""

    def __init__(self, plan: Plan, draws: Draws, row: int) -> None:
        self._records = lists_of(plan)
        self._ids = plan.projects.ids
        self.luck = luck_of(draws, row)
        self.remaining = Remaining(plan)
        self.serving = Serving(self._records.desks, self._records.effects, self.luck)
        self.truth = Truth(plan, self.luck, self.remaining.scope, self.serving.room)
        self._features = [0.0] * FEATURES
        self._still: dict[int, tuple[tuple[float, float, float, float] | None, float, float]] = {}
        self._sees_work = sees_work(plan.rules.dispatch)
        self._lengths = [0.0] * len(plan.packages.ids)

    def believed(self, i: int, step: int) -> float:
        """Believed ÷ planned duration of a project estimated at a level step."""
        return believed(self._records.effects, self.luck, i, step)

    def switching_penalty(self, i: int, step: int) -> float:
        """Loss per project beyond the first, for each available person, of a project's unit."""
        effects = self._records.effects
        return effects.switching[effects.unit[i] * effects.steps + step]

    def constraint_days(self, i: int, factor: float) -> float:
        """Believed days of work left on the project's scarcest pool."""
        return factor * self.remaining.of(i)[1]

    def index(
        self,
        rule: RankingRule,
        i: int,
        now: float,
        factor: float,
        step: int,
        unpaid: float,
        mean_constraint: float,
    ) -> float:
        """Index of a project, higher first; `unpaid` is what it still has to pay besides labour."""
        records = self._records
        lead, days, fte_days, cost = self.remaining.of(i)
        if rule.sight == TRUTH:
            planned, lengths = self.remaining.length, self._lengths
            true_lengths(
                records.network,
                records.effects,
                records.risks,
                records.desks,
                self.luck,
                self.serving.room,
                i,
                step,
                self.truth.made,
                self.remaining.scope,
                planned,
                lengths,
            )
            lead, days, fte_days, cost = self.remaining.measured(i, lengths)
            factor = 1.0
        look(
            self._features,
            rule,
            records.figures,
            self.luck,
            i,
            now,
            factor * lead,
            factor * days,
            factor * fte_days,
            factor * cost + unpaid,
        )
        return index_value(
            rule.kernel,
            rule.top,
            rule.bottom,
            rule.look_ahead,
            records.figures.rho,
            mean_constraint,
            self._features,
        )

    def still_index(self, rule: RankingRule, i: int, now: float, factor: float, step: int) -> float:
        """Index by a rule that does not move with time: the same until something happens to the project."""
        left = self.remaining.of(i) if self._sees_work else None
        kept = self._still.get(i)
        if kept is None or kept[0] is not left or kept[1] != factor:
            kept = left, factor, self.index(rule, i, now, factor, step, 0.0, 0.0)
            self._still[i] = kept
        return kept[2]

    def seen(self, i: int, now: float, factor: float, unpaid: float) -> Seen:
        """All that a rule of one's own may see of a project."""
        lead, days, fte_days, cost = self.remaining.of(i)
        look(
            self._features,
            EVERYTHING,
            self._records.figures,
            self.luck,
            i,
            now,
            factor * lead,
            factor * days,
            factor * fte_days,
            factor * cost + unpaid,
        )
        return Seen(self._ids[i], *self._features)
