"""`workbench sensitivity`: which assumptions a difference hangs on, and where it changes its side."""

from __future__ import annotations

from pathlib import Path

import click

from workbench.interfaces.cli.options import JSON, MAP, out_option
from workbench.interfaces.cli.studying import studying_options


@click.command(epilog="Example: workbench sensitivity scenarios/baseline.yaml scenarios/maturity-3.yaml")
@click.argument("base", metavar="BASE")
@click.argument("other", metavar="OTHER")
@click.option("--only", metavar="NAME,…", default="", help="Assumptions to vary. [default: all]")
@out_option("runs/sensitivity")
@MAP
@JSON
@studying_options
def sensitivity(
    *,
    base: str,
    other: str,
    only: str,
    out: Path | None,
    mapping: str | None,
    as_json: bool,
    replications: int,
    seed: int | None,
    jobs: int | None,
    engine: str,
) -> None:
    """Find the assumptions that a difference hangs on.

    Both scenarios are simulated with each assumption at the low and at the high end of its range, on the same
    futures; where the difference changes its side, the threshold is found. BASE and OTHER as in `explain`.
    With --out RUN/sensitivity, in the folder of a run of both, its reports list first what moves them most.
    """
    from workbench.experiment.studies.sensitivity import sensitivity as swings_between
    from workbench.interfaces.cli.one_writer import one_writer
    from workbench.interfaces.cli.running import RUNS
    from workbench.interfaces.cli.studying import (
        blocks_beside,
        order_of,
        runs_with,
        show_answer,
        two_scenarios,
        words_of,
    )
    from workbench.interfaces.reports.swings import keep_swings
    from workbench.interfaces.studies.hanging import sensitivity_answer, sensitivity_json

    first, second = two_scenarios(base, other, seed, mapping)
    root = RUNS if out is None else out
    folder = root / "sensitivity" if out is None else out
    order = order_of(replications, jobs, engine, blocks_beside(root))
    with one_writer(folder):
        found = swings_between(first, second, runs_with(order), words_of(only))
        keep_swings(found, folder)
        if as_json:
            click.echo(sensitivity_json(found))
        else:
            show_answer(sensitivity_answer(found), folder)
