"""Whether a stored run comes out again: made anew from what it says of itself, compared figure by figure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from workbench.experiment.codehash import code_hash, fingerprint, versions
from workbench.experiment.manifest import MASKED, UNMASKED, Manifest
from workbench.experiment.results import Results
from workbench.scenario import Scenario

Again = Callable[[Sequence[Scenario], int], Results]
"""Simulates scenarios, the first the baseline, over so many futures."""


@dataclass(frozen=True)
class Surrounding:
    """Something that a run was made with and that is not the same now."""

    what: str
    then: str
    now: str


@dataclass(frozen=True)
class Deviation:
    """A measure that comes out otherwise.

    Parameters
    ----------
    scenario, measure
        Which.
    futures, of
        In how many of how many simulated futures.
    most
        Largest difference, in the unit of the measure; NaN where it is there only once.
    """

    scenario: str
    measure: str
    futures: int
    of: int
    most: float


@dataclass(frozen=True)
class Reproduction:
    """What came of making a run again.

    Parameters
    ----------
    manifest
        Of the stored run.
    reasons
        Why it cannot be made again; empty where it was.
    surroundings
        What is not as it was.
    deviations
        What came out otherwise.
    figures
        How many figures were compared.
    """

    manifest: Manifest
    reasons: tuple[str, ...]
    surroundings: tuple[Surrounding, ...]
    deviations: tuple[Deviation, ...] = ()
    figures: int = 0

    @property
    def identical(self) -> bool:
        """Whether every figure came out to the bit."""
        return not self.reasons and not self.deviations


def reproduced(stored: Results, again: Again) -> Reproduction:
    """Make a run again and hold every measure of every future against what is stored.

    Parameters
    ----------
    stored
        As `workbench.experiment.load_run` reads it.
    again
        How to simulate; nothing that was kept may be served to it.
    """
    manifest = stored.manifest
    around = tuple(_surroundings(manifest))
    reasons = tuple(_reasons(stored))
    if reasons:
        return Reproduction(manifest, reasons, around)
    count = max(int(frame.index.max()) + 1 for frame in stored.futures.values())
    fresh = again(stored.scenarios, count)
    deviations = tuple(
        one for name in stored.names for one in _deviations(name, stored.futures[name], fresh.futures[name])
    )
    figures = sum(int(frame.notna().to_numpy().sum()) for frame in stored.futures.values())
    return Reproduction(manifest, (), around, deviations, figures)


def _reasons(stored: Results) -> Iterator[str]:
    manifest = stored.manifest
    if manifest.masked is not None:
        yield f"it {MASKED}; {UNMASKED}"
        return
    for one in manifest.failures:
        yield f"futures {one.start} to {one.stop - 1} of {one.scenario} failed when the run was made"
    for name in stored.names:
        if name not in stored.futures or stored.futures[name].empty:
            yield f"the run holds no future of {name}"
    if manifest.code != code_hash():
        # Other code may know more fields, and so give the same content another hash.
        return
    for entry, scenario in zip(manifest.scenarios, stored.scenarios, strict=True):
        if scenario.hash != entry.hash:
            yield f"the file of scenario {entry.name} was changed after the run"


def _surroundings(manifest: Manifest) -> Iterator[Surrounding]:
    yield from unlike(manifest.versions, versions())
    yield from unlike(manifest.fingerprint, fingerprint())
    if manifest.code != code_hash():
        yield Surrounding("code that makes the numbers", manifest.code[:12], code_hash()[:12])


def unlike(then: Mapping[str, str], now: Mapping[str, str]) -> Iterator[Surrounding]:
    """What differs between two lists of facts, what only one of them has too.

    Examples
    --------
    >>> list(unlike({"numpy": "2.1", "numba": "0.61"}, {"numpy": "2.1"}))
    [Surrounding(what='numba', then='0.61', now='none')]
    """
    for key in dict.fromkeys((*then, *now)):
        if then.get(key) != now.get(key):
            yield Surrounding(key, then.get(key, "none"), now.get(key, "none"))


def _deviations(name: str, stored: pd.DataFrame, fresh: pd.DataFrame) -> Iterator[Deviation]:
    measures = dict.fromkeys((*map(str, stored.columns), *map(str, fresh.columns)))
    fresh = fresh.reindex(stored.index)
    for measure in measures:
        then, now = (_values(frame, measure) for frame in (stored, fresh))
        differs = ~((then == now) | (np.isnan(then) & np.isnan(now)))
        if differs.any():
            gaps = np.abs(now - then)[differs]
            most = float(np.nanmax(gaps)) if np.isfinite(gaps).any() else float("nan")
            yield Deviation(name, measure, int(differs.sum()), len(stored), most)


def _values(frame: pd.DataFrame, measure: str) -> np.ndarray:
    if measure not in frame.columns:
        return np.full(len(frame), np.nan)
    return frame[measure].to_numpy(dtype=np.float64)
