"""What the luck costs, and what is read off the futures afterwards, beside living through them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from benchmarks.clock import interleaved
from benchmarks.findings import Bar, Bound, Row, Section
from benchmarks.workload import HORIZON, portfolio_like
from workbench.engines.draws import draw
from workbench.engines.engine import EngineName, engine_of
from workbench.engines.path import Paths
from workbench.engines.plan import Plan, plan_of
from workbench.engines.staffing import Staffing
from workbench.engines.valuation import value
from workbench.experiment.measure_table import Meter

FUTURES = 125
"""Drawn at once: what the command line gives a worker at a time."""
MONTHS = 36


def measure(projects: int = 60, futures: int = FUTURES, rounds: int = 7) -> Section:
    """Shares of one compiled run."""
    plan, engine = plan_of(portfolio_like(projects)), engine_of(EngineName.COMPILED)
    uniforms = engine_of(EngineName.COMPILED).uniforms
    draws = draw(plan, range(futures), uniforms)
    paths, meter = engine.live(plan, draws), Meter(plan)
    worth = value(plan, draws, paths, engine.present_values)

    def fresh(turn: int) -> range:
        return range(futures * (turn + 2), futures * (turn + 3))

    def counted(work: Callable[[int], object]) -> Callable[[int], float]:
        def one(turn: int) -> float:
            work(turn)
            return futures

        return one

    timed = interleaved(
        {
            "run": counted(lambda _: engine.live(plan, draws)),
            "cold": counted(lambda turn: draw(plan, fresh(turn), uniforms)),
            "kept": counted(lambda _: draw(plan, range(futures), uniforms)),
            "worth": counted(lambda _: value(plan, draws, paths, engine.present_values)),
            "measures": counted(lambda _: meter.read(paths, worth)),
            "monthly": counted(lambda _: monthly(plan, paths)),
        },
        rounds,
    )
    most, series = Bar(Bound.AT_MOST, 25), Bar(Bound.AT_MOST, 15)
    rows = (
        Row("compiled run", timed.each("run", 1e3), "ms a future"),
        Row("drawing luck never drawn before", timed.ratio("cold", "run").times(100), "% of the run", most),
        Row("drawing luck kept from before", timed.ratio("kept", "run").times(100), "% of the run", most),
        Row(
            "monthly use of each pool from the log",
            timed.ratio("monthly", "run").times(100),
            "% of the run",
            series,
        ),
        Row("valuation", timed.ratio("worth", "run").times(100), "% of the run"),
        Row("measures and project rows", timed.ratio("measures", "run").times(100), "% of the run"),
    )
    return Section(
        "sampling",
        f"Drawing and recording beside the run ({projects} projects)",
        f"{futures} futures at once. A run is the compiled engine alone, its luck drawn beforehand.",
        rows,
        (
            "Our engines record no monthly series: they always keep the log of attempts and the days in each "
            "state, and cannot be told not to, so there is no run without recording to compare with. What is "
            "measured instead is reading a monthly series off that log afterwards.",
        ),
        timed.noise,
    )


def monthly(plan: Plan, paths: Paths) -> NDArray[np.float64]:
    """FTE-days at work by future, month of thirty days and pool."""
    ends = np.linspace(HORIZON / MONTHS, HORIZON, MONTHS)
    return Staffing(plan).by_period(len(paths), paths.attempts, paths.attempt_row, ends)
