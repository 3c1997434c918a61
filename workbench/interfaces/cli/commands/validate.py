"""`workbench validate`: everything that is wrong with files, at once."""

from __future__ import annotations

import click

from workbench.interfaces.cli.options import DEBUG


@click.command(epilog="Example: workbench validate portfolio.xlsx scenarios")
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@DEBUG
def validate(files: tuple[str, ...]) -> None:
    """Check scenario files, portfolios and spreadsheets.

    Prints “ok” for each good FILE, and every problem of the others: place, value, what is allowed, what to
    do. A folder stands for its YAML files.
    """
    from workbench.errors import InputError, Problem
    from workbench.interfaces.cli.inputs import input_files
    from workbench.interfaces.cli.streams import clean
    from workbench.interfaces.files import validate as problems_of

    problems: list[Problem] = []
    for path in input_files(files):
        found = problems_of(path)
        problems += found
        if not found:
            click.echo(f"{clean(str(path))}: ok")
    InputError.raise_if(dict.fromkeys(problems))
