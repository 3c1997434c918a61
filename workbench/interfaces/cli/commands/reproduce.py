"""`workbench reproduce`: make a stored run again, and say whether it comes out the same."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.interfaces.cli.options import DEBUG, JSON, Whole

if TYPE_CHECKING:
    from workbench.experiment import Comparison
    from workbench.scenario import Scenario


@click.command(epilog="Example: workbench reproduce runs/baseline")
@click.argument("run", metavar="RUN", type=click.Path(path_type=Path))
@click.option(
    "--jobs", type=Whole(1, 1024), metavar="N", help="How many processes work at once. [default: all cores]"
)
@click.option(
    "--engine",
    type=click.Choice(["auto", "compiled", "simpy"]),
    default="auto",
    show_default=True,
    help="Which engine simulates; a sound run comes out the same on both.",
)
@JSON
@DEBUG
def reproduce(*, run: Path, jobs: int | None, engine: str, as_json: bool) -> None:
    """Make a run again and compare every figure.

    RUN is the folder of a finished run. Its scenarios are simulated again from the files in it, with its seed
    and as many futures; nothing kept is used. Says identical, or what differs, or why it cannot be made
    again, and what is not as it was: packages, machine, code. The exit code is 0 only if it is identical.
    """
    from workbench.experiment import load_run
    from workbench.experiment.reproduction import reproduced
    from workbench.interfaces.cli.running import Order, compared
    from workbench.interfaces.cli.streams import clean
    from workbench.interfaces.studies.reproducing import reproduction_json, reproduction_lines

    def again(scenarios: Sequence[Scenario], count: int) -> Comparison:
        return compared(scenarios, Order(count, jobs, None, engine, twins=0, detail=0))

    found = reproduced(load_run(run), again)
    if as_json:
        click.echo(reproduction_json(found))
    else:
        for line in reproduction_lines(found):
            click.echo(clean(line))
    if not found.identical:
        raise click.exceptions.Exit(1)
