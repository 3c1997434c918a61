"""Beyond the futures that keep their project rows, tables and pages say what they would say with all rows."""

import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from workbench.engines.path import Reason
from workbench.errors import InputError
from workbench.experiment import (
    Comparison,
    Goal,
    Serial,
    Sizes,
    compare,
    load_run,
    simulate,
    simulate_until,
    write_run,
)
from workbench.experiment import blocks as blocks_module
from workbench.experiment.chunk import Chunk, Computed, Failed
from workbench.experiment.day_counts import PARTS
from workbench.experiment.digest import FIGURES, Moments
from workbench.experiment.digest_files import DIGEST_FILES
from workbench.experiment.executors import Work
from workbench.experiment.frames import REASONS, STATUS
from workbench.experiment.measure_table import PROJECT_COLUMNS
from workbench.experiment.promises import changed_promises
from workbench.model import Lateness
from workbench.scenario import Scenario

Builder = Callable[..., Scenario]

FUTURES, DETAIL = 300, 70
SIZES = Sizes(block=50, chunk=25)
HALF_HOUR = 1 / PARTS


def both(scenario: Builder) -> list[Scenario]:
    return [scenario(), scenario("+cd3", index="cd3", leaving=2.0)]


@pytest.fixture(scope="module")
def whole(scenario: Builder) -> Comparison:
    """With every row."""
    return compare(both(scenario), FUTURES, sizes=SIZES, detail=None)


@pytest.fixture(scope="module")
def part(scenario: Builder) -> Comparison:
    """With the rows of the first futures, in blocks of another size."""
    return compare(both(scenario), FUTURES, sizes=Sizes(block=40, chunk=20), detail=DETAIL)


def test_measures_and_their_tables_are_the_same_bits(whole: Comparison, part: Comparison) -> None:
    pd.testing.assert_frame_equal(part.measures, whole.measures, check_exact=True)
    pd.testing.assert_frame_equal(part.summary(), whole.summary(), check_exact=True)
    pd.testing.assert_frame_equal(part.differences(), whole.differences(), check_exact=True)


def test_the_rows_that_are_kept_are_those_of_the_first_futures(whole: Comparison, part: Comparison) -> None:
    first = whole.projects[whole.projects["replication"] < DETAIL].reset_index(drop=True)
    pd.testing.assert_frame_equal(part.projects, first, check_exact=True)
    assert (part.manifest.detail, whole.manifest.detail) == (DETAIL, None)
    assert not whole.digests


def test_promises_and_their_clear_changes_are_the_same(whole: Comparison, part: Comparison) -> None:
    ours, theirs = part.commitments(), whole.commitments()
    exact = ["scenario", "project", "name", "due", "n", "probability", "low", "high"]
    pd.testing.assert_frame_equal(ours[exact], theirs[exact], check_exact=True)
    changes = [
        changed_promises(*(one.outcomes[name].on_time() for name in one.names)) for one in (part, whole)
    ]
    assert changes[0] == changes[1] != []


def test_days_are_good_to_half_an_hour(whole: Comparison, part: Comparison) -> None:
    shares = np.linspace(0.02, 0.98, 25).tolist()
    compared = 0
    for name in whole.names:
        ours, theirs = part.outcomes[name], whole.outcomes[name]
        assert set(ours.projects()) == set(theirs.projects())
        for project in theirs.projects():
            late = np.subtract(_known(ours.finish(project, shares)), _known(theirs.finish(project, shares)))
            early = np.subtract(_known(theirs.start(project, shares)), _known(ours.start(project, shares)))
            for off in (late, early):
                assert ((off > -1e-9) & (off < HALF_HOUR)).all()
            compared += len(late)
    assert compared == 2 * 8 * len(shares)


def _known(days: tuple[float, ...]) -> list[float]:
    """Days, with one number for what is missing on both sides."""
    return [day if np.isfinite(day) else -1.0 for day in days]


def test_dates_in_tables_are_the_same_day(whole: Comparison, part: Comparison) -> None:
    # Between two futures on both sides of midnight half an hour may be another date; here none is.
    pd.testing.assert_frame_equal(part.commitments(), whole.commitments(), check_exact=True)


def test_days_by_state_are_the_same(whole: Comparison, part: Comparison) -> None:
    pd.testing.assert_frame_equal(part.states(), whole.states(), rtol=1e-12)


