"""People at work by pool and period, against a sum attempt by attempt."""

import numpy as np

from tests.engines.build import DEV, package, pool, project, scenario
from workbench.engines.draws import draw
from workbench.engines.path import Attempts
from workbench.engines.plan import plan_of
from workbench.engines.process import run_block
from workbench.engines.staffing import Staffing


def test_people_at_work_in_each_period() -> None:
    """Every attempt falls into the periods that it touches, with what it needs of each pool."""
    both = {"dev": 0.5, "ops": 1.0}
    made = [project(f"P{k}", package("a", 25.0), package("b", 40.0, both), intake=9.0 * k) for k in range(6)]
    plan = plan_of(scenario(made, pools=[pool("dev", 2.0), pool("ops", 2.0)], maturity=1, horizon=150))
    paths = run_block(plan, draw(plan, range(5)))
    ends = np.array([1.0, 20.0, 50.0, 50.5, 90.0, 150.0])
    log = paths.attempts
    assert np.isnan(log.end).any() or (log.end > ends[-1]).any() or (log.start < ends[0]).any()
    expected = np.zeros((5, len(ends), 2))
    for entry, row in enumerate(paths.attempt_row.tolist()):
        end = ends[-1] if np.isnan(log.end[entry]) else log.end[entry]
        for period, until in enumerate(ends.tolist()):
            since = ends[period - 1] if period else -np.inf
            days = max(0.0, min(end, until) - max(log.start[entry], since))
            expected[row, period] += days * plan.packages.demand[log.package[entry]] / 100.0
    found = Staffing(plan).by_period(5, log, paths.attempt_row, ends)
    np.testing.assert_allclose(found, expected, rtol=0, atol=1e-9)


def test_what_still_runs_and_what_comes_after_the_last_period() -> None:
    """The one works until the end, the other in no period."""
    plan = plan_of(scenario([project("A", package("a", 5.0, DEV))]))
    nothing = np.zeros(2, dtype=np.int64)
    log = Attempts(
        package=nothing,
        number=nothing + 1,
        start=np.array([15.0, 35.0]),
        end=np.array([np.nan, 40.0]),
        outcome=nothing,
        late=nothing.astype(np.bool_),
    )
    found = Staffing(plan).by_period(1, log, nothing, np.array([10.0, 20.0, 30.0]))
    assert found[0, :, 0].tolist() == [0.0, 5.0, 10.0]
