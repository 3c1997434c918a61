"""Pairs of futures for the explorer: computed a few at a time, kept while they may be asked for again."""

from __future__ import annotations

from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from itertools import pairwise
from subprocess import Popen
from threading import Lock

from workbench.engines.engine import EngineName, is_ready, prepare
from workbench.errors import InputError, RunError
from workbench.experiment import Comparison
from workbench.experiment.blocks import Gathered
from workbench.experiment.chunk import Chunk, Computed, Failed, Sent, Way, compute, joined
from workbench.experiment.manifest import reason_in
from workbench.experiment.run import assembled, planned, problems
from workbench.scenario import Scenario

SLICE = 5
"""Futures simulated in SimPy before whoever waits is let in: about a tenth of a second."""

COMPILED_SLICE, COMPILED_TIME = 100, 0.08
"""The same on the compiled engine: at most so many, and as many as take so many seconds (assumed:
long enough to be worth its start, short enough to be let in after)."""

LEAST_ROWS = 1000
"""Project rows of the smallest slice on the compiled engine."""

AFFORDABLE = (200, 100, 50, 25, 10)
"""Futures of a what-if while something is moved: the most of these that are simulated in time."""

IN_TIME = 0.4
"""Seconds of processor time for that: two slices run beside each other, and half the time goes to drawing."""

KEPT = 24
"""What-ifs whose futures are kept; the baseline's are kept always."""

MOST_ROWS, KEPT_ROWS = 1_000_000, 2_000_000
"""Project rows of one scenario, and of all what-ifs that are kept: 150 and 300 MB."""


