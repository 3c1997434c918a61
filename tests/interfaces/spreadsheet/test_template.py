from datetime import date
from pathlib import Path

from openpyxl import load_workbook

from workbench.interfaces.spreadsheet import read_strict, write_template
from workbench.interfaces.spreadsheet.fields import PROJECT_FIELDS

TODAY = date(2026, 12, 10)


def test_the_template_reads_back_without_a_complaint(tmp_path: Path) -> None:
    write_template(tmp_path / "mine.xlsx", today=TODAY)
    portfolio = read_strict(tmp_path / "mine.xlsx", today=TODAY)
    assert portfolio.name == "mine"
    assert len(portfolio.projects) == 8
    assert {pool.id: pool.capacity for pool in portfolio.pools} == {"BA": 6, "DEV": 14, "DATA": 5}
    assert sum(project.in_flight for project in portfolio.projects) == 2
    assert not any(one.what.startswith("pool capacity") for one in portfolio.assumptions)


def test_every_column_is_explained_and_choices_drop_down(tmp_path: Path) -> None:
    write_template(tmp_path / "mine.xlsx", today=TODAY)
    book = load_workbook(tmp_path / "mine.xlsx")
    assert book.sheetnames == ["Projects", "Pools", "Notes"]
    sheet = book["Projects"]
    headings = {cell.value: cell for cell in sheet[1]}
    assert set(headings) == {field for field in PROJECT_FIELDS if not field.startswith("planned_")}
    assert all(cell.comment is not None and len(cell.comment.text) > 10 for cell in headings.values())
    choices = {str(one.sqref).split("2:")[0]: one.formula1 for one in sheet.data_validations.dataValidation}
    assert choices[headings["pool"].column_letter] == "=Pools!$A$2:$A$400"
    assert "closing window" in choices[headings["urgency"].column_letter]
    assert "yes" in choices[headings["mandatory"].column_letter]
    assert sheet.cell(2, headings["due_date"].column).number_format == "yyyy-mm-dd"
