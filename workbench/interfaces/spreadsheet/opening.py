"""From a path to sheets of addressed cells."""

from __future__ import annotations

from pathlib import Path

from workbench.errors import InputError, Problem
from workbench.interfaces.spreadsheet.csv_file import read_csv
from workbench.interfaces.spreadsheet.excel_file import read_excel
from workbench.interfaces.spreadsheet.limits import check_size
from workbench.interfaces.spreadsheet.sheet import Sheet

READERS = {
    ".csv": read_csv,
    ".tsv": read_csv,
    ".txt": read_csv,
    ".xlsx": read_excel,
    ".xlsm": read_excel,
}


def open_sheets(path: Path) -> tuple[Sheet, ...]:
    """Sheets of a CSV file or an Excel workbook.

    Raises
    ------
    InputError
        If the file is missing, too large (20 MB), of an unknown kind, unreadable or without any content.
    """
    check_size(path)
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        known = ", ".join(READERS)
        problem = Problem((), f"only {known} are read", path.suffix, "save it as .xlsx or .csv", path.name)
        raise InputError.of(problem)
    sheets = tuple(sheet for sheet in reader(path) if sheet.rows)
    if not sheets:
        raise InputError.of(
            Problem((), "holds no rows", remedy="one row per project is needed", place=path.name)
        )
    return sheets
