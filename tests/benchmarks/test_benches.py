"""Every bench runs, at a tiny size; how fast anything is is not looked at."""

import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import numpy as np
import pytest

from benchmarks import (
    cluster,
    growth,
    idiomatic,
    large,
    network_simpy,
    networks,
    pairs,
    parts,
    sampling,
    speed,
    start,
)
from benchmarks import textbook as textbook_bench
from benchmarks.findings import Section
from benchmarks.network import NODES, as_portfolio
from benchmarks.workload import HORIZON, PACKAGES, portfolio_like
from workbench.engines.draws import draw
from workbench.engines.engine import EngineName, engine_of
from workbench.engines.plan import plan_of
from workbench.experiment import simulate

LIVE = engine_of(EngineName.AUTO).live


def figures(section: Section) -> list[str]:
    """Its rows, each with sound numbers."""
    for row in section.rows:
        assert 0 <= row.found.low <= row.found.median <= row.found.high < float("inf"), row
    return [row.what for row in section.rows]


def test_the_engines_are_compared_at_every_size() -> None:
    found = figures(speed.measure({20: (2, 1), 24: (1, 1)}, rounds=1))
    assert "24 projects: compiled is faster" in found
    assert len(found) == 6


def test_growth_is_shown_for_fixed_and_moving_rankings() -> None:
    found = figures(growth.measure({20: 1, 24: 1}, rounds=1))
    assert len([what for what in found if what.endswith("24 against 20")]) == 3


def test_parts_are_left_out_one_at_a_time_and_shares_of_modules_are_shares() -> None:
    section = parts.measure(20, futures=1, rounds=1, jobs=20)
    assert len([what for what in figures(section) if what.startswith("compiled, without")]) == 5
    own = [row.found.median for row in section.rows if row.what.startswith("SimPy engine, network")]
    assert 0 < sum(own) <= 100.001


def test_the_textbook_model_is_compared() -> None:
    assert len(figures(textbook_bench.measure(20, futures=1, rounds=1, counted=2))) == 6


def test_the_network_is_compared_with_every_simulator_there_is() -> None:
    section = networks.measure(jobs=30, rounds=1, futures=1)
    found = figures(section)
    assert "compiled is faster than plain SimPy" in found
    for name in ("Ciw", "salabim"):
        assert (name in found) != any(name in remark for remark in section.remarks)


def test_drawing_and_recording_are_measured() -> None:
    assert len(figures(sampling.measure(20, futures=3, rounds=1))) == 6


def test_waiting_is_measured_cold_and_kept() -> None:
    found = figures(pairs.measure(20, many=4, few=2, rounds=1))
    assert len([what for what in found if "luck kept" in what]) == 2


def test_a_fresh_process_tells_what_its_first_future_took(tmp_path: Path) -> None:
    assert start._started("SIMPY", str(tmp_path)) > 0


@pytest.mark.slow
def test_a_command_tells_time_and_memory() -> None:
    found = figures(large.measure((2,), ("--jobs", "1", "--twins", "0")))
    assert found[-1] == "2 futures: most memory"


def test_what_the_script_for_dask_prints_is_kept_word_for_word(tmp_path: Path) -> None:
    script = tmp_path / "dask_overhead.py"
    assert cluster.measure(script).remarks == ("Not measured: there is nothing here that measures it.",)
    script.write_text('print("a block costs nothing")')
    assert cluster.measure(script).remarks == ("a block costs nothing",)


def test_the_textbook_model_works_as_much_as_ours() -> None:
    ratio = textbook_bench.work_ratio(plan_of(portfolio_like(60)), 12).median
    assert 0.9 < ratio < 1.1


def test_both_kinds_of_textbook_pools_finish_what_they_begin() -> None:
    plan = plan_of(portfolio_like(20))
    for pool in (idiomatic.Pool, idiomatic.RankedAnewPool):
        worked = idiomatic.run(plan, 1, pool)
        assert worked.completed + worked.terminated <= 20
        assert worked.attempts >= PACKAGES * worked.completed > 0
    assert idiomatic.run(plan, 1) == idiomatic.run(plan, 1)


def test_the_made_up_portfolio_is_busy_as_stated() -> None:
    measures = simulate(portfolio_like(60), 12, twins=0).measures
    use = measures[measures.measure.str.startswith("utilisation.")].groupby("measure").value.mean()
    assert len(use) == 6
    assert use.between(0.65, 0.85).all()


def test_the_made_up_projects_keep_their_figures_when_others_join() -> None:
    few, many = (portfolio_like(count).portfolio.projects for count in (20, 40))
    assert [one.packages for one in few] == [one.packages for one in many[:20]]


def test_the_network_as_a_portfolio_sends_every_job_through_and_as_far_as_the_simulator() -> None:
    plan = plan_of(as_portfolio(400))
    paths = LIVE(plan, draw(plan, range(1)))
    assert len(paths.attempts.package) == len(plan.packages.ids)
    assert len(plan.pools.ids) == NODES
    assert network_simpy.visits(400, 1) == pytest.approx(len(plan.packages.ids), rel=0.15)


def test_monthly_use_adds_up_to_what_was_worked_until_the_horizon() -> None:
    plan = plan_of(portfolio_like(20))
    paths = LIVE(plan, draw(plan, range(3)))
    log = paths.attempts
    days = np.fmin(log.end, HORIZON) - np.minimum(log.start, HORIZON)
    fte = plan.packages.demand[log.package].sum(axis=1) / 100.0
    assert sampling.monthly(plan, paths).sum() == pytest.approx(float(days @ fte))


def test_no_file_of_the_folder_hides_a_package_from_its_scripts() -> None:
    here = {path.stem for path in Path(speed.__file__).parent.glob("*.py")} - {"__init__", "__main__"}
    assert not here & (packages_distributions().keys() | sys.stdlib_module_names)
