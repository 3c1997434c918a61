"""`workbench validate`: everything that is wrong with files, at once."""

from __future__ import annotations

import click

from workbench.interfaces.cli.options import DEBUG, MAP


@click.command(epilog="Example: workbench validate portfolio.xlsx scenarios")
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@MAP
@DEBUG
def validate(files: tuple[str, ...], mapping: str | None) -> None:
    """Check scenario files, portfolios and spreadsheets.

    Prints “ok” for each good FILE, and every problem of the others: place, value, what is allowed, what to
    do. A folder stands for its YAML files. With --map every FILE is a spreadsheet.
    """
    from workbench.errors import InputError, Problem
    from workbench.interfaces.cli.importing import left_out
    from workbench.interfaces.cli.inputs import input_files, mapping_for, read_portfolio
    from workbench.interfaces.cli.streams import clean

    paths = input_files(files)
    how = mapping_for(mapping, paths)
    problems: list[Problem] = []
    for path in paths:
        try:
            portfolio = read_portfolio(path, how)
        except InputError as error:
            problems += error.problems
        else:
            click.echo(clean("; ".join((f"{path}: ok", *left_out(portfolio)))))
    InputError.raise_if(dict.fromkeys(problems))
