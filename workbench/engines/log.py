"""What is written down during a run, and the path made of it."""

from __future__ import annotations

import math

import numpy as np

from workbench.engines.path import Attempts, GateSittings, Outcome, Path, Reason, Served
from workbench.engines.plan import Plan
from workbench.engines.rules.gate import spent_so_far


class Log:
    """Facts of one run, appended as they happen."""

    def __init__(self, plan: Plan) -> None:
        projects = len(plan.projects.ids)
        self.external: list[float] = plan.projects.external.tolist()
        self.release = [math.nan] * projects
        self.release_rank = [0] * projects
        self.start = [math.nan] * projects
        self.finish = [math.nan] * projects
        self.reason = [int(Reason.NONE)] * projects
        self.believed = [math.nan] * projects
        self.reduced = [False] * projects
        self._package: list[int] = []
        self._number: list[int] = []
        self._begun: list[float] = []
        self._ended: list[float] = []
        self._outcome: list[int] = []
        self._late: list[bool] = []
        self._open: dict[int, int] = {}
        self._sittings: list[tuple[float, int, int, int, float, float, float]] = []
        self._charges: list[tuple[float, int, float]] = []

    def start_project(self, i: int, now: float) -> None:
        """The project's first attempt (or milestone), if it is the first."""
        if math.isnan(self.start[i]):
            self.start[i] = now

    def open_attempt(self, k: int, number: int, now: float, *, late: bool) -> None:
        """An attempt begins."""
        self._open[k] = len(self._package)
        self._package.append(k)
        self._number.append(number)
        self._begun.append(now)
        self._ended.append(math.nan)
        self._outcome.append(int(Outcome.RUNNING))
        self._late.append(late)

    def close_attempt(self, k: int, now: float, outcome: int) -> None:
        """The package's running attempt ends."""
        entry = self._open.pop(k)
        self._ended[entry] = now
        self._outcome[entry] = int(outcome)

    def sit(self, now: float, i: int, stage: int, decision: int, weighed: tuple[float, float, float]) -> None:
        """A gate or a review sits, and weighs continuing against stopping."""
        self._sittings.append((now, i, stage, int(decision), *weighed))

    def spent(self, i: int, now: float, project_of: list[int], rate: list[float]) -> float:
        """Labour paid for a project since day 0."""
        return spent_so_far(
            i, now, len(self._package), self._package, self._begun, self._ended, project_of, rate
        )

    def charge(self, now: float, i: int, amount: float) -> None:
        """A risk costs money."""
        self._charges.append((now, i, amount))

    def path(
        self,
        end: list[int],
        state_days: list[list[float]],
        package_done: list[bool],
        instants: int,
        served: Served,
    ) -> Path:
        """Everything as arrays. Projects still under way count as running."""
        sittings, charges = self._sittings, self._charges
        return Path(
            end=np.array(end, dtype=np.int64),
            reason=np.array(self.reason, dtype=np.int64),
            release=np.array(self.release),
            start=np.array(self.start),
            finish=np.array(self.finish),
            state_days=np.array(state_days),
            package_done=np.array(package_done, dtype=np.bool_),
            belief_at_release=np.array(self.believed),
            release_rank=np.array(self.release_rank, dtype=np.int64),
            reduced=np.array(self.reduced, dtype=np.bool_),
            attempts=Attempts(
                package=np.array(self._package, dtype=np.int64),
                number=np.array(self._number, dtype=np.int64),
                start=np.array(self._begun, dtype=np.float64),
                end=np.array(self._ended, dtype=np.float64),
                outcome=np.array(self._outcome, dtype=np.int64),
                late=np.array(self._late, dtype=np.bool_),
            ),
            gates=GateSittings(
                day=np.array([one[0] for one in sittings], dtype=np.float64),
                project=np.array([one[1] for one in sittings], dtype=np.int64),
                stage=np.array([one[2] for one in sittings], dtype=np.int64),
                decision=np.array([one[3] for one in sittings], dtype=np.int64),
                belief=np.array([one[4] for one in sittings], dtype=np.float64),
                benefit=np.array([one[5] for one in sittings], dtype=np.float64),
                rest=np.array([one[6] for one in sittings], dtype=np.float64),
            ),
            served=served,
            risk_day=np.array([one[0] for one in charges], dtype=np.float64),
            risk_project=np.array([one[1] for one in charges], dtype=np.int64),
            risk_cost=np.array([one[2] for one in charges], dtype=np.float64),
            events=instants + len(self._package),
        )
