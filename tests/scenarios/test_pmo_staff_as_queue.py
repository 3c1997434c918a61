"""What the shipped scenario with queued service says against today's, on the same futures."""

from pathlib import Path

import numpy as np
import pytest

from workbench.analysis import mean_interval
from workbench.engines.engine import EngineName
from workbench.experiment.attended import planned_share
from workbench.experiment.worth.living import Lived, lived
from workbench.interfaces.files import load_scenario
from workbench.policies import Practice, Service

FOLDER = Path(__file__).parents[2] / "scenarios"
TODAY, QUEUED = 0, 1

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def found() -> Lived:
    """400 futures of seed 2027: service planned, and queued."""
    names = ("baseline", "pmo-staff-as-queue")
    return lived([load_scenario(FOLDER / f"{name}.yaml") for name in names], 0, 400, EngineName.AUTO)


def test_far_more_requests_are_served_than_the_plan_takes(found: Lived) -> None:
    """The plan has 27 projects that ask each month; in a run most wait for people, and do not ask."""
    served = mean_interval(found.of("coaching_served")[QUEUED])
    planned = planned_share(load_scenario(FOLDER / "pmo-staff-as-queue.yaml"))
    assert planned == pytest.approx(0.73, abs=0.005)
    assert 0.94 < served.low <= served.high < 0.955


def test_work_is_done_again_a_little_less_and_the_value_stays_undecided(found: Lived) -> None:
    rework, value = found.of("rework_share"), found.of("npv")
    less = mean_interval(rework[QUEUED] - rework[TODAY])
    assert -0.0025 < less.low <= less.high < 0
    worth = mean_interval(value[QUEUED] - value[TODAY])
    assert worth.low < 0 < worth.high


def test_gates_hardly_wait_and_reports_often_do(found: Lived) -> None:
    assert mean_interval(found.of("gate_preparation_days")[QUEUED]).high < 0.1
    overdue = mean_interval(found.of("reports_overdue")[QUEUED])
    assert 0.15 < overdue.low <= overdue.high < 0.19
    assert np.isnan(found.of("reports_overdue")[TODAY]).all()


def test_gates_wait_where_auditors_are_scarce_and_people_work_elsewhere_meanwhile() -> None:
    """A twentieth of an auditor, 200 futures: the same people with service planned and queued."""
    queued = load_scenario(FOLDER / "pmo-staff-as-queue.yaml")
    standards = queued.pmo.standards
    assert standards is not None
    few = standards.practices[Practice.AUDITS].model_copy(update={"staff": 0.05})
    both = [
        standards.model_copy(
            update={"practices": {**standards.practices, Practice.AUDITS: few}, "service": service}
        )
        for service in (Service.PLANNED, Service.QUEUED)
    ]
    scenarios = [
        queued.model_copy(update={"pmo": queued.pmo.model_copy(update={"standards": one})}) for one in both
    ]
    found = lived(scenarios, 0, 200, EngineName.AUTO)
    days = mean_interval(found.of("gate_preparation_days")[QUEUED])
    assert 450 < days.low <= days.high < 620
    late = mean_interval(found.of("gates_late")[QUEUED])
    assert 0.37 < late.low <= late.high < 0.44
    held = mean_interval(found.of("audits_held")[QUEUED])
    assert 0.29 < held.low <= held.high < 0.35
    value, kept = found.of("npv"), found.of("on_time")
    worth = mean_interval(value[QUEUED] - value[TODAY])
    assert worth.low < 0 < worth.high, "undecided"
    assert mean_interval(kept[QUEUED] - kept[TODAY]).low > 0
