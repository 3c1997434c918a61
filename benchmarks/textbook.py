"""Our engine in SimPy against the textbook's way with SimPy (`benchmarks.idiomatic`)."""

from __future__ import annotations

from benchmarks import idiomatic
from benchmarks.clock import Spread, Work, interleaved
from benchmarks.findings import Bar, Bound, Row, Section
from benchmarks.living import attempts, replications
from benchmarks.workload import portfolio_like
from workbench.engines.draws import draw
from workbench.engines.engine import EngineName, engine_of
from workbench.engines.plan import Plan, plan_of

COUNTED = 40
"""Futures over which the work done is counted."""


def measure(projects: int = 60, futures: int = 3, rounds: int = 5, counted: int = COUNTED) -> Section:
    """Times, ratios, and whether as much work was done."""
    plan = plan_of(portfolio_like(projects))
    timed = interleaved(
        {
            "ours": replications(plan, EngineName.SIMPY, futures),
            "anew": _textbook(plan, idiomatic.RankedAnewPool, futures),
            "frozen": _textbook(plan, idiomatic.Pool, futures),
        },
        rounds,
    )
    rows = (
        Row("our SimPy engine", timed.each("ours", 1e3), "ms a future"),
        Row("textbook, ranked anew as people come free", timed.each("anew", 1e3), "ms a future"),
        Row("textbook, ranks frozen when asked", timed.each("frozen", 1e3), "ms a future"),
        Row("ours is faster than ranked anew", timed.ratio("anew", "ours"), "times", Bar(Bound.AT_LEAST, 2)),
        Row("ours is faster than frozen ranks (another policy)", timed.ratio("frozen", "ours"), "times"),
        Row("attempts, textbook ÷ ours", work_ratio(plan, counted), "times"),
    )
    return Section(
        "textbook",
        f"Our SimPy engine against a textbook model in SimPy ({projects} projects)",
        "A process for each project and package, pools with queues ranked by the same formula, "
        "terminations as interrupts. The numbers cannot be the same: a textbook model grants people "
        "inside an instant, before the rest of that instant is known, and draws its luck in the order "
        "of events. It also keeps no budgets, states of waiting, beliefs or logs. As much work must "
        "be done, which the last row shows.",
        rows,
        noise=timed.noise,
    )


def work_ratio(plan: Plan, futures: int) -> Spread:
    """Attempts of the textbook model ÷ attempts of ours, each on average over its own futures."""
    ours = attempts(engine_of(EngineName.COMPILED).live(plan, draw(plan, range(futures))))
    theirs = [idiomatic.run(plan, seed).attempts for seed in range(futures)]
    return Spread.of([sum(theirs) / futures / ours])


def _textbook(plan: Plan, pool: type[idiomatic.Pool], futures: int) -> Work:
    def work(turn: int) -> float:
        for seed in range(futures):
            idiomatic.run(plan, futures * turn + seed, pool)
        return futures

    return work
