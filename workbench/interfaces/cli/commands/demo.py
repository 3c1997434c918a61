"""`workbench demo`: the main line from end to end, on a bundled example."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.interfaces.cli.options import out_option, running_options

if TYPE_CHECKING:
    from workbench.interfaces.cli.executing import Where


@click.command(epilog="Example: workbench demo")
@out_option("workbench-demo")
@running_options
def demo(
    *,
    out: Path | None,
    replications: int,
    seed: int | None,
    jobs: int | None,
    engine: str,
    twins: int,
    detail: int | str,
    where: Where,
) -> None:
    """Show the workbench on a bundled example, in about a minute.

    A plainly fictional insurer: today against three what-ifs on the same simulated futures, with two
    reports and an index page.
    """
    from workbench.interfaces.cli.demonstration import demonstrate
    from workbench.interfaces.cli.one_writer import one_writer
    from workbench.interfaces.cli.running import BLOCKS, Order, staffed

    folder = Path("workbench-demo") if out is None else out
    order = Order(replications, jobs, folder / BLOCKS, engine, twins, detail, where)
    with one_writer(folder), staffed(order) as staffed_order:
        done = demonstrate(folder, staffed_order, seed)
    if not done:
        raise click.exceptions.Exit(1)
