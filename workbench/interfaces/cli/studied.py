"""A study: all its scenarios simulated once, on the same futures, then every report on them."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from workbench.interfaces.cli.executing import processes_of
from workbench.interfaces.cli.one_run import Brief, finished
from workbench.interfaces.cli.running import Order, compared, compared_until

if TYPE_CHECKING:
    from workbench.experiment import Comparison
    from workbench.interfaces.files.studies import StudyRead
    from workbench.interfaces.reports.study_reports import Template
    from workbench.scenario import Scenario

PILOT = 25
"""Futures from which a dry run reckons how long all of them will take."""

REPORT_SECONDS = 2.5
"""Work of one core on one report in a warm kernel: 2.25 s measured on 2026-11-29 over 20 reports, rounded up
(``python -m benchmarks.batches benchmarks/studies/twenty_one.yaml``; docs/batch.md)."""


def described(read: StudyRead, made_of: Sequence[Template], order: Order) -> Iterator[str]:
    """What a study would do and about how long it would take."""
    from workbench.interfaces.wording.goals import asked_words

    goal = read.study.precision
    most = order if goal is None else replace(order, replications=goal.at_most)
    yield from reckoned(read.study.name, read.scenarios, made_of, most)
    if goal is not None:
        asked = asked_words(goal.measure, goal.half_range, read.scenarios[0].portfolio.currency)
        yield f"At most: it stops as soon as it knows {asked}."


def reckoned(
    name: str, scenarios: Sequence[Scenario], made_of: Sequence[Template], order: Order
) -> Iterator[str]:
    """How many scenarios and reports, and about how long: a few futures are simulated to reckon it."""
    reports = len(scenarios) * len(made_of)
    yield (
        f"{name}: {len(scenarios):,} scenarios, {order.replications:,} simulated futures each, "
        f"{reports:,} reports."
    )
    seconds = _pace(scenarios[0], order)
    cores = processes_of(order.jobs)
    simulating = seconds * order.replications * len(scenarios) / cores
    rendering = REPORT_SECONDS * reports / cores
    yield (
        f"About {_minutes(simulating + rendering)} on {cores} cores: {_minutes(simulating)} for simulating "
        f"(reckoned from {PILOT} futures of {scenarios[0].name}; less what is kept already), "
        f"{_minutes(rendering)} for reports."
    )
    for one in scenarios:
        yield f"  {one.name}"


def _pace(scenario: Scenario, order: Order) -> float:
    """Seconds of one core for a future, once everything is loaded."""
    one_core = Order(PILOT, 1, None, order.engine, twins=0, detail=0)
    compared([scenario], replace(one_core, replications=2))
    began = time.perf_counter()
    compared([scenario], one_core)
    return (time.perf_counter() - began) / PILOT


def _minutes(seconds: float) -> str:
    if seconds < 90:
        return f"{max(1, round(seconds))} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} hours"


def run_study(read: StudyRead, brief: Brief, order: Order) -> bool:
    """Simulate, report, index; whether everything could be done."""
    return finished(_simulated(read, order), brief, order)


def _simulated(read: StudyRead, order: Order) -> Comparison:
    goal = read.study.precision
    return compared(read.scenarios, order) if goal is None else compared_until(read.scenarios, goal, order)
