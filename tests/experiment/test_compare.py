"""Pairs share their futures; what cannot be paired is refused by name."""

import math
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from workbench.engines.plan import plan_of
from workbench.engines.rules.worth import annuity
from workbench.errors import InputError
from workbench.experiment import (
    Comparison,
    Goal,
    Results,
    Serial,
    baselines,
    compare,
    gap_of,
    load_run,
    measure_of,
    simulate,
    simulate_until,
    write_run,
)
from workbench.experiment.chunk import Chunk, Computed, Failed
from workbench.experiment.executors import Work
from workbench.experiment.yardsticks import Yardsticks, beside
from workbench.model import Lateness, ResourcePool
from workbench.scenario import Scenario

Builder = Callable[..., Scenario]


@pytest.fixture(scope="module")
def found(scenario: Builder) -> Comparison:
    return compare(
        [scenario(), scenario("cd3", index="cd3", wip=2)], 40, created=datetime(2027, 1, 4, 9, 0, tzinfo=UTC)
    )


def test_different_seeds_are_refused_by_name(scenario: Builder) -> None:
    with pytest.raises(InputError) as caught:
        compare([scenario(), scenario("other", seed=0)], 3)
    assert "“today” has seed 1" in str(caught.value)
    assert "“other” has seed 0" in str(caught.value)


def test_equal_names_are_refused(scenario: Builder) -> None:
    with pytest.raises(InputError, match="stands twice"):
        compare([scenario(), scenario(seed=1)], 3)


def test_no_replications_are_refused(scenario: Builder) -> None:
    with pytest.raises(InputError, match="at least one"):
        simulate(scenario(), 0)


