"""The portfolio workbook: a table to fill in, with notes, drop-downs and a few invented projects."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from workbench.interfaces.spreadsheet.fields import POOL_FIELDS, PROJECT_FIELDS, Field, Kind
from workbench.interfaces.spreadsheet.words import Urgency

ROWS = 400
"""Rows that have formats and drop-downs."""

_COLUMNS = tuple(field for field in PROJECT_FIELDS if not field.startswith("planned_"))
_REQUIRED = frozenset({"id", "value_per_year", "duration_days", "team_size", "pool"})
_FORMATS = {
    Kind.DATE: "yyyy-mm-dd",
    Kind.MONEY: "#,##0",
    Kind.MONEY_PER_YEAR: "#,##0",
    Kind.MONEY_PER_DAY: "#,##0",
    Kind.DAYS: "0",
    Kind.PEOPLE: "0.0",
    Kind.SHARE: "0%",
    Kind.YEARS: "0.0",
}
_INK, _GREY, _PALE = "FF1F2933", "FF52606D", "FFE4E7EB"
_NEEDED, _LINE = "FFD9E2EC", Side(style="thin", color="FFCBD2D9")

_NOTES = (
    "How to fill this in",
    "One row per project on the sheet Projects; the dark headings are needed, the pale ones help.",
    "The rows there are invented: overwrite or delete them.",
    "Point at a heading to see what it means. Headings may be renamed in English or German; units such as",
    "k€, weeks or months may stand in brackets after them. All of it: docs/import.md.",
    "",
    "Money is in one currency throughout. Dates are dates; durations are working days with the team stated.",
    "Urgency: steady = the benefit runs from delivery; fixed date = each day after the due date costs money;",
    "closing window = the benefit ends on a calendar day (due date + benefit_years) whenever you deliver.",
    "A project under way has started_on or share_complete; only what is left of it is simulated.",
    "A pool without capacity on the sheet Pools gets one inferred from the planned load; the result says so.",
    "Everything that you leave empty and that has to be filled in is listed with the result.",
)


def write_template(path: Path, *, today: date) -> None:
    """Write the workbook with invented projects dated around a day.

    Parameters
    ----------
    path
        Where to; what stands there is replaced.
    today
        The day around which the examples are dated.
    """
    book = Workbook()
    projects = book.active
    assert projects is not None
    projects.title = "Projects"
    pools = book.create_sheet("Pools")
    _table(
        projects, {field: PROJECT_FIELDS[field] for field in _COLUMNS}, _REQUIRED, _example_projects(today)
    )
    _table(pools, POOL_FIELDS, frozenset({"id"}), _EXAMPLE_POOLS)
    _drop_down(projects, "urgency", '"' + ",".join(one.value for one in Urgency) + '"')
    _drop_down(projects, "mandatory", '"yes,no"')
    _drop_down(projects, "pool", f"=Pools!$A$2:$A${ROWS}")
    _notes(book.create_sheet("Notes"))
    book.save(path)


def _table(sheet: Any, fields: Any, needed: frozenset[str], rows: Sequence[Sequence[Any]]) -> None:
    for column, (name, field) in enumerate(fields.items(), start=1):
        _heading(sheet.cell(1, column, name), field, needed=name in needed)
        sheet.column_dimensions[get_column_letter(column)].width = max(12, len(name) + 3)
        style = _FORMATS.get(field.kind)
        if style:
            for row in range(2, ROWS + 1):
                sheet.cell(row, column).number_format = style
    for row, values in enumerate(rows, start=2):
        for column, value in enumerate(values, start=1):
            if value is not None:
                sheet.cell(row, column).value = value
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(fields))}{len(rows) + 1}"
    if "name" in fields:
        sheet.column_dimensions[get_column_letter(list(fields).index("name") + 1)].width = 34


def _heading(cell: Any, field: Field, *, needed: bool) -> None:
    cell.font = Font(bold=True, color=_INK if needed else _GREY)
    cell.fill = PatternFill("solid", fgColor=_NEEDED if needed else _PALE)
    cell.border = Border(bottom=_LINE)
    cell.alignment = Alignment(vertical="center")
    unit = "" if field.kind is Kind.TEXT else f"\n{field.kind.value}"
    comment = Comment(f"{field.about}{unit}\n{'needed' if needed else 'optional'}", "workbench")
    comment.width, comment.height = 260, 90
    cell.comment = comment


def _drop_down(sheet: Any, field: str, formula: str) -> None:
    letter = get_column_letter(_COLUMNS.index(field) + 1)
    choice = DataValidation(type="list", formula1=formula, allow_blank=True, showErrorMessage=True)
    choice.errorTitle, choice.error = "Not in the list", "Choose one of the list."
    choice.add(f"{letter}2:{letter}{ROWS}")
    sheet.add_data_validation(choice)


def _notes(sheet: Any) -> None:
    sheet.column_dimensions["A"].width = 110
    sheet.sheet_view.showGridLines = False
    for row, text in enumerate(_NOTES, start=1):
        cell = sheet.cell(row, 1, text)
        cell.font = Font(bold=row == 1, size=13 if row == 1 else 11, color=_INK)


_EXAMPLE_POOLS = (
    ("BA", "Business analysis", 6.0, 680, 0.15),
    ("DEV", "Development", 14.0, 620, 0.20),
    ("DATA", "Data and reporting", 5.0, 660, 0.10),
)


def _example_projects(today: date) -> list[list[Any]]:
    """The invented projects, in the order of the columns."""
    text = files("workbench.interfaces.spreadsheet").joinpath("examples.csv").read_text(encoding="utf-8")
    return [
        [_example(PROJECT_FIELDS[field], row[field], today) for field in _COLUMNS]
        for row in csv.DictReader(text.splitlines())
    ]


def _example(field: Field, text: str, today: date) -> Any:
    """An example as a cell; dates are written as weeks from today."""
    if not text:
        return None
    if field.kind is Kind.DATE:
        return today + timedelta(weeks=int(text))
    return float(text) if field.kind in _FORMATS else text
