"""The PMO's desks during a run in Python; what happens at them is told by `workbench.engines.rules.desk`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from workbench.engines.path import Served
from workbench.engines.rules.desk import DESKS, attend, open_desks
from workbench.engines.rules.records import DeskRoom, Desks, Effects, Luck
from workbench.engines.rules.service import (
    ask_at_first_start,
    close_desks,
    leave_desks,
    next_preparation,
    overdue_days,
    waits_for_preparation,
)

_SIZES = {
    "period head waiting clock busy": "desks",
    "until": "servers",
    "queue state asked began ended": "requests",
    "mending latent since waited": "packages",
    "idles of_month reports overdue": "projects",
    "idle month": "one",
}
"""Which fields of the room have which size."""


def room_of(desks: Desks, zeros: Callable[[int, str], Any]) -> DeskRoom:
    """Room for what changes at the desks.

    Parameters
    ----------
    desks
        Of the plan.
    zeros
        From a size and a kind (`Room` or `IntRoom`) to so many zeros.
    """
    sizes = {
        "desks": DESKS,
        "servers": int(desks.server_start[DESKS]) if desks.queued else 0,
        "requests": 3 * desks.packages + desks.projects,
        "packages": desks.packages,
        "projects": desks.projects,
        "one": 1,
    }
    size_of = {name: sizes[size] for names, size in _SIZES.items() for name in names.split()}
    kinds = DeskRoom.__annotations__
    return DeskRoom(*(zeros(size_of[name], kinds[name].__forward_arg__) for name in DeskRoom._fields))


def _listed(size: int, kind: str) -> list[Any]:
    return [0.0 if kind == "Room" else 0] * size


class Serving:
    """Who waits at the desks of one run, and who is served; does nothing where service is planned."""

    def __init__(self, desks: Desks, effects: Effects, luck: Luck) -> None:
        self._desks, self._effects, self._luck = desks, effects, luck
        self._queued = desks.queued == 1
        self.room = room_of(desks, _listed)
        open_desks(desks, self.room)

    def attend(self, now: float, end: Sequence[int]) -> list[int]:
        """Serve until now; projects of which a gate may wait no longer."""
        if not self._queued:
            return []
        attend(self._desks, self.room, self._luck, end, now)
        if self.room.idle[0] == 0:
            return []
        return [i for i in range(self._desks.projects) if self.room.idles[i] == 1]

    def look_ahead(self, now: float, end: Sequence[int]) -> None:
        """For a gate that waits, serve who asked at this instant: then `wakes` knows the next end."""
        if self._queued and self.room.idle[0] > 0:
            attend(self._desks, self.room, self._luck, end, now)

    def ask(self, k: int, step: int, now: float) -> None:
        """A package's first attempt starts."""
        if self._queued:
            ask_at_first_start(self._effects, self._desks, self.room, self._luck, k, step, now)

    def holds_up(self, i: int, gate: int, now: float) -> bool:
        """Whether a gate that could sit, counted over all projects, waits for its preparation."""
        return waits_for_preparation(self._desks, self.room, i, gate, now)

    def idles(self, i: int) -> bool:
        """Whether a project waits for the preparation of its gate."""
        return self._queued and self.room.idles[i] == 1

    def leave(self, i: int, now: float) -> None:
        """A project ends."""
        if self._queued:
            leave_desks(self._desks, self.room, i, now)

    def wakes(self, now: float) -> list[float]:
        """Days until the next instant that a desk opens, none where nothing waits for it."""
        day = next_preparation(self._desks, self.room, now)
        return [day - now] if day < float("inf") else []

    def overdue(self, i: int, now: float) -> float:
        """Days by which a project's open report is overdue."""
        return overdue_days(self._desks, self.room, i, now)

    def facts(self, now: float, end: Sequence[int]) -> Served:
        """What was asked of the desks, once the run is over."""
        if not self._queued:
            return Served.none()
        room, packages = self.room, self._desks.packages
        close_desks(self._desks, room, self._luck, end, now)
        asked, began, ended = (
            np.array(one, dtype=np.float64)[: 3 * packages].reshape(3, packages)
            for one in (room.asked, room.began, room.ended)
        )
        waited, reports, overdue = np.array(room.waited), np.array(room.reports), np.array(room.overdue)
        return Served(asked, began, ended, waited, reports, overdue)
