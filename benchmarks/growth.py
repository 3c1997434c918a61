"""What an event costs the compiled engine as the portfolio grows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from unittest.mock import patch

from benchmarks.clock import Spread, interleaved
from benchmarks.findings import Bar, Bound, Row, Section
from benchmarks.living import events
from benchmarks.workload import portfolio_like
from workbench.engines.draws import draw
from workbench.engines.engine import EngineName
from workbench.engines.plan import Plan, plan_of
from workbench.engines.process import run
from workbench.engines.view import View
from workbench.policies import IndexName

FUTURES = {20: 150, 1000: 4}
"""By number of projects."""
RULES = {
    IndexName.FIFO: "fixed ranking (fifo)",
    IndexName.EDD: "fixed ranking (edd)",
    IndexName.CD3: "ranking that moves with time (cd3)",
}
BAR = Bar(Bound.AT_MOST, 2.2)


def measure(futures: Mapping[int, int] = FUTURES, rounds: int = 7) -> Section:
    """Microseconds for each event of the model, and how they grow."""
    contenders = {
        f"{rule} {projects}": events(plan_of(portfolio_like(projects, rule)), EngineName.COMPILED, count)
        for rule in RULES
        for projects, count in futures.items()
    }
    timed = interleaved(contenders, rounds)
    small, large = min(futures), max(futures)
    rows = []
    for rule, words in RULES.items():
        rows += [
            Row(f"{words}, {projects:,} projects", timed.each(f"{rule} {projects}", 1e6), "µs an event")
            for projects in futures
        ]
        grown = timed.ratio(f"{rule} {large}", f"{rule} {small}")
        rows.append(Row(f"{words}: {large:,} against {small}", grown, "times", BAR))
    for projects in futures:
        often = indices_for_each_event(plan_of(portfolio_like(projects)))
        rows.append(Row(f"cd3, {projects:,} projects: indices computed", Spread.of([often]), "an event"))
    return Section(
        "growth",
        "Cost of an event as the portfolio grows",
        "Every package needs one pool. An event is an instant settled or an attempt begun; both are "
        "counted by the engine. With more projects an instant also has more to settle: more is under "
        "way at a time.",
        tuple(rows),
        (
            "Why a ranking that moves costs more in a larger portfolio: whenever people come free, every "
            "project waiting for them is ranked anew, and more of them wait. The last rows count that.",
        ),
        timed.noise,
    )


def indices_for_each_event(plan: Plan) -> float:
    """How often a project is ranked, in one future, for each event of the model."""
    count = 0
    rank = View.index

    def counted(*words: Any) -> float:
        nonlocal count
        count += 1
        return rank(*words)

    with patch.object(View, "index", counted):
        path = run(plan, draw(plan, range(1)), 0)
    return count / path.events
