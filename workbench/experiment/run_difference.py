"""What differs between two stored runs: how they were made, their scenarios, and what came out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats

from workbench.analysis import Interval, mean_interval, paired_difference
from workbench.experiment.reproduction import Surrounding
from workbench.experiment.results import Results
from workbench.experiment.studies.explain import KINDS
from workbench.experiment.studies.inputs import Change, differing

MEASURES = ("npv", "benefit", "cost", "lateness_cost", "on_time", "completed", "lead_time", "rework_share")
"""Measures that two runs are held against each other by."""

Found = tuple[Interval, int, bool]
"""Second less first, the futures behind it, and whether it leaves out zero."""

Gap = Callable[[pd.Series, pd.Series], Found]


@dataclass(frozen=True)
class Outcome:
    """A measure in both runs.

    Parameters
    ----------
    measure
        Which.
    first, second
        Averages with their ranges, as stored.
    difference
        Second less first with its range: future by future where both met the same luck, else of two samples
        (Welch 1947).
    n
        Simulated futures behind the difference; of the smaller run where they are apart.
    decided
        Whether the range leaves out zero.
    """

    measure: str
    first: Interval
    second: Interval
    difference: Interval
    n: int
    decided: bool


@dataclass(frozen=True)
class Kind:
    """A kind of money as part of the difference in net value.

    Parameters
    ----------
    measure
        Which.
    gain
        Second run less first, + is a gain: what a cost adds is a loss.
    decided
        Whether the range leaves out zero.
    """

    measure: str
    gain: Interval
    decided: bool


@dataclass(frozen=True)
class RunDifference:
    """Two runs, one scenario of each.

    Parameters
    ----------
    names, hashes
        The scenario in the first run and in the second; hashes are this release's, of what is simulated.
    same_code
        Whether the same code on the same packages made the numbers of both.
    surroundings
        Seed, number of futures, code, packages and machine where they differ.
    only_first, only_second
        Scenarios that one run alone holds; none where each holds one.
    same_luck
        Whether both met the same futures.
    changes
        Differences between the inputs of the two scenarios.
    outcomes
        Measures of both.
    kinds
        The difference in net value by kind of money; they sum to it. Those that are the same are left out.
    """

    names: tuple[str, str]
    hashes: tuple[str, str]
    same_code: bool
    surroundings: tuple[Surrounding, ...]
    only_first: tuple[str, ...]
    only_second: tuple[str, ...]
    same_luck: bool
    changes: tuple[Change, ...]
    outcomes: tuple[Outcome, ...]
    kinds: tuple[Kind, ...]


def run_difference(first: Results, second: Results, names: tuple[str, str]) -> RunDifference:
    """Hold two runs against each other.

    Parameters
    ----------
    first, second
        The runs.
    names
        Which scenario of each.
    """
    one, other = (
        next(scenario for scenario in run.scenarios if scenario.name == name)
        for run, name in zip((first, second), names, strict=True)
    )
    alone = len(first.names) == len(second.names) == 1
    then, now = first.manifest, second.manifest
    same_luck = then.seed == now.seed
    return RunDifference(
        names,
        (one.hash, other.hash),
        then.code == now.code and then.versions == now.versions,
        tuple(_surroundings(first, second, names)),
        () if alone else tuple(one for one in first.names if one not in second.names),
        () if alone else tuple(one for one in second.names if one not in first.names),
        same_luck,
        differing(one, other).changes,
        tuple(_outcomes(first, second, names)),
        tuple(_kinds(first, second, names)),
    )


def _surroundings(first: Results, second: Results, names: Sequence[str]) -> Iterator[Surrounding]:
    then, now = first.manifest, second.manifest
    counts = [
        next(entry.n for entry in one.scenarios if entry.name == name)
        for one, name in zip((then, now), names, strict=True)
    ]
    facts = [
        ("made", then.created, now.created),
        ("seed", str(then.seed), str(now.seed)),
        ("simulated futures", f"{counts[0]:,}", f"{counts[1]:,}"),
        ("code that makes the numbers", then.code[:12], now.code[:12]),
        *((key, then.versions.get(key, "none"), now.versions.get(key, "none")) for key in now.versions),
        *(
            (key, then.fingerprint.get(key, "none"), now.fingerprint.get(key, "none"))
            for key in now.fingerprint
        ),
    ]
    yield from (Surrounding(*fact) for fact in facts if fact[1] != fact[2])


def _outcomes(first: Results, second: Results, names: tuple[str, str]) -> Iterator[Outcome]:
    gap = _gap_between(first, second)
    for measure in MEASURES:
        one, other = first.values(names[0], measure), second.values(names[1], measure)
        if one.empty or other.empty:
            continue
        averages = mean_interval(one.to_numpy()), mean_interval(other.to_numpy())
        difference, n, decided = gap(one, other)
        yield Outcome(measure, *averages, difference, n, decided)


def _kinds(first: Results, second: Results, names: tuple[str, str]) -> Iterator[Kind]:
    gap = _gap_between(first, second)
    for measure, sign in KINDS.items():
        one, other = sign * first.values(names[0], measure), sign * second.values(names[1], measure)
        if one.empty and other.empty:
            continue
        # A run without a kind of money had none of it.
        one = 0.0 * other if one.empty else one
        other = 0.0 * one if other.empty else other
        gain, _, decided = gap(one, other)
        if gain.value or gain.low:
            yield Kind(measure, gain, decided)


def _gap_between(first: Results, second: Results) -> Gap:
    """How their values are held against each other."""
    return _paired if first.manifest.seed == second.manifest.seed else _apart


def _paired(one: pd.Series, other: pd.Series) -> Found:
    both = one.index.intersection(other.index)
    if len(both) < 2:
        return _apart(one, other)
    found = paired_difference(one.loc[both].to_numpy(), other.loc[both].to_numpy(), 1)
    return found.mean, found.n, found.decided


def _apart(one: pd.Series, other: pd.Series) -> Found:
    gap = _of_samples(one.to_numpy(), other.to_numpy())
    return gap, min(one.size, other.size), gap.low > 0 or gap.high < 0


def _of_samples(one: np.ndarray, other: np.ndarray) -> Interval:
    mean = float(other.mean() - one.mean())
    if min(one.size, other.size) < 2:
        return Interval(mean, float("-inf"), float("inf"))
    if one.std() == other.std() == 0.0:
        return Interval(mean, mean, mean)
    low, high = stats.ttest_ind(other, one, equal_var=False).confidence_interval(0.95)
    return Interval(mean, float(low), float(high))
