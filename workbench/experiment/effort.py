"""What people did, from the log of attempts: days, FTE-days, pay, and how much of it was rework."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.engines.discounting import discounted_days
from workbench.engines.path import Outcome, Paths
from workbench.engines.plan.plan import Plan
from workbench.engines.staffing import Staffing
from workbench.engines.valuation import by_project
from workbench.experiment.row_statistics import share, total

Floats = NDArray[np.float64]

_ACCEPTED = np.isin(np.arange(len(Outcome)), (Outcome.ACCEPTED, Outcome.LATENT, Outcome.TRUNCATED))


@dataclass(frozen=True)
class Effort:
    """What people did in each future.

    Parameters
    ----------
    days, fte_days, pay
        By future and project, until the end of the run; pay is not discounted.
    rework_share, late_rework_share
        Of all FTE-days, those of second and later attempts, and of attempts that a gate ordered.
    truncated_share
        Of the packages finished, those accepted only because no further attempt is allowed.
    until_horizon, charged
        FTE-days until the horizon and what projects are charged for them, discounted, by future and pool.
    """

    days: Floats
    fte_days: Floats
    pay: Floats
    rework_share: Floats
    late_rework_share: Floats
    truncated_share: Floats
    until_horizon: Floats
    charged: Floats


class EffortMeter:
    """Reads the effort of a plan's paths; what depends on the plan alone is computed once."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._staffing = Staffing(plan)
        self._people = (plan.packages.demand / 100.0).sum(axis=1)
        self._spent = np.nan_to_num(plan.packages.spent, nan=0.0)

    def read(self, paths: Paths) -> Effort:
        """Days count from the start of work, those before the start of the run included."""
        plan, log, row, futures = self._plan, paths.attempts, paths.attempt_row, len(paths)
        package, horizon = log.package, plan.horizon
        owner = plan.packages.project[package]
        ends = np.where(np.isnan(log.end), 2.0 * horizon, log.end)
        days = ends - log.start + np.where(log.number == 1, self._spent[package], 0.0)
        effort = days * self._people[package]
        whole = _by_future(paths, effort, np.ones(len(row), dtype=np.bool_))
        inside = np.clip(np.minimum(ends, horizon) - log.start, 0.0, None)
        discounted = discounted_days(plan.money.rho, log.start, log.start + inside)
        return Effort(
            days=by_project(paths, row, owner, days),
            fte_days=by_project(paths, row, owner, effort),
            pay=by_project(paths, row, owner, days * plan.packages.rate[package]),
            rework_share=share(_by_future(paths, effort, log.number > 1), whole),
            late_rework_share=share(_by_future(paths, effort, log.late), whole),
            truncated_share=share(
                _by_future(paths, np.ones(len(row)), log.outcome == Outcome.TRUNCATED), _finished(paths)
            ),
            until_horizon=self._staffing.by_pool(futures, row, package, inside),
            charged=self._staffing.by_pool(futures, row, package, discounted) * plan.pools.rate,
        )


def _by_future(paths: Paths, amounts: Floats, chosen: NDArray[np.bool_]) -> Floats:
    """Sums by future over the attempts chosen."""
    sums = np.bincount(paths.attempt_row[chosen], weights=amounts[chosen], minlength=len(paths))
    return sums.astype(np.float64)


def _finished(paths: Paths) -> Floats:
    """Packages accepted at some time, each counted once."""
    accepted = _ACCEPTED[paths.attempts.outcome]
    seen = np.zeros(paths.package_done.shape, dtype=np.bool_)
    seen[paths.attempt_row[accepted], paths.attempts.package[accepted]] = True
    return total(seen)
