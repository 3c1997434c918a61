"""Generated instances of selection, small enough to list every choice."""

import numpy as np

from workbench.engines.selecting.limits import Limit, LimitKind, Problem
from workbench.engines.selecting.options import Options


def problem(seed: int, projects: int = 10, years: int = 3, starts: int = 1, tight: float = 0.5) -> Problem:
    """Random values and costs, budgets at a share of the demand, one dependency, one group, one forced."""
    draw = np.random.Generator(np.random.Philox(key=seed))
    n = projects * starts
    project = np.repeat(np.arange(projects), starts)
    start = np.tile(np.arange(starts) * 60.0, projects)
    cost = draw.uniform(1, 10, (n, years)) * (draw.uniform(size=(n, years)) < 0.7)
    value = cost.sum(axis=1) * draw.uniform(-0.2, 2.0, n)
    options = Options(
        project=project,
        start=start,
        done=start + 50.0,
        benefit=np.maximum(value, 0.0) + 1.0,
        value=value,
        cost=cost,
        load=np.zeros((n, 0, 0)),
        left_out=np.zeros(projects),
        quarter_start=np.zeros(0),
    )
    everything = np.arange(n)

    def ones(i: int) -> np.ndarray:
        return np.flatnonzero(project == i)

    limits = [Limit(LimitKind.ONCE, f"{i}", "", ones(i), np.ones(starts), 0.0, 1.0) for i in range(projects)]
    limits += [
        Limit(
            LimitKind.BUDGET, f"year {y}", f"year {y}", everything, cost[:, y], -np.inf,
            tight * cost[:, y].sum() / starts,
        )
        for y in range(years)
    ]  # fmt: skip
    pair = np.concatenate([ones(0), ones(1)])
    limits.append(
        Limit(LimitKind.AFTER, "1 needs 0", "1 needs 0", pair, np.repeat([-1.0, 1.0], starts), -np.inf, 0.0)
    )
    group = np.concatenate([ones(2), ones(3)])
    limits.append(Limit(LimitKind.EXCLUSIVE, "2 or 3", "2 or 3", group, np.ones(len(group)), -np.inf, 1.0))
    limits.append(Limit(LimitKind.FORCED, "4", "4", ones(4), np.ones(starts), 1.0, 1.0))
    ids = tuple(f"P{i:03d}" for i in range(projects))
    return Problem(ids, ids, options, tuple(limits), 0.0, None)
