"""`workbench validate`: everything that is wrong with files, at once."""

from __future__ import annotations

import click

from workbench.interfaces.cli.options import DEBUG, MAP


@click.command(epilog="Example: workbench validate portfolio.xlsx scenarios")
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@MAP
@DEBUG
def validate(files: tuple[str, ...], mapping: str | None) -> None:
    """Check scenario files, portfolios, spreadsheets and studies.

    Prints “ok” for each good FILE, and every problem of the others: place, value, what is allowed, what to
    do. A study is checked with all the scenarios that it makes. A folder stands for its YAML files. With
    --map every FILE is a spreadsheet.
    """
    from workbench.errors import InputError, Problem
    from workbench.interfaces.cli.importing import left_out
    from workbench.interfaces.cli.inputs import input_files, mapping_for, read_portfolio
    from workbench.interfaces.cli.streams import clean
    from workbench.interfaces.files.studies import is_study, read_study
    from workbench.interfaces.wording import count

    paths = input_files(files)
    how = mapping_for(mapping, paths)
    problems: list[Problem] = []
    for path in paths:
        try:
            if how is None and is_study(path):
                made = count(len(read_study(path).scenarios), "scenario", "scenarios")
                more = f"workbench batch {path} --dry-run checks its notebooks too"
                click.echo(clean(f"{path}: ok; a study of {made}: {more}"))
                continue
            portfolio = read_portfolio(path, how)
        except InputError as error:
            problems += error.problems
        else:
            click.echo(clean("; ".join((f"{path}: ok", *left_out(portfolio)))))
    InputError.raise_if(dict.fromkeys(problems))
