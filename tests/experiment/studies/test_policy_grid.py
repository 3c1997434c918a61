"""Rules × limits: differences by hand, the flat region, and rules that cannot be told apart."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

import workbench
from tests.engines.build import pool, project, scenario
from workbench.errors import InputError
from workbench.experiment import Comparison
from workbench.experiment.manifest import Entry, Manifest
from workbench.experiment.studies.policy_grid import (
    PolicyGrid,
    PolicyStudy,
    Setting,
    limits_around,
    rules_to_try,
)
from workbench.policies import IndexName
from workbench.scenario import Scenario


def three() -> Scenario:
    return scenario([project("A", 10.0), project("B", 20.0), project("C", 30.0)], [pool(capacity=2.0)])


def found(grid: PolicyGrid, values: dict[str, np.ndarray]) -> PolicyStudy:
    """A study whose values are typed in."""
    scenarios = tuple(grid.scenarios())
    names = [one.name for one in scenarios]
    assert set(values) == set(names)
    entries = tuple(Entry(name, name, "", 40, "", 0) for name in names)
    fields = dict.fromkeys(Manifest.__dataclass_fields__) | {"name": "typed", "scenarios": entries}
    manifest = Manifest(**fields)  # type: ignore[arg-type]
    futures = {name: pd.DataFrame({"npv": values[name]}) for name in names}
    return PolicyStudy(grid, Comparison(manifest, scenarios, futures, pd.DataFrame()))


GRID = PolicyGrid(three(), (None, IndexName.CD3), (1, 2, 3))
LUCK = np.linspace(-50.0, 50.0, 40)
WOBBLE = np.where(np.arange(40) % 2 == 0, 1.0, -1.0)


def typed(**gains: np.ndarray | float) -> PolicyStudy:
    names = {one.name.replace("-", "_"): one.name for one in GRID.scenarios()}
    return found(GRID, {name: 100.0 + LUCK + gains.get(key, 0.0) for key, name in names.items()})


def test_today_is_a_setting_and_is_simulated_once() -> None:
    assert GRID.today == 3
    assert [one.name for one in GRID.scenarios()] == [
        "test",
        "as-today-at-most-1",
        "as-today-at-most-2",
        "cd3-at-most-1",
        "cd3-at-most-2",
        "cd3-at-most-3",
    ]


def test_gains_are_paired() -> None:
    study = typed(cd3_at_most_2=5.0 + WOBBLE)
    row = study.gains().set_index(["rule", "limit"]).loc[("cd3", 2)]
    half = 2.0227 * np.std(WOBBLE, ddof=1) / np.sqrt(40)
    assert row["mean"] == pytest.approx(5.0)
    assert row["low"] == pytest.approx(5.0 - half, abs=1e-4)
    assert row["better"] == 1.0 and row["n"] == 40


def test_the_flat_region_ends_where_a_neighbour_is_clearly_worse() -> None:
    study = typed(cd3_at_most_2=5.0, cd3_at_most_3=4.95 + WOBBLE, cd3_at_most_1=3.0)
    assert study.best_limit(IndexName.CD3) == Setting(IndexName.CD3, 2)
    assert study.flat(IndexName.CD3) == (2, 3)
    flat = study.gains().query("rule == 'cd3'").set_index("limit")["flat"]
    assert flat.to_dict() == {1: False, 2: True, 3: True}


def test_rules_alike_are_not_told_apart_and_share_the_wins() -> None:
    same = typed(cd3_at_most_2=2.0, as_today_at_most_2=2.0).standings()
    assert list(same["told_apart"]) == [False, False]
    assert same["best"].sum() == pytest.approx(1.0)
    assert list(same["regret"]) == [0.0, 0.0]


def test_a_rule_clearly_behind_is_told_apart_and_its_regret_is_what_it_gives_up() -> None:
    rows = typed(cd3_at_most_2=9.0 + WOBBLE, as_today_at_most_2=2.0).standings()
    assert list(rows["rule"]) == ["cd3", "as today"]
    assert list(rows["told_apart"]) == [False, True]
    assert rows["regret"].tolist() == pytest.approx([0.0, 7.0])
    assert rows["behind"].tolist() == pytest.approx([0.0, 7.0])


def test_a_real_portfolio_of_three_projects_by_hand() -> None:
    """One developer: at most one or three at once ends on the same days, whatever the limit."""
    one_person = scenario([project("A", 10.0), project("B", 20.0)], [pool(capacity=1.0)])
    grid = PolicyGrid(one_person, (None,), (1, 2))
    study = PolicyStudy(grid, workbench.compare(grid.scenarios(), 2), measure="completed")
    assert study.today.tolist() == study.values(Setting(None, 1)).tolist() == [2.0, 2.0]


@pytest.mark.parametrize("rules, limits", [((), (1,)), ((None,), ()), ((None,), (0,)), ((None, None), (1,))])
def test_what_cannot_be_tried_is_said(rules: tuple[None, ...], limits: tuple[int, ...]) -> None:
    with pytest.raises(InputError):
        PolicyGrid(three(), rules, limits)


def test_limits_hold_todays_and_all_projects() -> None:
    limited = three().model_copy(
        update={"policy": Setting(IndexName.FIFO, 2).of(three()).policy, "horizon": date(2028, 1, 1)}
    )
    assert limits_around(limited) == (1, 2, 3)


def test_rules_without_what_they_need_are_left_out() -> None:
    every = (IndexName.FIFO, IndexName.EDD, IndexName.STRATEGIC, IndexName.WSJF_SAFE)
    assert rules_to_try(three(), every) == (IndexName.FIFO,)
