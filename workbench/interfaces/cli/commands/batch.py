"""`workbench batch`: many scenarios, a report on each, an index over all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.interfaces.cli.options import AGREED, out_option, running_options

if TYPE_CHECKING:
    from workbench.interfaces.cli.executing import Where


@click.command(epilog="Example: workbench batch scenarios --out runs/tonight -n 1000")
@click.argument("scenarios", metavar="SCENARIO_DIR_OR_STUDY...", nargs=-1, required=True)
@click.option(
    "--notebook",
    "notebooks",
    metavar="NAME_OR_FILE",
    multiple=True,
    help="A report on each: scenario_report, or a notebook file. [default: scenario_report]",
)
@click.option(
    "-p",
    "--parameter",
    "parameters",
    metavar="NAME VALUE",
    nargs=2,
    multiple=True,
    help="A parameter of the notebooks; said twice with two values it makes two reports.",
)
@click.option(
    "--baseline",
    metavar="NAME",
    default="",
    help="Compare all with this scenario, on the same futures. [default: the one called baseline or today, "
    "where all share seed, horizon and currency]",
)
@click.option("--dry-run", is_flag=True, help="Only say what would be done, and about how long it takes.")
@AGREED
@out_option("runs/batch, or runs/ and the study's name")
@running_options
@click.pass_context
def batch(
    context: click.Context,
    *,
    scenarios: tuple[str, ...],
    notebooks: tuple[str, ...],
    parameters: tuple[tuple[str, str], ...],
    baseline: str,
    dry_run: bool,
    agreed: Path | None,
    out: Path | None,
    replications: int,
    seed: int | None,
    jobs: int | None,
    engine: str,
    twins: int,
    detail: int | str,
    where: Where,
) -> None:
    """Simulate many scenarios, with reports and an index.

    Each argument is a scenario file, a folder of them or a pattern; or one study file, which makes scenarios
    from factors (docs/batch.md). Every scenario gets its reports, and an index links them. What is finished
    is not made again: a stopped batch goes on. Scenarios that share seed, horizon and currency are compared
    with the one called baseline or today. A scenario that fails has a page that says why and is named in the
    last lines; the others are finished, and the exit code is 1.
    """
    from workbench.interfaces.cli.batch_order import BatchOrder, carried_out, rehearsed
    from workbench.interfaces.cli.running import BLOCKS, RUNS, Order, agreed_in

    stated = [
        context.get_parameter_source(name) is click.core.ParameterSource.COMMANDLINE
        for name in ("replications", "executor")
    ]
    n = replications if stated[0] else None
    asked = BatchOrder.of(scenarios, notebooks, parameters, seed, n, baseline)
    place = where if stated[1] else asked.placed(where)
    signed = agreed_in(agreed)
    folder = RUNS / asked.folder if out is None else out
    order = Order(asked.futures, jobs, folder.parent / BLOCKS, engine, twins, detail, place)
    if not (rehearsed(asked, order) if dry_run else carried_out(asked, order, folder, signed)):
        raise click.exceptions.Exit(1)
