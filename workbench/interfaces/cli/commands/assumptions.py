"""`workbench assumptions`: every assumption before any run, for people to agree to."""

from __future__ import annotations

from pathlib import Path

import click

from workbench.interfaces.cli.options import DEBUG, MAP


@click.command(epilog="Example: workbench assumptions scenarios/baseline.yaml --to assumptions.xlsx")
@click.argument("scenario", metavar="SCENARIO")
@click.option(
    "--to",
    required=True,
    metavar="FILE.xlsx",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The workbook to write; one that is there is left alone.",
)
@MAP
@DEBUG
def assumptions(*, scenario: str, to: Path, mapping: str | None) -> None:
    """List assumptions to agree to before any run.

    Writes value, range, grade and source of everything that SCENARIO assumes, with empty cells for who
    answers for it and when it was agreed. Give the filled workbook to run, compare or batch with --agreed:
    reports then say who agreed, what nobody signed, and what was changed after signing.
    """
    from workbench.errors import InputError, Problem
    from workbench.interfaces.cli.inputs import read_one
    from workbench.interfaces.cli.places import check_target
    from workbench.interfaces.reports.assumptions import assumption_rows
    from workbench.interfaces.spreadsheet.agreements import write_agreement_form
    from workbench.interfaces.wording import count

    if to.suffix.lower() != ".xlsx":
        raise click.UsageError(f"--to {to} does not end in .xlsx.")
    if to.exists():
        text = "is there already, and may hold somebody’s agreement"
        raise InputError.of(Problem((), text, remedy="name another file", place=str(to)))
    check_target(to, ())
    found = read_one(scenario, None, mapping, "people agree to the assumptions of one")
    rows = assumption_rows(found)
    write_agreement_form(rows, f"Assumptions of {found.name}: {found.portfolio.name}", to)
    click.echo(f"{count(len(rows), 'assumption', 'assumptions').capitalize()}: {to}")
    click.echo(f"Once filled in: workbench compare {scenario} … --report --agreed {to}")
