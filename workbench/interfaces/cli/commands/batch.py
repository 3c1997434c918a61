"""`workbench batch`: many scenarios, a report on each, an index over all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.interfaces.cli.options import out_option, running_options

if TYPE_CHECKING:
    from workbench.interfaces.cli.executing import Where


@click.command(epilog="Example: workbench batch scenarios --out runs/tonight -n 1000")
@click.argument("scenarios", metavar="SCENARIO_OR_DIR...", nargs=-1, required=True)
@out_option("runs/batch")
@running_options
def batch(
    *,
    scenarios: tuple[str, ...],
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

    Each SCENARIO_OR_DIR is a scenario file or a folder of them. Every scenario gets a page, and an
    index links them. A scenario that fails is one line; the others are finished, and the exit code is 1.
    """
    from workbench.interfaces.cli.batching import run_batch
    from workbench.interfaces.cli.one_writer import one_writer
    from workbench.interfaces.cli.running import BLOCKS, RUNS, Order, staffed

    folder = RUNS / "batch" if out is None else out
    order = Order(replications, jobs, folder / BLOCKS, engine, twins, detail, where)
    with one_writer(folder), staffed(order) as staffed_order:
        done = run_batch(scenarios, seed, staffed_order, folder)
    if not done:
        raise click.exceptions.Exit(1)
