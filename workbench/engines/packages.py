"""Work packages during a run: what is done, what waits for what, which gates have passed."""

from __future__ import annotations

import math

from workbench.engines.serving import Serving
from workbench.engines.tables import Tables


class PackageState:
    """State of packages and gates; it decides nothing, it only knows.

    A package joins `opened` once, when its predecessors are done and the gates before it have passed.
    """

    def __init__(self, tables: Tables, serving: Serving) -> None:
        self._tables, self._serving = tables, serving
        projects, packages = len(tables.members), len(tables.project_of)
        self.done = list(tables.done)
        self.attempt = [0] * packages
        """Number of the attempt begun last."""
        self.start_step = [0] * packages
        """Level step at its start."""
        self.begun = [0.0] * packages
        """Day on which it began."""
        self.in_work = [False] * packages
        self.sent_back = [False] * packages
        """Whether a gate ordered the attempt that comes or runs."""
        self.opened: list[int] = []
        self.done_day = [-math.inf] * packages
        """When it was done last."""
        self.held = [False] * projects
        """Whether the project is on hold: nothing of it starts, and no gate of it sits."""
        self.escalated = [False] * projects
        """Whether its packages get people before all others."""
        self._parked: list[int] = []
        """Ready packages of projects on hold."""
        self._latent = [False] * packages
        self._first_attempts = [0] * projects
        self._repeats = [0] * projects
        self._listed = [False] * packages
        self._waits_for = [sum(1 for one in row if not tables.done[one]) for row in tables.after]
        self._open = [sum(1 for k in row if not tables.done[k]) for row in tables.members]
        self._gates_passed = [0] * projects
        self._before_gate = [0] * projects
        for i in range(projects):
            self._count_before_gate(i)

    # -- packages ----------------------------------------------------------------------------------------

    def begin(self, k: int, number: int, step: int, now: float) -> None:
        """An attempt begins."""
        self.attempt[k] = number
        self.start_step[k] = step
        self.begun[k] = now
        self.in_work[k] = True
        self._at_work(k)[self._tables.project_of[k]] += 1

    def stop(self, k: int) -> None:
        """The attempt is over, finished or aborted."""
        self.in_work[k] = False
        self._at_work(k)[self._tables.project_of[k]] -= 1

    def _at_work(self, k: int) -> list[int]:
        return self._first_attempts if self.attempt[k] == 1 else self._repeats

    def is_working(self, i: int) -> bool:
        """Whether a first attempt of the project is running."""
        return self._first_attempts[i] > 0

    def is_reworking(self, i: int) -> bool:
        """Whether a repeated attempt of the project is running."""
        return self._repeats[i] > 0

    def set_done(self, k: int, now: float) -> None:
        """The package is done: those that waited for it may open."""
        self.done[k] = True
        self.done_day[k] = now
        self._open[self._tables.project_of[k]] -= 1
        if self._is_before_gate(k):
            self._before_gate[self._tables.project_of[k]] -= 1
        for later in self._tables.before[k]:
            self._waits_for[later] -= 1
            self._open_if_ready(later)

    def reopen(self, k: int) -> None:
        """A gate found its defect: it has to be done again, and those behind the gate wait for it."""
        i = self._tables.project_of[k]
        self._latent[k] = False
        self.sent_back[k] = True
        self.done[k] = False
        self._open[i] += 1
        self._before_gate[i] += 1
        for later in self._tables.before[k]:
            self._waits_for[later] += 1

    def set_latent(self, k: int) -> None:
        """It is done with a defect that the next gate will find."""
        self._latent[k] = True

    def open_project(self, i: int) -> None:
        """Open whatever of a project can open."""
        for k in self._tables.members[i]:
            self._open_if_ready(k)

    def start_under_way(self, k: int) -> None:
        """The package was begun before the run: it has no need to queue."""
        self.opened.remove(k)

    def take_milestones(self) -> list[int]:
        """Opened milestones (no length, no demand), which no longer count as opened."""
        if not self.opened:
            return []
        milestone, project_of = self._tables.milestone, self._tables.project_of
        ready = sorted(k for k in self.opened if milestone[k] and not self.held[project_of[k]])
        for k in ready:
            self.opened.remove(k)
        return ready

    def take_ready(self, now: float) -> list[int]:
        """Opened packages whose day in the timetable has come, which no longer count as opened."""
        if not self._tables.has_timetable:
            ready = list(self.opened)
            self.opened.clear()
            return ready
        ready = [k for k in self.opened if self._tables.not_before[k] <= now]
        self.opened[:] = [k for k in self.opened if self._tables.not_before[k] > now]
        return ready

    def _open_if_ready(self, k: int) -> None:
        passed = self._gates_passed[self._tables.project_of[k]]
        if (
            self._waits_for[k] == 0
            and not self.done[k]
            and not self._listed[k]
            and passed >= self._tables.gates_needed[k]
        ):
            self._listed[k] = True
            self.opened.append(k)

    # -- hold --------------------------------------------------------------------------------------------

    def not_held(self, ready: list[int]) -> list[int]:
        """Those of the ready packages that may queue; the others wait until the hold is over."""
        held, project_of = self.held, self._tables.project_of
        self._parked.extend(k for k in ready if held[project_of[k]])
        return [k for k in ready if not held[project_of[k]]]

    def end_hold(self, i: int) -> None:
        """The project goes on: what was ready is opened again."""
        self.held[i] = False
        self.opened.extend(self.forget_parked(i))

    def forget_parked(self, i: int) -> list[int]:
        """Take a project's packages from those that wait for the end of a hold."""
        mine = [k for k in self._parked if self._tables.project_of[k] == i]
        self._parked = [k for k in self._parked if self._tables.project_of[k] != i]
        return mine

    # -- gates -------------------------------------------------------------------------------------------

    def is_complete(self, i: int) -> bool:
        """Whether every package is done and every gate has passed."""
        return self._open[i] == 0 and self._gates_passed[i] == len(self._tables.gate_stages[i])

    def sitting_gate(self, i: int, now: float) -> int | None:
        """Number of the gate that sits now: all packages up to its stage are done, and it is prepared."""
        passed = self._gates_passed[i]
        due = passed < len(self._tables.gate_stages[i]) and self._before_gate[i] == 0
        if not due or self.held[i]:
            return None
        return None if self._serving.holds_up(i, self._tables.first_gate[i] + passed, now) else passed

    def gates_passed(self, i: int) -> int:
        """How many gates let it on."""
        return self._gates_passed[i]

    def latent_before(self, i: int, gate: int) -> list[int]:
        """Packages with a defect that the gate finds."""
        stage = self._tables.gate_stages[i][gate]
        return [k for k in self._tables.members[i] if self._latent[k] and self._tables.stage[k] <= stage]

    def pass_gate(self, i: int) -> None:
        """The gate lets the project on."""
        self._gates_passed[i] += 1
        self._count_before_gate(i)
        self.open_project(i)

    def gate_follows(self, k: int) -> bool:
        """Whether a gate still sits after the package's stage."""
        i = self._tables.project_of[k]
        gates = self._tables.gate_stages[i]
        return self._gates_passed[i] < len(gates) and gates[-1] >= self._tables.stage[k]

    def skip_passed_gates(self, i: int) -> None:
        """Of a project in flight, a gate has passed if a package behind it has begun."""
        begun = [
            self._tables.gates_needed[k]
            for k in self._tables.members[i]
            if self._tables.done[k] or self._tables.under_way[k]
        ]
        self._gates_passed[i] = max(begun, default=0)
        self._count_before_gate(i)

    def _is_before_gate(self, k: int) -> bool:
        i = self._tables.project_of[k]
        gates, passed = self._tables.gate_stages[i], self._gates_passed[i]
        return passed < len(gates) and self._tables.stage[k] <= gates[passed]

    def _count_before_gate(self, i: int) -> None:
        self._before_gate[i] = sum(
            1 for k in self._tables.members[i] if not self.done[k] and self._is_before_gate(k)
        )
