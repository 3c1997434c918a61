"""A future's figures have the same bits whatever futures are read with it."""

from collections.abc import Callable
from dataclasses import fields
from functools import lru_cache

import numpy as np
import pytest

from tests.engines.build import taken
from tests.engines.portfolios import mixed
from workbench.bundled import bundled
from workbench.engines.draws import Draws, draw
from workbench.engines.path import Path, Paths
from workbench.engines.plan import Plan, plan_of
from workbench.engines.process import run
from workbench.engines.valuation import value
from workbench.experiment.chunk import Chunk, Computed, Sent, compute, joined
from workbench.experiment.measure_table import PROJECT_COLUMNS, Meter
from workbench.experiment.row_statistics import quantile_where, ratio_figures
from workbench.interfaces.files import load_scenario
from workbench.scenario import Scenario

Builder = Callable[..., Scenario]
FUTURES = 10


@lru_cache(maxsize=4)
def lived(name: str) -> tuple[Plan, Draws, list[Path]]:
    """The bundled example; a short run in which projects still run at the end, and one without discount."""
    made: dict[str, Callable[[], Scenario]] = {
        "example": lambda: load_scenario(bundled("scenarios") / "baseline.yaml"),
        "short": lambda: mixed(count=9, horizon=150),
        "undiscounted": lambda: mixed(count=1, horizon=100, discount_rate=0.0),
    }
    plan = plan_of(made[name]())
    draws = draw(plan, range(FUTURES))
    return plan, draws, [run(plan, draws, row) for row in range(FUTURES)]


def figures(name: str, rows: list[int]) -> list[bytes]:
    """Everything that is known of each of some futures, read together in this order."""
    plan, draws, paths = lived(name)
    batch = Paths.of([paths[row] for row in rows])
    worth = value(plan, taken(draws, rows), batch)
    readings = Meter(plan).read(batch, worth)
    arrays = [getattr(worth, one.name) for one in fields(worth) if one.name != "pmo_cost"]
    arrays += [readings.measures, readings.projects]
    return [b"".join(array[k].tobytes() for array in arrays) for k in range(len(rows))]


@pytest.mark.parametrize("name", ["example", "short", "undiscounted"])
def test_reading_futures_together_gives_the_bits_of_reading_each_alone(name: str) -> None:
    alone = [figures(name, [row])[0] for row in range(FUTURES)]
    assert len(set(alone)) == FUTURES
    assert figures(name, list(range(FUTURES))) == alone
    assert figures(name, list(range(FUTURES)) * 30) == alone * 30
    luck = np.random.Generator(np.random.Philox(key=3))
    for _ in range(4):
        order = luck.permutation(FUTURES).tolist()
        cut = int(luck.integers(1, FUTURES))
        found = figures(name, order[:cut]) + figures(name, order[cut:])
        assert found == [alone[row] for row in order]


def test_the_examples_hold_what_is_worth_batching() -> None:
    """Ends of every kind, people handed to operations, work left at the end of the run."""
    plan, draws, paths = lived("short")
    worth = value(plan, draws, Paths.of(paths))
    assert worth.expected.any() and not worth.expected.all()
    assert (plan.projects.operations_effect != 0).any()
    plan, _, paths = lived("example")
    assert len(plan.projects.ids) > 8  # enough for numpy to sum in more than one lane
    assert len({len(one.attempts.package) for one in paths}) > 1


def test_chunks_of_any_length_give_the_same_numbers(scenario: Builder) -> None:
    sent = Sent.of(scenario())

    def parts(*bounds: int) -> Computed:
        found = [compute(Chunk(sent, *pair)) for pair in zip(bounds, bounds[1:], strict=False)]
        assert all(isinstance(one, Computed) for one in found)
        return joined(found)  # type: ignore[arg-type]

    whole, split = parts(0, 9), parts(0, 1, 4, 9)
    assert whole.measures.tobytes() == split.measures.tobytes()
    assert whole.projects.tobytes() == split.projects.tobytes()
    assert whole.events == split.events


def test_no_future_at_all_can_be_read() -> None:
    plan, draws, _ = lived("short")
    none = Paths.none(len(plan.projects.ids), len(plan.packages.ids))
    meter = Meter(plan)
    found = meter.read(none, value(plan, taken(draws, []), none))
    assert found.measures.shape == (0, len(meter.names))
    assert found.projects.shape == (0, len(plan.projects.ids), len(PROJECT_COLUMNS))


def test_quantiles_over_some_projects_are_those_of_numpy() -> None:
    """None, one, two and more of a row; a row's others, NaN among them, change nothing."""
    luck = np.random.Generator(np.random.Philox(key=8))
    values = luck.lognormal(size=(12, 11))
    chosen = np.arange(11) < np.arange(12)[:, np.newaxis]
    values[~chosen & (luck.random((12, 11)) < 0.5)] = np.nan
    order = luck.permutation(11)
    found = quantile_where(chosen[:, order], values[:, order], 0.1, 0.5, 0.8)
    for level, quantiles in zip((0.1, 0.5, 0.8), found, strict=True):
        assert np.isnan(quantiles[0])
        for row in range(1, 12):
            known = np.quantile(values[row, :row], level, method="median_unbiased")
            assert quantiles[row] == pytest.approx(known, rel=1e-14)


def test_ratios_over_no_project_are_unknown_and_over_one_have_no_spread() -> None:
    planned = np.array([10.0, 0.0, 20.0])
    actual = np.array([[10.5, 5.0, 30.0], [10.5, 5.0, 30.0]])
    chosen = np.array([[False, False, False], [True, False, False]])
    mean, spread, reserve, within = ratio_figures(chosen, actual, planned)
    np.testing.assert_allclose(mean, [np.nan, 1.05], rtol=1e-15)
    assert np.isnan(spread).all()
    assert np.isnan(reserve[0]) and reserve[1] == 1.0
    assert np.isnan(within[0]) and within[1] == 1.0