@dataclass
class Pace:
    """Processor time of a future, by the latest slice on the compiled engine; None before it is known.

    The first slice of all loads the compiled code, many times as long as its futures take: it says nothing.
    """

    seconds: float | None = None
    warm: bool = False

    def slice(self, projects: int) -> int:
        """Futures to simulate before whoever waits is let in.

        Each slice has a cost of its own. Where a busy machine makes that look large, slices must not become
        smaller and so dearer still: of a few projects there are always many futures in one.

        Examples
        --------
        >>> Pace().slice(40), Pace(0.0005).slice(40), Pace(0.01).slice(40), Pace(0.01).slice(500)
        (25, 100, 25, 8)
        """
        least = max(1, LEAST_ROWS // max(projects, 1))
        wanted = 0 if self.seconds is None else int(COMPILED_TIME / max(self.seconds, 1e-9))
        return min(COMPILED_SLICE, max(least, wanted))

    @property
    def affordable(self) -> int:
        """Futures that are simulated while something is moved.

        Examples
        --------
        >>> Pace(0.0004).affordable, Pace(0.009).affordable
        (200, 25)
        """
        if self.seconds is None:
            return AFFORDABLE[0]
        return next((one for one in AFFORDABLE if one * self.seconds <= IN_TIME), AFFORDABLE[-1])


@dataclass
class Known:
    """Futures of one scenario that have been simulated, always from number 0 on."""

    sent: Sent
    parts: tuple[Computed, ...] = ()
    pace: Pace = field(default_factory=Pace)
    _lock: Lock = field(default_factory=Lock)

    @property
    def count(self) -> int:
        """How many there are."""
        return self.parts[-1].stop if self.parts else 0

    @property
    def rows(self) -> int:
        """Project rows that are kept."""
        return self.count * self.projects

    @cached_property
    def projects(self) -> int:
        """How many there are in each future; read once: every kept what-if is asked at each press."""
        return len(self.sent.plan.projects.ids)

    def extend(self, upto: int) -> None:
        """Simulate the next few, at most up to a number.

        Raises
        ------
        RunError
            If a future cannot be simulated; the message is the cause.
        """
        fast = is_ready()
        engine, most = (
            (EngineName.COMPILED, self.pace.slice(self.projects)) if fast else (EngineName.SIMPY, SLICE)
        )
        for found in self._computed(self.count, upto, most, Way(engine, twins=0)):
            if isinstance(found, Failed):
                raise RunError(reason_in(found.error))
            if fast and self.pace.warm:
                self.pace.seconds = found.cpu_seconds / (found.stop - found.start)
            with self._lock:
                self.parts = (*self.parts, found)
        self.pace.warm = self.pace.warm or fast

    def _computed(self, start: int, upto: int, most: int, way: Way) -> list[Computed | Failed]:
        """A slice, or two beside each other on the compiled engine, which holds no lock of Python."""
        ends = [start, min(upto, start + most)]
        if way.engine is EngineName.COMPILED and self.pace.warm:
            last = min(upto, start + 2 * most)
            # Two equal halves: neither thread waits for the other. A single future is nobody's half.
            ends = sorted({start, (start + last + 1) // 2, last})
        chunks = [Chunk(self.sent, a, b, way) for a, b in pairwise(ends)]
        if len(chunks) == 1:
            return [compute(chunks[0])]
        with ThreadPoolExecutor(len(chunks)) as beside:
            return list(beside.map(compute, chunks))

    def first(self, count: int) -> Computed:
        """So many of them, as one; another thread may ask while more are simulated."""
        with self._lock:
            if len(self.parts) > 1:
                self.parts = (joined(list(self.parts)),)
            return self.parts[0].within(0, count)


@dataclass(frozen=True)
class Pair:
    """The baseline and one what-if on the same futures."""

    scenarios: tuple[Scenario, Scenario]
    sides: tuple[Known, Known]
    preparing: Popen[bytes] | None = None

    @property
    def same(self) -> bool:
        """Whether the what-if is the baseline under another name."""
        return self.sides[0] is self.sides[1]

    @property
    def count(self) -> int:
        """Pairs that are there."""
        return min(side.count for side in self.sides)

    @property
    def most(self) -> int:
        """Pairs that memory has room for."""
        return MOST_ROWS // max(side.projects for side in self.sides)

    @property
    def affordable(self) -> int:
        """Pairs that are simulated while something is moved."""
        return self.sides[1].pace.affordable

    @property
    def is_fast(self) -> bool:
        """Whether the fast engine is there."""
        return is_ready()

    @property
    def is_preparing(self) -> bool:
        """Whether the fast engine is on its way."""
        return self.preparing is not None and self.preparing.poll() is None and not is_ready()

    def ready(self, count: int) -> bool:
        """Whether so many pairs are there."""
        return self.count >= count

    def extend(self, upto: int) -> None:
        """Simulate the next few futures of the side that is behind."""
        min(self.sides, key=lambda side: side.count).extend(upto)

    def comparison(self, count: int, now: datetime) -> Comparison:
        """Frames of the first so many pairs."""
        sent = [side.sent for side in self.sides]
        gathered = Gathered([[side.first(count)] for side in self.sides], [[], []])
        return assembled(self.scenarios, sent, gathered, self.scenarios[1].name, now)


def alone(pair: Pair, count: int, now: datetime) -> Comparison:
    """Frames of the first so many futures of the baseline, beside nothing."""
    baseline, known = pair.scenarios[0], pair.sides[0]
    return assembled([baseline], [known.sent], Gathered([[known.first(count)]], [[]]), baseline.name, now)


class Session:
    """Pairs what-ifs with one baseline, and never simulates a future twice.

    Parameters
    ----------
    baseline
        The scenario that stands for today.
    """

    def __init__(self, baseline: Scenario) -> None:
        self._preparing = prepare()
        self.baseline = baseline
        self._pace = Pace()
        self._today = Known(planned(baseline), pace=self._pace)
        self._others: OrderedDict[str, Known] = OrderedDict()

    def pair(self, what_if: Scenario) -> Pair:
        """A what-if beside the baseline.

        Raises
        ------
        InputError
            If the two cannot be compared.
        """
        InputError.raise_if(list(problems([self.baseline, what_if], SLICE)))
        return Pair((self.baseline, what_if), (self._today, self._known(planned(what_if))), self._preparing)

    def _known(self, sent: Sent) -> Known:
        if sent.hash == self._today.sent.hash:
            return self._today
        found = self._others.setdefault(sent.hash, Known(sent, pace=self._pace))
        self._others.move_to_end(sent.hash)
        while len(self._others) > KEPT or self._rows > KEPT_ROWS and len(self._others) > 1:
            self._others.popitem(last=False)
        return found

    @property
    def _rows(self) -> int:
        return sum(one.rows for one in self._others.values())
