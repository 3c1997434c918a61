"""A batch: every scenario on its own, so that a failing one takes nobody with it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.errors import InputError, WorkbenchError
from workbench.interfaces.cli.inputs import input_files, read_scenarios
from workbench.interfaces.cli.places import folder_names, shown
from workbench.interfaces.cli.reporting import PAGES, Request, index_over, make_pages
from workbench.interfaces.cli.running import BLOCKS, Order, simulated, written
from workbench.interfaces.cli.sentences import opening, standing
from workbench.interfaces.cli.showing import say, say_failures
from workbench.interfaces.cli.streams import clean

if TYPE_CHECKING:
    from workbench.scenario import Scenario


def run_batch(
    arguments: Iterable[str], seed: int | None, replications: int, jobs: int | None, out: Path
) -> bool:
    """Run all that can be run; whether everything could.

    Raises
    ------
    InputError
        If no file at all holds a scenario.
    """
    order = Order(replications, jobs, out / BLOCKS)
    files = input_files(arguments)
    scenarios: list[Scenario] = []
    refused = InputError()
    for path in files:
        try:
            asked = read_scenarios([str(path)], seed)
        except InputError as error:
            refused = InputError((*refused.problems, *error.problems))
            _line(f"failed: {path}: {len(error.problems)} problems, the first: {error.problems[0]}")
            continue
        scenarios += asked.scenarios
        for said in asked.assumed:
            say(said)
    if not scenarios:
        raise refused
    good = not refused.problems
    folders: list[Path] = []
    names: list[str] = []
    for scenario, name in zip(scenarios, folder_names([one.name for one in scenarios]), strict=True):
        try:
            found = simulated(scenario, order)
        except WorkbenchError as error:
            good = False
            _line(f"failed: {scenario.name}: {' '.join(str(error).split())}")
            continue
        good = not say_failures(found) and good
        folders.append(written(found, out / name))
        names.append(scenario.name)
        for said in [*opening(found), standing(found)]:
            click.echo(said)
    if folders:
        make_pages([Request(run, name, out / PAGES) for run, name in zip(folders, names, strict=True)], jobs)
        click.echo(f"Index: {index_over(folders, out / PAGES).resolve().as_uri()}")
        click.echo(f"Files: {shown(out)}")
    return good


def _line(text: str) -> None:
    click.echo(clean(text), err=True)
