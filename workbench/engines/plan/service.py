"""The PMO's people as desks of a plan, at which requests queue inside the run; or planned, as an average."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.engines.rules.records import Desks

NO_FLOATS, NO_INTS = np.zeros(0), np.zeros(0, dtype=np.int64)

NO_DESKS = Desks(
    queued=0,
    packages=0,
    projects=0,
    periods=0,
    months=0,
    month=0.0,
    day=NO_FLOATS,
    servers=NO_INTS,
    speed=NO_FLOATS,
    server_start=NO_INTS,
    patience=NO_FLOATS,
    service=NO_FLOATS,
    coaching=NO_FLOATS,
    first=NO_INTS,
    gate=NO_INTS,
    closes=NO_INTS,
    prepared=NO_INTS,
    audit=NO_FLOATS,
    finding=NO_FLOATS,
    mending=NO_FLOATS,
)
"""Where service is planned."""


@dataclass(frozen=True, eq=False)
class Service:
    """The PMO's people as desks at which requests queue inside the run.

    Parameters
    ----------
    record
        What rules read.
    rework, late
        Probabilities by [coach never had, coach had], unit and level step; empty where service is planned.
    """

    record: Desks
    rework: NDArray[np.float64]
    late: NDArray[np.float64]

    @property
    def is_queued(self) -> bool:
        """Whether requests queue."""
        return self.record.queued == 1


PLANNED_SERVICE = Service(NO_DESKS, NO_FLOATS, NO_FLOATS)
