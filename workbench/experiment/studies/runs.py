"""How a study simulates: scenarios in, one comparison on the same futures out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from workbench.errors import RunError
from workbench.experiment.results import Comparison
from workbench.experiment.run import REPLICATIONS, compare
from workbench.experiment.store import Store
from workbench.scenario import Scenario

Floats = NDArray[np.float64]

Runs = Callable[[Sequence[Scenario]], Comparison]
"""Simulates scenarios on the same futures; the first is what others are compared with."""

TOGETHER = 12
"""Scenarios that are simulated in one go, so that memory stays small and a stop loses little."""


def plain_runs(replications: int = REPLICATIONS, store: Store | str | Path | None = None) -> Runs:
    """Simulate in this process.

    Parameters
    ----------
    replications
        Futures of each scenario.
    store
        Folder that keeps finished blocks, if any: then nothing is simulated twice.
    """
    return partial(compare, replications=replications, store=store, detail=None, twins=0)


def values_of(runs: Runs, base: Scenario, others: Mapping[str, Scenario], measure: str) -> pd.DataFrame:
    """A measure of a scenario and of what-ifs in the futures that all of them know; columns “” and the keys.

    Parameters
    ----------
    runs
        Who simulates.
    base
        What others are compared with; it is simulated in each go, or read from the store.
    others
        Scenarios by key.
    measure
        Name of a measure.
    """
    columns: dict[str, pd.Series] = {}
    keys = list(others)
    for first in range(0, max(1, len(keys)), TOGETHER):
        part = keys[first : first + TOGETHER]
        named = [renamed(others[key], f"{base.name} / {key}") for key in part]
        found = complete(runs([base, *named]))
        columns.setdefault("", found.values(base.name, measure))
        columns |= {key: found.values(one.name, measure) for key, one in zip(part, named, strict=True)}
    return pd.concat(columns, axis=1, join="inner")


def complete(found: Comparison) -> Comparison:
    """The comparison, if every scenario has all its futures; a study cannot do without some."""
    if found.manifest.failures:
        first = found.manifest.failures[0]
        which = f"futures {first.start} to {first.stop - 1} of “{first.scenario}”"
        raise RunError(f"{which} failed: {first.reason}")
    return found


def renamed(scenario: Scenario, name: str) -> Scenario:
    """The same content under another name."""
    return scenario.model_copy(update={"name": name, "description": ""})
