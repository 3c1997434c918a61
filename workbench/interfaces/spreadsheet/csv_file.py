"""CSV files: encoding and delimiter are found out, every field is text."""

from __future__ import annotations

import csv
import io
from collections import Counter
from pathlib import Path

from workbench.errors import InputError, Problem
from workbench.interfaces.spreadsheet.limits import MOST_COLUMNS, check_rows
from workbench.interfaces.spreadsheet.sheet import Cell, Origin, Sheet

ENCODINGS = ("utf-8-sig", "cp1252")
"""Tried in this order; cp1252 also reads what Excel on Windows saves as plain CSV."""

DELIMITERS = (";", ",", "\t")


def read_csv(path: Path) -> tuple[Sheet, ...]:
    """The one sheet of a CSV file."""
    text = _decoded(path.read_bytes(), path.name)
    line = _open_quote(text, _delimiter(text))
    if line is not None:
        raise InputError.of(
            Problem(
                (),
                "a quotation mark opens a cell and nothing closes it, so the rows after it would be lost",
                remedy="close it, double it inside text, or take it out",
                place=f"{path.name}, line {line}",
            )
        )
    origin = Origin(path.name, "")
    rows: list[tuple[Cell, ...]] = []
    try:
        for number, record in enumerate(_records(text, _delimiter(text)), start=1):
            cells = tuple(
                Cell(value or None, origin, number, column, False)
                for column, value in enumerate((field.strip() for field in record[:MOST_COLUMNS]), start=1)
            )
            if any(cell.value is not None for cell in cells):
                rows.append(cells)
                check_rows(len(rows), path.name)
    except csv.Error as error:
        place = f"{path.name}, row {len(rows) + 1}"
        raise InputError.of(Problem((), f"is not readable as CSV: {error}", place=place)) from None
    return (Sheet(origin, tuple(rows)),)


def _open_quote(text: str, delimiter: str) -> int | None:
    """Line of the record in which quotes swallow what follows: to the end of the file, or over a line break.

    Quotes that do not pair inside one line cost nothing but looks, and are let be.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begins = 1
    while True:
        try:
            next(reader)
        except StopIteration:
            return None
        except csv.Error as error:
            if "end of data" in str(error) or reader.line_num > begins:
                return begins
        begins = reader.line_num + 1


def _decoded(data: bytes, name: str) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    if b"\x00" in data:
        raise InputError.of(Problem((), "is not a text file", remedy="save it as CSV or .xlsx", place=name))
    for encoding in ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def _delimiter(text: str) -> str:
    """The delimiter that splits most of the first records into the same number of fields, above one."""
    best, most = DELIMITERS[0], (0, 0)
    for delimiter in DELIMITERS:
        widths = Counter(_widths(text, delimiter))
        agreement = max(((count, width) for width, count in widths.items() if width > 1), default=(0, 0))
        if agreement > most:
            best, most = delimiter, agreement
    return best


def _widths(text: str, delimiter: str) -> list[int]:
    widths: list[int] = []
    try:
        for record in _records(text[:200_000], delimiter):
            widths.append(len(record))
            if len(widths) == 100:
                break
    except csv.Error:
        pass
    return widths


def _records(text: str, delimiter: str) -> csv.Reader:  # type: ignore[name-defined,unused-ignore]
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
