"""`workbench trace`: one simulated future in sentences and as a Gantt."""

from __future__ import annotations

from pathlib import Path

import click

from workbench.interfaces.cli.options import DEBUG, JSON, MAP, MOST_SEED, Whole, out_option


@click.command(epilog="Example: workbench trace scenarios/baseline.yaml --replication 17 --project P07")
@click.argument("scenario", metavar="SCENARIO")
@click.option(
    "-r",
    "--replication",
    type=Whole(0, 999_999),
    default=0,
    show_default=True,
    metavar="N",
    help="Which future: its number, from 0, as in the tables of a run.",
)
@click.option("-p", "--project", metavar="ID", help="Whose story. [default: all projects in short]")
@click.option(
    "--seed", type=Whole(0, MOST_SEED), metavar="N", help="Root of all luck. [default: the scenario's]"
)
@out_option("runs/trace")
@MAP
@JSON
@DEBUG
def trace(
    *,
    scenario: str,
    replication: int,
    project: str | None,
    seed: int | None,
    out: Path | None,
    mapping: str | None,
    as_json: bool,
) -> None:
    """Tell one simulated future, day by day.

    Who was released when and why, who waited for whom, what had to be done again, what gates believed, how
    it ended; with a Gantt as a page that opens without a network. SCENARIO as in `run`.
    """
    from workbench.interfaces.cli.inputs import read_one
    from workbench.interfaces.cli.running import RUNS
    from workbench.interfaces.cli.tracing import Wanted, show_trace

    one = read_one(scenario, seed, mapping, "a future is told of one at a time")
    wanted = Wanted(replication, project, RUNS / "trace" if out is None else out)
    if as_json:
        from workbench.interfaces.cli.traced_json import trace_as_json

        click.echo(trace_as_json(one, wanted))
    else:
        show_trace(one, wanted)
