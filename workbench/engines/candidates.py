"""Projects on their way to release: who has arrived, what each waits for, and why boards refused it."""

from __future__ import annotations

from workbench.engines.path import End, Reason
from workbench.engines.tables import Tables


class Candidates:
    """What boards know of projects that are not released; it decides nothing."""

    def __init__(self, tables: Tables) -> None:
        projects = len(tables.intake)
        self.arrived = [False] * projects
        self.refused = [Reason.NONE] * projects
        """What the last look of a board said."""
        self._arrivals: list[int] = []
        self._admitted: list[int] = []
        self._waits_for = [len(row) for row in tables.project_after]

    def arrive(self, i: int) -> None:
        """A project is proposed."""
        self.arrived[i] = True
        self._arrivals.append(i)

    def take_arrivals(self) -> list[int]:
        """Those proposed since the last call."""
        arrivals, self._arrivals = self._arrivals, []
        return arrivals

    def put_off(self, i: int) -> None:
        """It stays outside until boards take in what is proposed again."""
        self.refused[i] = Reason.PAUSED
        self._arrivals.append(i)

    def admit(self, i: int) -> None:
        """From now on boards look at it."""
        self._admitted.append(i)

    def keep_waiting(self, end: list[int]) -> None:
        """Forget those that wait no more, given the end of every project."""
        self._admitted = [i for i in self._admitted if end[i] == End.WAITING]

    def complete_predecessor(self, i: int) -> None:
        """One of the projects that it waits for is completed."""
        self._waits_for[i] -= 1

    def able(self) -> list[int]:
        """Admitted projects that wait for no other."""
        return [i for i in self._admitted if self._waits_for[i] == 0]

    def why_waiting(self, i: int) -> Reason:
        """What it waits for."""
        if not self.arrived[i]:
            return Reason.INTAKE
        if self._waits_for[i] > 0:
            return Reason.PREDECESSOR
        return self.refused[i] or Reason.BOARD
