"""Rows that are pasted or uploaded: read as an import reads them, or refused in words with nothing lost."""

import asyncio
import io
import threading
import time
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest

from workbench import load_scenario
from workbench.bundled import bundled
from workbench.errors import InputError
from workbench.interfaces.explorer.home import Home
from workbench.interfaces.explorer.questions import QUESTIONS
from workbench.interfaces.explorer.session import Session
from workbench.interfaces.explorer.start import bringing as bringing_of_start
from workbench.interfaces.explorer.start.bringing import Bringing
from workbench.interfaces.explorer.start.brought import Brought, read_pasted, read_upload, read_words
from workbench.interfaces.explorer.start.start_page import StartPage
from workbench.interfaces.files import load_portfolio
from workbench.interfaces.spreadsheet import read_usable
from workbench.scenario import Scenario

TODAY = date(2027, 1, 15)
HEAD = ["id", "name", "value_per_year", "due_date", "duration_days", "team_size"]
POISON = "<script>alert(1)</script>"


def rows(separator: str) -> str:
    lines = [HEAD]
    for k in range(1, 41):
        lines.append([f"P{k}", f"Project {k}", str(100_000 + k), f"2028-0{1 + k % 9}-28", "60", "2"])
    lines.append(["P41", "Two teams", "many", "2028-01-28", "60", "2"])
    lines.append(["P42", POISON, "50000", "2028-01-28", "60", "2"])
    lines.append(["P43", '=HYPERLINK("http://x")', "50000", "2028-01-28", "60", "2"])
    quoted = [
        [f'"{one.replace(chr(34), chr(34) * 2)}"' if '"' in one else one for one in line] for line in lines
    ]
    return "\n".join(separator.join(line) for line in quoted)


@pytest.mark.parametrize("separator", ["\t", ",", ";"])
def test_pasted_cells_are_read_whatever_separates_them(separator: str, tmp_path: Path) -> None:
    found = read_pasted(rows(separator), TODAY)
    assert len(found.reading.used) == 42
    file = tmp_path / "same.csv"
    file.write_text(rows(separator), encoding="utf-8")
    same = read_usable(file, today=TODAY)
    assert found.reading.portfolio.projects == same.portfolio.projects
    assert found.reading.portfolio.pools == same.portfolio.pools


def test_what_was_read_and_left_out_is_said_by_row_and_column() -> None:
    said = read_words(read_pasted(rows("\t"), TODAY))
    assert "<b>42 rows read, 1 left out.</b>" in said
    assert "Row 42, column C: value_per_year" in said and "(got many)" in said
    assert "What nobody stated and was assumed" in said and "capacity" in said
    assert "--map" not in said


def test_names_from_a_spreadsheet_are_only_names() -> None:
    found = read_pasted(rows("\t"), TODAY)
    names = [one.name for one in found.scenario.portfolio.projects]
    assert POISON in names and '=HYPERLINK("http://x")' in names
    page = StartPage(Session(found.scenario), Home(), lambda *_: None, lambda _: None, (5,))
    assert "<script>" not in "".join(card.said + card.mark for card in page.cards)


def test_a_wrong_paste_says_what_and_where_and_keeps_the_text() -> None:
    loaded: list[Scenario] = []
    bringing = Bringing(Home(), loaded.append, lambda: None)
    text = f"name\tvalue\n{POISON}\tmuch"
    bringing.text.value = text
    bringing.read_button.click()
    said = bringing.problem.value
    assert "nothing is lost" in said and bringing.text.value == text and not loaded
    assert "Row 1: duration_days: there is no column for it; write “duration_days” above the column" in said
    assert "Row 2, column B: value_per_year: is not a number (got much)" in said
    assert "--map" not in said and "<script>" not in said


def test_a_heading_that_is_nearly_right_is_named() -> None:
    text = "name,value,duraton days,team\nA,100000,30,2"
    with pytest.raises(InputError) as caught:
        read_pasted(text, TODAY)
    bringing = Bringing(Home(), lambda _: None, lambda: None)
    bringing.text.value = text
    bringing.read_button.click()
    assert "duraton days" in bringing.problem.value and caught.value.problems


@pytest.mark.parametrize("text", ["", "  \n ", "only words", "a,b\n1,2"])
def test_what_is_no_table_is_refused_in_words(text: str) -> None:
    with pytest.raises(InputError):
        read_pasted(text, TODAY)


def test_a_good_paste_gives_a_scenario_and_a_portfolio_file_for_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    loaded: list[Scenario] = []
    bringing = Bringing(Home(), loaded.append, lambda: None)
    bringing.text.value = rows("\t")
    bringing.read_button.click()
    (scenario,) = loaded
    bringing.save_button.click()
    bringing.save_button.click()
    assert load_portfolio(tmp_path / "portfolio.yaml") == scenario.portfolio
    assert (tmp_path / "portfolio-2.yaml").exists()
    assert "workbench run portfolio-2.yaml" in bringing.saved.value


