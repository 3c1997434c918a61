"""Pairs of futures for the explorer: computed in small batches, kept while they may be asked for again."""

from __future__ import annotations

from collections import OrderedDict
from datetime import datetime

from workbench.errors import RunError
from workbench.experiment import Comparison
from workbench.experiment.blocks import Gathered
from workbench.experiment.chunk import Chunk, Computed, Failed, Sent, compute
from workbench.experiment.run import assembled, checked
from workbench.scenario import Scenario

BATCH = 25
"""Futures simulated before the page is drawn for the first time."""

KEPT = 24
"""What-ifs whose futures are kept; the baseline's are kept always."""


class Session:
    """Compares what-ifs with one baseline on the same futures, and never simulates a future twice.

    Parameters
    ----------
    baseline
        The scenario that stands for today.
    """

    def __init__(self, baseline: Scenario) -> None:
        self.baseline = baseline
        self._today: list[Computed] = []
        self._known: OrderedDict[str, list[Computed]] = OrderedDict()
        (self._sent,) = checked([baseline], BATCH)

    def compared(self, what_if: Scenario, batches: int, now: datetime) -> Comparison:
        """Baseline and what-if on the first `batches` × 25 futures; only what is missing is simulated.

        Raises
        ------
        InputError
            If the two cannot be compared.
        RunError
            If a future cannot be simulated; the message is the cause.
        """
        sent = checked([self.baseline, what_if], BATCH)
        _extend(self._today, self._sent, batches)
        others = self._today if sent[1].hash == self._sent.hash else self._parts_of(sent[1], batches)
        gathered = Gathered([self._today[:batches], others[:batches]], [[], []])
        return assembled([self.baseline, what_if], sent, gathered, what_if.name, now)

    def batches_of(self, what_if: Scenario) -> int:
        """How many batches of a what-if are there already."""
        sent = Sent.of(what_if)
        return len(self._today if sent.hash == self._sent.hash else self._known.get(sent.hash, ()))

    def _parts_of(self, sent: Sent, batches: int) -> list[Computed]:
        parts = self._known.setdefault(sent.hash, [])
        self._known.move_to_end(sent.hash)
        while len(self._known) > KEPT:
            self._known.popitem(last=False)
        _extend(parts, sent, batches)
        return parts


def _extend(parts: list[Computed], sent: Sent, batches: int) -> None:
    while len(parts) < batches:
        first = len(parts) * BATCH
        found = compute(Chunk(sent, first, first + BATCH))
        if isinstance(found, Failed):
            raise RunError(found.error.strip().splitlines()[-1])
        parts.append(found)
