"""“The strategy changes in July: what do we stop?” Every project seen again on the day the weights change.

The rule, in each simulated future, for what is proposed, under way or waiting on that day:

- Projects stand in the order of their score by the new weights, mandatory ones first. Going down it, each
  takes a place (as many as the policy allows at once) and the people it still needs from those that the pools
  have within the coming months (12 unless told otherwise); what does not fit is skipped. What fits is **above
  the line**.
- Above the line: *green-light*. Below it and waiting: *hold*. Below it and under way: *terminate* if stopping
  is worth more money than going on, otherwise *re-evaluate*: the money says go on, the strategy no longer
  does.

People needed are what is planned of the packages not done, times how much more projects take than planned in
these futures on average. Money is what a board believes then: benefits still to come less cost still to come,
against salvage less the cost of stopping; money already spent plays no part. A worth of a point of score may
be added. All of this rule is assumed; what stands in the columns is how often each answer comes out of it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from workbench.analysis import mean_interval, share_interval
from workbench.engines.draws import Draws, draw
from workbench.engines.engine import EngineName, engine_of
from workbench.engines.path import Outcome, Paths
from workbench.engines.plan import Plan, plan_of
from workbench.engines.records import lists_of
from workbench.engines.rules.duration import believed_factor
from workbench.engines.rules.figures import (
    believed_benefit_of,
    lateness_of,
    present,
    programme_worth_of,
    run_cost_of,
)
from workbench.engines.rules.network import remaining_work
from workbench.engines.rules.records import Figures
from workbench.errors import InputError, Problem
from workbench.experiment.recommendation import Recommendation
from workbench.scenario import Scenario

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

FUTURES = 500
MONTHS = 12.0
"""How far ahead people are given out, months (assumed)."""


COLUMNS = (
    *("project", "name", "score_before", "score_after", "rank_before", "rank_after"),
    *("alive", "under_way", "line_before", "line_after", "n"),
    *("green_light", "hold", "re_evaluate", "terminate"),
    *("recommendation", "stability", "stability_low", "stability_high", "decided"),
    *("worth_left", "worth_left_low", "worth_left_high"),
)


def reevaluate(
    scenario: Scenario,
    replications: int = FUTURES,
    *,
    change: int = 1,
    months: float = MONTHS,
    worth_of_a_point: float = 0.0,
) -> pd.DataFrame:
    """The list of projects, seen again on the day of a change of strategy.

    Parameters
    ----------
    scenario
        With a change of strategy.
    replications
        Simulated futures, from the first on.
    change
        Which change: 1 is the first.
    months
        How far ahead people are given out.
    worth_of_a_point
        Money that a point of score is worth besides; none where nobody says.

    Returns
    -------
    pandas.DataFrame
        A row per project that is alive on that day in some future, by its new rank. ``score_before`` and
        ``score_after``, ``rank_before`` and ``rank_after`` among these rows (equal scores: by intake and id).
        ``alive``, ``under_way``: share of all futures. The rest is over the ``n`` futures in which it is
        alive: ``line_before``, ``line_after`` (share above the line by the old and the new weights), a share
        for each recommendation, the most frequent as ``recommendation`` with its share as ``stability``
        (Wilson's 95 % interval); ``decided`` where that interval lies above one half. ``worth_left``: money
        of going on less stopping, present value at the start, mean with its 95 % interval.
    """
    plan = plan_of(scenario)
    if not 1 <= change < len(plan.strategy.day):
        raise InputError.of(
            Problem(
                ("strategy",),
                f"there is no change of strategy number {change}",
                f"{len(plan.strategy.day) - 1} changes",
                "state strategy: [{from: 2027-07-01, weights: {…}}] in the scenario",
            )
        )
    engine = engine_of(EngineName.AUTO)
    draws = draw(plan, range(replications), engine.uniforms)
    day = float(plan.strategy.day[change])
    room = _room(plan, day, day + months * plan.days_per_year / 12)
    seen = _Seen.of(plan, draws, engine.live(plan, draws), change, room, worth_of_a_point)
    return _table(plan, seen, change)


@dataclass(frozen=True)
class _Seen:
    """What stands on the day of the change, shape (futures, projects)."""

    alive: Bools
    under_way: Bools
    worth: Floats
    """Money of going on less that of stopping."""
    before: Bools
    """Above the line by the old weights."""
    after: Bools

    @classmethod
    def of(cls, plan: Plan, draws: Draws, paths: Paths, change: int, room: Floats, point: float) -> _Seen:
        """What is seen of projects on the day of a change of strategy, future by future."""
        day, scores = float(plan.strategy.day[change]), plan.strategy.score
        ended = np.where(np.isnan(paths.finish), np.inf, paths.finish) <= day
        alive = ~ended & (plan.projects.intake <= day)
        under_way = alive & (paths.release < day)
        left = _planned_left(plan, paths, day)
        growth = _growth(plan, paths)
        worth = np.full(alive.shape, np.nan)
        above = np.zeros((2, *alive.shape), dtype=np.bool_)
        for row in range(len(paths)):
            worth[row] = _worth(plan, draws, row, left[row], day, alive[row], under_way[row])
            need = growth * _people(plan, left[row])
            for which, step in enumerate((change - 1, change)):
                above[which, row] = _line(plan, scores[:, step], need, room, alive[row])
        return cls(alive, under_way, worth + point * scores[:, change], above[0], above[1])

    def recommended(self) -> dict[Recommendation, Bools]:
        """Where each recommendation comes out."""
        below = self.alive & ~self.after
        stops = below & self.under_way & (self.worth < 0)
        return {
            Recommendation.GREEN_LIGHT: self.alive & self.after,
            Recommendation.HOLD: below & ~self.under_way,
            Recommendation.RE_EVALUATE: below & self.under_way & ~stops,
            Recommendation.TERMINATE: stops,
        }


def _planned_left(plan: Plan, paths: Paths, day: float) -> Floats:
    """Planned days of the packages not done on a day, shape (futures, packages)."""
    attempts, row = paths.attempts, paths.attempt_row
    end = np.where(np.isnan(attempts.end), np.inf, attempts.end)
    good = np.isin(attempts.outcome, (Outcome.ACCEPTED, Outcome.LATENT, Outcome.TRUNCATED)) & (end <= day)
    again = (attempts.start <= day) & (end > day)
    done = np.broadcast_to(plan.packages.done, (len(paths), len(plan.packages.ids))).copy()
    done[row[good], attempts.package[good]] = True
    done[row[again], attempts.package[again]] = False
    return np.where(done, 0.0, plan.packages.mean)


def _room(plan: Plan, day: float, until: float) -> Floats:
    """FTE-days that each pool has for projects between two days."""
    pools = plan.pools
    room = np.zeros(len(pools.ids))
    for p in range(len(pools.ids)):
        chosen = pools.step_pool == p
        bounds = np.clip(np.append(pools.step_day[chosen], until), day, until)
        room[p] = float((np.diff(bounds) * pools.step_capacity[chosen]).sum()) / 100.0
    return room


def _growth(plan: Plan, paths: Paths) -> float:
    """FTE-days that attempts took ÷ those planned, over all packages; 1 where nothing was begun."""
    attempts = paths.attempts
    people = plan.packages.demand.sum(axis=1) / 100.0
    own = np.isnan(plan.packages.spent)[attempts.package] & ~np.isnan(attempts.end)
    spent = (np.where(own, attempts.end - attempts.start, 0.0) * people[attempts.package]).sum()
    first = own & (attempts.number == 1)
    planned = (plan.packages.mean * people)[attempts.package[first]].sum()
    return float(spent / planned) if planned > 0 else 1.0


def _people(plan: Plan, left: Floats) -> Floats:
    """FTE-days still needed, shape (projects, pools)."""
    needed = np.zeros((len(plan.projects.ids), len(plan.pools.ids)))
    np.add.at(needed, plan.packages.project, left[:, None] * plan.packages.demand / 100.0)
    return needed


def _line(plan: Plan, score: Floats, need: Floats, room: Floats, alive: Bools) -> Bools:
    """Which projects fit into places and room, by score; mandatory ones in any case and first."""
    left, above = room.copy(), np.zeros(len(score), dtype=np.bool_)
    mandatory, places = plan.projects.mandatory, plan.rules.wip_limit
    for i in sorted(np.nonzero(alive)[0].tolist(), key=lambda i: (not mandatory[i], -score[i], i)):
        fits = places > 0 and (need[i] <= left + 1e-9)[need[i] > 0].all()
        if mandatory[i] or fits:
            above[i] = True
            places -= 1
            left -= need[i]
    return above


def _worth(
    plan: Plan, draws: Draws, row: int, left: Floats, day: float, alive: Bools, under_way: Bools
) -> Floats:
    """Believed money of going on less that of stopping, for what is alive; NaN elsewhere."""
    records, levels = lists_of(plan), plan.levels
    step = int(np.searchsorted(plan.levels.day, day, side="right")) - 1
    length, path = left.tolist(), [0.0] * len(left)
    found = np.full(len(alive), np.nan)
    for i in np.nonzero(alive)[0].tolist():
        factor = believed_factor(
            float(levels.belief[i, step]),
            float(levels.known_sigma[i, step]),
            float(levels.known_share[i, step]),
            float(draws.known_systemic[row, i]),
            float(draws.known_error[row, i]),
        )
        lead, _, _, cost = remaining_work(records.network, i, length, path)
        unpaid = 0.0 if under_way[i] else float(plan.projects.external[i])
        on_exit = records.figures.on_exit[i] if under_way[i] else 0.0
        found[i] = _going_on(records.figures, i, day, factor * lead, factor * cost + unpaid, on_exit)
    return found


def _going_on(figures: Figures, i: int, day: float, lead: float, to_pay: float, on_exit: float) -> float:
    done = day + lead
    go = (
        believed_benefit_of(figures, i, done)
        + programme_worth_of(figures, i, done)
        - run_cost_of(figures, i, done)
        - lateness_of(figures, i, done)
        - to_pay * present(figures, day)
    )
    return go - (on_exit * present(figures, day) - lateness_of(figures, i, figures.end))


def _table(plan: Plan, seen: _Seen, change: int) -> pd.DataFrame:
    scores, recommended = plan.strategy.score, seen.recommended()
    there = np.nonzero(seen.alive.any(axis=0))[0].tolist()
    ranks = [_ranks(scores[:, step], there) for step in (change - 1, change)]
    rows = []
    for i in sorted(there, key=lambda i: ranks[1][i]):
        alive = seen.alive[:, i]
        n = int(alive.sum())
        counts = {one: int(flags[:, i].sum()) for one, flags in recommended.items()}
        most = max(counts, key=lambda one: counts[one])
        stable = share_interval(counts[most], n)
        worth = mean_interval(seen.worth[alive, i])
        rows.append(
            (
                *(plan.projects.ids[i], plan.projects.names[i], scores[i, change - 1], scores[i, change]),
                *(ranks[0][i], ranks[1][i], float(alive.mean()), float(seen.under_way[:, i].mean())),
                *(float(seen.before[alive, i].mean()), float(seen.after[alive, i].mean()), n),
                *(count / n for count in counts.values()),
                *(str(most), stable.value, stable.low, stable.high, stable.low > 0.5),
                *(worth.value, worth.low, worth.high),
            )
        )
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _ranks(score: Floats, there: list[int]) -> dict[int, int]:
    return {i: place for place, i in enumerate(sorted(there, key=lambda i: (-score[i], i)), start=1)}