def test_an_uploaded_workbook_is_read_and_its_name_is_only_a_name() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for line in (
        HEAD,
        ["P1", "Portal", 200_000, "2028-01-28", 60, 2],
        ["P2", "Claims", 1, "2028-01-28", 60, 2],
    ):
        sheet.append(line)
    content = io.BytesIO()
    book.save(content)
    found = read_upload("../../plans/Q3 <b>.xlsx", content.getvalue(), TODAY)
    assert len(found.reading.used) == 2
    assert found.reading.portfolio.source is not None
    assert found.reading.portfolio.source.file == "Q3 _b_.xlsx"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("plan.exe", b"x", "only .csv"),
        ("plan", b"x", "only .csv"),
        ("plan.xlsx", b"PK\x03\x04 broken", "not a readable Excel workbook"),
        ("plan.csv", b"", "empty"),
        ("plan.csv", b"x" * (20 * 1024 * 1024 + 1), "at most 20 MB"),
    ],
)
def test_files_that_cannot_be_read_are_refused_in_words(name: str, content: bytes, said: str) -> None:
    with pytest.raises(InputError, match=said):
        read_upload(name, content, TODAY)


@pytest.mark.parametrize(("number", "found"), [(10_000, "10,001 rows"), (1_200, "1,200 projects")])
def test_more_projects_than_fit_on_a_page_are_refused_in_words_beside_the_page(
    number: int, found: str
) -> None:
    loaded: list[Scenario] = []
    head = "name\tvalue_per_year\tduration_days\tteam_size"
    text = "\n".join([head, *[f"Project {k}\t90000\t40\t2" for k in range(number)]])

    async def live() -> float:
        bringing = Bringing(Home(), loaded.append, lambda: None)
        bringing.text.value = text
        bringing.read_button.click()
        longest = 0.0
        while "Reading" in bringing.problem.value:
            before = time.perf_counter()
            await asyncio.sleep(0.01)
            longest = max(longest, time.perf_counter() - before)
        await bringing.finished()
        assert f"At most 1,000 projects fit on this page (got {found}); bring a part of them" in (
            bringing.problem.value
        )
        assert bringing.text.value == text and not loaded
        return longest

    assert asyncio.run(live()) < 2.0, "the page hears what is clicked while rows are read"


def test_rows_that_the_page_does_not_even_lay_into_its_field_are_refused_too() -> None:
    page = StartPage(None, Home(), lambda *_: None, lambda _: None, (5,))
    regions = page.widget.children[0].children[-1]
    regions._handle_custom_msg({"rows": 10_001}, [])
    assert "At most 1,000 projects fit on this page (got 10,001 rows)" in page.bringing.problem.value
    page.bringing.problem.value = ""
    for nothing in ({"rows": 3}, {"rows": "many"}, {}):
        regions._handle_custom_msg(nothing, [])
    assert page.bringing.problem.value == ""


def test_cards_appear_when_rows_are_read_and_the_paste_is_there_to_mend() -> None:
    loaded: list[Scenario] = []
    page = StartPage(None, Home(), lambda *_: None, loaded.append, (5,))
    page.bringing.text.value = rows("\t")
    page.bringing.read_button.click()
    page.begin(Session(loaded[-1]))
    assert [card.question for card in page.cards] == list(QUESTIONS)
    assert sum(card.answer is not None for card in page.cards) >= 5
    assert page.bringing.text.value == rows("\t")


def test_the_example_opens_with_one_click() -> None:
    loaded: list[Scenario] = []
    page = StartPage(None, Home(), lambda *_: None, loaded.append, (5,))
    page.bringing.example_button.click()
    assert loaded[0].hash == load_scenario(bundled("scenarios") / "baseline.yaml").hash


def test_a_notebook_reads_a_file_beside_the_page_and_forgets_it_when_that_is_left(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    loaded: list[Scenario] = []
    threads: list[int] = []
    held = threading.Event()

    def slow(name: str, content: bytes, today: date) -> Brought:
        threads.append(threading.get_ident())
        held.wait(10)
        return read_upload(name, content, today)

    monkeypatch.setattr(bringing_of_start, "read_upload", slow)

    async def live() -> None:
        bringing = Bringing(Home(), loaded.append, lambda: None)
        upload = {"name": "plan.csv", "content": rows(",").encode(), "type": "", "size": 1}
        bringing.upload.value = ({**upload, "last_modified": datetime(2027, 1, 4, tzinfo=UTC)},)
        assert "Reading" in bringing.problem.value and not loaded
        while not threads:
            await asyncio.sleep(0.01)
        bringing._back.click()
        held.set()
        await bringing.finished()
        assert not loaded and not bringing.problem.value
        bringing.upload.value = ({**upload, "last_modified": datetime(2027, 1, 5, tzinfo=UTC)},)
        await bringing.finished()
        assert len(loaded) == 1 and not bringing.problem.value

    asyncio.run(live())
    assert len(threads) == 2 and threading.get_ident() not in threads
