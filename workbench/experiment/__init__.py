"""Run scenarios many times and say what was found, and how sure.

Names are loaded when first used: a worker process that only computes never imports pandas.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from workbench.experiment.alignment import (
        alignment_by_year,
        delivered_alignment,
        efficient_scenarios,
        exchange_rate_sweep,
    )
    from workbench.experiment.balance import risk_balance
    from workbench.experiment.baseline_policies import baselines, gap_of
    from workbench.experiment.blocks import Sizes
    from workbench.experiment.cluster.dask_executor import Dask
    from workbench.experiment.cluster.likeness import Unlike
    from workbench.experiment.executors import Executor, Processes, Serial, Threads
    from workbench.experiment.manifest import Manifest
    from workbench.experiment.measure import Direction, Measure, Scoreboard, Unit
    from workbench.experiment.measures import MEASURES, measure_of
    from workbench.experiment.programmes import programme_lines
    from workbench.experiment.progress import Progress
    from workbench.experiment.recommendation import Recommendation
    from workbench.experiment.reevaluation import reevaluate
    from workbench.experiment.results import Comparison, Results
    from workbench.experiment.run import REPLICATIONS, compare, simulate
    from workbench.experiment.run_folder import check_run_folder, load_run, write_run
    from workbench.experiment.selecting.change import changes_for
    from workbench.experiment.selecting.frontier import Frontier, frontier
    from workbench.experiment.selecting.line import below_the_line
    from workbench.experiment.selecting.outcome import confirm, optimism_of
    from workbench.experiment.selecting.select import By, Selected, Starts, select
    from workbench.experiment.stopping import Goal, simulate_until
    from workbench.experiment.store import Store

_HOMES = {
    "alignment": (
        "alignment_by_year",
        "delivered_alignment",
        "efficient_scenarios",
        "exchange_rate_sweep",
    ),
    "balance": ("risk_balance",),
    "programmes": ("programme_lines",),
    "recommendation": ("Recommendation",),
    "reevaluation": ("reevaluate",),
    "baseline_policies": ("baselines", "gap_of"),
    "blocks": ("Sizes",),
    "cluster.dask_executor": ("Dask",),
    "cluster.likeness": ("Unlike",),
    "executors": ("Executor", "Processes", "Serial", "Threads"),
    "manifest": ("Manifest",),
    "measure": ("Direction", "Measure", "Scoreboard", "Unit"),
    "measures": ("MEASURES", "measure_of"),
    "progress": ("Progress",),
    "results": ("Comparison", "Results"),
    "run": ("REPLICATIONS", "compare", "simulate"),
    "run_folder": ("check_run_folder", "load_run", "write_run"),
    "selecting.change": ("changes_for",),
    "selecting.frontier": ("Frontier", "frontier"),
    "selecting.line": ("below_the_line",),
    "selecting.outcome": ("confirm", "optimism_of"),
    "selecting.select": ("By", "Selected", "Starts", "select"),
    "stopping": ("Goal", "simulate_until"),
    "store": ("Store",),
}

__all__ = [
    "MEASURES",
    "REPLICATIONS",
    "By",
    "Comparison",
    "Dask",
    "Direction",
    "Executor",
    "Frontier",
    "Goal",
    "Manifest",
    "Measure",
    "Processes",
    "Progress",
    "Recommendation",
    "Results",
    "Scoreboard",
    "Selected",
    "Serial",
    "Sizes",
    "Starts",
    "Store",
    "Threads",
    "Unit",
    "Unlike",
    "alignment_by_year",
    "baselines",
    "below_the_line",
    "changes_for",
    "check_run_folder",
    "compare",
    "confirm",
    "delivered_alignment",
    "efficient_scenarios",
    "exchange_rate_sweep",
    "frontier",
    "gap_of",
    "load_run",
    "measure_of",
    "optimism_of",
    "programme_lines",
    "reevaluate",
    "risk_balance",
    "select",
    "simulate",
    "simulate_until",
    "write_run",
]


def __getattr__(name: str) -> Any:
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{home}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
