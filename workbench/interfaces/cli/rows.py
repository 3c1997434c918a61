"""Rows of result frames with their types, for whoever writes them as words or tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from workbench.charts.numbers import Figures
    from workbench.experiment import Comparison, Results
    from workbench.interfaces.wording import Difference


@dataclass(frozen=True)
class Row:
    """A measure of a scenario, or its difference from the baseline.

    Parameters
    ----------
    measure, unit, n
        What, in what, from how many futures.
    mean, low, high
        Average and range of the average.
    p10, p90
        Between them, 8 in 10 futures.
    better, decided
        Of a difference: share of futures that do better, and whether its sign is known.
    """

    measure: str
    unit: str
    n: int
    mean: float
    low: float
    high: float
    p10: float
    p90: float
    better: float = float("nan")
    decided: object = True

    def figures(self, currency: str) -> Figures:
        """How the average and its range are written; no end is zero that only rounds to it."""
        from workbench.charts.numbers import clear_ends, finer

        return clear_ends(finer(self._unit(currency), self.mean), self.low, self.high)

    def futures(self, currency: str) -> Figures:
        """The same for the ends of 8 in 10 futures: in the same unit, with the decimals they need."""
        from workbench.charts.numbers import clear_ends

        return clear_ends(self._unit(currency), self.p10, self.p90)

    def _unit(self, currency: str) -> Figures:
        from workbench.charts.numbers import figures_for

        return figures_for([self.mean, self.low, self.high, self.p10, self.p90], self.unit, currency)

    def chance(self, heading: int) -> str:
        """In how many futures it does better, with its range; of how many, if the heading says others."""
        from workbench.charts.numbers import out_of, out_of_span, whole

        span, often = out_of_span(self.better, self.n), out_of(self.better, self.n)
        if not span:
            return often
        return f"{often} ({span})" if whole(self.n) == heading else f"{often} of {whole(self.n)} ({span})"

    @property
    def nothing(self) -> bool:
        """Whether every figure is zero."""
        return not any((self.mean, self.low, self.high, self.p10, self.p90))


def labels(results: Results) -> dict[str, str]:
    """What readers call its scenarios, as pages do; files and JSON keep their names."""
    from workbench.interfaces.wording.study_labels import labels_among

    return labels_among(results.scenarios)


def summary_rows(results: Results, scenario: str) -> dict[str, Row]:
    """Measures of a scenario by name."""
    return _rows(results.summary(), scenario)


def difference_rows(comparison: Comparison, scenario: str) -> dict[str, Row]:
    """Differences of a scenario from the baseline, by measure; value is judged among all what-ifs."""
    from workbench.interfaces.wording import allowing

    rows = _rows(comparison.differences(), scenario)
    judged = allowing(differences_in_value(comparison))[scenario]
    rows["npv"] = replace(rows["npv"], decided=judged.decided)
    return rows


def differences_in_value(comparison: Comparison) -> dict[str, Difference]:
    """Net value of every what-if that has futures less that of the baseline, each as it stands alone."""
    from workbench.interfaces.wording import Difference

    called, table = labels(comparison), comparison.differences()
    found = {}
    for name in comparison.names[1:]:
        row = _rows(table, name).get("npv")
        if row is None:
            continue
        spans = (row.mean, row.low, row.high, row.p10, row.p90)
        found[name] = Difference(called[name], *spans, row.better, bool(row.decided), row.n)
    return found


def _rows(frame: pd.DataFrame, scenario: str) -> dict[str, Row]:
    mine = frame[frame["scenario"] == scenario]
    rows = (_row({str(key): value for key, value in one.items()}) for one in mine.to_dict("records"))
    return {row.measure: row for row in rows}


def _row(record: Mapping[str, object]) -> Row:
    numbers = {key: float(str(record[key])) for key in ("mean", "low", "high", "p10", "p90")}
    return Row(
        measure=str(record["measure"]),
        unit=str(record["unit"]),
        n=int(str(record["n"])),
        better=float(str(record.get("better", "nan"))),
        decided=record.get("decided", True),
        **numbers,
    )
