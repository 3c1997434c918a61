"""When projects start and finish under today and the what-if, and how sure their promised dates are."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from workbench.analysis import column_quantiles
from workbench.charts import commitments_chart
from workbench.charts.dates import dated
from workbench.charts.numbers import UNKNOWN, out_of, out_of_span, whole
from workbench.charts.room import Room
from workbench.engines.plan.calendar import due_day_of
from workbench.experiment.by_project import ByProject
from workbench.interfaces.explorer.drawing import Card
from workbench.interfaces.explorer.views.view import NAMES, Seen
from workbench.model import Portfolio
from workbench.model.work import Moment

QUANTILES = ("p10", "p50", "p90")
KEYS = ("today", "what_if")
COLUMNS = ("start", "finish", "on_time")
"""What is read of each project in each future."""


@dataclass(frozen=True)
class _Side:
    """What one side knows of each of its projects; days are working days."""

    portfolio: Portfolio
    place: Mapping[str, int]
    start: Sequence[float]
    finish: np.ndarray
    chance: Sequence[float]

    def date(self, day: float) -> Any:
        """Its date; missing beyond the end of the run."""
        found = math.isfinite(day)
        return self.portfolio.calendar.date_after(self.portfolio.start, day) if found else pd.NaT


class Finishes:
    """Starts, finishes and chances of every project, and the orders in which they can stand.

    Parameters
    ----------
    seen
        Today and the what-if.
    """

    def __init__(self, seen: Seen) -> None:
        self._seen = seen
        both = zip((seen.baseline, seen.what_if), seen.comparison.names, strict=True)
        self._sides = [
            _side(scenario.portfolio, ByProject.of(seen.comparison, name, COLUMNS)) for scenario, name in both
        ]
        self._projects = {
            one.id: one for one in (*seen.what_if.portfolio.projects, *seen.baseline.portfolio.projects)
        }
        today = {one.id for one in seen.baseline.portfolio.projects}
        self.ids = (
            *(one for one in self._projects if one in today),
            *(one for one in self._projects if one not in today),
        )
        self._promised = [
            {one.id: one.due for one in scenario.portfolio.projects if one.due is not None}
            for scenario in (seen.baseline, seen.what_if)
        ]
        # Today's date where there is one: a what-if may take it away, move it, or add one.
        self._first_promised = {**self._promised[1], **self._promised[0]}
        self._due = {
            one: due_day_of(seen.baseline.portfolio, self._first_promised.get(one)) for one in self.ids
        }

    @property
    def promised(self) -> tuple[str, ...]:
        """Projects with a promised date."""
        return tuple(one for one in self.ids if math.isfinite(self._due[one]))

    def least_sure(self) -> tuple[str, ...]:
        """Promises least likely kept today first, then the widest ranges of finishes."""

        def doubt(project: str) -> tuple[float, float]:
            _, side, k = next(self._known(project))
            p10, _, p90 = side.finish[:, k]
            width = p90 - p10 if math.isfinite(p10) else -1.0
            chance = side.chance[k]
            return (chance if math.isfinite(chance) else 2.0, -width)

        return tuple(sorted(self.ids, key=lambda one: (*doubt(one), one)))

    def least_kept(self) -> tuple[str, ...]:
        """Promises with a chance today, those least likely kept first."""
        today = self._sides[0]
        known = {one: today.chance[k] for one, k in today.place.items() if math.isfinite(today.chance[k])}
        return tuple(sorted(known, key=lambda one: (known[one], one)))

    def by_due(self) -> tuple[str, ...]:
        """By promised date, then those without one by their middle finish."""
        middle = {one: self._middle(one) for one in self.ids}
        return tuple(sorted(self.ids, key=lambda one: (self._due[one], middle[one], one)))

    def by_finish(self) -> tuple[str, ...]:
        """By the middle finish today."""
        return tuple(sorted(self.ids, key=lambda one: (self._middle(one), one)))

    def rows(self, projects: Sequence[str]) -> pd.DataFrame:
        """The frame that `commitments_chart` draws, in its order."""
        there = set(projects)
        return pd.DataFrame([self._row(one) for one in self.by_due() if one in there])

    def _known(self, project: str) -> Iterator[tuple[str, _Side, int]]:
        """Sides in which a project is, today first."""
        for key, side in zip(KEYS, self._sides, strict=True):
            if project in side.place:
                yield key, side, side.place[project]

    def _middle(self, project: str) -> float:
        _, side, k = next(self._known(project))
        return float(side.finish[1, k])

    def _on(self, moment: Moment | None) -> Any:
        """The date of a promise; missing where there is none."""
        if moment is None or isinstance(moment, date):
            return pd.NaT if moment is None else moment
        return self._sides[0].date(float(moment))

    def _row(self, project: str) -> dict[str, Any]:
        one = self._projects[project]
        missing = dict.fromkeys((f"{what}_{key}" for what in ("start", *QUANTILES) for key in KEYS), pd.NaT)
        row: dict[str, Any] = {
            "label": one.name or project,
            "due": self._on(self._first_promised.get(project)),
            "change": self._seen.promises.changes.get(project, ""),
            "n": self._seen.n,
            **missing,
            **{f"chance_{key}": math.nan for key in KEYS},
            **{f"there_{key}": False for key in KEYS},
        }
        for key, dues in zip(KEYS, self._promised, strict=True):
            row[f"due_{key}"] = self._on(dues.get(project))
        for key, side, k in self._known(project):
            row[f"there_{key}"] = True
            row[f"start_{key}"] = side.date(side.start[k])
            row[f"chance_{key}"] = side.chance[k]
            for quantile, day in zip(QUANTILES, side.finish[:, k], strict=True):
                row[f"{quantile}_{key}"] = side.date(float(day))
        return row


def _side(portfolio: Portfolio, found: ByProject) -> _Side:
    kept = found.columns["on_time"]
    # Where some futures leave a promise open, those that settle it are the quick ones: no chance is known.
    chance = np.where(np.isnan(kept).any(axis=0), np.nan, kept.mean(axis=0))
    return _Side(
        portfolio,
        {one: k for k, one in enumerate(found.ids)},
        column_quantiles(found.columns["start"], [0.5])[0].tolist(),
        column_quantiles(found.finish),
        chance.tolist(),
    )


def finishes_card(key: str, title: str, rows: pd.DataFrame, names: tuple[str, str], room: Room) -> Card:
    """The picture of such rows with its table; an empty second name shows today alone."""
    chart, head, lines = commitments_chart(rows, names, room), table_head(rows), as_table(rows)
    if names[1]:
        return Card(key, title, chart, head=head, rows=lines)
    return Card(key, title, chart, head=_of_today(head), rows=[_of_today(line) for line in lines])


def names_of(seen: Seen) -> tuple[str, str]:
    """What the sides are called; where nothing is changed there is but one."""
    return NAMES[0], "" if seen.same else NAMES[1]


def _of_today(cells: Sequence[str]) -> list[str]:
    """Of a row of the table, what it says of today."""
    return [cells[place] for place in (0, 1, 2, 5, 6)]


def table_head(rows: pd.DataFrame) -> tuple[str, ...]:
    """Headings of the table of such rows."""
    of = whole(int(rows["n"].max()))
    return (
        *("project", "promised", f"kept today, of {of}", f"kept, what-if, of {of}", "clear change"),
        *("8 in 10 finishes today", "middle today", "8 in 10 finishes, what-if", "middle, what-if"),
    )


def as_table(rows: pd.DataFrame) -> list[list[str]]:
    """The rows in words, below `table_head`."""
    return [_words({str(key): value for key, value in row.items()}) for row in rows.to_dict("records")]


def _chance(share: float, n: int) -> str:
    """A chance with its range."""
    span = out_of_span(share, n)
    return f"{out_of(share, n)} ({span})" if span else out_of(share, n)


def _due_words(row: Mapping[str, Any]) -> str:
    """The promised date, and what a what-if makes of it."""
    today, other = row["due_today"], row["due_what_if"]
    if pd.isna(today):
        return f"{dated(other)} with the what-if only"
    if not row["there_what_if"] or today == other:
        return dated(today)
    return f"{dated(today)}; with the what-if {'none' if pd.isna(other) else dated(other)}"


def _words(row: Mapping[str, Any]) -> list[str]:
    def day(value: Any) -> str:
        return "after the run" if pd.isna(value) else dated(value)

    def finishes(key: str) -> list[str]:
        if not row[f"there_{key}"]:
            return ["not in this portfolio", ""]
        p10, p50, p90 = (row[f"{quantile}_{key}"] for quantile in QUANTILES)
        if pd.isna(p10):
            return ["in fewer than 1 in 10 futures", ""]
        return [f"{day(p10)} to {day(p90)}", day(p50)]

    promised = not pd.isna(row["due"])
    chances = [_chance(row[f"chance_{key}"], row["n"]) if promised else "" for key in KEYS]
    due = _due_words(row) if promised else UNKNOWN
    return [str(row["label"]), due, *chances, str(row["change"]), *finishes("today"), *finishes("what_if")]
