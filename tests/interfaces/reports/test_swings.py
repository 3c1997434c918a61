"""Assumptions stand in the order of how far they move the answer, where that was looked for."""

import json
import re
from pathlib import Path

import pytest

from tests.interfaces.reports.fake_run import FakeRun, Shift, write_fake
from tests.interfaces.reports.test_pieces import text_of
from workbench.interfaces.reports import open_scenario
from workbench.interfaces.reports.folder import open_run
from workbench.interfaces.reports.render import template_of
from workbench.interfaces.reports.stamps import stamp_of

ROW = re.compile(r'<tr><th scope="row">(.*?)</th>.*?</tr>', re.S)


def swing(width: float, low: float) -> dict[str, object]:
    ends = [[at, at - 0.2e6, at + 0.2e6] for at in (low, low + width)]
    return {"title": "so called", "width": width, "decided": width > 1e6, "low": ends[0], "high": ends[1]}


SWINGS = {
    "discount_rate": swing(4.8e6, 3.1e6),
    "spread": swing(2.4e6, -1e6),
    "benefits": swing(0.3e6, 5.5e6),
    "practices.floor": swing(0.1e6, 5.5e6),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_fake(FakeRun({"nine-at-once": Shift(5.5e6, 5e6)}), tmp_path / "run")


def keep(folder: Path, base: str, other: str) -> None:
    (folder / "sensitivity").mkdir(exist_ok=True)
    content = {"base": base, "other": other, "n": 400, "by_key": SWINGS}
    (folder / "sensitivity" / "swings.json").write_text(json.dumps(content), encoding="utf-8")


def names_in(html: str) -> list[str]:
    return ROW.findall(html[html.index("Assumptions with value") : html.index("assumes otherwise</caption>")])


def test_what_moves_the_answer_most_comes_first_with_both_ends(folder: Path) -> None:
    before = open_scenario(str(folder), "nine-at-once", "").assumptions().text
    run = open_run(folder, "")
    keep(folder, *(str(run.entry(one)["hash"]) for one in ("baseline", "nine-at-once")))
    html = open_scenario(str(folder), "nine-at-once", "").assumptions().text
    first = names_in(html)[:5]
    assert first[0] == "Discount rate a year" and first[4] == "Benefits of projects"
    assert [("pread" in one) for one in first[1:4]] == [True] * 3, "three spreads are moved together"
    assert sorted(names_in(html)) == sorted(names_in(before)), "and none is left out"
    seen = text_of(html).replace("\xa0", " ")
    assert "Discount rate a year 4.8 +3.1 +2.9 to +3.3 +7.9 +7.7 to +8.1" in seen
    assert "The three spreads of work together 2.4 −1.0" in seen
    assert "Benefits of projects undecided, 0.3 +5.5" in seen and "so called undecided, 0.1" in seen
    assert "at both ends and as assumed now), over 400 simulated futures" in seen
    assert "workbench sensitivity" not in seen


@pytest.mark.parametrize("content", ["", "[]", '{"base": "", "other": "", "n": 1, "by_key": {}}'])
def test_without_them_a_note_says_how_to_get_them(folder: Path, content: str) -> None:
    (folder / "sensitivity").mkdir()
    (folder / "sensitivity" / "swings.json").write_text(content, encoding="utf-8")
    html = open_scenario(str(folder), "nine-at-once", "").assumptions().text
    assert names_in(html)[0] == "Benefits of projects"
    assert "workbench sensitivity BASE OTHER --out RUN/sensitivity" in text_of(html)
    assert "workbench sensitivity" not in open_scenario(str(folder), "", "").assumptions().text


def test_a_report_is_made_anew_once_they_are_there(folder: Path, tmp_path: Path) -> None:
    again = write_fake(FakeRun({"nine-at-once": Shift(5.5e6, 5e6)}), tmp_path / "again")
    keep(again, "a", "b")
    stamps = {
        stamp_of(open_run(one, ""), "nine-at-once", template_of("scenario_report"), {})
        for one in (folder, again)
    }
    assert len(stamps) == 2
