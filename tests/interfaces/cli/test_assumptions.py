"""Agree before you see: assumptions listed, signed, changed after signing."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from workbench.interfaces.cli import batching, one_run
from workbench.interfaces.files import load_scenario
from workbench.interfaces.reports import open_scenario
from workbench.interfaces.reports.agreements import agreements_of
from workbench.interfaces.reports.assumptions import assumption_rows
from workbench.interfaces.spreadsheet.agreements import read_agreements

from .conftest import STUDY, Run


def fill(path: Path, owner: str, day: object, rows: int) -> None:
    book = openpyxl.load_workbook(path)
    sheet = book.active
    assert sheet is not None
    head = next(row for row in range(1, 10) if sheet.cell(row, 1).value == "assumption")
    for row in range(head + 1, head + 1 + rows):
        sheet.cell(row, 6).value = owner
        sheet.cell(row, 7).value = day
    book.save(path)


def lines_of(path: Path) -> list[tuple[object, ...]]:
    """What stands in the workbook below its headings."""
    book = openpyxl.load_workbook(path)
    sheet = book.active
    assert sheet is not None
    every = [tuple(one) for one in sheet.iter_rows(values_only=True)]
    head = next(k for k, one in enumerate(every) if one[0] == "assumption")
    return every[head + 1 :]


def text_of(run: Path) -> str:
    return open_scenario(str(run), "", "").assumptions().text


def test_what_is_agreed_stands_in_the_report_and_what_changed_is_marked(workbench: Run, folder: Path) -> None:
    assert workbench("assumptions", "baseline.yaml", "--to", "agreed.xlsx").code == 0
    again = workbench("assumptions", "baseline.yaml", "--to", "agreed.xlsx")
    assert again.code == 2 and "may hold somebody’s agreement" in again.err
    path = folder / "agreed.xlsx"
    fill(path, "<b>A. Huber</b>", date(2026, 11, 3), rows=len(lines_of(path)))
    done = workbench("run", "baseline.yaml", "-n", "3", "--out", "one", "--agreed", "agreed.xlsx")
    many = len(assumption_rows(load_scenario(folder / "baseline.yaml")))
    told = f"agreed.xlsx: {many} of {many} rows have a date under “agreed on”."
    assert done.code == 0 and told in " ".join(done.err.split())
    assert f"Assumptions of baseline: {many} signed." in done.err
    text = text_of(folder / "one")
    assert "&lt;b&gt;A. Huber&lt;/b&gt;, 3 Nov 2026" in text and "<b>A. Huber" not in text
    assert "not signed" not in text and "changed after signing" not in text

    portfolio = (folder / "portfolio.yaml").read_text()
    changed = portfolio.replace("maturity: 2", "maturity: 2\ndiscount_rate: 0.11")
    (folder / "portfolio.yaml").write_text(changed, encoding="utf-8")
    done = workbench("run", "baseline.yaml", "-n", "3", "--out", "one", "--agreed", "agreed.xlsx")
    told = f"Assumptions of baseline: {many - 1} signed and 1 changed after signing."
    assert done.code == 0 and told in done.err, "as the page does"
    assert workbench("export", "one", "--to", "all.xlsx").code == 0
    sheet = openpyxl.load_workbook(folder / "all.xlsx")["agreed"]
    assert sheet.max_row == many + 1 and "<b>A. Huber</b>" in {cell.value for cell in sheet["E"]}
    text = text_of(folder / "one")
    assert "1 changed after signing" in text and "changed after signing: was 8" in text

    # Another level is a change of all that follows from it, and no other assumption.
    changed = portfolio.replace("maturity: 2", "maturity: 2.5")
    (folder / "portfolio.yaml").write_text(changed, encoding="utf-8")
    assert workbench("run", "baseline.yaml", "-n", "3", "--out", "one", "--agreed", "agreed.xlsx").code == 0
    text = text_of(folder / "one").replace("\N{NO-BREAK SPACE}", " ")
    assert "changed after signing: was 25 % at level 2.0 (" in text and "no longer assumed" not in text
    assert "changed after signing: was 2 on all seven perspectives (" in text and "not signed" not in text

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


GUESSED = "".join(f"- {{what: guess {k}, value: '{k}', source: worked out}}\n" for k in range(28))
TWINS = '- {what: same, value: =1+1, source: a}\n- {what: same, value: "\'s two", source: b}\n'


def test_the_workbook_holds_everything_also_what_has_one_name(workbench: Run, folder: Path) -> None:
    """A page may cut a long list; what is signed may not."""
    path = folder / "portfolio.yaml"
    path.write_text(path.read_text() + f"assumptions:\n{GUESSED}{TWINS}", encoding="utf-8")
    assert workbench("assumptions", "baseline.yaml", "--to", "agreed.xlsx").code == 0
    rows = assumption_rows(load_scenario(folder / "baseline.yaml"))
    lines = lines_of(folder / "agreed.xlsx")
    listed = [(row.name, row.value, row.range or None, row.grade, row.source) for row in rows]
    assert [tuple("=1+1" if one == "'=1+1" else one for one in line[:5]) for line in lines] == listed
    assert sum(one[4] == "worked out" for one in lines) == 28

    fill(folder / "agreed.xlsx", "A. Huber", date(2026, 11, 3), rows=len(lines))
    found = read_agreements(folder / "agreed.xlsx")
    assert [one.value for one in found if one.assumption == "Same"] == ["=1+1", "'s two"]
    assert workbench("run", "baseline.yaml", "-n", "2", "--out", "one", "--agreed", "agreed.xlsx").code == 0
    assert agreements_of(folder / "one") == found
    text = text_of(folder / "one")
    assert f"{len(rows)} signed. " in text and "not signed" not in text and "changed after" not in text
    assert "Six more, listed in the scenario file" in text.replace("6 more", "Six more")


def test_a_batch_keeps_what_was_agreed_with_each_of_its_runs(
    workbench: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (batching, one_run):
        monkeypatch.setattr(module, "report_all", lambda *_: [])
    assert workbench("assumptions", "baseline.yaml", "--to", "agreed.xlsx").code == 0
    fill(folder / "agreed.xlsx", "A. Huber", date(2026, 11, 3), rows=1)
    found = read_agreements(folder / "agreed.xlsx")
    few = ("-n", "2", "--jobs", "1", "--agreed", "agreed.xlsx")
    # None of them is called baseline, so that each has a run of its own.
    assert workbench("batch", "ranked.yaml", "tight.yaml", *few, "--out", "out").code == 0
    assert [agreements_of(folder / "out" / one) for one in ("ranked", "tight")] == [found, found]

    text = STUDY.replace("notebooks: [probe.ipynb]\nparameters: {word: [hello]}\n", "notebooks: []\n")
    (folder / "study.yaml").write_text(text, encoding="utf-8")
    assert workbench("batch", "study.yaml", *few, "--out", "study").code == 0
    assert agreements_of(folder / "study") == found
    assert "A. Huber, 3 Nov 2026" in text_of(folder / "study")
