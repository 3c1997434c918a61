"""Paired futures of two scenarios on all processors: how long somebody waits (wall time)."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from benchmarks.clock import Spread, Work, interleaved
from benchmarks.findings import Bar, Bound, Row, Section
from benchmarks.workload import portfolio_like
from workbench.engines.draws import draw
from workbench.engines.engine import EngineName, engine_of
from workbench.engines.plan import Plan, plan_of
from workbench.experiment import Sizes, Threads, compare
from workbench.experiment.blocks import cut
from workbench.policies import IndexName
from workbench.scenario import Scenario

SIZES = Sizes(250, 125)
"""As the command line cuts a study for the compiled engine."""
CORES = 2


def measure(projects: int = 60, many: int = 1000, few: int = 200, rounds: int = 3) -> Section:
    """Seconds of waiting, cold and with luck kept, engine alone and with everything that a page needs."""
    study, slider = Bar(Bound.AT_MOST, 0.35), Bar(Bound.AT_MOST, 0.1)
    whole, engine = partial(_whole, projects, rounds), partial(_engine, projects, rounds)
    # Each cold contender has seeds of its own: what another has drawn would be kept for it.
    asked = {
        f"2 × {many:,}: drawing and engine": (engine(many, _fresh(1)), study),
        f"2 × {many:,}: the whole comparison": (whole(many, _fresh(2)), study),
        f"2 × {few}, luck kept: drawing and engine": (engine(few, _same), slider),
        f"2 × {few}, luck kept: the whole comparison": (whole(few, _same), slider),
        f"2 × {few}, cold: drawing and engine": (engine(few, _fresh(3)), None),
        f"2 × {few}, cold: the whole comparison": (whole(few, _fresh(4)), None),
        f"2 × {few}, cold, five futures checked by the SimPy engine": (whole(few, _fresh(5), twins=5), None),
    }
    processor: dict[str, list[float]] = {name: [] for name in asked}
    waits = {name: _counting(work, processor[name]) for name, (work, _) in asked.items()}
    timed = interleaved(waits, rounds, time.perf_counter)
    rows = []
    for name, (_, bar) in asked.items():
        rows.append(Row(name, timed.each(name), "s wall", bar))
        rows.append(Row("– as processor time of all threads", Spread.of(processor[name]), "s"))
    return Section(
        "pairs",
        f"Waiting for a comparison ({projects} projects, two scenarios, {CORES} threads)",
        "Wall time, since that is what somebody waits for. Other work on the machine makes it longer: "
        f"on an idle machine it would be between the processor time and that divided by {CORES}, which "
        "stands below each. Cold means code compiled and luck drawn for a seed never seen before. "
        "Drawing and engine take plans as made; the whole comparison goes from scenarios to frames, "
        "valuation and measures included.",
        tuple(rows),
        noise=timed.noise,
    )


def _counting(work: Work, seconds: list[float]) -> Work:
    """The same work, its processor time noted; the first turn does not count."""

    def counted(turn: int) -> float:
        began = time.process_time()
        units = work(turn)
        if turn >= 0:
            seconds.append(time.process_time() - began)
        return units

    return counted


Seeds = Callable[[int], int]
"""The seed of each turn."""


def _same(_: int) -> int:
    return 1


def _fresh(contender: int) -> Seeds:
    return lambda turn: 1000 * contender + turn


def _both(projects: int, seed: int) -> list[Scenario]:
    today = portfolio_like(projects).model_copy(update={"seed": seed})
    other = portfolio_like(projects, IndexName.EDD, "by due date").model_copy(update={"seed": seed})
    return [today, other]


def _whole(projects: int, rounds: int, count: int, seeds: Seeds, twins: int = 0) -> Work:
    made = {seeds(turn): _both(projects, seeds(turn)) for turn in range(-1, rounds)}

    def work(turn: int) -> float:
        compare(made[seeds(turn)], count, executor=Threads(CORES), sizes=SIZES, twins=twins)
        return 1

    return work


def _engine(projects: int, rounds: int, count: int, seeds: Seeds) -> Work:
    made = {seeds(turn): [plan_of(one) for one in _both(projects, seeds(turn))] for turn in range(-1, rounds)}
    live = engine_of(EngineName.COMPILED).live

    def one(part: tuple[Plan, int, int]) -> None:
        plan, start, stop = part
        live(plan, draw(plan, range(start, stop), engine_of(EngineName.COMPILED).uniforms))

    def work(turn: int) -> float:
        parts = [(plan, a, b) for a, b in cut(0, count, SIZES.chunk) for plan in made[seeds(turn)]]
        with ThreadPoolExecutor(CORES) as pool:
            list(pool.map(one, parts))
        return 1

    return work
