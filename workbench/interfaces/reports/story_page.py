"""One simulated future as a page: sentences and a Gantt; one file without scripts that loads nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
from markupsafe import Markup

from workbench.charts.dates import dated
from workbench.charts.gantt import gantt_chart
from workbench.charts.static import as_svg
from workbench.experiment.story import (
    Future,
    Mark,
    MarkKind,
    Span,
    account_of,
    package_spans,
    project_marks,
    project_spans,
    story_of,
)
from workbench.interfaces.reports.html import Table, part
from workbench.interfaces.reports.preflight import check_folder
from workbench.interfaces.reports.render import style, write_page
from workbench.interfaces.wording import STAMP, label_of
from workbench.interfaces.wording.fates import FATES, fate_rows, in_order, opening
from workbench.interfaces.wording.story import COUNTED, closing, one_of_many, told

if TYPE_CHECKING:
    from workbench.charts.live import Picture

WHOLE = "The project as a whole"
SPANS, MARKS = ("row", "kind", "start", "end"), ("row", "kind", "day")


@dataclass(frozen=True)
class _Story:
    """What a page says."""

    title: str
    picture: Picture
    caption: str
    lines: list[tuple[str, str]]
    closing: list[str]
    table: Table | None


def project_page(future: Future, i: int, page: Path) -> None:
    """Write the story of one project.

    Parameters
    ----------
    future
        The future.
    i
        The project, by its place in the plan.
    page
        The HTML file.
    """
    lines = [(dated(one.date), one.text) for one in told(future, story_of(future, i))]
    story = _Story(
        title=f"{future.name(i)}: what happens to it in one future",
        picture=project_picture(future, i),
        caption="First the project, then its packages in the order in which they come up.",
        lines=lines,
        closing=[*closing(future, account_of(future).projects[i]), COUNTED],
        table=None,
    )
    _write(future, story, page)


def portfolio_page(future: Future, page: Path) -> None:
    """Write the story of the whole portfolio; parameters as in `project_page`."""
    npv = account_of(future).npv
    story = _Story(
        title="The whole portfolio in one future",
        picture=portfolio_picture(future),
        caption="Projects in the order of their release.",
        lines=[],
        closing=[opening(future, npv)],
        table=Table(
            "Projects in the order of their release",
            FATES,
            fate_rows(future),
            texts=frozenset(range(len(FATES))),
        ),
    )
    _write(future, story, page)


def project_picture(future: Future, i: int) -> Picture:
    """A project and its packages."""
    spans = package_spans(future, i)
    packages = list(dict.fromkeys(one.row for one in spans))
    rows = {package: place for place, package in enumerate(packages, start=1)}
    whole = [_span(future, one, 0) for one in project_spans(future, i)]
    return gantt_chart(
        pd.DataFrame([*whole, *(_span(future, one, rows[one.row]) for one in spans)], columns=list(SPANS)),
        pd.DataFrame([_mark(future, i, one, 0) for one in project_marks(future, i)], columns=list(MARKS)),
        [WHOLE, *(future.package_name(package) for package in packages)],
    )


def portfolio_picture(future: Future) -> Picture:
    """Every project, in the order of release."""
    order = in_order(future)
    rows = {i: place for place, i in enumerate(order)}
    return gantt_chart(
        pd.DataFrame(
            [_span(future, one, rows[i]) for i in order for one in project_spans(future, i)],
            columns=list(SPANS),
        ),
        pd.DataFrame(
            [_mark(future, i, one, rows[i]) for i in order for one in project_marks(future, i)],
            columns=list(MARKS),
        ),
        [future.name(i) for i in order],
    )


def _span(future: Future, one: Span, row: int) -> tuple[object, ...]:
    return row, one.kind.value, future.begins_at(one.day), future.closes_at(one.until)


def _mark(future: Future, i: int, one: Mark, row: int) -> tuple[object, ...]:
    promised = future.promised_on(i)
    if one.kind is MarkKind.PROMISED and promised is not None:
        return row, one.kind.value, datetime.combine(promised, time()) + timedelta(days=1)
    return row, one.kind.value, future.closes_at(one.day)


def _write(future: Future, story: _Story, page: Path) -> None:
    check_folder(page.parent)
    scenario = future.scenario
    portfolio = scenario.portfolio
    origin = f"Scenario {scenario.hash[:6]} · future {future.replication} of seed {scenario.seed}"
    spec = story.picture.to_dict()
    text = part(
        "story",
        style=Markup(style(origin)),
        stamp_line=STAMP,
        story=story,
        organisation=portfolio.organisation or portfolio.name,
        portfolio=portfolio.name if portfolio.organisation else "",
        scenario=label_of(scenario.name),
        honest=one_of_many(future),
        alt=str(spec["description"]),
        svg=Markup(as_svg(spec, "gantt")),
        origin=origin,
    ).text
    write_page(page, text)
