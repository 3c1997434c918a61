"""The tables of a run for other programs: CSV or Parquet files in a folder, or one Excel workbook."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import partial
from pathlib import Path

import pandas as pd

from workbench.errors import InputError, Problem
from workbench.experiment.results import Comparison, Results
from workbench.experiment.run_file import reading
from workbench.experiment.run_folder import as_named, inert

MOST_ROWS = 1_048_575
"""Rows below the heading of an Excel sheet."""


class Format(StrEnum):
    """What other programs read."""

    CSV = "csv"
    PARQUET = "parquet"
    EXCEL = "xlsx"


def tables_of(results: Results) -> dict[str, Callable[[], pd.DataFrame]]:
    """Every table of a run by name, made when asked for.

    `futures` holds a row for each scenario and simulated future with its measures across; `projects` a row
    for each scenario, future and project of those that were kept.

    Parameters
    ----------
    results
        The run.
    """
    made: dict[str, Callable[[], pd.DataFrame]] = {
        "summary": results.summary,
        "commitments": results.commitments,
        "states": results.states,
        "futures": lambda: _futures(results),
        "projects": lambda: results.projects.rename(columns={"replication": "future"}),
        "scenarios": lambda: _scenarios(results),
        "provenance": lambda: _provenance(results),
    }
    if isinstance(results, Comparison):
        made["differences"] = results.differences
    return made


def signatures(path: Path) -> pd.DataFrame:
    """Who agreed to which assumption, as the run keeps it.

    Parameters
    ----------
    path
        `agreed.csv` of the run.
    """
    with reading(path):
        return as_named(pd.read_csv(path, keep_default_na=False, dtype=str, encoding="utf-8"))


def _futures(results: Results) -> pd.DataFrame:
    parts = [
        results.futures[name].rename_axis("future").reset_index().assign(scenario=name)
        for name in results.names
        if name in results.futures
    ]
    whole = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame({"future": [], "scenario": []})
    return whole[["scenario", "future", *(one for one in whole.columns if one not in ("scenario", "future"))]]


def _scenarios(results: Results) -> pd.DataFrame:
    return pd.DataFrame(
        [
            (entry.name, scenario.description, entry.hash, entry.n, scenario.horizon.isoformat())
            for entry, scenario in zip(results.manifest.scenarios, results.scenarios, strict=True)
        ],
        columns=["scenario", "description", "hash", "futures", "horizon"],
    )


def _provenance(results: Results) -> pd.DataFrame:
    manifest = results.manifest
    rows = {
        "run": manifest.name,
        "made": manifest.created,
        "seed": str(manifest.seed),
        "currency": results.currency,
        "code": manifest.code,
        **manifest.versions,
        **manifest.fingerprint,
    }
    return pd.DataFrame(list(rows.items()), columns=["what", "value"])


def export(tables: Mapping[str, Callable[[], pd.DataFrame]], kind: Format, to: Path) -> tuple[Path, ...]:
    """Write tables; a file is there whole or not at all, and text never becomes a formula.

    Parameters
    ----------
    tables
        By name.
    kind
        CSV and Parquet write a file for each table, Excel one workbook with a sheet for each.
    to
        The folder, or the workbook.

    Raises
    ------
    InputError
        Where a table has more rows than a sheet can hold.
    """
    if kind is Format.EXCEL:
        return (_workbook(tables, to),)
    to.mkdir(parents=True, exist_ok=True)
    written = []
    for name, made in tables.items():
        path = to / f"{name}.{kind}"
        table = made()
        write = _as_csv if kind is Format.CSV else _as_parquet
        _whole(path, partial(write, table))
        written.append(path)
    return tuple(written)


def _as_csv(table: pd.DataFrame, path: Path) -> None:
    inert(table).to_csv(path, index=False, encoding="utf-8", lineterminator="\n")


def _as_parquet(table: pd.DataFrame, path: Path) -> None:
    table.to_parquet(path, index=False)


def _workbook(tables: Mapping[str, Callable[[], pd.DataFrame]], to: Path) -> Path:
    made = {name: one() for name, one in tables.items()}
    InputError.raise_if(
        Problem(
            (name,),
            f"has {len(table):,} rows, and a sheet of Excel holds {MOST_ROWS:,}",
            remedy="export it as parquet or csv, or leave it out with --table",
            place=str(to),
        )
        for name, table in made.items()
        if len(table) > MOST_ROWS
    )
    to.parent.mkdir(parents=True, exist_ok=True)

    def write(beside: Path) -> None:
        with pd.ExcelWriter(beside, engine="openpyxl") as writer:
            for name, table in made.items():
                inert(table).to_excel(writer, sheet_name=name, index=False, freeze_panes=(1, 0))
                _fit(writer.sheets[name], table)

    _whole(to, write)
    return to


def _fit(sheet: object, table: pd.DataFrame) -> None:
    """Columns wide enough for their headings and first cells."""
    from openpyxl.utils import get_column_letter

    for k, column in enumerate(table.columns, start=1):
        longest = max([len(str(column)), *(len(str(one)) for one in table[column].head(50))])
        sheet.column_dimensions[get_column_letter(k)].width = min(48, max(9, longest + 2))  # type: ignore[attr-defined]


def _whole(path: Path, write: Callable[[Path], None]) -> None:
    beside = path.with_name(f".{os.getpid()}-{path.name}")
    try:
        write(beside)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
