"""Pairs of futures for the explorer: computed a few at a time, kept while they may be asked for again."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime

from workbench.engines.engine import EngineName, is_ready, prepare
from workbench.errors import RunError
from workbench.experiment import Comparison
from workbench.experiment.blocks import Gathered
from workbench.experiment.chunk import Chunk, Computed, Failed, Sent, Way, compute, joined
from workbench.experiment.run import assembled, checked
from workbench.scenario import Scenario

SLICE = 5
"""Futures simulated in SimPy before whoever waits is let in: about a tenth of a second."""

COMPILED_SLICE = 100
"""The same on the compiled engine."""

KEPT = 24
"""What-ifs whose futures are kept; the baseline's are kept always."""


@dataclass
class Known:
    """Futures of one scenario that have been simulated, always from number 0 on."""

    sent: Sent
    parts: list[Computed] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many there are."""
        return self.parts[-1].stop if self.parts else 0

    def extend(self, upto: int) -> None:
        """Simulate the next few, at most up to a number.

        Raises
        ------
        RunError
            If a future cannot be simulated; the message is the cause.
        """
        engine, most = (EngineName.COMPILED, COMPILED_SLICE) if is_ready() else (EngineName.SIMPY, SLICE)
        stop = min(upto, self.count + most)
        found = compute(Chunk(self.sent, self.count, stop, Way(engine, twins=0)))
        if isinstance(found, Failed):
            raise RunError(found.error.strip().splitlines()[-1])
        self.parts.append(found)

    def first(self, count: int) -> Computed:
        """So many of them, as one."""
        self.parts = [joined(self.parts)]
        return self.parts[0].within(0, count)


@dataclass(frozen=True)
class Pair:
    """The baseline and one what-if on the same futures."""

    scenarios: tuple[Scenario, Scenario]
    sides: tuple[Known, Known]

    @property
    def same(self) -> bool:
        """Whether the what-if is the baseline under another name."""
        return self.sides[0] is self.sides[1]

    def ready(self, count: int) -> bool:
        """Whether so many pairs are there."""
        return min(side.count for side in self.sides) >= count

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
        (sent,) = checked([baseline], SLICE)
        self._today = Known(sent)
        self._others: OrderedDict[str, Known] = OrderedDict()

    def pair(self, what_if: Scenario) -> Pair:
        """A what-if beside the baseline.

        Raises
        ------
        InputError
            If the two cannot be compared.
        """
        _, sent = checked([self.baseline, what_if], SLICE)
        return Pair((self.baseline, what_if), (self._today, self._known(sent)))

    def _known(self, sent: Sent) -> Known:
        if sent.hash == self._today.sent.hash:
            return self._today
        found = self._others.setdefault(sent.hash, Known(sent))
        self._others.move_to_end(sent.hash)
        while len(self._others) > KEPT:
            self._others.popitem(last=False)
        return found
