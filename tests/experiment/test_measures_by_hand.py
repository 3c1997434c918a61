"""Each measure on a future written down by hand."""

from dataclasses import dataclass, fields, replace
from datetime import date

import numpy as np
import pytest

from workbench.engines.path import Attempts, Decision, End, GateSittings, Outcome, Path, Paths, Reason, Served
from workbench.engines.plan import plan_of
from workbench.engines.valuation import Valuation
from workbench.experiment.measure_table import PROJECT_COLUMNS, Meter
from workbench.model import Fixed, Objective, Portfolio, Project, ResourcePool, WorkPackage
from workbench.scenario import Scenario

NAN = float("nan")
ACCEPTED, REPEATED, LATENT, TRUNCATED, RUNNING = (
    int(Outcome.ACCEPTED),
    int(Outcome.REPEATED),
    int(Outcome.LATENT),
    int(Outcome.TRUNCATED),
    int(Outcome.RUNNING),
)


def _project(name: str, **fields: object) -> Project:
    work = WorkPackage(id="work", duration=Fixed(value=10.0), demand={"dev": 2.0})
    return Project(**{"id": name, "packages": (work,), "scores": {"g": 40.0}, **fields})


@dataclass(frozen=True)
class Found:
    """Measures by name, project columns by name."""

    measures: dict[str, float]
    projects: dict[str, np.ndarray]


@pytest.fixture
def reading() -> Found:
    """Horizon 100 days: A on time, B late but by H, C after H, D terminated, E never ends, F has no people.

    B is done three times: a defect at once, then one that a gate finds. F is due after the end of the run.
    """
    portfolio = Portfolio(
        name="hand",
        start=date(2027, 1, 4),
        discount_rate=0.0,
        objectives=(Objective(id="g", weight=1.0),),
        pools=(ResourcePool(id="dev", capacity=5.0, cost_per_fte_day=100.0),),
        projects=(
            _project("A", due=20.0),
            _project("B", due=30.0, intake=5.0, external_cost=500.0),
            _project("C", due=90.0, intake=10.0),
            _project("D", due=95.0, intake=15.0),
            _project("E", due=150.0, intake=20.0),
            _project("F", due=250.0, intake=25.0),
        ),
    )
    plan = plan_of(Scenario(name="hand", portfolio=portfolio, horizon=date(2027, 5, 21)))
    assert plan.horizon == 100.0
    path = Path(
        end=np.array([*[End.COMPLETED] * 3, End.TERMINATED, End.RUNNING, End.RUNNING]),
        reason=np.array([Reason.NONE, Reason.NONE, Reason.NONE, Reason.GATE, Reason.NONE, Reason.NONE]),
        release=np.array([0.0, 10.0, 10.0, 20.0, 60.0, 80.0]),
        start=np.array([0.0, 15.0, 98.5, 20.0, 60.0, NAN]),
        finish=np.array([15.0, 45.0, 110.0, 40.0, NAN, NAN]),
        state_days=np.zeros((6, 6)),
        package_done=np.array([True, True, True, False, False, False]),
        belief_at_release=np.ones(6),
        release_rank=np.ones(6, dtype=np.int64),
        reduced=np.zeros(6, dtype=np.bool_),
        attempts=Attempts(
            package=np.array([0, 1, 1, 1, 2, 3, 4]),
            number=np.array([1, 1, 2, 3, 1, 1, 1]),
            start=np.array([0.0, 15.0, 25.0, 37.0, 98.5, 20.0, 60.0]),
            end=np.array([10.5, 25.0, 37.0, 45.0, 110.0, 40.0, NAN]),
            outcome=np.array([ACCEPTED, REPEATED, LATENT, TRUNCATED, ACCEPTED, ACCEPTED, RUNNING]),
            late=np.array([False, False, False, True, False, False, False]),
        ),
        gates=GateSittings(
            day=np.array([5.0, 25.0, 40.0]),
            project=np.array([0, 3, 3]),
            stage=np.zeros(3, dtype=np.int64),
            decision=np.array([Decision.GO, Decision.GO, Decision.TERMINATE]),
            belief=np.array([10.0, 10.0, -10.0]),
            benefit=np.array([10.0, 100.0, 100.0]),
            rest=np.array([-20.0, -150.0, -150.0]),
        ),
        risk_day=np.array([15.0]),
        served=Served.none(),
        risk_project=np.array([1]),
        risk_cost=np.array([250.0]),
        events=10,
    )
    none = np.zeros(6)
    worth = Valuation(
        completion=np.array([15.0, 45.0, 110.0, NAN, 210.0, 210.0]),
        expected=np.array([False, False, False, False, True, True]),
        ratio=np.ones(6),
        benefit=np.array([1000.0, 2000.0, 3000.0, 0.0, 4000.0, 0.0]),
        run_cost=none + 10.0,
        labour=np.array([2100.0, 6000.0, 2300.0, 4000.0, 30000.0, 0.0]),
        external=np.array([0.0, 500.0, 0.0, 0.0, 0.0, 0.0]),
        risk_cost=np.array([0.0, 250.0, 0.0, 0.0, 0.0, 0.0]),
        lateness=np.array([0.0, 70.0, 0.0, 30.0, 0.0, 0.0]),
        termination=np.array([0.0, 0.0, 0.0, 80.0, 0.0, 0.0]),
        salvage=np.array([0.0, 0.0, 0.0, 20.0, 0.0, 0.0]),
        labour_by_pool=np.array([44400.0]),
        programmes=np.zeros(0),
        pmo_cost=600.0,
    )
    meter = Meter(plan)
    readings = meter.read(Paths.of([path]), _of_one_future(worth))
    columns = dict(zip(PROJECT_COLUMNS, readings.projects[0].T, strict=True))
    return Found(dict(zip(meter.names, readings.measures[0], strict=True)), columns)


