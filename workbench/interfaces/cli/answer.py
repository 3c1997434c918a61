"""The results as JSON: a promise to scripts, so its keys never change."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from workbench.experiment import Results

FIGURES = ("mean", "low", "high", "p10", "p50", "p90")
DIFFERENCE = ("mean", "low", "high")


def as_json(runs: Sequence[Results], yardsticks: dict[str, Any] | None = None) -> str:
    """Scenarios with their measures, and paired differences where there are any; undefined figures are null.

    Parameters
    ----------
    runs
        Runs of one scenario each, or one comparison.
    yardsticks
        What stands beside a comparison, under a key of its own where it was asked for.
    """
    found: dict[str, Any] = {"scenarios": [], "differences": []}
    for results in runs:
        found["scenarios"] += _scenarios(results)
        found["differences"] += _differences(results)
    if yardsticks is not None:
        found["yardsticks"] = yardsticks
    return json.dumps(found, indent=2, allow_nan=False)


def _scenarios(results: Results) -> list[dict[str, Any]]:
    summary = results.summary()
    return [
        {
            "name": entry.name,
            "hash": entry.hash,
            "n": entry.n,
            "measures": {
                str(row["measure"]): {figure: _number(row[figure]) for figure in FIGURES}
                for row in summary[summary["scenario"] == entry.name].to_dict("records")
            },
        }
        for entry in results.manifest.scenarios
    ]


def _differences(results: Results) -> list[dict[str, Any]]:
    from workbench.experiment import Comparison

    if not isinstance(results, Comparison):
        return []
    return [
        {
            "baseline": str(row["baseline"]),
            "scenario": str(row["scenario"]),
            "measure": str(row["measure"]),
            **{figure: _number(row[figure]) for figure in DIFFERENCE},
            "n": int(row["n"]),
        }
        for row in results.differences().to_dict("records")
    ]


def _number(value: Any) -> float | None:
    number = float(value)
    return number if math.isfinite(number) else None
