"""`workbench runs`: the runs that there are."""

from __future__ import annotations

from pathlib import Path

import click

from workbench.interfaces.cli.options import DEBUG, JSON


@click.command(epilog="Example: workbench runs")
@click.argument("folder", metavar="[FOLDER]", default="runs", type=click.Path(path_type=Path))
@JSON
@DEBUG
def runs(*, folder: Path, as_json: bool) -> None:
    """List past runs, the latest first.

    Looks into FOLDER and below it: when each run was made, its scenarios, simulated futures and seed, and
    whether this release would compute it the same way. Nothing is simulated.
    """
    from workbench.experiment.past_runs import past_runs
    from workbench.interfaces.cli.run_list import runs_json, show_runs

    if not folder.is_dir():
        raise click.UsageError(f"{folder} is no folder; runs are where --out said, or in runs.")
    found = past_runs(folder)
    if as_json:
        click.echo(runs_json(found))
    else:
        show_runs(found, folder)
