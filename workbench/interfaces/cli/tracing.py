"""One simulated future on the terminal, and its page."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from os.path import commonprefix
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.errors import InputError, Problem
from workbench.interfaces.cli.places import folder_name
from workbench.interfaces.cli.streams import clean
from workbench.interfaces.cli.streams import results as standard_output

if TYPE_CHECKING:
    from rich.console import Console

    from workbench.experiment.story import Future
    from workbench.scenario import Scenario


@dataclass(frozen=True)
class Wanted:
    """What is to be told.

    Parameters
    ----------
    replication
        Number of the future.
    project
        Id of a project; none for all of them in short.
    out
        Folder for the page.
    """

    replication: int
    project: str | None
    out: Path


def show_trace(scenario: Scenario, wanted: Wanted) -> None:
    """Print a future, and write its page."""
    from workbench.experiment.story import live_through
    from workbench.interfaces.reports.story_page import portfolio_page, project_page
    from workbench.interfaces.wording.story import one_of_many

    i = place_of(scenario, wanted.project)
    future = live_through(scenario, wanted.replication)
    page = wanted.out / f"{page_stem(scenario, wanted)}.html"
    console = standard_output()
    console.print()
    console.print(clean(one_of_many(future)))
    if i is None:
        portfolio_page(future, page)
        _show_portfolio(console, future)
    else:
        project_page(future, i, page)
        _show_project(console, future, i)
    console.print()
    console.print(f"Gantt:  {page.resolve().as_uri()}", soft_wrap=True)


def page_stem(scenario: Scenario, wanted: Wanted) -> str:
    """Name of the page, one for each future and project."""
    whose = "" if wanted.project is None else f"-{wanted.project}"
    return folder_name(f"{scenario.name}-{wanted.replication}-of-{scenario.seed}{whose}")


def place_of(scenario: Scenario, project: str | None) -> int | None:
    """Place of a project in the plan, by its id or its name; an error with the nearest spelling if none."""
    from workbench.engines.plan import plan_of

    if project is None:
        return None
    plan = plan_of(scenario)
    ids, names = plan.projects.ids, plan.projects.names
    if project in ids:
        return ids.index(project)
    if names.count(project) == 1:
        return names.index(project)
    folded = {word.casefold(): one for words in (names, ids) for word, one in zip(words, ids, strict=True)}
    near = get_close_matches(project.casefold(), list(folded), n=5, cutoff=0.5)
    # Of ids that are equally near, people mean the one that begins alike.
    near.sort(key=lambda word: -len(commonprefix([word, project.casefold()])))
    remedy = f"did you mean {folded[near[0]]}?" if near else f"there are: {', '.join(ids)}"
    message = "is no project of this portfolio"
    raise InputError.of(Problem(("--project",), message, project, remedy, scenario.name))


def _show_project(console: Console, future: Future, i: int) -> None:
    from rich.table import Table

    from workbench.charts.dates import dated
    from workbench.experiment.story import account_of, story_of
    from workbench.interfaces.wording.story import COUNTED, closing, told

    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(justify="right", no_wrap=True)
    table.add_column(overflow="fold")
    before = ""
    for line in told(future, story_of(future, i)):
        day = dated(line.date)
        table.add_row("" if day == before else day, clean(line.text))
        before = day
    console.print()
    console.print(clean(f"{future.name(i)} ({future.plan.projects.ids[i]})"))
    console.print()
    console.print(table)
    for text in closing(future, account_of(future).projects[i]):
        console.print()
        console.print(clean(text))
    console.print()
    console.print(COUNTED, style="dim")


def _show_portfolio(console: Console, future: Future) -> None:
    from rich.table import Table

    from workbench.experiment.story import account_of
    from workbench.interfaces.wording.fates import FATES, fate_rows, opening

    table = Table(box=None, pad_edge=False, header_style="dim")
    for heading in FATES:
        table.add_column(heading, justify="right" if heading in ("released", "rank", "ended") else "left")
    for row in fate_rows(future):
        table.add_row(*(clean(cell) for cell in row))
    console.print()
    console.print(clean(opening(future, account_of(future).npv)))
    console.print()
    console.print(table)
    console.print()
    console.print("One of them day by day: the same command with --project ID.")
