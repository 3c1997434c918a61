"""The twin check: some futures of every scenario are lived through by both engines, bit for bit alike."""

from __future__ import annotations

import json
from dataclasses import asdict

import numpy as np

from workbench.engines.draws import Draws
from workbench.engines.engine import EngineName, can_compile, engine_of, is_ready
from workbench.engines.path import Path, Paths
from workbench.engines.plan import Plan
from workbench.engines.twin import disagreements
from workbench.errors import TwinError

TWINS = 5
"""Futures of each scenario that both engines live through, unless told otherwise."""


def check_twins(plan: Plan, draws: Draws, paths: Paths, name: EngineName, count: int) -> int:
    """Let the other engine live through the first futures.

    Parameters
    ----------
    plan, draws
        What the paths were made of.
    paths
        What the engine made of it.
    name
        The engine that made them.
    count
        How many of the first to check; 0 or less checks none.

    Returns
    -------
    int
        How many agree: all that were checked, 0 where there is no other engine.

    Raises
    ------
    TwinError
        If a bit differs, with the future as each engine tells it.
    """
    count = min(count, len(paths))
    # The reference itself needs no judge, and nobody waits a minute for one to be compiled.
    if count <= 0 or not can_compile() or (name is EngineName.SIMPY and not is_ready()):
        return 0
    other = engine_of(EngineName.COMPILED if name is EngineName.SIMPY else EngineName.SIMPY)
    again = other.live(plan, draws.first(count))
    for row in range(count):
        one, two = paths.path(row), again.path(row)
        found = disagreements(one, two)
        if found:
            raise TwinError(
                f"the engines {name} and {other.name} disagree on future {draws.replications[row]} of "
                f"“{plan.scenario_name}”: {'; '.join(found)}",
                {str(name): told(plan, one), str(other.name): told(plan, two)},
            )
    return count


def told(plan: Plan, path: Path) -> str:
    """A future as JSON text, with the ids that its numbers stand for."""
    facts = {
        "scenario": plan.scenario_name,
        "projects": plan.projects.ids,
        "packages": plan.packages.ids,
        "path": asdict(path),
    }
    return json.dumps(facts, default=np.ndarray.tolist, indent=1)
