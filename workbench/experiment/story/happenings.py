"""What can happen to a project in one future. Days are working days from the portfolio's start."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from workbench.engines.path import Decision, End, Outcome, Reason
from workbench.experiment.attended import Coached


@dataclass(frozen=True)
class Happening:
    """Something that happened to a project, from a day on."""

    day: float


@dataclass(frozen=True)
class Proposed(Happening):
    """It was proposed, or was under way when the portfolio's time began.

    Parameters
    ----------
    promised
        The promised date, if there is one.
    planned_days
        Longest path through the work still to do, as planned.
    """

    in_flight: bool
    mandatory: bool
    promised: date | None
    planned_days: float


@dataclass(frozen=True)
class WaitedForProjects(Happening):
    """It waited until other projects were completed."""

    until: float
    projects: tuple[str, ...]


@dataclass(frozen=True)
class WaitedForBoard(Happening):
    """Nobody looked at it before the next board."""

    until: float


@dataclass(frozen=True)
class Room:
    """What it would commit in a fiscal year, and what was free in it."""

    year: int
    needed: float
    free: float

    @property
    def short(self) -> float:
        """What is missing."""
        return max(0.0, self.needed - self.free)


@dataclass(frozen=True)
class PassedOver(Happening):
    """Boards looked at it and did not release it, always for the same reason.

    Parameters
    ----------
    until
        When something else was decided, or the run ended.
    looks
        How often it was looked at.
    reason
        `WIP`, `PROGRAMME`, `POOL`, `PAUSED` or `BUDGET`.
    rank, candidates, index
        At the first look.
    running, limit
        Projects under way at the first look, and most allowed (0: no limit); of the programme or on the
        pool where that refused it.
    place
        Name of that programme, pool or trigger, empty otherwise.
    ahead
        Projects released meanwhile.
    rooms
        Years of the budget at the first look.
    """

    until: float
    looks: int
    reason: Reason
    rank: int
    candidates: int
    index: float
    running: int
    limit: int
    place: str
    ahead: tuple[str, ...]
    rooms: tuple[Room, ...]


@dataclass(frozen=True)
class Released(Happening):
    """It was allowed to start.

    Parameters
    ----------
    rank, candidates, index
        Among those looked at then.
    running, limit
        Projects under way with it, and most allowed (0: no limit).
    believed, believed_days
        Believed ÷ planned duration, and the longest path so believed.
    external
        Money paid at once to others.
    """

    mandatory: bool
    rank: int
    candidates: int
    index: float
    running: int
    limit: int
    believed: float
    believed_days: float
    external: float


@dataclass(frozen=True)
class WaitedForPeople(Happening):
    """A package was ready and people were missing.

    Parameters
    ----------
    package, number
        Which, and the number of its attempt.
    pools
        Those of which too few were free.
    holders
        Other projects that had people of these pools meanwhile, those with most days first.
    incidents
        Incidents in daily operations that kept people of these pools meanwhile.
    own
        Whether other work of its own had some too.
    """

    until: float
    package: str
    number: int
    pools: tuple[str, ...]
    holders: tuple[str, ...]
    incidents: tuple[str, ...]
    own: bool


@dataclass(frozen=True)
class Struck:
    """A risk that struck: share added to the work, money lost."""

    risk: str
    delay: float
    cost: float


@dataclass(frozen=True)
class Worked(Happening):
    """An attempt at a package.

    Parameters
    ----------
    planned
        Planned days of the package as a whole.
    late
        Whether a gate ordered this attempt.
    begun_before
        Whether it was under way when the portfolio's time began.
    rank, fitting
        Its place among the packages that could have started then, and how many they were.
    switching_loss
        Share of the working time that switching took.
    coached
        Of a first attempt, where requests for the PMO's people queue: whether the package had a coach.
    """

    until: float
    package: str
    number: int
    planned: float
    rank: int
    fitting: int
    outcome: Outcome
    late: bool
    begun_before: bool
    switching_loss: float
    struck: tuple[Struck, ...]
    coached: Coached


@dataclass(frozen=True)
class GateSat(Happening):
    """A gate or a portfolio review sat.

    Parameters
    ----------
    stage
        After which the gate sits; empty for a review.
    belief
        Believed value of continuing less that of stopping; it goes on from 0 up.
    weighs
        Whether the rule looks at that.
    held
        Whether it was on hold before.
    band
        Within which a project is put on hold, money.
    options
        Whether the rule also counts the chance to stop later.
    sent_back
        Packages in which it found a defect.
    ranks_anew
        Whether it also brought the plan up to date by which the project waits for people.
    """

    stage: str
    decision: Decision
    belief: float
    weighs: bool
    held: bool
    band: float
    options: bool
    mandatory: bool
    sent_back: tuple[str, ...]
    ranks_anew: bool


@dataclass(frozen=True)
class Ended(Happening):
    """How it stood when it ended, or when the run did.

    Parameters
    ----------
    because
        Dead predecessors.
    promised
        The promised date, if there is one.
    late
        Days after the promised day, negative if before; NaN without a promise or if not completed.
    """

    end: End
    reason: Reason
    because: tuple[str, ...]
    promised: date | None
    late: float
