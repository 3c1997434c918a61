"""`workbench earned`: performance against the plan at approval, and what its forecasts are worth."""

from __future__ import annotations

from pathlib import Path

import click

from workbench.interfaces.cli.options import DEBUG, JSON, MAP, MOST_SEED, REPLICATIONS, Whole, out_option


@click.command(epilog="Example: workbench earned scenarios/baseline.yaml --project P07 -n 500")
@click.argument("scenario", metavar="SCENARIO")
@click.option("-p", "--project", metavar="ID", help="One project alone. [default: all together]")
@click.option(
    "-r",
    "--replication",
    type=Whole(0, 999_999),
    metavar="N",
    help="Show the curves of one future, by its number from 0. [default: averages over all]",
)
@click.option(
    "-n",
    "--replications",
    type=Whole(2, 100_000),
    default=REPLICATIONS,
    show_default=True,
    metavar="N",
    help="How many futures to simulate.",
)
@click.option(
    "--seed", type=Whole(0, MOST_SEED), metavar="N", help="Root of all luck. [default: the scenario's]"
)
@click.option(
    "--engine",
    type=click.Choice(["auto", "compiled", "simpy"]),
    default="auto",
    show_default=True,
    help="Which engine simulates; changes nothing in the numbers.",
)
@out_option("runs/earned")
@MAP
@JSON
@DEBUG
def earned(
    *,
    scenario: str,
    project: str | None,
    replication: int | None,
    replications: int,
    seed: int | None,
    engine: str,
    out: Path | None,
    mapping: str | None,
    as_json: bool,
) -> None:
    """Tell whether work is on plan and forecasts can be trusted.

    Planned, earned and paid over time, as it is and as boards are told; how far forecasts of cost and time
    err; what benefits come to. SCENARIO as in `run`.
    """
    from workbench.interfaces.cli.earning import Asked, earned_as_json, show_earned
    from workbench.interfaces.cli.inputs import read_one
    from workbench.interfaces.cli.running import RUNS
    from workbench.interfaces.cli.tracing import place_of

    one = read_one(scenario, seed, mapping, "performance is told of one at a time")
    asked = Asked(replications, replication, place_of(one, project), engine)
    if as_json:
        click.echo(earned_as_json(one, asked))
    else:
        show_earned(one, asked, RUNS / "earned" if out is None else out)
