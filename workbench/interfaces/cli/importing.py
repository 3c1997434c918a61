"""What an import used, dropped and filled in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.interfaces.cli.places import check_target, shown, write_whole
from workbench.interfaces.cli.streams import clean

if TYPE_CHECKING:
    from workbench.interfaces.spreadsheet import Reading
    from workbench.model import Portfolio


def read(file: Path, mapping: str | None, start: date | None) -> Reading:
    """Read what is usable of a file."""
    from workbench.interfaces.spreadsheet import Mapping, read_mapping, read_usable

    how = Mapping() if mapping is None else read_mapping(mapping)
    return read_usable(file, how, today=date.today(), start=start)


def is_instance(file: Path) -> bool:
    """Whether a file is a scheduling instance, by its ending."""
    from workbench.interfaces.files.resolve import INSTANCES

    return file.suffix.lower() in INSTANCES


def write_instance(file: Path, to: Path, start: date | None) -> None:
    """Write a scheduling instance as a portfolio, and print what is in it."""
    from workbench.interfaces.files import dump_portfolio
    from workbench.interfaces.scheduling_instances import START, read_instance

    portfolio = read_instance(file, START if start is None else start)
    check_target(to, {file.resolve()})
    write_whole(to, dump_portfolio(portfolio))
    packages = sum(len(project.packages) for project in portfolio.projects)
    counts = [(len(portfolio.projects), "project"), (packages, "package"), (len(portfolio.pools), "pool")]
    said = ", ".join(f"{count} {word}" if count == 1 else f"{count} {word}s" for count, word in counts)
    click.echo(clean(f"{file.name}: {said}; empty first and last packages are left out"))
    click.echo(f"Filled in ({len(portfolio.assumptions)}):")
    for one in portfolio.assumptions:
        click.echo(clean(f"  {one.what}: {one.value} ({one.source})"))
    click.echo()
    click.echo(f"Written: {shown(to)}")
    click.echo(f"Next:    workbench run {_word(to)} --dispatch lft")


def show(reading: Reading, file: Path, to: Path, save_map: Path | None) -> None:
    """Print the ledger of an import, and what to do next."""
    for line in _lines(reading, file):
        click.echo(clean(line))
    click.echo()
    click.echo(f"Written: {shown(to)}")
    if save_map is not None:
        click.echo(f"Mapping: {shown(save_map)}")
    click.echo(f"Next:    workbench run {_word(to)}")


def _lines(reading: Reading, file: Path) -> Iterator[str]:
    from workbench.charts.numbers import amount

    currency, totals = reading.portfolio.currency, reading.totals
    used = "1 row" if len(reading.used) == 1 else f"{len(reading.used)} rows"
    yield f"{file.name}: {used} used: {spans(reading.used)}"
    yield (
        f"Totals as read: value {amount(totals['value_per_year'], currency)} a year, budget "
        f"{amount(totals['budget'], currency)}, {totals['fte_days']:,.0f} FTE-days. Is that your ledger?"
    )
    rows = len({problem.place.rpartition(" ")[2] for problem in reading.dropped})
    if reading.dropped:
        yield f"Dropped ({len(reading.dropped)} reasons at {rows} places):"
        yield from (f"  {problem}" for problem in reading.dropped)
    else:
        yield "Dropped: none"
    if reading.left_out:
        yield f"Left out, as no projects or not asked for ({len(reading.left_out)}):"
        yield from (f"  {problem}" for problem in reading.left_out)
    if reading.assumptions:
        yield f"Filled in ({len(reading.assumptions)}):"
        yield from (f"  {one.what}: {one.value} ({one.source})" for one in reading.assumptions)
    else:
        yield "Filled in: nothing"


def left_out(portfolio: Portfolio) -> Iterator[str]:
    """One sentence on the rows that an import has left out; none if it left none out.

    Parameters
    ----------
    portfolio
        With its source, if it was imported.
    """
    source = portfolio.source
    if source is not None and source.dropped:
        rows = (
            f"{source.dropped_rows} of {source.rows - source.set_aside} rows"
            if source.dropped_rows
            else "Part"
        )
        yield clean(
            f"{rows} of {source.file} could not be used when it was imported on {source.read_on}: "
            "“source” in the portfolio lists them"
        )


def spans(rows: Sequence[int]) -> str:
    """Row numbers, runs of them as ranges.

    Examples
    --------
    >>> spans([2, 3, 4, 7, 9, 10])
    '2–4, 7, 9–10'
    """
    parts: list[str] = []
    first = last = None
    for row in [*sorted(rows), None]:
        if last is not None and row == last + 1:
            last = row
            continue
        if first is not None:
            parts.append(f"{first}" if first == last else f"{first}–{last}")
        first = last = row
    return ", ".join(parts)


def _word(path: Path) -> str:
    """A path as one word of a command line."""
    text = shown(path)
    return f'"{text}"' if " " in text else text
