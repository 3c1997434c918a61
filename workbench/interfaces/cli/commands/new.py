"""`workbench new`: a working folder of one's own."""

from __future__ import annotations

from pathlib import Path

import click

from workbench.interfaces.cli.options import DEBUG


@click.command(epilog="Example: workbench new our-portfolio")
@click.argument("name", metavar="NAME", type=click.Path(path_type=Path))
@DEBUG
def new(name: Path) -> None:
    """Make a working folder with everything to begin with.

    The folder NAME gets a portfolio workbook to fill in (with notes and drop-downs), a baseline and three
    what-ifs that use it, the notebooks, and a README with the next three commands.
    """
    from datetime import date

    from workbench.interfaces.cli.places import shown
    from workbench.interfaces.cli.working_folder import NEXT, make

    make(name, date.today())
    click.echo(f"Made: {shown(name)}")
    click.echo("  portfolio.xlsx   your projects and people; the rows in it are invented")
    click.echo("  scenarios        baseline.yaml and three what-ifs")
    click.echo("  notebooks        for sliders and pictures")
    click.echo("  README.md        what to do with them")
    click.echo("Next:")
    place = shown(name)
    click.echo(f'  cd "{place}"' if " " in place else f"  cd {place}")
    for command in NEXT:
        click.echo(f"  {command}")
