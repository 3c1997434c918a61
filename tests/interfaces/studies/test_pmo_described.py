"""What each practice does, in words: people, money and shares are those of the scenario; guesses marked."""

import json
from pathlib import Path

import pytest

from workbench import load_scenario
from workbench.bundled import bundled
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
    assert rows["Coaching"][6] == "6 months ○" and rows["Training"][6] == "13 months ◐"


def test_today_without_steps_says_that_nothing_changes() -> None:
    today = description_of(load_scenario(Path(bundled("scenarios")) / "baseline.yaml"))
    said = " ".join(described_answer(today).lead)
    assert "stays at 2.39: nothing changes" in said and "Planned" not in said


def test_the_picture_describes_the_levels_that_are_drawn(closed: Description) -> None:
    from workbench.charts.live import specification

    picture = described_answer(closed).sections[2].picture
    assert picture is not None
    text = str(specification(picture())["description"])
    assert "mean: Jan 2027 2.39" in text and "Dec 2029 1.86" in text


def test_programs_get_the_same(closed: Description) -> None:
    read = json.loads(described_json(closed))
    assert read["mean_level"][-1] == pytest.approx(closed.mean[-1])
    assert read["at_odds"] == ["benefits"]
    assert [one["practice"] for one in read["practices"]][5] == "coaching"
    assert read["practices"][5]["paid"][1] == {
        "from": "2027-04-01", "people": 0.0, "cash_per_year": 0.0, "cost_per_year": 0.0, "coverage": 0.0
    }  # fmt: skip
