"""`workbench runs`: the runs that there are."""

from __future__ import annotations

from pathlib import Path

import click

from workbench.interfaces.cli.options import DEBUG, JSON


@click.command(epilog="Example: workbench runs")
@click.argument("folder", metavar="[FOLDER]", required=False, type=click.Path(path_type=Path))
@JSON
@DEBUG
def runs(*, folder: Path | None, as_json: bool) -> None:
    """List past runs, the latest first.

    Looks into FOLDER and below it; without one into the folder runs, and those of the folders beside it:
    reports made in the explorer keep theirs in notebooks/runs, the demo in workbench-demo/runs. Tells when
    each run was made, its scenarios, simulated futures and seed, and whether this release would compute it
    the same way. Nothing is simulated.
    """
    from workbench.experiment.past_runs import kept_in, past_runs
    from workbench.interfaces.cli.run_list import runs_json, show_runs

    if folder is not None and not folder.is_dir():
        raise click.UsageError(f"{folder} is no folder; runs are where --out said, or in runs.")
    roots = kept_in(Path()) if folder is None else (folder,)
    if not roots:
        raise click.UsageError(
            "There is no folder runs here or one below; runs are where --out said: name it."
        )
    found = past_runs(*roots)
    if as_json:
        click.echo(runs_json(found))
    else:
        show_runs(found, roots)
