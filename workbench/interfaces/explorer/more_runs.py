"""More scenarios on the futures of a comparison, a few futures at a time; what is known stays known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from workbench.experiment import Comparison
from workbench.experiment.blocks import Gathered
from workbench.experiment.chunk import Sent
from workbench.experiment.run import assembled, checked
from workbench.experiment.studies.runs import Runs
from workbench.interfaces.explorer.session import Known
from workbench.interfaces.explorer.views.view import Seen
from workbench.scenario import Scenario


class MoreRuns:
    """Simulates beside a page for one question; used in one thread at a time.

    Parameters
    ----------
    seen
        Today and a what-if, with the futures that have been lived through.
    """

    def __init__(self, seen: Seen) -> None:
        self._known: dict[str, Known] = {}
        for scenario, lived in zip((seen.baseline, seen.what_if), seen.lived, strict=False):
            sent = Sent.of(scenario)
            self._known[sent.hash] = Known(sent, [lived])

    def ahead(self, scenarios: Sequence[Scenario], count: int) -> Iterator[None]:
        """Simulate scenarios one after the other, and stop for breath between pieces."""
        for one in checked(scenarios, count):
            known = self._of(one)
            while known.count < count:
                known.extend(count)
                yield None

    def runs(self, count: int) -> Runs:
        """How a study simulates so many futures of each scenario; what is there is not simulated again."""

        def run(scenarios: Sequence[Scenario]) -> Comparison:
            sent = checked(scenarios, count)
            for _ in self.ahead(scenarios, count):
                pass
            gathered = Gathered([[self._of(one).first(count)] for one in sent], [[] for _ in sent])
            now = datetime.now().astimezone()
            return assembled(scenarios, sent, gathered, scenarios[0].name, now)

        return run

    def _of(self, sent: Sent) -> Known:
        return self._known.setdefault(sent.hash, Known(sent))