def test_progress_counts_every_future_once(scenario: Builder, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    pair = [scenario(), scenario("cd3", index="cd3")]
    compare(pair, 30, store=tmp_path, progress=lambda done, total: seen.append((done, total)))
    assert seen[0] == (0, 60)
    assert seen[-1] == (60, 60)
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
    seen.clear()
    compare(pair, 30, store=tmp_path, progress=lambda done, total: seen.append((done, total)))
    assert seen == [(60, 60)]


def test_differences_are_paired(found: Comparison) -> None:
    row = found.differences().set_index("measure").loc["lead_time"]
    pairs = pd.concat([found.values("today", "lead_time"), found.values("cd3", "lead_time")], axis=1).dropna()
    test = stats.ttest_rel(pairs.iloc[:, 1], pairs.iloc[:, 0])
    interval = test.confidence_interval()
    assert (row["low"], row["high"]) == pytest.approx((interval.low, interval.high), rel=1e-9)
    assert row["better"] == (pairs.iloc[:, 1] < pairs.iloc[:, 0]).mean()
    assert row["decided"] == (test.pvalue < 0.05)
    wins = stats.binomtest(int((pairs.iloc[:, 1] < pairs.iloc[:, 0]).sum()), len(pairs))
    wilson = wins.proportion_ci(method="wilson")
    assert (row["better_low"], row["better_high"]) == pytest.approx((wilson.low, wilson.high), rel=1e-9)


def test_any_scenario_can_be_the_baseline(found: Comparison) -> None:
    there, back = found.differences(), found.differences("cd3")
    assert back["mean"].to_numpy() == pytest.approx(-there["mean"].to_numpy(), rel=1e-12)
    with pytest.raises(InputError, match="no scenario of this name"):
        found.differences("nowhere")


def test_summary_has_the_columns_that_reports_read(found: Comparison) -> None:
    summary = found.summary()
    assert " ".join(summary.columns) == (
        "scenario measure unit n mean low high p10 p50 p90 worst10 worst10_low worst10_high"
    )
    row = summary.set_index(["scenario", "measure"]).loc[("today", "npv")]
    x = found.values("today", "npv").to_numpy()
    assert row["unit"] == "EUR"
    assert row["worst10"] == pytest.approx(np.sort(x)[:4].mean(), rel=1e-12)
    assert row["p10"] == np.quantile(x, 0.1, method="median_unbiased")
    late = summary.set_index(["scenario", "measure"]).loc[("today", "lead_time")]
    x = found.values("today", "lead_time").to_numpy()
    assert late["worst10"] == pytest.approx(np.sort(x)[-4:].mean(), rel=1e-12)
    for worst in (row, late):
        assert worst["worst10_low"] < worst["worst10"] < worst["worst10_high"]


def test_no_range_of_an_average_says_what_cannot_be(scenario: Builder) -> None:
    few = simulate(scenario(), 3)
    table = few.summary().set_index("measure")
    beyond = 0
    for name, row in table.iterrows():
        lowest, highest = measure_of(str(name)).bounds
        assert lowest <= row["low"] <= row["mean"] <= row["high"] <= highest
        values = few.values("today", str(name)).to_numpy()
        reach = stats.t.ppf(0.975, len(values) - 1) * values.std(ddof=1) / math.sqrt(len(values))
        beyond += values.mean() - reach < lowest or values.mean() + reach > highest
    assert beyond > 2
    assert table.loc["npv", "low"] < table.loc["npv", "mean"]
    states = few.states()
    assert (states["low"] >= 0).all()


def test_every_measure_has_words(found: Comparison) -> None:
    for name in found.measure_names():
        measure = measure_of(name)
        assert measure.title
        assert measure.definition


def test_commitments_have_the_columns_that_reports_read(found: Comparison) -> None:
    table = found.commitments()
    assert " ".join(table.columns) == (
        "scenario project name due n probability low high finish_p10 finish_p50 finish_p90"
    )
    mine = found.projects.query("scenario == 'today' and project == 'P2'")
    row = table.set_index(["scenario", "project"]).loc[("today", "P2")]
    assert row["probability"] == mine["on_time"].mean()
    assert row["due"].isoformat() == "2027-08-04"
    assert table["due"].is_monotonic_increasing or len(set(table["scenario"])) > 1


def test_a_promise_is_shown_on_the_day_it_was_given_for(scenario: Builder) -> None:
    today = scenario()
    sunday = date(2027, 8, 8)
    projects = tuple(
        one.model_copy(update={"due": sunday}) if one.id == "P2" else one for one in today.portfolio.projects
    )
    moved = today.model_copy(update={"portfolio": today.portfolio.model_copy(update={"projects": projects})})
    table = simulate(moved, 3).commitments().set_index("project")
    assert table.at["P2", "due"] == sunday


def test_a_promise_kept_is_a_completion_by_the_close_of_its_day(found: Comparison) -> None:
    plan = plan_of(found.scenarios[0])
    due = dict(zip(plan.projects.ids, plan.projects.due, strict=True))
    rows = found.projects
    for row in rows.itertuples():
        if math.isfinite(due[row.project]):
            assert bool(row.on_time) == (row.status == "completed" and row.finish <= due[row.project])
        else:
            assert row.on_time is pd.NA


def test_project_rows_have_the_columns_that_reports_read(found: Comparison) -> None:
    assert " ".join(found.projects.columns) == (
        "scenario replication project status reason release start finish lead work rework people "
        "board predecessor release_wait plan_days touch_days plan_cost cost benefit npv on_time"
    )


def test_a_run_folder_gives_everything_back(found: Comparison, tmp_path: Path) -> None:
    back = load_run(write_run(found, tmp_path / "RUN"))
    assert isinstance(back, Comparison)
    assert back.manifest == found.manifest
    assert [one.hash for one in back.scenarios] == [one.hash for one in found.scenarios]
    pd.testing.assert_frame_equal(back.measures, found.measures, check_exact=True)
    pd.testing.assert_frame_equal(back.projects, found.projects, check_exact=True)
    pd.testing.assert_frame_equal(back.summary(), found.summary(), check_exact=True)
    pd.testing.assert_frame_equal(back.differences(), found.differences(), check_exact=True)
    pd.testing.assert_frame_equal(back.commitments(), found.commitments(), check_exact=True)
    names = {path.relative_to(tmp_path / "RUN").as_posix() for path in (tmp_path / "RUN").rglob("*.*")}
    assert names == {
        ".run",
        "manifest.json",
        "measures.parquet",
        "projects.parquet",
        "summary.csv",
        "differences.csv",
        "commitments.csv",
        "states.csv",
        "scenarios/today.yaml",
        "scenarios/cd3.yaml",
    }


def test_a_single_scenario_comes_back_as_results(scenario: Builder, tmp_path: Path) -> None:
    back = load_run(write_run(simulate(scenario(), 3), tmp_path))
    assert type(back) is Results
    assert back.names == ("today",)


def test_a_folder_without_a_run_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"manifest\.json is missing"):
        load_run(tmp_path)


def test_the_manifest_says_what_was_done(found: Comparison) -> None:
    manifest = found.manifest
    assert manifest.created == "2027-01-04T09:00:00+00:00"
    assert manifest.seed == 1
    assert [(one.name, one.n) for one in manifest.scenarios] == [("today", 40), ("cd3", 40)]
    assert manifest.replications == 80
    assert manifest.replications_per_second > 0
    assert manifest.events_per_second > manifest.replications_per_second
    assert {"python", "numpy", "scipy", "simpy"} <= set(manifest.versions)
    assert len(manifest.fingerprint["arithmetic"]) == 16


