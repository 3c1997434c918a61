"""`workbench roadmaps`: ways of building up a PMO side by side, in all and by size of project."""

from __future__ import annotations

from collections.abc import Sequence
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
    from workbench.experiment.worth.roadmaps import Drawing
    from workbench.policies.roadmap import Roadmap


@click.command(epilog="Example: workbench roadmaps scenarios/baseline.yaml")
@click.argument("scenario", metavar="SCENARIO")
@click.argument("files", metavar="[FILE…]", nargs=-1)
@futures_option(100, "of each roadmap")
@decision_option("Day of the decision for roadmaps that state no dates.")
@click.option(
    "--to-scenario",
    "written",
    type=(str, click.Path(dir_okay=False, path_type=Path)),
    metavar="NAME FILE",
    help="Only write the roadmap of this name as a scenario to a file (.yaml); nothing is simulated.",
)
@out_option("runs/roadmaps")
@MAP
@JSON
@luck_options
def roadmaps(
    *,
    scenario: str,
    files: tuple[str, ...],
    futures: int,
    day: datetime | None,
    written: tuple[str, Path] | None,
    out: Path | None,
    mapping: str | None,
    as_json: bool,
    seed: int | None,
    jobs: int | None,
    engine: str,
) -> None:
    """Put roadmaps of the PMO side by side.

    None, light, standard, heavy and tailored, and those that FILEs state (docs/roadmaps.md), against today’s
    PMO on the same futures: people, cost, level after three years, net value, and the work of small, medium
    and large projects. SCENARIO states the present maturity and what a person of the PMO costs.
    """
    from workbench.engines.engine import EngineName
    from workbench.experiment.worth.roadmap_study import TODAY, roadmap_study
    from workbench.experiment.worth.roadmaps import NAMED, Drawing, named_roadmaps
    from workbench.interfaces.cli.inputs import read_one
    from workbench.interfaces.cli.one_writer import one_writer
    from workbench.interfaces.cli.running import RUNS, progress_bar
    from workbench.interfaces.cli.studying import show_answer
    from workbench.interfaces.files.roadmaps import read_roadmaps
    from workbench.interfaces.studies.pmo_roadmaps import roadmaps_answer, roadmaps_json

    base = read_one(scenario, seed, mapping, "roadmaps start from one")
    own = read_roadmaps(files, base, (*NAMED, TODAY))
    on = None if day is None else day.date()
    drawing = Drawing.of(base, on)
    every = (*named_roadmaps(base, on), *own)
    if written is not None:
        _write(drawing, {one.name: one for one in every}, written, (scenario, *files))
        return
    planned = [drawing.planned(one) for one in every]
    folder = RUNS / "roadmaps" if out is None else out
    processes = processes_of(jobs)
    with one_writer(folder):
        with progress_bar("roadmaps") as progress:
            found = roadmap_study(
                base, planned, futures, jobs=processes, engine=EngineName(engine), progress=progress
            )
        if as_json:
            click.echo(roadmaps_json(found))
        else:
            show_answer(roadmaps_answer(found), folder)


def _write(
    drawing: Drawing, every: dict[str, Roadmap], written: tuple[str, Path], read: Sequence[str]
) -> None:
    from workbench.errors import InputError
    from workbench.interfaces.cli.places import check_target, write_whole
    from workbench.interfaces.files import dump_scenario
    from workbench.model.checks import unknown

    name, target = written
    InputError.raise_if(list(unknown(("--to-scenario",), [name], list(every), "roadmap")))
    if target.suffix.lower() not in (".yaml", ".yml"):
        raise click.BadParameter("a scenario is written as YAML; let the name end in .yaml",
                                 param_hint="--to-scenario")  # fmt: skip
    check_target(target, {Path(one).resolve() for one in read})
    made = drawing.planned(every[name]).scenario.model_copy(update={"name": target.stem})
    write_whole(target, dump_scenario(made))
    click.echo(f"Wrote {target}. Next: workbench compare {read[0]} {target}")
