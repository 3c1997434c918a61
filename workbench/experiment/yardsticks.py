"""Choices beside rules that are nobody's choice: what each rule is worth, and what each choice closes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from workbench.analysis import mean_interval, paired_difference, quantiles
from workbench.experiment.baseline_policies import FIFO, PERFECT, baselines, gap_of
from workbench.experiment.results import Comparison
from workbench.scenario import Scenario

VALUE = "npv"


class Held(StrEnum):
    """What a row of the table of yardsticks says."""

    VALUE = "value"
    """What the portfolio is worth under the yardstick."""
    LESS_BASELINE = "less baseline"
    """The same less what it is worth as it stands, future by future."""
    LESS_FIRST_COME = "less first come"
    """Perfect foresight less first come, first served: the gap."""


@dataclass(frozen=True, eq=False)
class Yardsticks:
    """Scenarios of a comparison and the baseline under four rules, on the same futures.

    Parameters
    ----------
    found
        All of them; the first is the baseline.
    choices
        Names of the scenarios that were compared, the baseline first.
    names
        Name in `found` by yardstick: another where a choice has that of the yardstick.
    """

    found: Comparison
    choices: tuple[str, ...]
    names: Mapping[str, str]

    def table(self) -> pd.DataFrame:
        """Value of each yardstick, its difference from the baseline, and the gap (see `Held`)."""
        return pd.DataFrame(
            self._rows(),
            columns=[
                *("baseline", "yardstick", "figure", "unit", "n", "mean", "low", "high"),
                *("p10", "p50", "p90", "better", "better_low", "better_high", "decided"),
            ],
        )

    def closed(self) -> pd.DataFrame:
        """Share of the gap that each choice closes; without rows where there is no gap to close."""
        found = {name: gap_of(self.found, name, VALUE, self.names) for name in self.choices}
        rows = [
            (self.choices[0], name, one.n, one.share, one.low, one.high)
            for name, one in found.items()
            if one is not None
        ]
        return pd.DataFrame(rows, columns=["baseline", "scenario", "n", "share", "low", "high"])

    def _rows(self) -> Iterator[tuple[object, ...]]:
        base = self.choices[0]
        for yardstick, name in self.names.items():
            x = self.found.values(name, VALUE).to_numpy()
            if x.size == 0:
                continue
            mean, unit = mean_interval(x), self.found.currency
            yield (
                *(base, yardstick, str(Held.VALUE), unit, x.size, mean.value, mean.low, mean.high),
                *(*quantiles(x), None, None, None, None),
            )
            yield from self._less(base, yardstick, name, Held.LESS_BASELINE)
            if yardstick == PERFECT:
                yield from self._less(self.names[FIFO], yardstick, name, Held.LESS_FIRST_COME)

    def _less(self, against: str, yardstick: str, name: str, held: Held) -> Iterator[tuple[object, ...]]:
        one, other = self.found.values(against, VALUE), self.found.values(name, VALUE)
        pairs = pd.concat([one, other], axis=1, join="inner")
        if pairs.empty:
            return
        found = paired_difference(pairs.iloc[:, 0].to_numpy(), pairs.iloc[:, 1].to_numpy(), 1)
        mean, better = found.mean, found.better
        yield (
            *(self.choices[0], yardstick, str(held), self.found.currency, found.n),
            *(mean.value, mean.low, mean.high, found.p10, found.p50, found.p90),
            *(better.value, better.low, better.high, found.decided),
        )


def beside(scenarios: Sequence[Scenario]) -> dict[str, Scenario]:
    """The baseline, which comes first, under each yardstick, named so that no scenario has the name already.

    Parameters
    ----------
    scenarios
        Those that are compared.
    """
    taken = {one.name for one in scenarios}
    made: dict[str, Scenario] = {}
    for one in baselines(scenarios[0]):
        name = one.name
        while name in taken:
            name += " (yardstick)"
        taken.add(name)
        fields = {key: getattr(one, key) for key in type(one).model_fields}
        made[one.name] = Scenario(**{**fields, "name": name})
    return made
