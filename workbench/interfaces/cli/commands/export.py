"""`workbench export`: the tables of a run for other programs."""

from __future__ import annotations

from pathlib import Path

import click

from workbench.interfaces.cli.options import DEBUG

TABLES = (
    "summary",
    "differences",
    "commitments",
    "states",
    "futures",
    "projects",
    "scenarios",
    "provenance",
    "agreed",
)


@click.command(epilog="Example: workbench export runs/compare --to results.xlsx")
@click.argument("run", metavar="RUN", type=click.Path(path_type=Path))
@click.option(
    "--to",
    required=True,
    metavar="FILE_OR_DIR",
    type=click.Path(path_type=Path),
    help="A workbook that ends in .xlsx, or a folder for a file of each table.",
)
@click.option(
    "--format",
    "kind",
    type=click.Choice(["csv", "parquet"]),
    default="csv",
    show_default=True,
    help="What a folder is filled with.",
)
@click.option(
    "--table",
    "only",
    type=click.Choice(TABLES),
    multiple=True,
    help="Only this table; may be said several times. [default: all]",
)
@DEBUG
def export(*, run: Path, to: Path, kind: str, only: tuple[str, ...]) -> None:
    """Write the tables of a run as CSV, Excel or Parquet.

    RUN is the folder of a finished run. Columns and units: docs/results.md, with the same files opened in
    pandas, polars and DuckDB. Files of the same names are replaced.
    """
    from workbench.experiment import load_run
    from workbench.interfaces.cli.places import check_target
    from workbench.interfaces.files.exported import Format, signatures, tables_of
    from workbench.interfaces.files.exported import export as write
    from workbench.interfaces.reports.agreements import AGREED

    is_workbook = to.suffix.lower() == f".{Format.EXCEL}"
    if not is_workbook and (to.is_file() or to.suffix):
        raise click.UsageError(f"--to {to} is no folder and does not end in .xlsx.")
    check_target(to, ())
    tables = tables_of(load_run(run))
    if (run / AGREED).is_file():
        tables["agreed"] = lambda: signatures(run / AGREED)
    missing = [one for one in only if one not in tables]
    if missing:
        why = "nobody agreed to anything" if missing[0] == "agreed" else "it holds one scenario"
        raise click.UsageError(f"{run} has no table {missing[0]}: {why}.")
    wanted = {name: made for name, made in tables.items() if not only or name in only}
    for path in write(wanted, Format.EXCEL if is_workbook else Format(kind), to):
        click.echo(path.as_posix())
