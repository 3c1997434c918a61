"""`workbench frontier`: lists of projects by simulated value, worst futures and score."""

from __future__ import annotations

from pathlib import Path

import click

from workbench.interfaces.cli.options import JSON, MAP, out_option
from workbench.interfaces.cli.studying import studying_options


@click.command(epilog="Example: workbench frontier scenarios/budget-cut-15.yaml")
@click.argument("scenario", metavar="SCENARIO")
@out_option("runs/frontier")
@MAP
@JSON
@studying_options
def frontier(
    *,
    scenario: str,
    out: Path | None,
    mapping: str | None,
    as_json: bool,
    replications: int,
    seed: int | None,
    jobs: int | None,
    engine: str,
) -> None:
    """Show which lists of projects are worth choosing from.

    Lists within the budgets and limits are found by plan and simulated on the same futures: average value,
    average of the worst 10 % and delivered score. A list counts as beaten only where paired ranges say so.
    SCENARIO as in `run`.
    """
    from workbench.experiment.selecting.frontier import frontier as frontier_of
    from workbench.interfaces.cli.inputs import read_scenarios
    from workbench.interfaces.cli.one_writer import one_writer
    from workbench.interfaces.cli.running import RUNS
    from workbench.interfaces.cli.selecting import holdable
    from workbench.interfaces.cli.showing import say
    from workbench.interfaces.cli.streams import nothing_foreign
    from workbench.interfaces.cli.studying import order_of, runs_with, show_answer
    from workbench.interfaces.studies.frontier import frontier_answer, frontier_json

    asked = read_scenarios((scenario,), seed, mapping)
    if len(asked.scenarios) != 1:
        raise click.UsageError("Name one scenario: a frontier is asked of one at a time.")
    for line in asked.assumed:
        say(line)
    root = RUNS if out is None else out
    folder = root / "frontier" if out is None else out
    (one,) = asked.scenarios
    with one_writer(folder):
        with nothing_foreign():
            holdable(one)
            found = frontier_of(one, runs_with(order_of(replications, jobs, engine, root)))
        if as_json:
            click.echo(frontier_json(found, one))
        else:
            show_answer(frontier_answer(found, one), folder)
