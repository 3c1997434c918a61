"""Practices that are further or less far in use in some programmes."""

from typing import Any

import numpy as np
import pytest

from tests.engines.build import day, lived, policy, project, same_paths, scenario
from workbench.engines.plan import plan_of
from workbench.engines.plan.plan import Plan
from workbench.errors import InputError
from workbench.policies import Pmo
from workbench.scenario import Scenario

USED = {"adoption": 0.5, "staff": 2.0}
CLOSED = [{"from": day(60), "share": 0.0}]


def two_programmes(practices: dict[str, Any], **more: Any) -> Scenario:
    """The same project in programme north and in programme south; the PMO closes after two months."""
    projects = [project(name.upper(), 60.0, 90.0, programme=name) for name in ("north", "south")]
    stated = {"practices": practices, "steps": CLOSED, "yearly_spend": 5e6, "active_projects": 4}
    return scenario(
        projects,
        maturity=2.5,
        horizon=900,
        policy=policy(release={"cadence": "quarterly"}),
        pmo=Pmo.model_validate({"standards": stated | more}),
    )


def rework(plan: Plan, name: str) -> np.ndarray:
    return np.asarray(plan.levels.rework[plan.projects.unit[plan.projects.ids.index(name)]])


def test_a_programme_as_far_as_all_changes_no_bit() -> None:
    plain = two_programmes({"methodology": USED, "coaching": USED})
    stated = two_programmes({"methodology": USED | {"programmes": {"north": 0.5}}, "coaching": USED})
    for one, other in zip(lived(plain, 4), lived(stated, 4), strict=True):
        assert same_paths(one.path, other.path)


def test_where_nothing_is_in_use_closing_takes_no_effect_away() -> None:
    """North never took part: its rework stays; south loses what it had."""
    nowhere = USED | {"programmes": {"north": 0.0}}
    plan = plan_of(two_programmes({"methodology": nowhere, "coaching": nowhere}))
    assert np.ptp(rework(plan, "NORTH")) == 0.0
    assert rework(plan, "SOUTH")[-1] > rework(plan, "SOUTH")[0]


def test_the_further_a_programme_is_the_more_it_loses() -> None:
    further = {"methodology": USED | {"programmes": {"north": 0.8}}, "coaching": USED}
    plan = plan_of(two_programmes(further))
    assert rework(plan, "NORTH")[0] == rework(plan, "SOUTH")[0]
    assert rework(plan, "NORTH")[-1] > rework(plan, "SOUTH")[-1] > rework(plan, "SOUTH")[0]


def test_a_programme_that_does_not_exist_is_named_with_the_nearest_spelling() -> None:
    with pytest.raises(InputError) as found:
        two_programmes({"methodology": USED | {"programmes": {"nort": 0.1}}})
    assert "did you mean north?" in str(found.value)


def test_shares_outside_0_and_1_are_refused() -> None:
    with pytest.raises(ValueError, match="less than or equal to 1"):
        two_programmes({"methodology": USED | {"programmes": {"north": 1.1}}})
