"""Performance against the plan at approval as a page: one file without scripts that loads nothing."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from workbench.charts.earned import PACE_LINES, VALUE_LINES, error_chart, timeline_chart
from workbench.charts.numbers import NBSP, Figures, money
from workbench.charts.static import as_svg
from workbench.interfaces.reports.calibration import stamp
from workbench.interfaces.reports.html import Table, part, ranged
from workbench.interfaces.reports.preflight import check_folder
from workbench.interfaces.reports.render import style, write_page
from workbench.interfaces.wording import STAMP, label_of
from workbench.interfaces.wording import earned as words
from workbench.interfaces.wording.earned import Frames

if TYPE_CHECKING:
    import pandas as pd

    from workbench.charts.live import Picture

PACE = Figures("", "", 1.0, 2)

NOTE = (
    "How it is counted. Plan at approval: what is believed when a project is released, from then on "
    "unchanged; packages at their earliest start along the longest path. It knows of nobody to wait for, so "
    "waiting for people counts as delay. Cost is work and what risks take; money paid at the release is "
    "left out. Done: days so far of the days that a package takes in the end, repeats included, which only "
    "hindsight knows. Reports: of a stated age, some rosy, none exact, all by maturity and assumed; they do "
    "not know what will have to be done again. Indices of a project stand still once it is over."
)


@dataclass(frozen=True)
class _Section:
    """A question, its answer, its picture and its tables."""

    title: str
    lines: list[str]
    svg: Markup | None
    alt: str
    caption: str
    tables: list[Table]


def earned_page(frames: Frames, page: Path) -> None:
    """Write the page.

    Parameters
    ----------
    frames
        What it shows.
    page
        The HTML file.
    """
    check_folder(page.parent)
    scenario = frames.found.scenario
    portfolio = scenario.portfolio
    origin = (
        f"Scenario {scenario.hash[:6]} · {len(frames.found.replications):,} futures of seed {scenario.seed}"
    )
    text = part(
        "earned",
        style=Markup(style(origin)),
        stamp_line=STAMP,
        stamp=stamp(STAMP),
        title=title_of(frames),
        organisation=portfolio.organisation or portfolio.name,
        portfolio=portfolio.name if portfolio.organisation else "",
        scenario=label_of(scenario.name),
        basis=words.basis(frames),
        sections=_sections(frames),
        note=NOTE,
        origin=origin,
    ).text
    write_page(page, text)


def title_of(frames: Frames) -> str:
    """Whose performance it is."""
    found = frames.found
    if len(found.scope) == 1 and len(found.plan.projects.ids) > 1:
        return f"{found.plan.projects.names[found.scope[0]]}: are we on plan?"
    return "Are we on plan, and can we trust the forecasts?"


def _sections(frames: Frames) -> list[_Section]:
    found = [_values(frames), _pace(frames), _forecasts(frames), _benefits(frames)]
    return [one for one in found if one is not None]


def _drawn(chart: Picture, key: str) -> tuple[Markup, str]:
    spec = chart.to_dict()
    return Markup(as_svg(spec, key)), str(spec["description"])


def _futures_of(frames: Frames, band: str) -> str:
    if frames.is_one:
        return "One future: a line is what happens in it."
    return f"Lines: averages. Band: {band} in 8 of 10 futures."


def _values(frames: Frames) -> _Section:
    lines = [one for one in (words.cost_words(frames), words.halfway(frames)) if one]
    title = "What was planned, what is done, what it cost"
    if frames.curves.empty or not frames.curves["mean"].max() > 0:
        return _Section(title, lines, None, "", "", [])
    svg, alt = _drawn(timeline_chart(frames.curves, VALUE_LINES, frames.figures), "values")
    return _Section(title, lines, svg, alt, _futures_of(frames, "the work done"), [])


def _pace(frames: Frames) -> _Section | None:
    own = frames.indices[frames.indices["series"].isin(["spi_t", "told_spi_t"])]
    if own.empty:
        return None
    svg, alt = _drawn(timeline_chart(own, PACE_LINES, PACE, level=1.0), "pace")
    caption = (
        "SPI(t): days of the plan that are done ÷ days passed since the first release; 1 is on plan. "
        f"{_futures_of(frames, 'the pace as it is')}"
    )
    return _Section("How fast, against the plan", [words.pace_words(frames)], svg, alt, caption, [])


def _forecasts(frames: Frames) -> _Section:
    board = frames.errors[frames.errors["view"] == "board"]
    title = "What forecasts are worth"
    lines = words.forecast_words(frames)
    if not (board["n"] > 0).any():
        return _Section(title, lines, None, "", "", [])
    svg, alt = _drawn(error_chart(board, words.SHORT_FORECASTS, words.HEADS), "errors")
    caption = (
        "Average error of forecasts made from reports as boards get them, of completed projects; "
        f"errors above 100{NBSP}% are only in the table. Blue: the one with the least error on the whole."
    )
    return _Section(title, lines, svg, alt, caption, _error_tables(frames))


def _error_tables(frames: Frames) -> list[Table]:
    heads = {"board": "From reports as boards get them", "truth": "From perfect reports, in hindsight"}
    return [_error_table(frames, view, head) for view, head in heads.items()]


def _error_table(frames: Frames, view: str, head: str) -> Table:
    own = frames.errors[frames.errors["view"] == view].sort_values("share")
    rows = []
    for key, title in words.FORECASTS.items():
        one = words.records(own[own["forecast"] == key])
        rows.append([f"{one[0]['kind'].capitalize()}: {title}", *(_error(cell) for cell in one)])
    shares = [f"{words.of_percent(one)} over" if one < 1 else "at the end" for one in own["share"].unique()]
    return Table(f"Average error of forecasts, {int(own['n'].max()):,} futures", [head, *shares], rows)


def _error(one: dict[str, Any]) -> str:
    shown, low, high = (words.error_percent(one[key]) for key in ("mean", "low", "high"))
    return ranged(shown, f"{low} to {high}" if one["n"] > 1 and low != high else "")


def _benefits(frames: Frames) -> _Section:
    lines = [words.benefit_words(frames)]
    total = frames.benefits.iloc[-1]
    if not total["planned"] > 0:
        return _Section("What benefits come to", lines, None, "", "", [])
    tables = [_benefit_table(frames, "Fiscal year", frames.benefits)]
    if len(frames.projects) > 1:
        lost = frames.projects["planned"] - frames.projects["realised"]
        order = frames.projects.loc[lost.sort_values(ascending=False).index]
        some = order[order["planned"] > 0]
        tables.append(_benefit_table(frames, "Project with planned benefits, most lost first", some))
    return _Section("What benefits come to", lines, None, "", "", tables)


def _benefit_table(frames: Frames, head: str, rows: pd.DataFrame) -> Table:
    figures = money([*rows["planned"], *rows["realised"]], frames.found.scenario.portfolio.currency)
    cells = [_benefit(one, figures) for one in words.records(rows)]
    totals = [cells.pop()] if rows["what"].iloc[-1] == "all" else []
    return Table(
        f"Benefits planned and realised: {head}",
        [head, f"Planned, {figures.unit}", f"Comes, {figures.unit}", "Comes ÷ planned", "Futures with it"],
        cells,
        totals=totals,
    )


def _benefit(one: dict[str, Any], figures: Figures) -> list[str]:
    known = math.isfinite(one["low"])
    span = f"{words.of_percent(one['low'])} to {words.of_percent(one['high'])}" if known else ""
    return [
        "All" if one["what"] == "all" else str(one["what"]),
        figures.bare(one["planned"]),
        figures.bare(one["realised"]),
        ranged(words.of_percent(one["share"]), span),
        f"{one['n']:,}",
    ]
