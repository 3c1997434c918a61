"""Assumptions stand in the order of how far they move the answer, where that was looked for."""

import json
import re
import shutil
from pathlib import Path

import pytest

from tests.interfaces.reports.fake_run import FakeRun, Shift, write_fake
from tests.interfaces.reports.test_pieces import text_of
from workbench.bundled import bundled
from workbench.experiment.studies.assumptions import assumptions_of
from workbench.experiment.studies.practice_groups import practice_groups
from workbench.interfaces.files import load_scenario
from workbench.interfaces.reports import open_scenario
from workbench.interfaces.reports.assumptions import _movers, assumption_rows
from workbench.interfaces.reports.folder import open_run
from workbench.interfaces.reports.render import template_of
from workbench.interfaces.reports.stamps import stamp_of
from workbench.interfaces.reports.swings import Swing, Swings

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


def keep(folder: Path, base: str, other: str, **changed: object) -> None:
    code = open_run(folder, "").manifest["code"]
    content = {"base": base, "other": other, "code": code, "n": 400, "by_key": SWINGS, **changed}
    put(folder, f"swings-{base[:8]}-{other[:8]}.json", json.dumps(content))


def put(folder: Path, name: str, content: str) -> None:
    (folder / "sensitivity").mkdir(exist_ok=True)
    (folder / "sensitivity" / name).write_text(content, encoding="utf-8")


def hashes(folder: Path, *names: str) -> list[str]:
    run = open_run(folder, "")
    return [str(run.entry(one)["hash"]) for one in names]


def told(folder: Path, scenario: str = "nine-at-once") -> str:
    return text_of(open_scenario(str(folder), scenario, "").assumptions().text)


COMMAND = "workbench sensitivity scenarios/baseline.yaml scenarios/nine-at-once.yaml --out sensitivity"


def names_in(html: str) -> list[str]:
    return ROW.findall(html[html.index("Assumptions with value") : html.index("assumes otherwise</caption>")])


def test_what_moves_the_answer_most_comes_first_with_both_ends(folder: Path) -> None:
    before = open_scenario(str(folder), "nine-at-once", "").assumptions().text
    keep(folder, *hashes(folder, "baseline", "nine-at-once"))
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


def test_without_them_a_note_names_the_command_that_makes_them(folder: Path) -> None:
    html = open_scenario(str(folder), "nine-at-once", "").assumptions().text
    assert names_in(html)[0] == "Benefits of projects"
    assert COMMAND in text_of(html) and "What lies beside this run" not in html
    for named in COMMAND.split()[2:4]:
        assert (folder / named).is_file(), "the very files that it names"
    assert "workbench sensitivity" not in told(folder, "")


@pytest.mark.parametrize("content", ["", "[]", "{", '{"base": "", "other": "", "n": 1, "by_key": {}}'])
def test_a_damaged_file_is_said_to_be_one(folder: Path, content: str) -> None:
    put(folder, "swings-a-b.json", content)
    seen = told(folder)
    assert "cannot be read: sensitivity/swings-a-b.json" in seen and COMMAND in seen


def test_those_of_other_scenarios_or_the_other_way_round_are_said_to_be_there(folder: Path) -> None:
    base, other = hashes(folder, "baseline", "nine-at-once")
    for pair in (("a" * 64, other), (base, "b" * 64), (other, base)):
        keep(folder, *pair)
        seen = told(folder)
        assert (
            f"of other scenarios, or of another seed or order (hashes {pair[0][:8]} and {pair[1][:8]}" in seen
        )
        assert f"here {base[:8]} and {other[:8]}" in seen and COMMAND in seen
        shutil.rmtree(folder / "sensitivity")


def test_those_of_other_code_are_not_drawn_beside_figures_of_this(folder: Path) -> None:
    keep(folder, *hashes(folder, "baseline", "nine-at-once"), code="1" * 64)
    seen = told(folder)
    assert "computed by other code than its figures" in seen and COMMAND in seen
    assert "How far assumptions move the answer" not in seen


def test_each_pair_of_a_run_has_its_own(tmp_path: Path) -> None:
    shifts = {"nine-at-once": Shift(5.5e6, 5e6), "ten": Shift(4e6, 5e6)}
    folder = write_fake(FakeRun(shifts), tmp_path / "run")
    keep(folder, *hashes(folder, "baseline", "nine-at-once"))
    seen = told(folder, "ten")
    assert "What lies beside this run" not in seen, "another what-if of the run is no mistake"
    keep(folder, *hashes(folder, "baseline", "ten"), n=300)
    assert "over 300 simulated futures" in told(folder, "ten")
    assert "over 400 simulated futures" in told(folder)


def test_figures_that_were_moved_together_stand_under_the_title_of_their_group() -> None:
    """With practices: a figure's name only where it is alone with its key."""
    scenario = load_scenario(bundled("scenarios") / "pmo-cut-30.yaml")
    rows = assumption_rows(scenario)
    assumed = assumptions_of(scenario, scenario)
    by_key = {
        one.key: Swing(one.title, 1e6 + k, True, (0.0, -1.0, 1.0), (1e6, 9e5, 1.1e6))
        for k, one in enumerate(assumed)
    }
    shown = [str(row[0]) for row in _movers(rows, Swings("", "", "", 9, by_key), "EUR").rows]
    alone = {one.name for one in rows if [other.key for other in rows].count(one.key) == 1}
    titles = {one.title for one in assumed} | {"The three spreads of work together"}
    assert len(shown) == len(by_key) and set(shown) <= titles | alone
    of_groups = {one.title for one in practice_groups(scenario, scenario) if len(one.members) > 1}
    assert of_groups and of_groups <= set(shown)


def test_a_report_is_made_anew_once_they_are_there(folder: Path, tmp_path: Path) -> None:
    again = write_fake(FakeRun({"nine-at-once": Shift(5.5e6, 5e6)}), tmp_path / "again")
    keep(again, "a", "b")
    stamps = {
        stamp_of(open_run(one, ""), "nine-at-once", template_of("scenario_report"), {})
        for one in (folder, again)
    }
    assert len(stamps) == 2