def test_averages_and_shares_by_project_are_those_of_all_rows(whole: Comparison, part: Comparison) -> None:
    for name in whole.names:
        rows = whole.projects[whole.projects["scenario"] == name]
        found = part.digests[name].figures.set_index(["project", "figure"])
        for project, own in rows.groupby("project", observed=True):
            for figure in FIGURES:
                row, values = found.loc[(project, figure)], own[figure].dropna()
                assert row["n"] == len(values)
                assert row["mean"] == pytest.approx(values.mean(), rel=1e-9, abs=1e-9, nan_ok=True)
                assert row["sd"] == pytest.approx(values.std(), rel=1e-6, abs=1e-6, nan_ok=True)
            for column, names in (("status", STATUS), ("reason", REASONS)):
                for one in filter(None, names):
                    row = found.loc[(project, f"{column} {one}")]
                    assert (row["n"], row["mean"]) == (FUTURES, (own[column] == one).mean())
                    assert row["low"] <= row["mean"] <= row["high"]
    assert Reason.NONE.name.lower() not in REASONS


def test_how_futures_are_cut_changes_no_bit(scenario: Builder, part: Comparison) -> None:
    other = compare(both(scenario), FUTURES, sizes=Sizes(block=90, chunk=45), detail=DETAIL)
    for name in part.names:
        ours, theirs = part.digests[name], other.digests[name]
        pd.testing.assert_frame_equal(ours.figures, theirs.figures, check_exact=True)
        pd.testing.assert_frame_equal(ours.state_days, theirs.state_days, check_exact=True)
        assert (ours.completed.counts == theirs.completed.counts).all()


def test_a_run_in_several_stretches_is_the_same(
    scenario: Builder, part: Comparison, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blocks_module, "STRETCH", 2 * 8 * 60)
    seen: list[tuple[int, int]] = []
    other = compare(
        both(scenario),
        FUTURES,
        sizes=SIZES,
        detail=DETAIL,
        progress=lambda done, total: seen.append((done, total)),
    )
    pd.testing.assert_frame_equal(other.measures, part.measures, check_exact=True)
    pd.testing.assert_frame_equal(other.projects, part.projects, check_exact=True)
    pd.testing.assert_frame_equal(other.commitments(), part.commitments(), check_exact=True)
    assert seen[-1] == (2 * FUTURES, 2 * FUTURES)
    assert seen == sorted(seen)


def test_blocks_of_a_store_give_the_same(scenario: Builder, part: Comparison, tmp_path: Path) -> None:
    first = compare(both(scenario), 150, sizes=SIZES, detail=20, store=tmp_path)
    again = compare(both(scenario), 150, sizes=SIZES, detail=20, store=tmp_path)
    assert (again.manifest.blocks_computed, again.manifest.blocks_reused) == (0, 6)
    for name in first.names:
        ours, theirs = first.digests[name], again.digests[name]
        pd.testing.assert_frame_equal(ours.figures, theirs.figures, check_exact=True)


def test_a_run_folder_gives_digests_back(part: Comparison, tmp_path: Path) -> None:
    root = write_run(part, tmp_path / "RUN")
    assert all((root / name).is_file() for name in DIGEST_FILES)
    back = load_run(root)
    assert isinstance(back, Comparison)
    assert back.manifest == part.manifest
    pd.testing.assert_frame_equal(back.measures, part.measures, check_exact=True)
    pd.testing.assert_frame_equal(back.projects, part.projects, check_exact=True)
    pd.testing.assert_frame_equal(back.commitments(), part.commitments(), check_exact=True)
    pd.testing.assert_frame_equal(back.states(), part.states(), check_exact=True)
    for name in part.names:
        ours, theirs = back.digests[name], part.digests[name]
        pd.testing.assert_frame_equal(ours.figures, theirs.figures, rtol=1e-12)
        pd.testing.assert_frame_equal(ours.promises, theirs.promises, check_exact=True)


class Losing(Serial):
    """Loses every chunk of the scenarios of a name."""

    def __init__(self, name: str) -> None:
        self.name = name

    def map(self, work: Work, chunks: Sequence[Chunk]) -> Iterator[tuple[int, Computed | Failed]]:
        for position, chunk in enumerate(chunks):
            lost = self.name in chunk.sent.text
            yield position, Failed(chunk.start, chunk.stop, "Lost") if lost else work(chunk)


def test_a_scenario_without_a_single_future_goes_through_a_folder(scenario: Builder, tmp_path: Path) -> None:
    found = compare(both(scenario), 30, sizes=Sizes(10, 5), detail=10, executor=Losing('"name":"+cd3"'))
    assert [one.n for one in found.manifest.scenarios] == [30, 0]
    back = load_run(write_run(found, tmp_path))
    assert set(back.commitments()["scenario"]) == {"today", "+cd3"}
    pd.testing.assert_frame_equal(back.commitments(), found.commitments(), check_exact=True)
    pd.testing.assert_frame_equal(back.states(), found.states(), check_exact=True)


