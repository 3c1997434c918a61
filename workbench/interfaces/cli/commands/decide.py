"""`workbench decide`: what to do with each project now."""

from __future__ import annotations

from pathlib import Path

import click

from workbench.interfaces.cli.options import JSON, MAP, Months, out_option
from workbench.interfaces.cli.studying import studying_options


@click.command(epilog="Example: workbench decide scenarios/baseline.yaml")
@click.argument("scenario", metavar="SCENARIO")
@click.option(
    "--projects",
    metavar="ID,…",
    default="",
    help="Projects to look at. [default: in flight or proposed by the start]",
)
@click.option(
    "--later",
    type=Months(0.5, 60.0),
    default=6.0,
    show_default=True,
    metavar="MONTHS",
    help="How much later a project that is held would be proposed.",
)
@out_option("runs/decide")
@MAP
@JSON
@studying_options
def decide(
    *,
    scenario: str,
    projects: str,
    later: float,
    out: Path | None,
    mapping: str | None,
    as_json: bool,
    replications: int,
    seed: int | None,
    jobs: int | None,
    engine: str,
) -> None:
    """Say what to do with each project now.

    Green-light, hold, re-evaluate or stop: going on, stopping and starting later are simulated for every
    project on the same futures, with how stable the advice is and why. Money already spent plays no part.
    SCENARIO as in `run`.
    """
    from workbench.experiment.reevaluation import reevaluate
    from workbench.experiment.studies.decisions import decisions
    from workbench.interfaces.cli.inputs import read_one
    from workbench.interfaces.cli.one_writer import one_writer
    from workbench.interfaces.cli.running import RUNS
    from workbench.interfaces.cli.studying import order_of, runs_with, show_answer, words_of
    from workbench.interfaces.studies.deciding import deciding_answer, deciding_json

    one = read_one(scenario, seed, mapping, "decisions are asked of one at a time")
    root = RUNS if out is None else out
    folder = root / "decide" if out is None else out
    order = order_of(replications, jobs, engine, root)
    with one_writer(folder):
        found = decisions(one, runs_with(order), words_of(projects), later)
        again = reevaluate(one, replications) if one.strategy else None
        if as_json:
            click.echo(deciding_json(found, one, again))
        else:
            show_answer(deciding_answer(found, one, again), folder)
