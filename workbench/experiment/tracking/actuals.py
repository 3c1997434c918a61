"""What happened to a project, as far as it is known on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Actual:
    """One project as it stands.

    Parameters
    ----------
    project
        Its id in the run.
    as_of
        The day at whose close this is known.
    completed
        When it was completed; None if it is not completed yet.
    cost
        Money paid for it from the start of the run until then, in the portfolio's currency; None if unknown.
    """

    project: str
    as_of: date
    completed: date | None = None
    cost: float | None = None
