"""Money by day: lines sum to the difference of net value, and each grows towards its whole."""

from pathlib import Path

import numpy as np
import pytest

from workbench import load_scenario
from workbench.bundled import bundled
from workbench.engines.engine import EngineName
from workbench.experiment.worth import Doing, alternatives_of
from workbench.experiment.worth.cash import Line, change, flows_of
from workbench.experiment.worth.living import lived
from workbench.scenario import Scenario

UNTIL = (100.0, 255.0, 511.0, 766.0, 1500.0)
N = 12


@pytest.fixture(scope="module")
def today() -> Scenario:
    return load_scenario(Path(bundled("scenarios")) / "baseline.yaml")


@pytest.mark.parametrize(
    "doing", [Doing.CLOSE, Doing.CLOSE_FOR_PEOPLE, Doing.EXTEND, Doing.CLOSE_FOR_PROJECTS]
)
def test_lines_sum_to_the_difference_of_net_value(today: Scenario, doing: Doing) -> None:
    other = next(one.scenario for one in alternatives_of(today) if one.doing is doing)
    npv = lived([today, other], 0, N, EngineName.AUTO).of("npv")
    first, second = (flows_of(one, 0, N, UNTIL, EngineName.AUTO) for one in (today, other))
    found = change(first, second)
    total = sum(found[line][:, -1] for line in Line)
    scale = np.abs(npv[0]).max()
    np.testing.assert_allclose(total, npv[1] - npv[0], atol=1e-9 * scale)


def test_other_scenarios_with_gates_and_stops_sum_too(today: Scenario) -> None:
    folder = Path(bundled("scenarios"))
    for name in ("gates-may-stop", "five-engineers-leave"):
        other = load_scenario(folder / f"{name}.yaml")
        npv = lived([today, other], 0, N, EngineName.AUTO).of("npv")
        found = change(*(flows_of(one, 0, N, UNTIL, EngineName.AUTO) for one in (today, other)))
        total = sum(found[line][:, -1] for line in Line)
        np.testing.assert_allclose(total, npv[1] - npv[0], atol=1e-9 * np.abs(npv[0]).max())


def test_costs_only_grow_with_time_and_managing_is_a_part_of_labour(today: Scenario) -> None:
    found = flows_of(today, 0, N, UNTIL, EngineName.AUTO)
    for line in (Line.BOUGHT, Line.LABOUR, Line.PMO_RUNNING):
        assert (np.diff(found.lines[line], axis=1) <= 1e-6).all()
    np.testing.assert_allclose(found.labour.sum(axis=1), -found.lines[Line.LABOUR][:, -1], rtol=1e-12)
    assert ((found.managing > 0) & (found.managing < 0.2 * found.labour.sum(axis=1))).all()
    assert (found.lines[Line.PMO_RUNNING][:, 3] == found.lines[Line.PMO_RUNNING][:, -1]).all()
