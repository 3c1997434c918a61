"""Agree before you see: assumptions listed, signed, changed after signing."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from workbench.interfaces.reports import open_scenario

from .conftest import Run


def fill(path: Path, owner: str, day: object, rows: int) -> None:
    book = openpyxl.load_workbook(path)
    sheet = book.active
    assert sheet is not None
    head = next(row for row in range(1, 10) if sheet.cell(row, 1).value == "assumption")
    for row in range(head + 1, head + 1 + rows):
        sheet.cell(row, 6).value = owner
        sheet.cell(row, 7).value = day
    book.save(path)


def text_of(run: Path) -> str:
    return open_scenario(str(run), "", "").assumptions().text


def test_what_is_agreed_stands_in_the_report_and_what_changed_is_marked(workbench: Run, folder: Path) -> None:
    assert workbench("assumptions", "baseline.yaml", "--to", "agreed.xlsx").code == 0
    again = workbench("assumptions", "baseline.yaml", "--to", "agreed.xlsx")
    assert again.code == 2 and "may hold somebody’s agreement" in again.err
    path = folder / "agreed.xlsx"
    fill(path, "<b>A. Huber</b>", date(2026, 11, 3), rows=30)
    done = workbench("run", "baseline.yaml", "-n", "3", "--out", "one", "--agreed", "agreed.xlsx")
    assert done.code == 0 and "agreed.xlsx: 12 of 12 assumptions are signed." in " ".join(done.err.split())
    text = text_of(folder / "one")
    assert "&lt;b&gt;A. Huber&lt;/b&gt;, 3 Nov 2026" in text and "<b>A. Huber" not in text
    assert "not signed" not in text and "changed after signing" not in text

    changed = (
        (folder / "portfolio.yaml").read_text().replace("maturity: 2", "maturity: 2\ndiscount_rate: 0.11")
    )
    (folder / "portfolio.yaml").write_text(changed, encoding="utf-8")
    assert workbench("run", "baseline.yaml", "-n", "3", "--out", "one", "--agreed", "agreed.xlsx").code == 0
    text = text_of(folder / "one")
    assert "1 changed after signing" in text and "changed after signing: was 8" in text

    # Without the workbook nothing of an earlier run lingers.
    assert workbench("run", "baseline.yaml", "-n", "3", "--out", "one").code == 0
    assert "None is signed." in text_of(folder / "one")


def test_only_a_date_is_a_signature(workbench: Run, folder: Path) -> None:
    assert workbench("assumptions", "baseline.yaml", "--to", "agreed.xlsx").code == 0
    fill(folder / "agreed.xlsx", "A. Huber", None, rows=1)
    done = workbench("run", "baseline.yaml", "-n", "3", "--out", "one", "--agreed", "agreed.xlsx")
    assert done.code == 0 and "agreed.xlsx: no assumption is signed" in done.err
    assert "None is signed." in text_of(folder / "one") and "not signed (A. Huber)" in text_of(folder / "one")


@pytest.mark.parametrize(("day", "told"), [("soon", "agreed on"), (99999999, "agreed on")])
def test_a_date_that_is_none_is_said_with_its_cell(
    workbench: Run, folder: Path, day: object, told: str
) -> None:
    assert workbench("assumptions", "baseline.yaml", "--to", "agreed.xlsx").code == 0
    fill(folder / "agreed.xlsx", "A. Huber", day, rows=1)
    done = workbench("run", "baseline.yaml", "-n", "3", "--agreed", "agreed.xlsx")
    assert done.code == 2 and told in done.err and "cell G" in done.err
