"""What differs between two stored runs: how they were made, their scenarios, and what came out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import pandas as pd
from scipy import stats

from workbench.analysis import SURE, Interval, chance_of, holm, mean_interval, paired_difference
from workbench.experiment.reproduction import Surrounding, unlike
from workbench.experiment.results import Results
from workbench.experiment.studies.explain import KINDS
from workbench.experiment.studies.inputs import Change, differing

MEASURES = ("npv", "benefit", "cost", "lateness_cost", "on_time", "completed", "lead_time", "rework_share")
"""Measures that two runs are held against each other by."""


@dataclass(frozen=True)
class Gap:
    """Second less first.

    Parameters
    ----------
    mean
        With its range.
    n
        Futures behind it.
    decided
        Whether the range leaves out zero.
    chance
        Of as large a one where there is none (p value, either way).
    """

    mean: Interval
    n: int
    decided: bool
    chance: float


Between = Callable[[pd.Series, pd.Series], Gap]


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
        Whether it is known not to be zero, with all kinds of the difference allowed for (Holm 1979).
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
        Whether the same code made the numbers of both, on numeric packages and arithmetic that give the same:
        the `code` of their manifests.
    same_versions
        Whether Python, the workbench and all packages had the same releases.
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
    same_versions: bool
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
        then.code == now.code,
        then.versions == now.versions,
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
    ]
    yield from (Surrounding(*fact) for fact in facts if fact[1] != fact[2])
    yield from unlike(then.versions, now.versions)
    yield from unlike(then.fingerprint, now.fingerprint)


def _outcomes(first: Results, second: Results, names: tuple[str, str]) -> Iterator[Outcome]:
    gap = _gap_between(first, second)
    for measure in MEASURES:
        one, other = first.values(names[0], measure), second.values(names[1], measure)
        if one.empty or other.empty:
            continue
        averages = mean_interval(one.to_numpy()), mean_interval(other.to_numpy())
        found = gap(one, other)
        yield Outcome(measure, *averages, found.mean, found.n, found.decided)


def _kinds(first: Results, second: Results, names: tuple[str, str]) -> Iterator[Kind]:
    gap = _gap_between(first, second)
    gaps: dict[str, Gap] = {}
    for measure, sign in KINDS.items():
        one, other = sign * first.values(names[0], measure), sign * second.values(names[1], measure)
        if one.empty and other.empty:
            continue
        found = gap(_or_none(one, first, names[0]), _or_none(other, second, names[1]))
        if found.mean.value or found.mean.low:
            gaps[measure] = found
    adjusted = holm([one.chance for one in gaps.values()])
    for (measure, found), chance in zip(gaps.items(), adjusted, strict=True):
        yield Kind(measure, found.mean, found.decided and chance < SURE)


def _or_none(values: pd.Series, run: Results, name: str) -> pd.Series:
    """Values of a kind of money; a run without the kind had none of it in each of its own futures.

    Zeros for futures that the run does not have would be paired with what happened there in the other, and
    kinds would no longer sum to the difference in net value.
    """
    return 0.0 * run.values(name, "npv") if values.empty else values


def _gap_between(first: Results, second: Results) -> Between:
    """How their values are held against each other."""
    return _paired if first.manifest.seed == second.manifest.seed else _apart


def _paired(one: pd.Series, other: pd.Series) -> Gap:
    both = one.index.intersection(other.index)
    if len(both) < 2:
        return _apart(one, other)
    found = paired_difference(one.loc[both].to_numpy(), other.loc[both].to_numpy(), 1)
    return Gap(found.mean, found.n, found.decided, chance_of(found.mean, found.n))


def _apart(one: pd.Series, other: pd.Series) -> Gap:
    n = min(one.size, other.size)
    mean = float(other.mean() - one.mean())
    if n < 2:
        return Gap(Interval(mean, float("-inf"), float("inf")), n, False, 1.0)
    if one.std() == other.std() == 0.0:
        return Gap(Interval(mean, mean, mean), n, mean != 0.0, float(mean == 0.0))
    found = stats.ttest_ind(other.to_numpy(), one.to_numpy(), equal_var=False)
    low, high = map(float, found.confidence_interval(0.95))
    return Gap(Interval(mean, low, high), n, low > 0 or high < 0, float(found.pvalue))
