"""A track record says what is so: right where the world is the model's, late where plans are wrong."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from workbench.analysis.forecasts import spread_over
from workbench.experiment import Results, load_run, simulate, write_run
from workbench.experiment.tracking import Actual, Finding, Record, track
from workbench.experiment.tracking.record import Stands

from .worlds import HORIZON, forecast, lived, portfolio, world

EARLY, LATE = date(2028, 3, 31), date(2029, 12, 31)
WORLDS = 60


@cache
def records(slower: float, as_of: date) -> list[Record]:
    run = world(slower)
    return [track(forecast(), lived(run, k, as_of)) for k in range(WORLDS)]


def _spread(values: list[float]) -> float:
    """Standard error of an average of worlds: projects of one world hang together, worlds do not."""
    return float(np.std(values, ddof=1)) / np.sqrt(len(values))


@pytest.mark.slow
@pytest.mark.parametrize("as_of", [EARLY, LATE])
def test_drawn_from_the_same_model_ranges_hold_as_often_as_they_say(as_of: date) -> None:
    found = records(1.0, as_of)
    for tallies in ([one.inside for one in found], [one.cost_inside for one in found]):
        off = [one.hits / one.n - one.expected for one in tallies if one.n]
        assert abs(np.mean(off)) < 3.5 * _spread(off)
        assert all(0.78 < one.expected < 0.86 for one in tallies if one.n)


@pytest.mark.slow
@pytest.mark.parametrize("as_of", [EARLY, LATE])
def test_drawn_from_the_same_model_outcomes_fall_evenly_over_their_forecasts(as_of: date) -> None:
    found = records(1.0, as_of)
    parts = np.array([spread_over([p.place for p in one.projects]) / len(one.projects) for one in found])
    errors = parts.std(axis=0, ddof=1) / np.sqrt(len(found))
    assert (np.abs(parts.mean(axis=0) - 0.2) < 3.5 * errors).all()
    on_average = [one.lateness.average.value - 0.5 for one in found]
    assert abs(np.mean(on_average)) < 3.5 * _spread(on_average)


@pytest.mark.slow
def test_drawn_from_the_same_model_hardly_ever_anything_is_found() -> None:
    found = [*records(1.0, EARLY), *records(1.0, LATE)]
    alarms = sum(bool(one.findings) for one in found)
    # 5 in 100 at most: of 120, 13 or more would come up once in 100 times if it were exactly that.
    assert alarms < 13


@pytest.mark.slow
def test_where_work_takes_longer_than_planned_it_says_so() -> None:
    found = records(1.8, LATE)
    said = Counter(one for record in found for one in record.findings)
    assert said[Finding.LATER] > WORLDS / 2 and said[Finding.DEARER] > WORLDS / 2
    assert not said[Finding.EARLIER] and not said[Finding.CHEAPER] and not said[Finding.TOO_WIDE]
    late = np.mean([one.lateness.average.value for one in found])
    kept = sum(sum(p.kept is True for p in one.projects) for one in found)
    promised = sum(one.promises.n * one.promised for one in found)
    assert late > 0.8 and kept < promised / 2


def test_projects_of_one_world_hang_together_and_that_makes_extremes_less_rare() -> None:
    found = track(forecast(), lived(world(1.8), 0, LATE))
    assert found.later.together is not None and found.later.together > found.later.alone


def _day(run: Results, day: float) -> date:
    there = run.scenarios[0].portfolio
    return there.calendar.date_after(there.start, day)


def test_what_is_not_completed_is_open_until_its_range_has_ended_and_late_from_then_on() -> None:
    run = forecast()
    high = _day(run, run.outcomes["forecast"].finish("P03")[2])
    before = track(run, [Actual("P03", high - timedelta(days=7))]).projects[0]
    after = track(run, [Actual("P03", high)]).projects[0]
    assert (before.stands, before.ended) == (Stands.OPEN, False)
    assert (after.stands, after.ended) == (Stands.LATER, True)
    assert before.place.high == 1.0 and 0.8 < before.place.low < after.place.low < 0.95


def test_what_is_completed_while_its_range_runs_is_shown_and_not_counted() -> None:
    run = forecast()
    middle = _day(run, run.outcomes["forecast"].finish("P03")[1])
    found = track(run, [Actual("P03", middle, middle)])
    assert found.projects[0].stands is Stands.INSIDE
    assert found.inside.n == 0 and found.later.n == 1 and found.later.hits == 0


def test_a_promise_counts_when_its_date_is_past_whether_kept_early_or_not() -> None:
    run = forecast()
    due = next(one.due for one in run.scenarios[0].portfolio.projects if one.id == "P01")
    assert isinstance(due, date)
    early = due - timedelta(days=60)
    known = [Actual("P01", as_of, early) for as_of in (due - timedelta(days=30), due)]
    assert [track(run, [one]).promises.n for one in known] == [0, 1]
    (kept,) = track(run, [known[1]]).projects
    (missed,) = track(run, [Actual("P01", due)]).projects
    assert (kept.kept, missed.kept) == (True, False)
    table = run.commitments().set_index("project")
    assert kept.chance == pytest.approx(table.loc["P01", "probability"])


def test_the_number_completed_is_set_beside_whole_futures() -> None:
    run = forecast()
    found = track(run, lived(world(), 0, EARLY)).completed
    rows = run.projects
    by = run.scenarios[0].portfolio.calendar.days_through(run.scenarios[0].portfolio.start, EARLY)
    counts = (rows["finish"].where(rows["status"] == "completed") <= by).groupby(rows["replication"]).sum()
    assert found.expected == pytest.approx(counts.mean())
    assert found.low <= np.median(counts) <= found.high and found.futures == 400


def test_a_run_read_back_from_its_folder_says_the_same(tmp_path: Path) -> None:
    actuals = lived(world(), 1, EARLY)
    again = track(load_run(write_run(forecast(), tmp_path / "run")), actuals)
    first = track(forecast(), actuals)
    assert replace(again, run=first.run, projects=()) == replace(first, projects=())
    assert [one.place for one in again.projects] == [one.place for one in first.projects]


def test_without_rows_of_every_future_dates_are_judged_as_before_and_the_rest_as_if_independent() -> None:
    scenario = forecast().scenarios[0]
    digested = simulate(scenario.model_copy(update={"horizon": HORIZON}), 400, detail=0)
    actuals = lived(world(), 1, EARLY)
    bare, full = track(digested, actuals), track(forecast(), actuals)
    assert [one.stands for one in bare.projects] == [one.stands for one in full.projects]
    assert (bare.inside.hits, bare.inside.n) == (full.inside.hits, full.inside.n)
    # Days of a digest stand on a grid of a sixteenth, so an end of a range may fall on the next date.
    assert bare.inside.expected == pytest.approx(full.inside.expected, abs=0.01)
    assert bare.inside.together is None and bare.lateness.chance is None and bare.completed.chance is None
    assert bare.cost_inside.n == 0


def test_projects_of_the_run_that_the_file_leaves_out_are_named() -> None:
    found = track(forecast(), [Actual("P03", LATE)])
    assert "P03" not in found.missing and len(found.missing) == len(portfolio().projects) - 1
