"""Workbooks and CSV files made on the spot."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

TODAY = date(2026, 12, 10)
Rows = Sequence[Sequence[Any]]

HEADINGS = ("id", "class", "value_per_year", "due_date", "duration_days", "team_size", "pool", "intake_date")


@pytest.fixture
def csv_file(tmp_path: Path) -> Callable[..., Path]:
    """Write a CSV file of the lines given."""

    def write(*lines: str, name: str = "plan.csv", encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.write_text("\n".join(lines) + "\n", encoding=encoding)
        return path

    return write


@pytest.fixture
def workbook(tmp_path: Path) -> Callable[..., Path]:
    """Write a workbook: the name of each sheet and its rows."""

    def write(name: str = "plan.xlsx", merged: Sequence[str] = (), **sheets: Rows) -> Path:
        book = Workbook()
        book.remove(book.worksheets[0])
        for title, rows in sheets.items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(list(row))
        for span in merged:
            book.worksheets[0].merge_cells(span)
        path = tmp_path / name
        book.save(path)
        return path

    return write
