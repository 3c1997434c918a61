"""`workbench track`: in the terminal, on a page that loads nothing, and as JSON; bad files by cell."""

import json
import re
from pathlib import Path

import pytest

from workbench.interfaces.reports.calibration import record_of, stamp_line
from workbench.interfaces.reports.folder import open_run

from .conftest import Run
from .test_trace import REMOTE, page_of

ACTUALS = """\
project;completed;cost
P01;2027-06-01;150000
P02;2028-01-31;140000
P03;;
"""


@pytest.fixture
def stored(workbench: Run, folder: Path) -> Run:
    done = workbench("run", "baseline.yaml", "-n", "200", "--jobs", "1", "--out", "q1")
    assert done.code == 0, done.err
    (folder / "actuals.csv").write_text(ACTUALS, encoding="utf-8")
    return workbench


def test_it_says_what_was_forecast_what_happened_and_that_it_is_too_early(stored: Run) -> None:
    done = stored("track", "q1", "actuals.csv", "--as-of", "2028-01-31")
    said = " ".join(done.out.split())
    assert done.code == 0, done.err
    assert said.startswith("Too early to say") and "Brier score" in said and "made on" in said
    page = page_of(done.out)
    text = page.read_text(encoding="utf-8")
    assert page.parent.name == "track" and page.parent.parent.name == "q1"
    assert "What did we forecast, and what happened?" in text
    assert "<script" not in text and not REMOTE.search(text)
    assert "[bold]" in text and "<svg" in text
    counted = re.search(r"Too early to say: (\d) outcomes?, (\d) inside the range", said)
    assert counted is not None
    on = "1 outcome" if counted[1] == "1" else f"{counted[1]} outcomes"
    stamp = f"uncalibrated: {on} checked so far, {counted[2]} inside the 8-in-10 range"
    assert stamp in text, "the page of a track record is not stamped so"
    # What was found lies where pages of the run look for it.
    run = open_run(page.parent.parent, "")
    assert stamp_line(record_of(run)) == stamp


def test_json_has_the_promised_keys(stored: Run) -> None:
    found = json.loads(stored("track", "q1", "actuals.csv", "--as-of", "2028-01-31", "--json").out)
    assert set(found) == {
        *("run", "forecast_made", "scenario", "hash", "currency", "n", "verdict", "findings", "too_early"),
        *("would_notice", "nominal", "inside", "later_than_middle", "place_on_average", "cost_inside"),
        *("forecast", "dearer_than_middle", "fifths", "completed", "promises", "projects", "missing"),
    }
    assert found["n"] == 200 and [one["project"] for one in found["projects"]] == ["P01", "P02", "P03"]
    assert sum(found["fifths"]) == pytest.approx(3)


def test_a_scenario_that_the_run_does_not_hold_ends_with_2(stored: Run) -> None:
    done = stored("track", "q1", "actuals.csv", "--as-of", "2028-01-31", "--scenario", "basline")
    assert done.code == 2 and "it holds baseline" in done.err and "Traceback" not in done.err


def test_a_date_after_the_day_of_the_file_ends_with_2_and_its_cell(stored: Run) -> None:
    done = stored("track", "q1", "actuals.csv", "--as-of", "2027-12-31")
    assert done.code == 2 and "cell B3" in done.err and "must not be after" in done.err


def test_a_run_of_other_projects_ends_with_2(stored: Run, folder: Path) -> None:
    (folder / "actuals.csv").write_text("project,completed\nX1,\nX2,\n", encoding="utf-8")
    done = stored("track", "q1", "actuals.csv", "--as-of", "2028-01-31")
    assert done.code == 2 and done.err.count("is no project of the run") == 2
