"""Whose queues hold which projects, as a picture of the side that is asked about and a table of both."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from workbench.analysis import PairedDifference, clear_differences, mean_interval, paired_difference
from workbench.charts import delays_chart
from workbench.charts.numbers import Figures
from workbench.experiment.waiting_by_pool import WaitingByPool
from workbench.interfaces.explorer.drawing import Card
from workbench.interfaces.explorer.views.view import NAMES, Seen
from workbench.interfaces.wording import futures, open_words

MOST = 14
"""Projects in the picture, those that wait longest."""

DAYS = Figures(decimals=0)
UNNAMED = "its turn"
"""Where no single pool is short."""


def queue_card(seen: Seen, waits: Sequence[WaitingByPool]) -> Card:
    """Days of waiting for people by project and pool, the longest first.

    Parameters
    ----------
    seen
        Today and the what-if.
    waits
        Today, and the what-if unless nothing is changed.
    """
    n = len(waits[0].days)
    whose = NAMES[len(waits) - 1]
    title = f"Whose queues hold which projects: working days of waiting, {whose} ({futures(n)})"
    last = waits[-1]
    projects = {one.id: one.name or one.id for scenario in (seen.baseline, seen.what_if)
                for one in scenario.portfolio.projects}  # fmt: skip
    pools = {one.id: one.name or one.id for scenario in (seen.baseline, seen.what_if)
             for one in scenario.portfolio.pools}  # fmt: skip
    labels = [*(pools[one] for one in last.pools), UNNAMED]
    mean = last.days.mean(axis=0)
    if not mean.any():
        return Card("queues", title, note="No project waits for people in any of these futures.")
    down = [int(i) for i in (-mean.sum(axis=1)).argsort(kind="stable")[:MOST] if mean[i].any()]
    across = [int(k) for k in (-mean.sum(axis=0)).argsort(kind="stable") if mean[:, k].any()]
    names = _distinct([projects[last.projects[i]] for i in down], [last.projects[i] for i in down])
    cells = []
    for name, i in zip(names, down, strict=True):
        for k in across:
            found = mean_interval(last.days[:, i, k])
            known = bool(math.isfinite(found.low) and found.low > 0)
            cells.append({"by": labels[k], "of": name, "days": found.value, "decided": known})
    chart = delays_chart(pd.DataFrame(cells), [labels[k] for k in across], names, DAYS)
    head = ("project", "waits for", *(f"{one}, days" for one in NAMES[: len(waits)]), "difference", "range")
    return Card("queues", title, chart, head=head[: 6 if len(waits) > 1 else 3],
                rows=_rows(waits, [last.projects[i] for i in down], projects, pools))  # fmt: skip


def _distinct(names: list[str], ids: list[str]) -> list[str]:
    """Names, with the id where two are the same."""
    return [
        name if names.count(name) == 1 else f"{name} ({key})" for name, key in zip(names, ids, strict=True)
    ]


def _rows(
    waits: Sequence[WaitingByPool], chosen: list[str], projects: dict[str, str], pools: dict[str, str]
) -> list[list[str]]:
    told: list[list[str]] = []
    gaps: list[PairedDifference | None] = []
    for project in chosen:
        for pool in (*waits[-1].pools, ""):
            values = [_values(one, project, pool) for one in waits]
            if all(one is None or not one.any() for one in values):
                continue
            label = pools.get(pool, UNNAMED)
            ends = [mean_interval(one) if one is not None else None for one in values]
            cells = ["–" if one is None else _ranged(one.value, one.low, one.high) for one in ends]
            told.append([projects[project], label, *cells])
            first, then = values[0], values[-1]
            if len(values) == 1 or first is None or then is None:
                gaps.append(None)
            else:
                gaps.append(paired_difference(first, then, -1))
    clear = iter(clear_differences([one for one in gaps if one is not None]))
    if len(waits) == 1:
        return told
    for row, gap in zip(told, gaps, strict=True):
        known = next(clear) if gap is not None else False
        if gap is None:
            row += ["–", ""]
        else:
            low, high = gap.mean.low, gap.mean.high
            said = DAYS.bare_signed(gap.mean.value) if known else open_words(low, high)
            row += [said, DAYS.span(low, high) if low < high else ""]
    return told


def _values(waits: WaitingByPool, project: str, pool: str) -> NDArray[np.float64] | None:
    if project not in waits.projects or (pool and pool not in waits.pools):
        return None
    k = waits.pools.index(pool) if pool else -1
    return waits.days[:, waits.projects.index(project), k]


def _ranged(value: float, low: float, high: float) -> str:
    return f"{value:.0f} ({max(0.0, low):.0f} to {high:.0f})" if math.isfinite(low) else f"{value:.0f}"
