"""`workbench import`: from a spreadsheet to a portfolio, saying what was used, dropped and filled in."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from workbench.interfaces.cli.options import DEBUG, MAP


@click.command("import", epilog="Example: workbench import projects.xlsx --to portfolio.yaml")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option(
    "--to",
    required=True,
    metavar="PORTFOLIO",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Portfolio file to write (.yaml).",
)
@MAP
@click.option(
    "--start",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="First day of the portfolio. [default: the mapping's, or the first of next month]",
)
@click.option(
    "--save-map",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Keep the mapping as it was used, for the next import.",
)
@DEBUG
def import_(file: Path, to: Path, mapping: str | None, start: datetime | None, save_map: Path | None) -> None:
    """Turn a spreadsheet or scheduling instance into a portfolio.

    A scheduling instance (PSPLIB .sm, Patterson .rcp, multi-project .json) is taken whole or refused.
    Of a CSV file or an Excel workbook it takes every row that can be used, lists every other one with its
    cell and the reason, and everything that was filled in. It ends with exit code 2 only if nothing can be
    used.
    """
    from workbench.interfaces.cli.importing import is_instance, read, show, write_instance
    from workbench.interfaces.cli.places import check_target, write_whole
    from workbench.interfaces.files import dump_portfolio
    from workbench.interfaces.spreadsheet import mapping_as_yaml

    first = start.date() if start is not None else None
    if is_instance(file):
        if mapping is not None or save_map is not None:
            raise click.UsageError(
                f"--map and --save-map say how to read a spreadsheet; {file.name} is none."
            )
        _check_ending(to)
        write_instance(file, to, first)
        return
    reading = read(file, mapping, first)
    _check_ending(to)
    check_target(to, {file.resolve()})
    write_whole(to, dump_portfolio(reading.portfolio))
    if save_map is not None:
        save_map.parent.mkdir(parents=True, exist_ok=True)
        save_map.write_text(mapping_as_yaml(reading.mapping), encoding="utf-8", newline="\n")
    show(reading, file, to, save_map)


def _check_ending(to: Path) -> None:
    if to.suffix.lower() not in (".yaml", ".yml"):
        raise click.BadParameter(
            "a portfolio is written as YAML; let the name end in .yaml", param_hint="--to"
        )
