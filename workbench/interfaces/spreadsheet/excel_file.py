"""Excel workbooks: stored values only, nothing is calculated, nothing is executed."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl

from workbench.errors import InputError, Problem
from workbench.interfaces.spreadsheet.limits import LONGEST_TEXT, MOST_COLUMNS, check_rows, check_unpacked
from workbench.interfaces.spreadsheet.sheet import Cell, Origin, Sheet, Unreadable, Value

_SAVE_AGAIN = "open it in a spreadsheet program and save it as .xlsx without a password"


def read_excel(path: Path) -> tuple[Sheet, ...]:
    """Every visible sheet of a workbook, then the hidden ones."""
    try:
        with zipfile.ZipFile(path) as archive:
            check_unpacked(archive, path.name)
            has_formulas = any(_has_formulas(archive, member) for member in archive.namelist())
        uncalculated = _formulas(path) if has_formulas else {}
        return tuple(_sheets(path, uncalculated))
    except InputError:
        raise
    except Exception as error:  # a broken workbook can raise anything; none of it is for the reader
        problem = Problem(
            (), "is not a readable Excel workbook", type(error).__name__, _SAVE_AGAIN, path.name
        )
        raise InputError.of(problem) from error


def _sheets(path: Path, uncalculated: dict[str, set[tuple[int, int]]]) -> Iterator[Sheet]:
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    try:
        for sheet in sorted(book.worksheets, key=lambda one: one.sheet_state != "visible"):
            origin = Origin(path.name, sheet.title)
            formulas = uncalculated.get(sheet.title, set())
            yield Sheet(origin, tuple(_rows(sheet, origin, formulas)))
    finally:
        book.close()


def _rows(sheet: Any, origin: Origin, formulas: set[tuple[int, int]]) -> Iterator[tuple[Cell, ...]]:
    sheet.reset_dimensions()
    count = 0
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        row = tuple(_row(cells[:MOST_COLUMNS], number, origin, formulas))
        if any(cell.value is not None for cell in row):
            count += 1
            check_rows(count, str(origin))
            yield row


def _row(cells: Iterable[Any], row: int, origin: Origin, formulas: set[tuple[int, int]]) -> Iterator[Cell]:
    for column, cell in enumerate(cells, start=1):
        value = _value(cell)
        if value is None and (row, column) in formulas:
            value = Unreadable(
                "a formula", "the formula has no stored result", "calculate and save the file again"
            )
        yield Cell(value, origin, row, column, "%" in str(getattr(cell, "number_format", "") or ""))


def _value(cell: Any) -> Value:
    value = cell.value
    if value is None or isinstance(value, bool):
        return value
    if cell.data_type == "e":
        return Unreadable(str(value), "the cell shows an error", "mend the formula or type the value")
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, (int, float)):
        return float(value)
    text = str(value)
    if len(text) > LONGEST_TEXT:
        return Unreadable(
            f"{text[:20]}…", f"the cell holds more than {LONGEST_TEXT:,} characters", "shorten it"
        )
    return text.strip() or None


def _has_formulas(archive: zipfile.ZipFile, member: str) -> bool:
    return member.startswith("xl/worksheets/") and b"<f" in archive.read(member)


def _formulas(path: Path) -> dict[str, set[tuple[int, int]]]:
    """Where formulas stand, so that one without a stored result is not mistaken for an empty cell."""
    book = openpyxl.load_workbook(path, read_only=True, data_only=False)
    found: dict[str, set[tuple[int, int]]] = {}
    try:
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # type: ignore[attr-defined,unused-ignore]
            found[sheet.title] = {
                (number, column)
                for number, cells in enumerate(sheet.iter_rows(), start=1)
                for column, cell in enumerate(cells, start=1)
                if cell.data_type == "f"
            }
    finally:
        book.close()
    return found
