"""`workbench value`: what the PMO is worth, against less of it, more, or the money spent elsewhere."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from workbench.interfaces.cli.executing import processes_of
from workbench.interfaces.cli.options import (
    JSON,
    MAP,
    WORLDS,
    decision_option,
    futures_option,
    luck_options,
    out_option,
)


@click.command(epilog="Example: workbench value scenarios/baseline.yaml")
@click.argument("scenario", metavar="SCENARIO")
@WORLDS
@futures_option(6, "for each draw")
@decision_option()
@out_option("runs/value")
@MAP
@JSON
@luck_options
def value(
    *,
    scenario: str,
    worlds: int,
    futures: int,
    day: datetime | None,
    out: Path | None,
    mapping: str | None,
    as_json: bool,
    seed: int | None,
    jobs: int | None,
    engine: str,
) -> None:
    """Put the PMO on trial.

    Keep it, cut it by 15, 30 or 50 %, close it, extend it, or spend the same money on project people or on
    further projects: all on the same futures, with practices that fade when nobody is paid for them, over
    what nobody knows for sure. SCENARIO states what the PMO does in pmo.standards.
    """
    from workbench.engines.engine import EngineName
    from workbench.experiment.worth import by_strength, hearing_of
    from workbench.interfaces.cli.inputs import read_one
    from workbench.interfaces.cli.one_writer import one_writer
    from workbench.interfaces.cli.running import RUNS, progress_bar
    from workbench.interfaces.cli.studying import show_answer
    from workbench.interfaces.studies.pmo_hearing import hearing_answer
    from workbench.interfaces.studies.pmo_hearing_json import hearing_json

    base = read_one(scenario, seed, mapping, "one PMO is on trial")
    folder = RUNS / "value" if out is None else out
    on = None if day is None else day.date()
    processes = processes_of(jobs)
    chosen = EngineName(engine)
    with one_writer(folder):
        with progress_bar("what nobody knows") as progress:
            hearing = hearing_of(
                base, worlds, futures, on=on, jobs=processes, engine=chosen, progress=progress
            )
        with progress_bar("strength of the effect") as progress:
            curve = by_strength(base, on=on, engine=chosen, progress=progress)
        if as_json:
            click.echo(hearing_json(hearing, curve))
        else:
            show_answer(hearing_answer(hearing, curve), folder)
