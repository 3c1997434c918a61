"""`workbench practices`: what each practice of the PMO brings, and how large the PMO should be."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.interfaces.cli.executing import processes_of
from workbench.interfaces.cli.options import (
    JSON,
    MAP,
    decision_option,
    futures_option,
    luck_options,
    out_option,
)

if TYPE_CHECKING:
    from workbench.scenario import Scenario


@click.command(epilog="Example: workbench practices scenarios/baseline.yaml")
@click.argument("scenario", metavar="SCENARIO")
@futures_option(100, "of each of some 150 scenarios")
@decision_option()
@click.option(
    "--describe",
    is_flag=True,
    help="Only say what each practice does here, and which levels follow; nothing is simulated.",
)
@out_option("runs/practices")
@MAP
@JSON
@luck_options
def practices(
    *,
    scenario: str,
    futures: int,
    day: datetime | None,
    describe: bool,
    out: Path | None,
    mapping: str | None,
    as_json: bool,
    seed: int | None,
    jobs: int | None,
    engine: str,
) -> None:
    """Take the PMO apart.

    What each practice brings and costs, in shares that sum to what the whole PMO is worth; how many people
    are too many; coaches or auditors; where the next half level would pay. SCENARIO states what the PMO does
    in pmo.standards. With --describe: in plain words what each practice does here, at once.
    """
    from workbench.engines.engine import EngineName
    from workbench.experiment.worth.makeup import makeup_of
    from workbench.experiment.worth.under_rules import under_rules
    from workbench.interfaces.cli.inputs import read_one
    from workbench.interfaces.cli.one_writer import one_writer
    from workbench.interfaces.cli.running import RUNS, progress_bar
    from workbench.interfaces.cli.studying import show_answer
    from workbench.interfaces.studies.pmo_makeup import makeup_answer, makeup_json

    base = read_one(scenario, seed, mapping, "one PMO is taken apart")
    folder = RUNS / "practices" if out is None else out
    if describe:
        _describe(base, folder, as_json=as_json)
        return
    on = None if day is None else day.date()
    processes = processes_of(jobs)
    with one_writer(folder):
        with progress_bar("practices, sizes, levels") as progress:
            found = makeup_of(
                base, futures, on=on, jobs=processes, engine=EngineName(engine), progress=progress
            )
        with progress_bar("ways to rank") as progress:
            rules = under_rules(
                base, futures, on=on, jobs=processes, engine=EngineName(engine), progress=progress
            )
        if as_json:
            click.echo(makeup_json(found, rules))
        else:
            show_answer(makeup_answer(found, rules), folder)


def _describe(scenario: Scenario, folder: Path, *, as_json: bool) -> None:
    from workbench.experiment.worth.described import description_of
    from workbench.interfaces.cli.studying import show_answer
    from workbench.interfaces.studies.pmo_described import described_answer, described_json

    found = description_of(scenario)
    if as_json:
        click.echo(described_json(found))
    else:
        show_answer(described_answer(found), folder)
