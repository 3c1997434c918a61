"""A batch: every scenario on its own, so that a failing one takes nobody with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.errors import ClusterError, InputError, Problem, WorkbenchError
from workbench.interfaces.cli.inputs import input_files, read_scenarios
from workbench.interfaces.cli.making import report_all
from workbench.interfaces.cli.places import folder_names, shown
from workbench.interfaces.cli.reporting import PAGES, index_over
from workbench.interfaces.cli.running import Order, simulated, written
from workbench.interfaces.cli.sentences import opening, standing
from workbench.interfaces.cli.showing import say, say_failures
from workbench.interfaces.cli.streams import clean

if TYPE_CHECKING:
    from workbench.interfaces.cli.running import Agreed
    from workbench.interfaces.reports.study_reports import Template, Wanted
    from workbench.scenario import Scenario


@dataclass
class _Batch:
    """What has been read, what was finished, and whether anything failed on the way."""

    scenarios: list[Scenario] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    finished: dict[str, Path] = field(default_factory=dict)
    """Folders of runs by scenario."""
    failed: int = 0

    def fail(self, what: object, why: str) -> None:
        self.failed += 1
        click.echo(clean(f"failed: {what}: {why}"), err=True)


def run_batch(
    arguments: Iterable[str],
    seed: int | None,
    made_of: Sequence[Template],
    order: Order,
    out: Path,
    agreed: Agreed = (),
) -> bool:
    """Run all that can be run, with reports on each and an index; whether everything could.

    Raises
    ------
    InputError
        If no file at all holds a scenario.
    """
    from workbench.interfaces.reports.page_list import write_list
    from workbench.interfaces.reports.study_reports import listing

    batch = _Batch()
    _read(batch, input_files(arguments), seed)
    if not batch.scenarios:
        raise InputError(tuple(batch.problems))
    _simulate(batch, order, out, agreed)
    if batch.finished:
        every = _wanted(batch, made_of, out)
        batch.failed += report_all(every, out.name, order.jobs, order.staff)
        write_list(listing(every), out / PAGES)
        index = index_over(list(batch.finished.values()), out / PAGES)
        click.echo(f"Index: {index.resolve().as_uri()}")
        click.echo(f"Files: {shown(out)}")
    return batch.failed == 0


def _wanted(batch: _Batch, made_of: Sequence[Template], out: Path) -> list[Wanted]:
    from workbench.interfaces.reports.folder import open_run
    from workbench.interfaces.reports.study_reports import wanted

    own = [(open_run(folder.absolute(), ""), name) for name, folder in batch.finished.items()]
    return list(wanted(own, made_of, out / PAGES))


def _read(batch: _Batch, files: Sequence[Path], seed: int | None) -> None:
    taken: dict[str, Path] = {}
    told: set[str] = set()
    for path in files:
        try:
            asked = read_scenarios([str(path)], seed)
        except InputError as error:
            batch.problems += error.problems
            count = len(error.problems)
            batch.fail(
                path, str(error.problems[0]) + (f" (and {count - 1} more problems)" if count > 1 else "")
            )
            continue
        for said in asked.assumed:
            if said not in told:
                say(said)
        told.update(asked.assumed)
        for scenario in asked.scenarios:
            first = taken.setdefault(scenario.name.casefold(), path)
            if first is not path:
                batch.fail(path, f"the name {scenario.name} is that of {first} too; rename one")
                continue
            batch.scenarios.append(scenario)


def _simulate(batch: _Batch, order: Order, out: Path, agreed: Agreed) -> None:
    names = folder_names([one.name for one in batch.scenarios])
    for scenario, name in zip(batch.scenarios, names, strict=True):
        try:
            found = simulated(scenario, order)
        except ClusterError:
            # The next scenario would wait for the same machines, in vain.
            raise
        except WorkbenchError as error:
            batch.fail(scenario.name, " ".join(str(error).split()))
            continue
        batch.failed += say_failures(found)
        batch.finished[scenario.name] = written(found, out / name, agreed=agreed)
        for said in [*opening(found), standing(found)]:
            click.echo(said)
