"""Why two scenarios differ in net value: exact fair shares of the groups of inputs that differ.

With k groups the 2ᵏ scenarios between the two meet the same futures; in each future the difference is shared
by Shapley's rule (`workbench.analysis.shapley`), so that the parts sum to the difference in every future.
Payroll is that of each scenario against the first (DESIGN §4.8).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from workbench.analysis import PairedDifference, paired_difference, shapley
from workbench.experiment.measure_table import STATE_COLUMNS
from workbench.experiment.measures import PAYROLL_CHANGE
from workbench.experiment.results import Comparison
from workbench.experiment.studies.inputs import Change, Differing, differing
from workbench.experiment.studies.moves import Moves, moves_of
from workbench.experiment.studies.runs import Runs, complete, renamed, values_of
from workbench.scenario import Scenario

KINDS = {"benefit": 1} | dict.fromkeys(("run_cost", "cost", "lateness_cost", "pmo_cost", PAYROLL_CHANGE), -1)
"""Measures that make up net value, with their sign in it."""


@dataclass(frozen=True)
class Part:
    """What a group of inputs contributes.

    Parameters
    ----------
    groups
        Its keys; several where they could not be told apart.
    share
        Contribution to the difference.
    """

    groups: tuple[str, ...]
    share: PairedDifference


@dataclass(frozen=True)
class StateChange:
    """Lead time in one state: averages of both scenarios, and the paired difference."""

    state: str
    first: float
    second: float
    change: PairedDifference


@dataclass(frozen=True)
class Explained:
    """How two scenarios differ, and why.

    Parameters
    ----------
    first, second
        The scenarios, with different names.
    n
        Futures.
    changes, joined
        What differs between the inputs, and groups that could not be separated.
    total
        Net value, second less first.
    parts
        Its parts, largest first; they sum to it in every future.
    kinds
        The same difference by kind of money, as gains; they sum to it in every future too.
    states, lead_time
        Lead time of the projects completed by the horizon, by state and together; none where no future
        completes projects in both.
    moves
        Project by project.
    by_future
        Groups × futures: the shares that `parts` are averages of, in the order of `parts`.
    """

    first: Scenario
    second: Scenario
    n: int
    changes: tuple[Change, ...]
    joined: tuple[tuple[str, ...], ...]
    total: PairedDifference
    parts: tuple[Part, ...]
    kinds: tuple[tuple[str, PairedDifference], ...]
    states: tuple[StateChange, ...]
    lead_time: PairedDifference | None
    moves: Moves
    by_future: np.ndarray


def explained(first: Scenario, second: Scenario, runs: Runs) -> Explained:
    """Explain the difference of two scenarios.

    Parameters
    ----------
    first, second
        From which to which; the seed must be the same.
    runs
        Who simulates.
    """
    if first.name == second.name:
        second = second.model_copy(update={"name": f"{second.name} (second)"})
    found = complete(runs([first, second]))
    inputs = differing(first, second)
    shares, groups = _shares(inputs, found, runs)
    whole = _pairs(found)
    order = sorted(range(len(groups)), key=lambda k: (-abs(float(shares[k].mean())), groups[k]))
    zero = np.zeros(len(whole))
    return Explained(
        first,
        second,
        len(whole),
        inputs.changes,
        inputs.joined,
        paired_difference(whole["first"].to_numpy(), whole["second"].to_numpy(), 1),
        tuple(Part(groups[k], paired_difference(zero, shares[k], 1)) for k in order),
        _kinds(found),
        *state_changes(found),
        moves_of(found),
        shares[order] if groups else shares,
    )


def _pairs(found: Comparison) -> pd.DataFrame:
    columns = {
        key: found.values(name, "npv") for key, name in zip(("first", "second"), found.names, strict=True)
    }
    return pd.concat(columns, axis=1, join="inner")


def _shares(
    inputs: Differing, found: Comparison, runs: Runs
) -> tuple[np.ndarray, tuple[tuple[str, ...], ...]]:
    """Groups × futures, and the groups."""
    whole = _pairs(found)
    count = len(inputs.groups)
    if count == 0:
        return np.zeros((0, len(whole))), ()
    last = (1 << count) - 1
    between = {str(s): renamed(inputs.between(s), str(s)) for s in range(1, last)}
    columns = [whole["first"]]
    if between:
        values = values_of(runs, inputs.first, between, "npv")
        columns += [values[key] for key in between]
    table = pd.concat([*columns, whole["second"]], axis=1, join="inner")
    return shapley(table.to_numpy().T), inputs.groups


def _kinds(found: Comparison) -> tuple[tuple[str, PairedDifference], ...]:
    """Benefit, and each cost with its sign turned; those that are the same in both are left out."""
    kinds = []
    for measure, sign in KINDS.items():
        values = [sign * found.values(name, measure) for name in found.names[:2]]
        if any(one.empty for one in values):
            continue
        both = pd.concat(values, axis=1, join="inner").to_numpy()
        change = paired_difference(both[:, 0], both[:, 1], 1)
        if change.mean.value or change.mean.low:
            kinds.append((measure, change))
    return tuple(kinds)


def state_changes(found: Comparison) -> tuple[tuple[StateChange, ...], PairedDifference | None]:
    """Lead time of what each scenario completes, by state and together; none where no future does in both."""
    first, second = (found.outcomes[name].states() for name in found.names[:2])
    both = first.index.intersection(second.index)
    if both.empty:
        return (), None
    columns = list(STATE_COLUMNS)
    one, other = first.loc[both, columns], second.loc[both, columns]
    changes = tuple(
        StateChange(
            state,
            float(one[state].mean()),
            float(other[state].mean()),
            paired_difference(one[state].to_numpy(), other[state].to_numpy(), -1),
        )
        for state in STATE_COLUMNS
    )
    return changes, paired_difference(one.sum(axis=1).to_numpy(), other.sum(axis=1).to_numpy(), -1)
