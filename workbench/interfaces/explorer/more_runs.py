"""More scenarios on the futures of a comparison, a few futures at a time; what is known stays known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
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
        both = [Sent.of(one) for one in (seen.baseline, seen.what_if)]
        self._asked = {one.hash for one in both}
        self._known = {
            sent.hash: Known(sent, (lived,)) for sent, lived in zip(both, seen.lived, strict=False)
        }

    def ahead(self, scenarios: Sequence[Scenario], count: int) -> Iterator[None]:
        """Simulate scenarios one after the other, and stop for breath between pieces."""
        for one in checked(scenarios, count):
            known = self._of(one)
            while known.count < count:
                known.extend(count)
                if one.hash not in self._asked:
                    # A study of many scenarios looks at their measures alone; rows would fill the memory.
                    last = known.parts[-1]
                    known.parts = (*known.parts[:-1], replace(last, projects=last.projects[:0]))
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
