"""Where projects stand on any day of simulated futures: as it is, and as it is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.analysis.earned_value import Standing, earned_schedule
from workbench.engines.path import End, Outcome, Paths
from workbench.engines.plan import Plan
from workbench.experiment.earned.baseline import Baseline, Profile, Weight

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

NEVER_DONE = 0.9
"""A package that is never done counts by its believed days, up to this share of it (assumed)."""

_ACCEPTED = np.isin(np.arange(len(Outcome)), [Outcome.ACCEPTED, Outcome.LATENT, Outcome.TRUNCATED])


@dataclass(frozen=True)
class Telling:
    """How reports on some days differ from the truth, in the shape of the days.

    Parameters
    ----------
    rosy
        Whether it says at least what the plan wanted, up to `stuck_at`.
    factor
        Work left as told ÷ as it is.
    stuck_at
        As in `Reporting`.
    """

    rosy: Bools
    factor: Floats
    stuck_at: float


class Progress:
    """The work of a block of futures, ready to be asked about any day.

    What is true is known in hindsight: the share done of a package is its days so far ÷ all the days that it
    takes, repeats included. What is told knows nothing of repeats to come: a package that was accepted is
    done until its next attempt.

    Parameters
    ----------
    plan, baseline
        The scenario as arrays, and its plans at approval.
    paths
        The futures.
    """

    def __init__(self, plan: Plan, baseline: Baseline, paths: Paths) -> None:
        self._plan, self._baseline, self._paths = plan, baseline, paths
        log, count = paths.attempts, len(plan.packages.ids)
        self._row, self._package = paths.attempt_row, log.package
        self._owner = plan.packages.project[log.package]
        self._start = log.start
        self._end = np.where(np.isnan(log.end), 2.0 * plan.horizon, log.end)
        self._done = _ACCEPTED[log.outcome] & ~np.isnan(log.end)
        self._again = log.outcome == Outcome.REPEATED
        self._lengths, self._values = self._believed()
        key = self._row * count + self._package
        self._before, self._until = _in_turn(key, self._start, self._end)
        worked = np.bincount(key, self._end - self._start, len(paths) * count).reshape(len(paths), count)
        open_end = np.maximum(self._lengths, worked / NEVER_DONE)
        self._whole = np.where(paths.package_done, worked, open_end)[self._row, self._package]
        self._length = self._lengths[self._row, self._package]
        self._value = self._values[self._row, self._package]
        self._rate = baseline.rate[self._package]

    @property
    def over(self) -> Floats:
        """When each project is over, completed or stopped: from then on its time stands still."""
        return np.where(np.isnan(self._paths.finish), np.inf, self._paths.finish)

    @property
    def stop(self) -> Floats:
        """From this day on the plan of a project that was stopped counts no further."""
        return np.where(self._paths.end == End.TERMINATED, self._paths.finish, np.inf)

    def stand(self, days: Floats, telling: Telling | None = None) -> Standing:
        """Where each project stands.

        Parameters
        ----------
        days
            Shape (futures, projects, moments). Before its release a project has neither plan nor work.
        telling
            For each of them how its report differs from the truth; nothing for the truth.
        """
        earned, paid = np.zeros(days.shape), np.zeros(days.shape)
        for k in range(days.shape[2]):
            told = None
            if telling is not None:
                told = Telling(telling.rosy[:, :, k], telling.factor[:, :, k], telling.stuck_at)
            earned[:, :, k], paid[:, :, k] = self._work(days[:, :, k], told)
        if self._baseline.weight is Weight.MONEY:
            paid += self._risks(days)
        return self._against_plan(days, earned, paid)

    def _work(self, day: Floats, telling: Telling | None) -> tuple[Floats, Floats]:
        """Earned and paid by future and project on a day of each."""
        moment = day[self._row, self._owner]
        # Of each package the attempt that was begun last, if any.
        now = np.flatnonzero((self._start <= moment) & (moment < self._until))
        touch = self._before[now] + np.minimum(moment[now], self._end[now]) - self._start[now]
        share = _part(touch, self._whole[now]) if telling is None else self._told(now, moment, touch, telling)
        place = self._row[now] * day.shape[1] + self._owner[now]
        earned = np.bincount(place, self._value[now] * share, day.size)
        paid = np.bincount(place, self._rate[now] * touch, day.size)
        return earned.astype(np.float64).reshape(day.shape), paid.astype(np.float64).reshape(day.shape)

    def _told(self, now: Ints, moment: Floats, touch: Floats, telling: Telling) -> Floats:
        """Share done of the packages of some attempts as a report has it."""
        row, owner, length = self._row[now], self._owner[now], self._length[now]
        to_end = self._end[now] - moment[now]
        again = np.where(
            self._again[now], self._plan.rules.repeat_share * length, np.maximum(length - touch, 0.0)
        )
        left = np.where(to_end > 0, to_end, again) * telling.factor[row, owner]
        honest = _part(touch, touch + left)
        by_plan = np.minimum(telling.stuck_at, _part(touch, length))
        share = np.where(telling.rosy[row, owner], np.maximum(honest, by_plan), honest)
        return np.where(self._done[now] & (to_end <= 0), 1.0, share)

    def _risks(self, days: Floats) -> Floats:
        paths = self._paths
        cost = np.zeros(days.shape)
        for row, i, day, amount in zip(
            paths.risk_row, paths.risk_project, paths.risk_day, paths.risk_cost, strict=True
        ):
            cost[row, i] += np.where(day <= days[row, i], amount, 0.0)
        return cost

    def _against_plan(self, days: Floats, earned: Floats, paid: Floats) -> Standing:
        since = np.minimum(days, self.over[:, :, None]) - self._paths.release[:, :, None]
        since = np.maximum(since, 0.0)
        frozen = np.minimum(days, self.stop[:, :, None]) - self._paths.release[:, :, None]
        planned, budget, duration = (np.zeros(days.shape) for _ in range(3))
        schedule = np.full(days.shape, np.nan)
        for i in range(days.shape[1]):
            for rows, profile, factor in self._profiles(i):
                scale = factor[:, None]
                planned[rows, i] = scale * np.interp(frozen[rows, i] / scale, profile.days, profile.value)
                schedule[rows, i] = scale * earned_schedule(
                    profile.days, profile.value, earned[rows, i] / scale, since[rows, i] / scale
                )
                budget[rows, i], duration[rows, i] = scale * profile.budget, scale * profile.duration
        return Standing(planned, earned, paid, budget, schedule, np.nan_to_num(since), duration)

    def _profiles(self, i: int) -> Iterator[tuple[Ints, Profile, Floats]]:
        """Futures in which a project is released, the profile of its plan in them, and how it stretches."""
        belief = self._paths.belief_at_release[:, i]
        released = np.flatnonzero(~np.isnan(self._paths.release[:, i]))
        if not self._baseline.in_work_before(i):
            if len(released):
                yield released, self._baseline.profile(i, 1.0), belief[released]
            return
        for one in np.unique(belief[released]).tolist():
            rows = released[belief[released] == one]
            yield rows, self._baseline.profile(i, one), np.ones(len(rows))

    def _believed(self) -> tuple[Floats, Floats]:
        """Believed days and planned cost of each package at approval, shape (futures, packages)."""
        shape = self._paths.package_done.shape
        lengths, values = np.zeros(shape), np.zeros(shape)
        for i, members in enumerate(self._baseline.members):
            own = np.array(members, dtype=np.int64)
            for rows, profile, factor in self._profiles(i):
                lengths[np.ix_(rows, own)] = np.outer(factor, profile.lengths)
                values[np.ix_(rows, own)] = np.outer(factor, profile.values)
        return lengths, values


def _in_turn(key: Ints, start: Floats, end: Floats) -> tuple[Floats, Floats]:
    """Of each attempt the days of those before it on the same package, and when the next begins."""
    order = np.argsort(key, kind="stable")
    sorted_key, length = key[order], (end - start)[order]
    first = np.concatenate([[True], sorted_key[1:] != sorted_key[:-1]]) if len(key) else np.zeros(0, bool)
    so_far = np.cumsum(length) - length
    group = np.cumsum(first) - 1
    before = so_far - so_far[first][group]
    following = np.concatenate([start[order][1:], [np.inf]]) if len(key) else np.zeros(0)
    last = np.concatenate([first[1:], [True]]) if len(key) else first
    until = np.where(last, np.inf, following)
    back = np.empty(len(order), dtype=np.int64)
    back[order] = np.arange(len(order))
    # Differences of long sums may fall below zero by a rounding.
    return np.maximum(before, 0.0)[back], until[back]


def _part(some: Floats, whole: Floats) -> Floats:
    """Share of a whole; 0 of nothing."""
    return np.divide(some, whole, out=np.zeros(some.shape), where=whole > 0)
