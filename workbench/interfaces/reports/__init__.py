"""Reports: notebooks executed with parameters, shown as pages that open anywhere.

>>> from workbench.interfaces.reports import comparison_report
>>> page = comparison_report("runs/today", "site")      # doctest: +SKIP
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from workbench.interfaces.reports.index import index_page
    from workbench.interfaces.reports.pages import comparison_report, scenario_report
    from workbench.interfaces.reports.render import ReportError
    from workbench.interfaces.reports.report import Report, open_comparison, open_scenario

_HOMES = {
    "Report": "report",
    "ReportError": "render",
    "comparison_report": "pages",
    "index_page": "index",
    "open_comparison": "report",
    "open_scenario": "report",
    "scenario_report": "pages",
}

__all__ = [
    "Report",
    "ReportError",
    "comparison_report",
    "index_page",
    "open_comparison",
    "open_scenario",
    "scenario_report",
]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
