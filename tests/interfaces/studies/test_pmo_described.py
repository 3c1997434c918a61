"""What each practice does, in words: people, money and shares are those of the scenario; guesses marked."""

import json
from pathlib import Path

import pytest

from workbench import load_scenario
from workbench.bundled import bundled
from workbench.charts.numbers import NBSP
from workbench.experiment.worth.described import Description, description_of
from workbench.interfaces.studies.pmo_described import described_answer, described_json


@pytest.fixture(scope="module")
def closed() -> Description:
    return description_of(load_scenario(Path(bundled("scenarios")) / "pmo-closed.yaml"))


def test_people_money_and_the_way_of_levels_stand_first(closed: Description) -> None:
    said = " ".join(described_answer(closed).lead)
    assert "has 8 people and costs €1.1m a year for seven practices" in said
    assert "from 1 Apr 2027 on 0 people and €0 a year" in said
    assert "goes from 2.39 today to 1.86 by 31 Dec 2029" in said
    assert "benefits (0.72) would have to lie below 1" in said


def test_each_practice_has_a_sentence_and_a_row_and_guesses_are_marked(closed: Description) -> None:
    section = described_answer(closed).sections[0]
    assert len(section.sentences) == len(section.grids[0].rows) == 7
    assert all("○ assumed" in sentence for sentence in section.sentences)
    rows = {row[0]: row for row in section.grids[0].rows}
    assert rows["Coaching"][3] == "1.8 → 0"
    marked = {name: row[6].replace(NBSP, " ") for name, row in rows.items()}
    assert marked["Coaching"] == "6 months ○" and marked["Training"] == "13 months ◐"


def test_what_grew_and_was_lost_again_is_seen_in_the_table() -> None:
    found = description_of(load_scenario(Path(bundled("scenarios")) / "pmo-closed-in-year-two.yaml"))
    rows = {row[0]: row for row in described_answer(found).sections[0].grids[0].rows}
    first, highest, last = (float(part.split()[0]) for part in rows["Coaching"][1].split(" → "))
    assert last < first < highest
    assert rows["Coaching"][3] == "1.8 → 3.6 → 0"


def test_today_without_steps_says_that_nothing_changes() -> None:
    today = description_of(load_scenario(Path(bundled("scenarios")) / "baseline.yaml"))
    said = " ".join(described_answer(today).lead)
    assert "stays at 2.39: nothing changes" in said and "Planned" not in said


def test_the_picture_describes_the_levels_that_are_drawn(closed: Description) -> None:
    picture = described_answer(closed).sections[2].picture
    assert picture is not None
    text = picture().description
    assert "mean: Jan 2027 0.00" in text and "Dec 2029 −0.53" in text


def test_a_standard_that_comes_is_named_with_what_it_asks() -> None:
    file = Path(bundled("scenarios")) / "small-firm" / "heavy-in-a-small-firm.yaml"
    answer = described_answer(description_of(load_scenario(file)))
    assert answer.lead[0].startswith("Nobody is paid for a PMO today. In use or coming: seven practices")
    grid = answer.sections[4].grids[0]
    assert list(grid.head) == ["practice", "small (heavy)"]
    assert grid.rows[0][1] == "4.5 %"


def test_programs_get_the_same(closed: Description) -> None:
    read = json.loads(described_json(closed))
    assert read["mean_level"][-1] == pytest.approx(closed.mean[-1])
    assert read["at_odds"] == ["benefits"]
    assert [one["practice"] for one in read["practices"]][5] == "coaching"
    assert read["practices"][5]["paid"][1] == {
        "from": "2027-04-01", "people": 0.0, "cash_per_year": 0.0, "cost_per_year": 0.0, "coverage": 0.0
    }  # fmt: skip
