"""What a batch was asked for: a study file, or scenarios with the reports on each."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.errors import InputError, Problem
from workbench.interfaces.cli import studied
from workbench.interfaces.cli.batching import Batch, Chosen, check_folders, read_batch, run_batch
from workbench.interfaces.cli.executing import Kind, Where
from workbench.interfaces.cli.one_run import Brief
from workbench.interfaces.cli.one_writer import one_writer
from workbench.interfaces.cli.options import REPLICATIONS
from workbench.interfaces.cli.places import folder_name
from workbench.interfaces.cli.reporting import PAGES
from workbench.interfaces.cli.running import Order, staffed

if TYPE_CHECKING:
    from workbench.interfaces.cli.running import Agreed
    from workbench.interfaces.files.studies import StudyRead
    from workbench.interfaces.reports.study_reports import Template
    from workbench.scenario.study import Study

REPORTS = ("scenario_report",)


@dataclass(frozen=True)
class BatchOrder:
    """What is to be simulated and reported.

    Parameters
    ----------
    arguments, seed
        As they were written.
    study
        The study, where a file of one was named.
    made_of
        The reports on each scenario.
    futures
        Simulated futures of each.
    folder
        Name of the folder of results, unless told otherwise.
    baseline
        Name of the scenario that others are compared with; empty where nobody named one.
    """

    arguments: tuple[str, ...]
    seed: int | None
    study: StudyRead | None
    made_of: tuple[Template, ...]
    futures: int
    folder: str
    baseline: str = ""

    def placed(self, where: Where) -> Where:
        """With the executor that a study asks for; what the command line adds to it stays."""
        return where if self.study is None else replace(where, kind=Kind(self.study.study.executor))

    @classmethod
    def of(
        cls,
        arguments: tuple[str, ...],
        notebooks: Sequence[str],
        parameters: Sequence[tuple[str, str]],
        seed: int | None,
        futures: int | None,
        baseline: str = "",
    ) -> BatchOrder:
        """Read and check everything before anything runs.

        Raises
        ------
        InputError
            With everything that is wrong in a study, and every notebook or parameter that there is not.
        """
        from workbench.interfaces.reports.study_reports import declared_types, templates

        read = _study(arguments)
        if read is None:
            names = notebooks or REPORTS
            values = _values(parameters, declared_types(names, Path.cwd()))
            made_of = templates(names, values, Path.cwd())
            return cls(arguments, seed, None, made_of, futures or REPLICATIONS, "batch", baseline)
        if notebooks or parameters:
            raise click.UsageError("A study file states its notebooks and their parameters itself.")
        if baseline:
            raise click.UsageError(
                "A study compares with the first of its scenarios: --baseline is for files."
            )
        if futures is not None and read.study.precision is not None:
            raise click.UsageError(
                "The study states how well differences shall be known: leave -n out, or change at_most in it."
            )
        study = read.study
        InputError.raise_if(read.located(list(_unmeasured(read))))
        made_of = templates(study.notebooks, study.parameters, read.path.parent)
        n = futures or study.replications
        return cls(arguments, seed, read.seeded(seed), made_of, n, folder_name(study.name))


def _study(arguments: Sequence[str]) -> StudyRead | None:
    from workbench.interfaces.files.studies import read_study

    named = [Path(one) for one in arguments]
    studies = [one for one in named if one.is_file() and _is_study(one)]
    if not studies:
        return None
    if len(named) > 1:
        raise click.UsageError(f"{studies[0]} is a study: it stands alone, and names its scenarios itself.")
    return read_study(studies[0], lambda study: _without_report(study, studies[0].parent))


def _without_report(study: Study, folder: Path) -> Sequence[Problem]:
    from workbench.interfaces.reports.study_reports import templates

    try:
        templates(study.notebooks, study.parameters, folder)
    except InputError as error:
        return error.problems
    return ()


def _is_study(path: Path) -> bool:
    """Whether a file is a study; what cannot be read is none, and is told of among the scenarios."""
    from workbench.interfaces.files.studies import is_study

    try:
        return is_study(path)
    except InputError:
        return False


def _unmeasured(read: StudyRead) -> Iterator[Problem]:
    """A goal on a measure that there is not would be looked for in vain until the last future."""
    from workbench.experiment.measures import measure_names

    if read.study.precision is None:
        return
    measure = read.study.precision.measure
    known = measure_names([pool.id for pool in read.scenarios[0].portfolio.pools])
    if measure not in known:
        near = get_close_matches(measure, known, n=1, cutoff=0.4)
        remedy = f"did you mean {near[0]}?" if near else "write npv"
        yield Problem(("precision", "measure"), "is no measure of a scenario", measure, remedy)


def _values(
    parameters: Sequence[tuple[str, str]], types: Mapping[str, Collection[str]]
) -> Mapping[str, list[object]]:
    """Values by name: text where notebooks say so; else a number, or yes or no, where it looks like one."""
    import yaml

    found: dict[str, list[object]] = {}
    for name, text in parameters:
        if set(types.get(name, ())) == {"str"}:
            found.setdefault(name, []).append(text)
            continue
        try:
            value = yaml.safe_load(text)
        except yaml.YAMLError:
            value = text
        found.setdefault(name, []).append(value if isinstance(value, (int, float, bool)) else text)
    return found


def rehearsed(asked: BatchOrder, order: Order) -> bool:
    """Say what would be done, and about how long it would take; whether everything could be done.

    Raises
    ------
    InputError
        If nothing could.
    """
    if asked.study is not None:
        for line in studied.described(asked.study, asked.made_of, order):
            click.echo(line)
        return True
    batch = read_batch(Chosen(asked.arguments, asked.seed, asked.baseline), order.replications)
    if batch.sound:
        for line in studied.reckoned("batch", batch.sound, asked.made_of, order):
            click.echo(line)
    if batch.beside.words:
        click.echo(batch.beside.words)
    return not batch.failed


def _check(asked: BatchOrder, batch: Batch | None, folder: Path) -> None:
    """What would end the batch after a night of simulating is found before it."""
    from workbench.experiment import check_run_folder
    from workbench.interfaces.reports.preflight import check_folder, check_kernel

    if batch is None:
        check_run_folder(folder)
    else:
        check_folders(batch, folder)
    check_folder(folder / PAGES if asked.made_of else folder)
    if asked.made_of:
        # Workers of a cluster are asked when they get their first report; what they cannot do is done here.
        check_kernel()


def carried_out(asked: BatchOrder, order: Order, folder: Path, agreed: Agreed) -> bool:
    """Simulate and report; whether everything could be done.

    Raises
    ------
    InputError
        Before anything is simulated: if no report could be made here, or nothing be written.
    """
    # Files come first: where none of them can be read, no folder is made.
    chosen = Chosen(asked.arguments, asked.seed, asked.baseline)
    batch = read_batch(chosen, order.replications) if asked.study is None else None
    _check(asked, batch, folder)
    with one_writer(folder), staffed(order) as staffed_order:
        if batch is not None:
            return run_batch(batch, Brief(folder.name, asked.made_of, folder, agreed), staffed_order)
        assert asked.study is not None
        study = asked.study.study
        brief = Brief(study.name, asked.made_of, folder, agreed, study.precision)
        return studied.run_study(asked.study, brief, staffed_order)
