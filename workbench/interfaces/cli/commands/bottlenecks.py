"""`workbench bottlenecks`: which role is worth one more person, what makes promises late, who delays whom."""

from __future__ import annotations

from pathlib import Path

import click

from workbench.interfaces.cli.options import JSON, MAP, Whole, out_option
from workbench.interfaces.cli.studying import studying_options


@click.command(epilog="Example: workbench bottlenecks scenarios/baseline.yaml --pools developers,testers")
@click.argument("scenario", metavar="SCENARIO")
@click.option("--pools", metavar="ID,…", default="", help="Roles to look at. [default: all]")
@click.option(
    "--projects",
    metavar="N|ID,…",
    default="10",
    show_default=True,
    help="Projects to take away in turn: so many with the most work, or these.",
)
@click.option(
    "--most",
    type=Whole(1, 50),
    default=4,
    show_default=True,
    metavar="N",
    help="Try at most so many more people.",
)
@out_option("runs/bottlenecks")
@MAP
@JSON
@studying_options
def bottlenecks(
    *,
    scenario: str,
    pools: str,
    projects: str,
    most: int,
    out: Path | None,
    mapping: str | None,
    as_json: bool,
    replications: int,
    seed: int | None,
    jobs: int | None,
    engine: str,
) -> None:
    """Find out where it hurts.

    For every role what one more person is worth a year and where it stops paying; for every late commitment
    its days by cause; and who delays whom. All of it by simulating changes on the same futures. SCENARIO as
    in `run`.
    """
    from workbench.interfaces.cli.bottlenecked import Wish, found_where_it_hurts
    from workbench.interfaces.cli.inputs import read_one
    from workbench.interfaces.cli.one_writer import one_writer
    from workbench.interfaces.cli.running import RUNS
    from workbench.interfaces.cli.studying import order_of, show_answer
    from workbench.interfaces.studies.bottlenecks import bottlenecks_answer, bottlenecks_json

    one = read_one(scenario, seed, mapping, "where it hurts is asked of one at a time")
    root = RUNS if out is None else out
    folder = root / "bottlenecks" if out is None else out
    order = order_of(replications, jobs, engine, root)
    with one_writer(folder):
        found = found_where_it_hurts(one, order, Wish.of(pools, projects, most))
        if as_json:
            click.echo(bottlenecks_json(found))
        else:
            show_answer(bottlenecks_answer(found), folder)
