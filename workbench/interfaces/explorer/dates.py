"""The promised dates as rows of a chart and of a table."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from workbench.charts.canvas import records_of
from workbench.charts.dates import dated
from workbench.charts.numbers import out_of, whole
from workbench.experiment import Comparison
from workbench.interfaces.explorer.promises import Promises


def head(rows: pd.DataFrame) -> tuple[str, ...]:
    """Headings of the table, with the number of futures that its chances are counted out of."""
    of = whole(_n(rows))
    return ("promise", "date", f"today, of {of}", f"what-if, of {of}", "clear change")


def least_sure(comparison: Comparison, most: int) -> tuple[str, ...]:
    """Projects whose promises are least sure today."""
    today = _settled(comparison)
    order = sorted(today, key=lambda project: (today[project]["probability"], project))
    return tuple(order[:most])


def promised(comparison: Comparison) -> int:
    """How many dates are promised today, of those with a chance."""
    return len(_settled(comparison))


def date_rows(comparison: Comparison, promises: Promises, projects: Sequence[str]) -> pd.DataFrame:
    """The frame that `commitments_chart` draws."""
    sides = [
        (key, _by_project(comparison, name), _starts(comparison, name, projects))
        for key, name in zip(("today", "what_if"), comparison.names, strict=True)
    ]
    rows = []
    for project in projects:
        first = sides[0][1][project]
        row = {"label": first["name"], "due": first["due"], "change": promises.changes.get(project, "")}
        for key, found, starts in sides:
            row[f"start_{key}"] = starts.get(project)
            for quantile in ("p10", "p50", "p90"):
                row[f"{quantile}_{key}"] = found[project][f"finish_{quantile}"]
            row[f"chance_{key}"] = found[project]["probability"]
        row["n"] = first["n"]
        rows.append(row)
    return pd.DataFrame(rows).sort_values(["due", "label"], kind="stable")


def as_table(rows: pd.DataFrame) -> list[list[str]]:
    """The same in words, below `head`."""
    return [
        [
            str(row["label"]),
            dated(row["due"]),
            out_of(row["chance_today"], _n(rows)),
            out_of(row["chance_what_if"], _n(rows)),
            str(row["change"]),
        ]
        for row in records_of(rows)
    ]


def _n(rows: pd.DataFrame) -> int:
    return int(rows["n"].max())


def _settled(comparison: Comparison) -> dict[str, Mapping[str, Any]]:
    """Today's promises without those that the run ends before."""
    found = _by_project(comparison, comparison.names[0])
    return {project: row for project, row in found.items() if row["probability"] == row["probability"]}


def _by_project(comparison: Comparison, name: str) -> dict[str, Mapping[str, Any]]:
    return {row["project"]: row for row in comparison.promises(name)}


def _starts(comparison: Comparison, name: str, projects: Sequence[str]) -> dict[str, Any]:
    """Middle date of the first work on these projects."""
    portfolio = comparison.scenarios[comparison.names.index(name)].portfolio
    outcomes = comparison.outcomes[name]
    there = set(outcomes.projects())
    middle = {project: outcomes.start(project, [0.5])[0] for project in projects if project in there}
    return {
        project: portfolio.calendar.date_after(portfolio.start, day)
        for project, day in middle.items()
        if math.isfinite(day)
    }
