"""How far forecasts of cost and duration are from what happens, by the share of the time that is over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.analysis.earned_value import COST_FORECASTS, TIME_FORECASTS, Standing, percentage_error
from workbench.engines.path import End, Paths
from workbench.experiment.earned.progress import Progress, Telling
from workbench.experiment.earned.reports import ReportLuck, ReportRules

Floats = NDArray[np.float64]

SHARES = (0.2, 0.4, 0.6, 0.8, 1.0)
"""Of the time from release to completion at which forecasts are looked at."""

FORECASTS = (*COST_FORECASTS, *TIME_FORECASTS)
VIEWS = ("truth", "board")
"""From earned value as it is, and as the latest report tells it."""


@dataclass(frozen=True)
class Errors:
    """Sums over the projects of each future, shape (futures, views, shares, forecasts).

    Parameters
    ----------
    absolute, signed
        Percentage errors, and the same with their sign (positive: the forecast was too high).
    cases
        Projects in them: completed, and every forecast of the same kind could be made.
    """

    absolute: Floats
    signed: Floats
    cases: Floats

    @classmethod
    def joined(cls, parts: Sequence[Errors]) -> Errors:
        """Blocks of futures one after the other."""
        return cls(
            *(np.concatenate([getattr(one, name) for one in parts]) for name in cls.__dataclass_fields__)
        )


def errors_of(
    paths: Paths, progress: Progress, rules: ReportRules, luck: ReportLuck, scope: Sequence[int]
) -> Errors:
    """Forecasts of every completed project against what happened to it.

    Parameters
    ----------
    paths, progress
        The futures.
    rules, luck
        How projects report.
    scope
        Projects that count.
    """
    completed = paths.end == End.COMPLETED
    completed &= np.isin(np.arange(completed.shape[1]), scope)
    release, finish = np.where(completed, paths.release, 0.0), np.where(completed, paths.finish, 0.0)
    length = finish - release
    days = release[:, :, None] + np.array(SHARES) * length[:, :, None]
    final = progress.stand(finish[:, :, None]).paid
    truth = dict.fromkeys(COST_FORECASTS, final) | dict.fromkeys(TIME_FORECASTS, length[:, :, None])
    asked = completed & (final[:, :, 0] > 0) & (length > 0)
    found = [_view(progress.stand(days), truth, asked)]
    status, telling = told_on(days, rules, luck)
    found.append(_view(progress.stand(status, telling), truth, asked))
    return Errors(*(np.stack(part, axis=1) for part in zip(*found, strict=True)))


def told_on(days: Floats, rules: ReportRules, luck: ReportLuck) -> tuple[Floats, Telling]:
    """The day that the latest report speaks of, and what it says beyond what is.

    Parameters
    ----------
    days
        Days on which a board looks, shape (futures, projects, moments).
    rules, luck
        How projects report.
    """
    report = rules.latest(days)
    row, i = np.ogrid[: days.shape[0], : days.shape[1]]
    telling = Telling(
        luck.rosy[row[:, :, None], i[:, :, None], report],
        luck.told[row[:, :, None], i[:, :, None], report],
        rules.stuck_at,
    )
    return rules.status[i[:, :, None], report], telling


def _view(now: Standing, truth: dict[str, Floats], asked: NDArray[np.bool_]) -> tuple[Floats, Floats, Floats]:
    """Sums by future, share and forecast: absolute errors, signed errors, cases."""
    sums = []
    for kind in (COST_FORECASTS, TIME_FORECASTS):
        made = {name: formula(now) for name, formula in kind.items()}
        usable = asked[:, :, None] & np.all([np.isfinite(one) for one in made.values()], axis=0)
        for name, forecast in made.items():
            error = percentage_error(forecast, truth[name])
            sign = np.where(forecast >= truth[name], 1.0, -1.0)
            parts = (error, sign * error, np.ones(error.shape))
            sums.append([np.where(usable, one, 0.0).sum(axis=1) for one in parts])
    absolute, signed, cases = (np.stack(part, axis=-1) for part in zip(*sums, strict=True))
    return absolute, signed, cases
