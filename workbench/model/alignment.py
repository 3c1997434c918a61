"""The weighted score of a project: what it contributes to the objectives that are not money."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from workbench.errors import Problem
from workbench.model.objectives import BEST, Objective, Scale
from workbench.model.work import Project

Path = tuple[str, ...]


def contribution(objective: Objective, project: Project) -> float:
    """What a project adds to an objective: its value there, 0 to 100, less the value if it is not done.

    Zero means no contribution, so that sums over projects make sense and many weak projects do not beat a
    strong one by their number.

    Sources: Clemen & Smith 2009 on the value of not doing a project.
    """
    level = project.levels.get(objective.id)
    if level is not None and objective.scale is not None:
        value = objective.scale.value_of(level)
    else:
        value = project.scores.get(objective.id, 0.0)
    return value - project.not_done.get(objective.id, 0.0)


def weighted_score(
    objectives: Sequence[Objective], project: Project, weights: Mapping[str, float] | None = None
) -> float:
    """Weighted mean of the contributions, 100 at most; monetised objectives never count.

    Parameters
    ----------
    objectives
        Those of the portfolio.
    project
        Whose score.
    weights
        By objective, in place of the objectives' own; those not named keep theirs.
    """
    counted = [one for one in objectives if not one.monetised]
    own = [one.weight if weights is None else weights.get(one.id, one.weight) for one in counted]
    weight = math.fsum(own)
    if weight == 0.0:
        return 0.0
    parts = (w * contribution(one, project) for w, one in zip(own, counted, strict=True))
    return math.fsum(parts) / weight


def scale_problems(objectives: Sequence[Objective]) -> Iterator[Problem]:
    """What is wrong with the scales of objectives."""
    for objective in objectives:
        if objective.scale is not None:
            yield from _one_scale(("objectives", objective.id, "scale"), objective.scale)


def _one_scale(path: Path, scale: Scale) -> Iterator[Problem]:
    if scale.worst == scale.best:
        yield Problem(path, "worst and best must differ", f"{scale.worst:g}", "declare the range")
        return
    levels = [level for level, _ in scale.corners]
    values = [value for _, value in scale.corners]
    steps = list(zip(levels, levels[1:], strict=False))
    if any((after - before) * (scale.best - scale.worst) <= 0 for before, after in steps):
        shown = ", ".join(f"{level:g}" for level in levels[1:-1])
        yield Problem((*path, "points"), "levels go from the worst to the best", shown, "sort them")
    if any(after < before for before, after in zip(values, values[1:], strict=False)):
        shown = ", ".join(f"{value:g}" for value in values[1:-1])
        yield Problem((*path, "points"), "values never fall towards the best", shown, "mend them")


def score_problems(project: Project, objectives: Sequence[Objective], path: Path) -> Iterator[Problem]:
    """What is wrong with scores and levels of a project; unknown objectives are told elsewhere."""
    known = {objective.id: objective for objective in objectives}
    for name, score in project.scores.items():
        if not 0 <= score <= BEST:
            yield Problem((*path, "scores", name), "a score lies between 0 and 100", f"{score:g}")
    for name, level in project.levels.items():
        where = (*path, "levels", name)
        if name not in known:
            continue
        scale = known[name].scale
        if name in project.scores:
            yield Problem(where, "stands as a score too", remedy="state either the level or the score")
        elif scale is None:
            remedy = f"give objective {name} a scale with worst and best, or state a score from 0 to 100"
            yield Problem(where, "the objective has no scale for levels", f"{level:g}", remedy)
        elif not scale.covers(level):
            span = f"lies outside the declared range {scale.worst:g} to {scale.best:g} {scale.unit}".rstrip()
            remedy = "mend it, or widen the range and the weight with it"
            yield Problem(where, span, f"{level:g}", remedy)
