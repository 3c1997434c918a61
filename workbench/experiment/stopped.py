"""How well projects were stopped: what gates and reviews decided, against a truth that they did not know.

The truth of a sitting is what it weighed with the true benefit in place of the believed one: continuing less
stopping, at the work left that the board believed in. A sitting that only sends packages back does not count.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from workbench.engines.path import Decision, Paths, Reason
from workbench.engines.plan.plan import Plan
from workbench.engines.valuation import Valuation
from workbench.experiment.row_statistics import mean_where, total, total_where

Floats = NDArray[np.float64]


def stopping_figures(plan: Plan, paths: Paths, worth: Valuation) -> list[Floats]:
    """Four figures of each future, in the order of the registry of measures.

    Stopped though worth finishing; never stopped though it should have been; days from the first sitting at
    which stopping was truly better to the stop; money spent on what was stopped.
    """
    gates, (futures, count) = paths.gates, paths.end.shape
    decided = gates.decision != Decision.REOPEN
    project, row = gates.project[decided], paths.gate_row[decided]
    place = row * count + project
    truth = worth.ratio[row, project] * gates.benefit[decided] + gates.rest[decided]
    stops = gates.decision[decided] == Decision.TERMINATE
    by_board = np.isin(paths.reason, (Reason.GATE, Reason.REVIEW))
    wasteful = np.flatnonzero(truth < 0.0)
    first = np.full(futures * count, np.inf)
    np.minimum.at(first, place[wasteful], gates.day[decided][wasteful])
    first_day = first.reshape(futures, count)
    rightly = np.zeros(futures * count, dtype=np.bool_)
    rightly[place[stops & (truth < 0.0)]] = True
    right = rightly.reshape(futures, count)
    should = np.isfinite(first_day) & ~plan.projects.mandatory
    days = np.where(right, paths.finish - np.where(right, first_day, 0.0), 0.0)
    spent = worth.labour + worth.external + worth.risk_cost
    return [
        total(by_board & ~right),
        total(should & ~by_board),
        mean_where(right, days),
        total_where(by_board, spent),
    ]
