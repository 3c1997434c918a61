"""The workbook in which people agree to assumptions: written before any run, read back cell by cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import pandas as pd
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.properties import PageSetupProperties

from workbench.errors import InputError, Problem
from workbench.experiment.run_folder import as_named, inert
from workbench.interfaces.reports.agreements import Agreement
from workbench.interfaces.reports.assumption_row import AssumptionRow
from workbench.interfaces.spreadsheet.cells import read_column
from workbench.interfaces.spreadsheet.fields import Kind
from workbench.interfaces.spreadsheet.opening import open_sheets
from workbench.interfaces.spreadsheet.sheet import Cell, Sheet
from workbench.interfaces.spreadsheet.units import PLAIN

HEADINGS = ("assumption", "value", "range", "grade", "source", "owner", "agreed on")
SHOWN = ("name", "value", "range", "grade", "source")
"""What stands below the first of them."""

WIDTHS = (46, 34, 20, 11, 40, 24, 14)
NEEDED = ("assumption", "value", "agreed on")
TO_FILL = {"owner": "@", "agreed on": "yyyy-mm-dd"}
"""What people fill in, with the format of the cells."""
_INK, _PALE, _AMBER = "FF1B222B", "FFF5F6F8", "FFFFF3DD"


def write_agreement_form(rows: Sequence[AssumptionRow], about: str, path: Path) -> None:
    """Write every assumption with empty cells for owner and date.

    Parameters
    ----------
    rows
        The assumptions.
    about
        Of which scenario, for the head of the sheet.
    path
        The workbook, which ends in .xlsx.
    """
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Assumptions"
    sheet.append([about])
    sheet.append(["Fill in owner and date of what is agreed; leave the other columns as they are."])
    sheet.append([])
    sheet.append(list(HEADINGS))
    cells = pd.DataFrame([asdict(row) for row in rows])[list(SHOWN)]
    for texts in inert(cells).values.tolist():
        sheet.append([one or None for one in texts])
    for number, width in enumerate(WIDTHS, start=1):
        sheet.column_dimensions["ABCDEFG"[number - 1]].width = width
    head = sheet.max_row - len(rows)
    for number, line in enumerate(sheet.iter_rows(min_row=head, max_col=len(HEADINGS))):
        for heading, cell in zip(HEADINGS, line, strict=True):
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if number == 0:
                cell.font = Font(bold=True, color=_INK)
                cell.fill = PatternFill("solid", fgColor=_PALE)
            elif heading in TO_FILL:
                cell.fill = PatternFill("solid", fgColor=_AMBER)
                cell.number_format = TO_FILL[heading]
    sheet["A1"].font = Font(bold=True, size=14)
    sheet.freeze_panes = f"B{head + 1}"
    sheet.print_title_rows = f"{head}:{head}"
    sheet.page_setup.orientation, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = (
        "landscape",
        1,
        0,
    )
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)


def read_agreements(path: Path) -> tuple[Agreement, ...]:
    """What people filled in.

    Parameters
    ----------
    path
        The workbook, or the same saved as CSV.

    Raises
    ------
    InputError
        With every cell that cannot be used.
    """
    sheet, head, columns = _found(path)
    rows = [row for row in sheet.rows if row[0].row > head]
    day = read_column("agreed on", Kind.DATE, PLAIN, _cells(rows, columns["agreed on"]))
    problems = list(day.problems.values())
    texts = as_named(pd.DataFrame([{name: _text(row, at) for name, at in columns.items()} for row in rows]))
    found = [
        Agreement(
            one["assumption"],
            one["value"],
            one.get("owner", ""),
            day.values.get(row[0].row),
            one.get("range", ""),
            one.get("source", ""),
        )
        for row, one in zip(rows, texts.to_dict("records"), strict=True)
        if one["assumption"]
    ]
    InputError.raise_if(problems)
    return tuple(found)


def _found(path: Path) -> tuple[Sheet, int, dict[str, int]]:
    """The sheet with the headings, their row, and columns by heading."""
    for sheet in open_sheets(path):
        for row in sheet.rows:
            columns = {cell.text.casefold(): cell.column for cell in row if cell.text.casefold() in HEADINGS}
            if set(NEEDED) <= columns.keys():
                return sheet, row[0].row, columns
    raise InputError.of(
        Problem(
            (),
            f"has no row of headings with {', '.join(NEEDED)}",
            remedy="start from the file that `workbench assumptions` writes",
            place=path.name,
        )
    )


def _cells(rows: Sequence[tuple[Cell, ...]], column: int) -> list[Cell]:
    return [cell for row in rows for cell in row if cell.column == column]


def _text(row: tuple[Cell, ...], column: int) -> str:
    return next((cell.text for cell in row if cell.column == column), "")