def _of_one_future(worth: Valuation) -> Valuation:
    arrays = [one.name for one in fields(worth) if one.name != "pmo_cost"]
    return replace(worth, **{name: getattr(worth, name)[np.newaxis] for name in arrays})


COST = 44_400 + 500 + 250 + 80 - 20


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("benefit", 10_000.0),
        ("run_cost", 60.0),
        ("cost", COST),
        ("lateness_cost", 100.0),
        ("pmo_cost", 600.0),
        ("npv", 10_000 - 60 - COST - 100 - 600),
        ("completed", 2.0),
        ("on_time", 1 / 4),  # A kept; B, C and D missed; E and F are promised after the horizon
        ("strategic_value", 80.0),
        ("stopped_worth_finishing", 0.0),
        ("not_stopped", 1.0),  # A went on where stopping was truly better; D was stopped in the end
        ("stopping_delay", 15.0),
        ("spent_on_stopped", 4000.0),
        ("lead_time", (15 + 40) / 2),
        ("cycle_time", (15 + 30) / 2),
        ("tardiness", (0 + 15 + 10 + 5) / 4),  # C and D are not completed by day 100
        ("makespan", 200.0),  # E still runs at the end
        ("wip", (15 + 35 + 90 + 20 + 40 + 20) / 100),
        ("plan_ratio_duration", (1.05 + 3.0 + 1.15) / 3),
        ("plan_ratio_cost", (2100 / 2000 + 6750 / 2500 + 2300 / 2000) / 3),
        ("plan_ratio_cost_log_sd", np.std(np.log([1.05, 2.7, 1.15]), ddof=1)),
        ("plan_ratio_cost_p80_p50", 2.7 / 1.15),
        ("plan_ratio_cost_within_10", 1 / 3),  # C at 1.15 is not within
        ("plan_ratio_duration_log_sd", np.std(np.log([1.05, 3.0, 1.15]), ddof=1)),
        ("plan_ratio_duration_p80_p50", 3.0 / 1.15),
        ("plan_ratio_duration_within_10", 1 / 3),
        ("effort_per_project", (21 + 60 + 23) / 3),
        ("rework_share", (24 + 16) / (21 + 60 + 23 + 40 + 280)),
        ("late_rework_share", 16 / (21 + 60 + 23 + 40 + 280)),
        ("truncated_packages", 1 / 4),
        ("truncated_value", 0.4),
        ("utilisation.dev", 2 * (10.5 + 30 + 1.5 + 20 + 40) / 500),
        ("labour_until_horizon.dev", 100 * 2 * (10.5 + 30 + 1.5 + 20 + 40)),
    ],
)
def test_measure(reading: Found, name: str, expected: float) -> None:
    assert reading.measures[name] == pytest.approx(expected, rel=1e-12)


def test_throughput_is_per_year(reading: Found) -> None:
    # 2 completions in 100 working days; in the 365 days from 4 January 2027, 261 are working days.
    working_days_a_year = 261 / 365 * 365.25
    assert reading.measures["throughput"] == pytest.approx(2 / (100 / working_days_a_year), rel=1e-12)


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        ("lead", [15.0, 40.0, NAN, NAN, NAN, NAN]),
        ("plan_days", [10.0] * 6),
        ("touch_days", [10.5, 30.0, 11.5, 20.0, 140.0, 0.0]),
        ("plan_cost", [2000.0, 2500.0, 2000.0, 2000.0, 2000.0, 2000.0]),
        ("cost", [2100.0, 6750.0, 2300.0, 4000.0, 28000.0, 0.0]),
        ("on_time", [1.0, 0.0, 0.0, 0.0, 0.0, NAN]),
        ("npv", [-1110.0, -4830.0, 690.0, -4100.0, -26010.0, -10.0]),
    ],
)
def test_project_column(reading: Found, column: str, expected: list[float]) -> None:
    assert reading.projects[column] == pytest.approx(np.array(expected), nan_ok=True)
