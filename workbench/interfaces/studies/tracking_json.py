"""A track record as JSON."""

from __future__ import annotations

import math
from datetime import date
from typing import Any

from workbench.analysis.forecasts import NOMINAL, Place, spread_over
from workbench.experiment.tracking import Record, Tally
from workbench.experiment.tracking.record import Compared
from workbench.interfaces.studies.as_json import as_json, interval
from workbench.interfaces.wording.tracking import verdict


def tracking_json(found: Record) -> str:
    """The record as JSON; a promise to scripts, so its keys never change. What is not defined is null."""
    manifest = found.run.manifest
    entry = next(one for one in manifest.scenarios if one.name == found.scenario)
    promises, completed = found.promises, found.completed
    return as_json(
        {
            "run": manifest.name,
            "forecast_made": manifest.created,
            "forecast": {"seed": manifest.seed, "code": manifest.code, "hash": entry.hash, "n": entry.n},
            "scenario": found.scenario,
            "hash": entry.hash,
            "currency": found.run.currency,
            "n": found.futures,
            "verdict": verdict(found),
            "findings": [one.value for one in found.findings],
            "too_early": found.too_early,
            "would_notice": found.noticed,
            "nominal": NOMINAL,
            "inside": _tally(found.inside),
            "later_than_middle": _tally(found.later),
            "place_on_average": {
                **interval(found.lateness.average),
                "n": found.lateness.n,
                "chance": found.lateness.chance,
            },
            "cost_inside": _tally(found.cost_inside),
            "dearer_than_middle": _tally(found.dearer),
            "fifths": [float(one) for one in spread_over([one.place for one in found.projects])],
            "completed": {
                "happened": completed.happened,
                "n": completed.n,
                "expected": completed.expected,
                "p10": _finite(completed.low),
                "p50": _finite(completed.middle),
                "p90": _finite(completed.high),
                "chance": completed.chance,
            },
            "promises": {
                "n": promises.n,
                "kept": sum(one.kept is True for one in found.projects),
                "chance_given": _finite(found.promised),
                "brier": interval(promises.score),
                "base_rate": _finite(promises.base),
                "gain": interval(promises.gain),
            },
            "projects": [_project(one) for one in found.projects],
            "missing": list(found.missing),
        }
    )


def _tally(one: Tally) -> dict[str, Any]:
    share = one.share
    return {
        "hits": one.hits,
        "n": one.n,
        "share": _finite(share.value),
        "low": _finite(share.low),
        "high": _finite(share.high),
        "expected": _finite(one.expected),
        "chance_if_independent": one.alone,
        "chance": one.together,
    }


def _project(one: Compared) -> dict[str, Any]:
    cost = one.cost
    return {
        "project": one.project,
        "name": one.name,
        "p10": _iso(one.low),
        "p50": _iso(one.middle),
        "p90": _iso(one.high),
        "as_of": _iso(one.actual.as_of),
        "completed": _iso(one.actual.completed),
        "stands": one.stands.value,
        "counted": one.ended,
        "place": _place(one.place),
        "due": _iso(one.due),
        "chance": one.chance,
        "kept": one.kept,
        "cost": one.actual.cost,
        "cost_p10": None if cost is None else cost.low,
        "cost_p50": None if cost is None else cost.middle,
        "cost_p90": None if cost is None else cost.high,
        "cost_inside": None if cost is None else cost.inside,
        "cost_place": None if cost is None else _place(cost.place),
    }


def _place(one: Place) -> list[float]:
    return [one.low, one.high]


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None
