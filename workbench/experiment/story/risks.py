"""Which risks struck which attempts: worked out again with the engine's own rules."""

from __future__ import annotations

import math

import numpy as np

from workbench.engines.plan.levels import risks_striking
from workbench.engines.records import lists_of, luck_of
from workbench.engines.rules.truth import strikes
from workbench.experiment.story.future import Future
from workbench.experiment.story.happenings import Struck


def struck_by_attempt(future: Future, i: int) -> dict[int, tuple[Struck, ...]]:
    """Risks that struck a project, by entry of the log of attempts; only first attempts can be struck."""
    plan, attempts = future.plan, future.path.attempts
    records, luck = lists_of(plan), luck_of(future.draws, 0)
    charged: set[int] = set()
    found: dict[int, tuple[Struck, ...]] = {}
    for entry in np.flatnonzero(plan.packages.project[attempts.package] == i).tolist():
        k = int(attempts.package[entry])
        if attempts.number[entry] != 1 or not math.isnan(plan.packages.spent[k]):
            continue
        step = future.step_at(float(attempts.start[entry]))
        here = []
        for pair, name in zip(plan.risks.of_package.row(k), _names(future, k), strict=True):
            if not strikes(records.effects, records.risks, luck, pair, step):
                continue
            column, charge = records.risks.column[pair], records.risks.charge[pair]
            cost = luck.cost[column] if charge not in charged else 0.0
            if cost > 0.0:
                charged.add(charge)
            here.append(Struck(name, luck.delay[column], max(0.0, cost)))
        if here:
            found[entry] = tuple(here)
    return found


def _names(future: Future, k: int) -> list[str]:
    """What may strike a package, in the order of the plan."""
    project = future.project(int(future.plan.packages.project[k]))
    package = next(one for one in project.packages if one.id == future.plan.packages.ids[k])
    return [one.name or one.id for one in risks_striking(future.scenario.portfolio, project, package)]
