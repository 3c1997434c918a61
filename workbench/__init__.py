"""Find out what portfolio decisions and standards are worth before the money is spent.

The two verbs are `simulate` and `compare`. Names are loaded when first used, so that `import workbench` is
quick.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_HOMES = {
    "Comparison": "workbench.experiment",
    "InputError": "workbench.errors",
    "Portfolio": "workbench.model",
    "Processes": "workbench.experiment",
    "Results": "workbench.experiment",
    "Scenario": "workbench.scenario",
    "baselines": "workbench.experiment",
    "compare": "workbench.experiment",
    "explore": "workbench.interfaces.explorer",
    "explore_frontier": "workbench.interfaces.explorer",
    "explore_line": "workbench.interfaces.explorer",
    "explore_value": "workbench.interfaces.explorer",
    "frontier": "workbench.experiment",
    "load_portfolio": "workbench.interfaces.files",
    "load_run": "workbench.experiment",
    "load_scenario": "workbench.interfaces.files",
    "load_scenarios": "workbench.interfaces.files",
    "own_order": "workbench.scenario",
    "select": "workbench.experiment",
    "simulate": "workbench.experiment",
    "simulate_until": "workbench.experiment",
    "write_run": "workbench.experiment",
}

__all__ = sorted(_HOMES)


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
