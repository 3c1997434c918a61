"""A batch of scenario files: compared where that is possible, else each on its own; what fails is told of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.errors import ClusterError, InputError, Problem, RunError, WorkbenchError
from workbench.interfaces.cli.failing import (
    Failed,
    incomplete,
    last_words,
    sweep_failed,
    tell,
    without_figures,
)
from workbench.interfaces.cli.inputs import input_files, read_scenarios
from workbench.interfaces.cli.making import report_all
from workbench.interfaces.cli.one_run import Brief, finished
from workbench.interfaces.cli.places import folder_names, shown
from workbench.interfaces.cli.reporting import index_over
from workbench.interfaces.cli.retiring import retire_comparison
from workbench.interfaces.cli.running import Order, compared, simulated, written
from workbench.interfaces.cli.sentences import opening, standing
from workbench.interfaces.cli.set_beside import SetBeside, set_beside
from workbench.interfaces.cli.showing import say, say_failures
from workbench.interfaces.cli.streams import clean
from workbench.interfaces.reports.step import Step
from workbench.interfaces.wording.study_labels import labels_among

if TYPE_CHECKING:
    from workbench.experiment import Comparison
    from workbench.interfaces.reports.study_reports import Wanted
    from workbench.scenario import Scenario


@dataclass(frozen=True)
class Chosen:
    """Scenarios as they were asked for.

    Parameters
    ----------
    arguments
        Files, folders, patterns.
    seed
        In place of those that they state, if any.
    baseline
        Name of the one that others are compared with; empty for the one that is called so.
    """

    arguments: Sequence[str]
    seed: int | None
    baseline: str = ""


@dataclass
class Batch:
    """What has been read, what was finished, and what failed on the way."""

    scenarios: list[Scenario] = field(default_factory=list)
    """All that could be read."""
    sound: list[Scenario] = field(default_factory=list)
    """Those that can be simulated; another one would stop a comparison of all."""
    beside: SetBeside = SetBeside()
    """Which of them are compared."""
    finished: dict[str, Path] = field(default_factory=dict)
    """Folders of runs by scenario."""
    failed: list[Failed] = field(default_factory=list)
    """Scenarios of which there are no figures."""
    partly: list[Failed] = field(default_factory=list)
    """Those of which some futures are missing."""

    def unread(self, path: Path, *reasons: str) -> None:
        from workbench.interfaces.files.text import spelled

        name = spelled(path)
        self.failed.append(Failed(name, name, Step.READ, reasons))

    def unsimulated(self, scenario: Scenario, *reasons: str) -> None:
        label = labels_among([scenario])[scenario.name]
        self.failed.append(tell(Failed(scenario.name, label, Step.SIMULATED, reasons)))

    @property
    def count(self) -> int:
        """How many scenarios there are, those that could not be read among them."""
        return len(self.scenarios) + sum(one.step is Step.READ for one in self.failed)


def read_batch(chosen: Chosen, futures: int) -> Batch:
    """Read all that was asked for, and tell what cannot be read or simulated; nothing is written.

    Parameters
    ----------
    chosen
        What was asked for.
    futures
        Of each scenario.

    Raises
    ------
    InputError
        If no file at all holds a scenario, or none is called as the baseline shall be.
    """
    batch = Batch()
    problems = _read(batch, input_files(chosen.arguments), chosen.seed)
    if not batch.scenarios:
        raise InputError(tuple(problems))
    for one in batch.failed:
        tell(one)
    batch.sound = list(_sound(batch, futures))
    batch.beside = set_beside(batch.sound, chosen.baseline)
    return batch


def check_folders(batch: Batch, out: Path) -> None:
    """Refuse folders that hold files of somebody else before a night of simulating, not after it.

    Parameters
    ----------
    batch
        What will be simulated. What is compared may have to stand alone after all: both are looked at.
    out
        Folder of results.
    """
    from workbench.experiment import check_run_folder
    from workbench.experiment.run_folder import MANIFEST, MARK

    if batch.beside.is_possible:
        check_run_folder(out)
    elif (out / MANIFEST).is_file() and not (out / MARK).is_file():
        # Whoever publishes the folder would get what that says, and nothing of what is made now.
        said = f"holds a {MANIFEST} that no run of workbench put there"
        raise InputError.of(Problem(("--out",), said, shown(out), "name another folder"))
    for name in folder_names([one.name for one in batch.sound]):
        check_run_folder(out / name)


def run_batch(batch: Batch, brief: Brief, order: Order) -> bool:
    """Run all that can be run, with reports on each and an index; whether everything could."""
    if batch.beside.words and not batch.beside.is_possible:
        say(batch.beside.words)
    found = _compared(batch.beside, order) if batch.beside.is_possible else None
    if found is not None:
        return finished(found, brief, order, batch.failed)
    return _each_alone(batch, brief, order)


def _compared(beside: SetBeside, order: Order) -> Comparison | None:
    """All of them on the same futures; nothing where the baseline has none, and they are tried one by one."""
    try:
        found = compared(beside.scenarios, order)
    except RunError as error:
        say(f"Each stands on its own: {_said(error)}")
        return None
    say(beside.words)
    return found


def _each_alone(batch: Batch, brief: Brief, order: Order) -> bool:
    from workbench.interfaces.reports.folder import open_run
    from workbench.interfaces.reports.kept_unmade import keep_unmade
    from workbench.interfaces.reports.page_list import write_list
    from workbench.interfaces.reports.pages import INDEX
    from workbench.interfaces.reports.study_reports import listing

    _simulate(batch, brief, order)
    every = _wanted(batch, brief)
    unmade = without_figures(batch.failed, brief.name, brief.pages, [one.page for one in every])
    failed = [*batch.failed, *batch.partly]
    if batch.finished:
        failed += report_all(every, brief.name, order.jobs, order.staff, INDEX)
        write_list(listing(every), brief.pages)
    sweep_failed(brief.pages, [*(one.page for one in every), *(one.page for one in unmade)])
    if batch.finished:
        runs = [open_run(one, "") for one in batch.finished.values()]
        keep_unmade([one.shown for one in unmade], runs, brief.pages)
        index = index_over(list(batch.finished.values()), brief.pages, [one.shown for one in unmade])
        click.echo(f"Index: {index.resolve().as_uri()}")
        click.echo(f"Files: {shown(brief.out)}")
    for line in last_words(failed, batch.count, brief.pages):
        click.echo(line)
    return not failed


def _wanted(batch: Batch, brief: Brief) -> list[Wanted]:
    from workbench.interfaces.reports.folder import open_run
    from workbench.interfaces.reports.study_reports import wanted

    own = [(open_run(folder.absolute(), ""), name) for name, folder in batch.finished.items()]
    return list(wanted(own, brief.made_of, brief.pages))


def _read(batch: Batch, files: Sequence[Path], seed: int | None) -> list[Problem]:
    """Read all that can be read; everything that is wrong with the rest."""
    taken: dict[str, Path] = {}
    told: set[str] = set()
    problems: list[Problem] = []
    for path in files:
        try:
            asked = read_scenarios([str(path)], seed)
        except InputError as error:
            problems += error.problems
            batch.unread(path, *map(str, error.problems))
            continue
        for said in asked.assumed:
            if said not in told:
                say(said)
        told.update(asked.assumed)
        for scenario in asked.scenarios:
            first = taken.setdefault(scenario.name.casefold(), path)
            if first is not path:
                why = f"the name {scenario.name} is that of {first} too; rename one"
                batch.unread(path, why)
                continue
            batch.scenarios.append(scenario)
    return problems


def _sound(batch: Batch, futures: int) -> Iterator[Scenario]:
    """Scenarios that can be simulated; one that cannot would stop a comparison of all."""
    from workbench.experiment.run import checked

    for scenario in batch.scenarios:
        try:
            checked([scenario], futures)
        except InputError as error:
            batch.unsimulated(scenario, *map(str, error.problems))
            continue
        yield scenario


def _simulate(batch: Batch, brief: Brief, order: Order) -> None:
    names = folder_names([one.name for one in batch.sound])
    for scenario, name in zip(batch.sound, names, strict=True):
        try:
            found = simulated(scenario, order)
        except ClusterError:
            # The next scenario would wait for the same machines, in vain.
            raise
        except WorkbenchError as error:
            batch.unsimulated(scenario, _said(error))
            continue
        say_failures(found)
        batch.partly += incomplete(found)
        retire_comparison(brief.out)
        batch.finished[scenario.name] = written(found, brief.out / name, agreed=brief.agreed)
        for said in [*opening(found), standing(found)]:
            click.echo(clean(said))


def _said(error: WorkbenchError) -> str:
    return " ".join(str(error).split())