def test_a_what_if_may_add_projects_and_people(scenario: Builder) -> None:
    today = scenario()
    portfolio = today.portfolio
    first = portfolio.projects[1]
    more = first.model_copy(update={"id": "P9", "due": None, "lateness": Lateness()})
    pool = ResourcePool(id="testers", capacity=1.0, cost_per_fte_day=400.0)
    wider = portfolio.model_copy(
        update={"projects": (*portfolio.projects, more), "pools": (*portfolio.pools, pool)}
    )
    found = compare([today, scenario("more", portfolio=wider)], 5)
    assert set(found.projects.query("scenario == 'more'")["project"]) >= {"P1", "P9"}
    assert "P9" not in set(found.projects.query("scenario == 'today'")["project"])
    change = found.values("more", "payroll_change").to_numpy()
    plan = plan_of(scenario("more", portfolio=wider))
    paid = 400 * annuity(plan.money.rho, 0.0, plan.horizon)
    assert change == pytest.approx(np.full(5, paid), rel=1e-9)
    assert "utilisation.testers" not in set(found.differences()["measure"])


def test_a_what_if_that_fails_altogether_leaves_the_others(scenario: Builder) -> None:
    class Failing(Serial):
        def map(self, work: Work, chunks: Sequence[Chunk]) -> Iterator[tuple[int, Computed | Failed]]:
            lost = chunks[-1].sent
            for position, chunk in enumerate(chunks):
                broken = Failed(chunk.start, chunk.stop, "lost")
                yield position, broken if chunk.sent == lost else work(chunk)

    found = compare(
        [scenario(), scenario("cd3", index="cd3"), scenario("last", wip=1)], 5, executor=Failing()
    )
    assert [entry.n for entry in found.manifest.scenarios] == [5, 5, 0]
    assert [one.scenario for one in found.manifest.failures] == ["last"]
    assert set(found.summary()["scenario"]) == {"today", "cd3"}
    assert set(found.differences()["scenario"]) == {"cd3"}
    assert set(found.commitments()["scenario"]) == {"today", "cd3"}
    assert set(found.states()["scenario"]) == {"today", "cd3"}


def test_stopping_looks_at_the_half_width(scenario: Builder) -> None:
    pair = [scenario(), scenario("cd3", index="cd3")]
    wide = simulate_until(pair, Goal(half_width=1e9))
    assert wide.manifest.scenarios[0].n == 30
    never = simulate_until(pair, Goal(half_width=1e-3, at_most=45))
    assert never.manifest.scenarios[0].n == 45
    pd.testing.assert_frame_equal(never.measures, compare(pair, 45).measures, check_exact=True)
    with pytest.raises(InputError, match="at least 30"):
        Goal(half_width=1.0, start=10)


def test_baselines_differ_in_policy_alone(scenario: Builder) -> None:
    mine = scenario("mine", index="cd3")
    four = baselines(mine)
    assert [one.name for one in four] == [
        "do nothing new",
        "first come, first served",
        "random order",
        "perfect foresight",
    ]
    assert all(one.portfolio == mine.portfolio and one.seed == mine.seed for one in four)
    assert len({one.hash for one in four}) == 4
    assert all(one.policy.release.wip_limit == mine.policy.release.wip_limit for one in four)
    results = compare([mine, *four], 30)
    done = results.projects.query("scenario == 'do nothing new' and status == 'completed'")
    assert set(done["project"]) <= {"P0"}
    gap = gap_of(results, "perfect foresight")
    assert gap is None or gap.share == pytest.approx(1.0)


def test_a_choice_may_have_the_name_of_a_yardstick(scenario: Builder) -> None:
    """It stays the choice: what it closes is measured against the real first come, first served."""
    mine = scenario("first come, first served", index="cd3")
    other = scenario("first come, first served (yardstick)", index="cd3")
    made = beside([mine, other])
    names = {key: one.name for key, one in made.items()}
    assert names["first come, first served"] == "first come, first served (yardstick) (yardstick)"
    assert names["random order"] == "random order"
    found = compare([mine, other, *made.values()], 30)
    table = Yardsticks(found, (mine.name, other.name), names).table()
    first = table.query("yardstick == 'first come, first served' and figure == 'value'")["mean"].item()
    assert first == found.values(names["first come, first served"], "npv").mean()
    assert first != found.values(mine.name, "npv").mean()


def test_where_foresight_does_worse_there_is_no_gap_to_close(scenario: Builder) -> None:
    pair = [scenario("first come, first served", index="cd3"), scenario("perfect foresight")]
    found = compare(pair, 30)
    backwards = {"first come, first served": pair[0].name, "perfect foresight": pair[1].name}
    forwards = {"first come, first served": pair[1].name, "perfect foresight": pair[0].name}
    better = found.values(pair[0].name, "npv").mean() > found.values(pair[1].name, "npv").mean()
    worse = backwards if better else forwards
    assert gap_of(found, pair[0].name, names=worse) is None
