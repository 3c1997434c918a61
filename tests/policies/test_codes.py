"""Codes that rules know as bare numbers are those of the enums, name by name."""

from enum import IntEnum

import pytest

from tests.engines.build import policy, project, scenario
from workbench.engines import records, view
from workbench.engines.path import Outcome
from workbench.engines.plan import plan_of
from workbench.engines.rules import index, rework
from workbench.policies import INDICES, Feature, GateRule, Kernel, Sight


def numbers_of(module: object) -> dict[str, int]:
    return {name: code for name, code in vars(module).items() if name.isupper() and isinstance(code, int)}


@pytest.mark.parametrize("kernel", Kernel)
def test_a_kernel_is_the_number_that_the_rule_tells_it_by(kernel: Kernel) -> None:
    assert getattr(index, kernel.name) == kernel.value


def test_features_stand_in_the_order_of_the_rule_s_constants() -> None:
    """Nothing else in the module is a number, so that a constant without an enum would show."""
    features = {feature.name: place for place, feature in enumerate(Feature)}
    kernels = {kernel.name: kernel.value for kernel in Kernel}
    assert not features.keys() & kernels.keys()
    assert numbers_of(index) == features | kernels | {"FEATURES": len(Feature)}


@pytest.mark.parametrize("enum", [Kernel, Sight, Outcome])
def test_no_number_means_two_things(enum: type[IntEnum]) -> None:
    assert len({one.value for one in enum}) == len(enum.__members__)


def test_the_sight_that_reads_the_truth_is_the_one_that_the_view_asks_for() -> None:
    assert view.TRUTH == Sight.TRUTH != Sight.BELIEF
    assert [name for name, one in INDICES.items() if one.sight == view.TRUTH] == ["perfect_information"]


def test_outcomes_of_the_rework_rule_are_those_of_the_path() -> None:
    """Running and aborted are the engine's; the rule decides among the other four."""
    decided = {one.name: one.value for one in Outcome if one not in (Outcome.RUNNING, Outcome.ABORTED)}
    assert numbers_of(rework) == decided


@pytest.mark.parametrize(
    ("rule", "code"), [(GateRule.GO, 0), (GateRule.EXPECTED_VALUE, 1), (GateRule.OPTION, records.OPTION)]
)
def test_a_gate_rule_reaches_the_engine_as_its_code(rule: GateRule, code: int) -> None:
    plan = plan_of(scenario([project("A", 5)], policy=policy(gates=rule.value)))
    assert plan.rules.gate == code
    assert {GateRule.GO, GateRule.EXPECTED_VALUE, GateRule.OPTION} == set(GateRule)
