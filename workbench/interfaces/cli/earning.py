"""Performance against the plan at approval: measured, printed, written as a page or as JSON."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.interfaces.cli.places import folder_name
from workbench.interfaces.cli.streams import clean
from workbench.interfaces.cli.streams import results as standard_output

if TYPE_CHECKING:
    import pandas as pd

    from workbench.interfaces.wording.earned import Frames
    from workbench.scenario import Scenario


@dataclass(frozen=True)
class Asked:
    """What is asked.

    Parameters
    ----------
    replications
        How many futures.
    replication
        Number of the future whose curves are shown; averages over all if none.
    project
        Place of a project in the plan; all of them if none.
    engine
        As in `workbench run`.
    """

    replications: int
    replication: int | None
    project: int | None
    engine: str


def measured(scenario: Scenario, asked: Asked) -> Frames:
    """Live through the futures, showing how far it is, and put what was measured in frames."""
    from workbench.experiment.earned import measure_earned
    from workbench.experiment.earned.frames import (
        benefit_frame,
        curve_frame,
        error_frame,
        index_frame,
        project_frame,
    )
    from workbench.interfaces.cli.running import progress_bar
    from workbench.interfaces.wording.earned import Frames

    with progress_bar(scenario.name) as progress:
        found = measure_earned(
            scenario, range(asked.replications), asked.project, engine=asked.engine, progress=progress
        )
    shown = found
    if asked.replication is not None:
        one = range(asked.replication, asked.replication + 1)
        shown = measure_earned(scenario, one, asked.project, engine=asked.engine)
    return Frames(
        found,
        shown,
        curve_frame(shown),
        index_frame(shown),
        error_frame(found),
        benefit_frame(found),
        project_frame(found),
    )


def _stem(scenario: Scenario, asked: Asked, frames: Frames) -> str:
    """Name of the page, one for each question."""
    parts = [scenario.name]
    if asked.project is not None:
        parts.append(frames.found.plan.projects.ids[asked.project])
    if asked.replication is not None:
        parts.append(str(asked.replication))
    return folder_name("-".join(parts))


def show_earned(scenario: Scenario, asked: Asked, out: Path) -> None:
    """Print performance: sentences, tables, and where the page is."""
    from workbench.interfaces.reports.earned_page import earned_page
    from workbench.interfaces.wording import earned as words

    frames = measured(scenario, asked)
    page = out / f"{_stem(scenario, asked, frames)}.html"
    earned_page(frames, page)
    console = standard_output()
    lines = [words.basis(frames), words.cost_words(frames), words.halfway(frames), words.pace_words(frames)]
    for line in [*lines, *words.forecast_words(frames), words.benefit_words(frames)]:
        if line:
            console.print()
            console.print(clean(line))
    console.print()
    console.print(_errors(frames))
    if early := words.early_words(frames):
        console.print(clean(early), style="dim")
    console.print()
    console.print(_benefits(frames))
    console.print()
    console.print(f"Page:  {page.resolve().as_uri()}", soft_wrap=True)


def _errors(frames: Frames) -> Any:
    from rich.table import Table

    from workbench.interfaces.wording.earned import FORECASTS, error_percent, of_percent

    title = "Average error of forecasts from reports as boards get them (from perfect reports)"
    table = Table(title=title, title_justify="left", box=None, pad_edge=False, header_style="dim")
    table.add_column("of the time over")
    shares = sorted(frames.errors["share"].unique())
    for share in shares:
        table.add_column(of_percent(share) if share < 1 else "at the end", justify="right")
    for key, name in FORECASTS.items():
        own = frames.errors[frames.errors["forecast"] == key].sort_values("share")
        told, true = (own[own["view"] == view]["mean"].tolist() for view in ("board", "truth"))
        both = [(error_percent(a), error_percent(b)) for a, b in zip(told, true, strict=True)]
        # Beyond what is told apart there is nothing to compare.
        cells = [a if a == b and a.startswith("over") else f"{a} ({b})" for a, b in both]
        table.add_row(name, *cells)
    return table


def _benefits(frames: Frames) -> Any:
    from rich.table import Table

    from workbench.charts.numbers import money
    from workbench.interfaces.wording.earned import of_percent, records

    rows = frames.benefits
    figures = money([*rows["planned"], *rows["realised"]], frames.found.scenario.portfolio.currency)
    title = f"Benefits, present value, averages in {figures.unit}"
    table = Table(title=title, title_justify="left", box=None, pad_edge=False, header_style="dim")
    table.add_column("fiscal year")
    for head in ("planned at approval", "comes", "comes ÷ planned", "range of that average"):
        table.add_column(head, justify="right")
    for one in records(rows):
        known = math.isfinite(one["low"])
        span = f"{of_percent(one['low'])} to {of_percent(one['high'])}" if known else "–"
        amounts = [figures.bare(one[side]) for side in ("planned", "realised")]
        table.add_row(str(one["what"]), *amounts, of_percent(one["share"]), span)
    return table


def earned_as_json(scenario: Scenario, asked: Asked) -> str:
    """Performance as JSON; a promise to scripts, so its keys never change. What is not defined is null."""
    frames = measured(scenario, asked)
    found: dict[str, Any] = {
        "scenario": scenario.name,
        "hash": scenario.hash,
        "seed": scenario.seed,
        "replications": asked.replications,
        "replication": asked.replication,
        "project": None if asked.project is None else frames.found.plan.projects.ids[asked.project],
        "unit": scenario.portfolio.currency if frames.found.weight == "money" else "FTE-days",
    }
    for name in ("curves", "indices", "errors", "benefits", "projects"):
        found[name] = _records(getattr(frames, name))
    return json.dumps(found, indent=2, allow_nan=False, ensure_ascii=False)


def _records(rows: pd.DataFrame) -> list[dict[str, Any]]:
    from workbench.interfaces.wording.earned import records

    return [{key: _plain(value) for key, value in row.items()} for row in records(rows)]


def _plain(value: Any) -> Any:
    if hasattr(value, "isoformat"):
        return value.isoformat()
    if hasattr(value, "item"):
        value = value.item()
    return None if isinstance(value, float) and not math.isfinite(value) else value