def test_a_portfolio_without_a_promise_goes_through_a_folder(scenario: Builder, tmp_path: Path) -> None:
    today = scenario()
    projects = tuple(
        one.model_copy(update={"due": None, "lateness": Lateness()}) for one in today.portfolio.projects
    )
    free = today.model_copy(update={"portfolio": today.portfolio.model_copy(update={"projects": projects})})
    found = simulate(free, 30, detail=10)
    back = load_run(write_run(found, tmp_path))
    assert back.commitments().empty and found.commitments().empty
    pd.testing.assert_frame_equal(back.states(), found.states(), check_exact=True)
    assert back.outcomes["today"].on_time().shape == (30, 0)


def test_measures_come_back_from_parts_that_cut_through_futures(part: Comparison, tmp_path: Path) -> None:
    root = write_run(part, tmp_path)
    part.measures.to_parquet(root / "measures.parquet", index=False, row_group_size=1001)
    back = load_run(root)
    pd.testing.assert_frame_equal(back.measures, part.measures, check_exact=True)


def test_a_folder_loses_the_digests_of_an_earlier_run(
    scenario: Builder, part: Comparison, tmp_path: Path
) -> None:
    write_run(part, tmp_path)
    back = load_run(write_run(compare(both(scenario), 5), tmp_path))
    assert not any((tmp_path / name).exists() for name in DIGEST_FILES)
    assert not back.digests


def test_simulating_until_digests_what_it_adds(scenario: Builder, whole: Comparison) -> None:
    goal = Goal(half_width=1e-9, start=30, batch=40, at_most=FUTURES)
    found = simulate_until(both(scenario), goal, detail=DETAIL)
    assert found.manifest.detail == DETAIL
    pd.testing.assert_frame_equal(found.measures, whole.measures, check_exact=True)
    pd.testing.assert_frame_equal(found.commitments(), whole.commitments(), check_exact=True)


def test_no_row_at_all_can_be_asked_for(scenario: Builder, whole: Comparison) -> None:
    found = compare(both(scenario), FUTURES, sizes=SIZES, detail=0)
    assert found.projects.empty
    pd.testing.assert_frame_equal(found.commitments(), whole.commitments(), check_exact=True)


def test_fewer_futures_than_the_detail_keep_every_row(scenario: Builder) -> None:
    found = compare(both(scenario), 20, detail=20)
    assert (found.manifest.detail, len(found.projects)) == (None, 2 * 20 * 8)


def test_one_scenario_alone_is_digested_too(scenario: Builder, part: Comparison) -> None:
    found = simulate(scenario(), FUTURES, detail=DETAIL)
    pd.testing.assert_frame_equal(found.digests["today"].figures, part.digests["today"].figures)
    assert len(found.projects) == DETAIL * 8


def test_a_negative_detail_is_refused(scenario: Builder) -> None:
    with pytest.raises(InputError, match="detail"):
        compare(both(scenario), 20, detail=-1)


def test_moments_of_large_figures_keep_their_spread() -> None:
    values = 1e9 + np.arange(1000.0).reshape(-1, 1) % 7
    moments = Moments((1,))
    for some in np.split(values, 10):
        moments.add(some)
    assert moments.mean[0] == pytest.approx(values.mean(), rel=1e-15)
    assert moments.sd[0] == pytest.approx(values.std(ddof=1), rel=1e-12)


class Copying(Serial):
    """Lives through the first chunk and hands it out for every other one."""

    def map(self, work: Work, chunks: Sequence[Chunk]) -> Iterator[tuple[int, Computed | Failed]]:
        first = replace(chunks[0], start=0, stop=chunks[0].stop - chunks[0].start)
        lived = work(first)
        assert isinstance(lived, Computed)
        for position, chunk in enumerate(chunks):
            copy = replace(lived, measures=lived.measures.copy(), projects=lived.projects.copy())
            yield position, replace(copy, start=chunk.start, stop=chunk.stop)


def test_memory_grows_by_a_few_figures_a_future_and_not_by_rows(
    scenario: Builder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blocks_module, "STRETCH", 8 * 500)

    def peak(futures: int, detail: int | None) -> int:
        tracemalloc.start()
        try:
            simulate(scenario(), futures, sizes=SIZES, detail=detail, executor=Copying(), twins=0)
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    def growth(detail: int | None) -> float:
        return (peak(9000, detail) - peak(3000, detail)) / 6000

    peak(10, None)  # what is loaded once
    rows = 8 * len(PROJECT_COLUMNS) * 8
    measures = 8 * simulate(scenario(), 1).futures["today"].shape[1]
    # The measures of blocks, the same as one matrix, and what is kept of promises and states.
    assert growth(DETAIL) < 3 * measures
    assert growth(None) > 2 * rows > growth(DETAIL)
