"""`workbench demo`: the main line from end to end, on a bundled example."""

from __future__ import annotations

from pathlib import Path

import click

from workbench.interfaces.cli.options import out_option, running_options


@click.command(epilog="Example: workbench demo")
@out_option("workbench-demo")
@running_options
def demo(*, out: Path | None, replications: int, seed: int | None, jobs: int | None) -> None:
    """Show the workbench on a bundled example, in about a minute.

    A plainly fictional insurer: today against three what-ifs on the same simulated futures, with two
    reports and an index page.
    """
    from workbench.interfaces.cli.demonstration import demonstrate

    if not demonstrate(Path("workbench-demo") if out is None else out, replications, seed, jobs):
        raise click.exceptions.Exit(1)
