"""What commands of studies share: how they simulate, how an answer is shown, where its page goes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from workbench.interfaces.cli.options import ALL, DEBUG, RUNNING_PLAINLY
from workbench.interfaces.cli.places import folder_name
from workbench.interfaces.cli.running import BLOCKS, Order, compared
from workbench.interfaces.cli.streams import clean
from workbench.interfaces.cli.streams import results as standard_output

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from workbench.experiment import Comparison
    from workbench.experiment.studies.runs import Runs
    from workbench.interfaces.studies.answer import Answer, Grid
    from workbench.scenario import Scenario

Decorated = TypeVar("Decorated", bound=Callable[..., Any])

TWINS = 1
"""Futures of each changed scenario that both engines live through."""


def order_of(replications: int, jobs: int | None, engine: str, root: Path) -> Order:
    """Every project row is kept, and finished blocks too, so that a stopped command goes on."""
    return Order(replications, jobs, root / BLOCKS, engine, TWINS, ALL)


def blocks_beside(folder: Path) -> Path:
    """Where blocks go of a study whose page goes into a folder: there too, but beside a run, not into it."""
    run = folder.absolute().parent
    return run.parent if (run / "manifest.json").is_file() else folder


def runs_with(order: Order) -> Runs:
    """Simulate with a progress bar, blocks kept."""

    def runs(scenarios: Sequence[Scenario]) -> Comparison:
        return compared(scenarios, order)

    return runs


def words_of(text: str) -> tuple[str, ...]:
    """Words with commas between them, each once.

    Examples
    --------
    >>> words_of("dev, test,dev")
    ('dev', 'test')
    """
    return tuple(dict.fromkeys(one.strip() for one in text.split(",") if one.strip()))


def two_scenarios(
    first: str, second: str, seed: int | None, mapping: str | None
) -> tuple[Scenario, Scenario]:
    """Two scenarios from files or folders of finished runs, each read on its own: they may share a name."""
    from workbench.interfaces.cli.inputs import read_scenarios
    from workbench.interfaces.cli.showing import say

    found = []
    for argument in (first, second):
        asked = read_scenarios((scenario_file(argument),), seed, mapping)
        if len(asked.scenarios) != 1:
            raise click.UsageError(
                f"{argument} holds {len(asked.scenarios)} scenarios: name a file with one."
            )
        for line in asked.assumed:
            say(line)
        found.append(asked.scenarios[0])
    return found[0], found[1]


def scenario_file(argument: str) -> str:
    """The scenario of a finished run that its folder holds; anything else is returned as it is."""
    folder = Path(argument)
    if not (folder / "manifest.json").is_file():
        return argument
    files = sorted((folder / "scenarios").glob("*.yaml"))
    if len(files) == 1:
        return str(files[0])
    names = ", ".join(one.as_posix() for one in files)
    raise click.UsageError(f"{argument} holds {len(files)} scenarios; name one of them: {names}")


def show_answer(answer: Answer, folder: Path) -> None:
    """Print an answer and write its page."""
    from workbench.interfaces.reports.study_page import study_page

    page = folder / f"{folder_name(f'{answer.key}-{answer.scenario.name}')}.html"
    study_page(answer, page)
    console = standard_output()
    for line in answer.lead:
        console.print()
        console.print(clean(line))
    for section in answer.sections:
        console.print()
        console.print(clean(section.title), style="bold")
        for line in section.sentences:
            console.print(clean(line))
        for grid in section.short or section.grids:
            _show_grid(console, grid)
        for line in section.notes:
            console.print(clean(line), style="dim")
    for line in (answer.rests_on, *answer.notes):
        console.print()
        console.print(clean(line), style="dim")
    console.print()
    console.print(f"Page:   {page.resolve().as_uri()}", soft_wrap=True)


def _show_grid(console: Console, grid: Grid) -> None:
    from rich import box
    from rich.table import Table

    table = Table(title=clean(grid.caption), title_justify="left", title_style="", box=box.SIMPLE_HEAD,
                  pad_edge=False, show_edge=False)  # fmt: skip
    for k, heading in enumerate(grid.head):
        table.add_column(clean(heading), justify="left" if k in grid.texts else "right", overflow="fold")
    for row in grid.rows:
        table.add_row(*(_two_lines(cell) for cell in row))
    for row in grid.totals:
        table.add_section()
        table.add_row(*(clean(cell) for cell in row), style="bold")
    console.print()
    console.print(table)


def _two_lines(cell: str) -> Text:
    """A figure over its range, where the range must not be broken; other cells as they are."""
    from rich.text import Text

    from workbench.charts.numbers import NBSP

    value, bracket, rest = cell.partition(" (")
    if bracket and NBSP in rest:
        return Text(f"{clean(value)}\n({clean(rest)}", no_wrap=True)
    return Text(clean(cell))


def studying_options(command: Decorated) -> Decorated:
    """How many futures, which luck, how many processes, which engine."""
    command = DEBUG(command)
    for option in reversed(RUNNING_PLAINLY):
        command = option(command)
    return command
