"""People: months add up to the run's use of pools, queues to days of waiting, busy pools are named."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from workbench import Scenario
from workbench.engines.draws import draw
from workbench.engines.engine import EngineName, engine_of
from workbench.engines.plan import plan_of
from workbench.experiment.capacity import Capacity
from workbench.experiment.use_over_time import use_over_time, used_by_period
from workbench.experiment.waiting_by_pool import waiting_by_pool
from workbench.interfaces.explorer import WhatIf
from workbench.interfaces.explorer.views import People, Seen, people
from workbench.interfaces.explorer.views.heat_rows import heat_rows, heat_table
from workbench.model.resources import ResourcePool

See = Callable[[Scenario, Scenario, int], Seen]
Many = Callable[[int], Scenario]


def no_redraw() -> None:
    """Nothing is clicked here."""


def last_of(steps: Any) -> Any:
    return [one for one in steps if one is not None][-1]


@pytest.mark.parametrize("what_if", [WhatIf(), WhatIf(wip_limit=1), WhatIf(pool="developers", people=-2.0)])
def test_one_period_as_long_as_the_run_is_the_measure_of_the_run(
    today: Scenario, see: See, what_if: WhatIf
) -> None:
    seen = see(today, what_if.of(today), 12)
    for scenario, name in zip((seen.baseline, seen.what_if), seen.comparison.names, strict=True):
        plan = plan_of(scenario)
        engine = engine_of(EngineName.SIMPY)
        paths = engine.live(plan, draw(plan, range(12), engine.uniforms))
        whole = used_by_period(plan, paths, np.array([plan.horizon]))
        parts = used_by_period(plan, paths, np.array([100.0, 250.0, plan.horizon]))
        for k, pool in enumerate(plan.pools.ids):
            measure = seen.comparison.values(name, f"utilisation.{pool}").to_numpy()
            np.testing.assert_allclose(whole[:, 0, k], measure)
        there = Capacity(plan).planned
        for k in range(len(plan.pools.ids)):
            area = [used_by_period(plan, paths, np.array([end]))[:, 0, k] for end in (100.0, 250.0)]
            # Use of the first period and of both first ones, from one period that is as long as they are.
            np.testing.assert_allclose(parts[:, 0, k], area[0])
            assert there[k] > 0


def test_months_are_those_of_the_run_and_changes_allow_for_all_cells(today: Scenario) -> None:
    use = last_of(use_over_time(today, 12))
    other = last_of(use_over_time(WhatIf(pool="developers", people=-2.0).of(today), 12))
    assert use.used.shape == (12, 36, 2)
    assert use.dates[0] == today.portfolio.start
    rows = heat_rows(use, other)
    assert len(rows) == 72
    for row in rows.to_dict("records"):
        assert not row["decided"] or row["low"] > 0 or row["high"] < 0
        if row["gap"] == row["gap"]:
            assert row["gap"] == pytest.approx(row["what_if"] - row["today"])


def test_queues_add_up_to_the_days_of_waiting_for_people(today: Scenario, see: See) -> None:
    seen = see(today, WhatIf(wip_limit=4).of(today), 6)
    found = last_of(waiting_by_pool(seen.what_if, 6))
    frame = seen.comparison.projects
    own = frame[frame["scenario"] == "what-if"].pivot(index="replication", columns="project", values="people")
    for k, project in enumerate(found.projects):
        np.testing.assert_allclose(found.days[:, k].sum(axis=1), own[project].to_numpy(), atol=1e-6)


def test_busy_pools_are_named_and_names_are_text(today: Scenario, see: See) -> None:
    pools = tuple(
        ResourcePool(id=one.id, name="<b>Few</b>", capacity=4) if one.id == "developers" else one
        for one in today.portfolio.pools
    )
    portfolio = today.portfolio.model_copy(update={"pools": pools})
    few = today.model_copy(update={"portfolio": portfolio, "horizon": today.horizon.replace(year=2027)})
    words = People(no_redraw).shown(see(few, WhatIf().of(few), 30)).words
    assert "<b>Few" not in words
    assert "&lt;b&gt;Few&lt;/b&gt;" in words
    assert "with the what-if" not in words


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"A": np.full(20, 0.97), "B": np.full(20, 0.5)}, "Above 95 % today: A."),
        ({"A": np.tile([0.99, 0.93], 10), "B": np.full(20, 0.5)}, "no pool for sure; too close to tell: A."),
        ({"A": np.tile([0.60, 0.50], 10)}, "Above 95 % today: no pool."),
        ({"A": np.tile([0.97, 0.975], 10), "B": np.tile([0.99, 0.93], 10)}, "A; too close to tell: B."),
        ({"A": np.array([0.97])}, "no pool for sure; too close to tell: A."),
    ],
)
def test_a_pool_is_too_busy_only_where_that_is_known(values: dict[str, np.ndarray], said: str) -> None:
    assert people._too_busy(values, "today").endswith(said)


def test_levels_of_today_alone_have_their_range(today: Scenario) -> None:
    use = last_of(use_over_time(today, 12))
    head, cells = heat_table(heat_rows(use, use), ("today", ""))
    assert head[-1] == "range of the average"
    known = [one for one in cells if one[2] not in ("nobody there", "0", "100")]
    assert known
    for _, _, level, span in known:
        low, high = (int(end) for end in span.split(" to "))
        assert low <= int(level) <= high


def test_months_and_queues_come_in_steps_and_are_kept(today: Scenario, see: See) -> None:
    seen = see(today, WhatIf(wip_limit=1).of(today), 5)
    view = People(no_redraw)
    assert [card.chart is None for card in view.shown(seen).cards] == [False, True, True]
    steps = list(view.steps(seen))
    first, last = [one for one in steps if one is not None]
    assert [card.chart is None for card in first.cards] == [False, False, True]
    assert "5 simulated futures" in last.cards[1].title
    assert view.shown(seen).cards[1:] == last.cards[1:]
    assert list(view.steps(seen)) == []


@pytest.mark.parametrize("count", [1, 60, 500])
def test_any_number_of_projects(many: Many, see: See, count: int) -> None:
    today = many(count)
    seen = see(today, WhatIf(wip_limit=20).of(today), 2)
    view = People(no_redraw)
    assert view.shown(seen).cards[0].chart is not None
    if count < 500:
        assert last_of(view.steps(seen)).cards[2].key == "queues"


def test_nobody_waits_is_one_sentence(many: Many, see: See) -> None:
    today = many(1)
    seen = see(today, WhatIf(wip_limit=20).of(today), 2)
    assert last_of(People(no_redraw).steps(seen)).cards[2].note.startswith("No project waits for people")
