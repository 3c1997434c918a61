"""The four policies that every other is held against, and the share of the gap that one closes."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from workbench.analysis import GapClosed, gap_closed
from workbench.experiment.results import Results
from workbench.policies import Action, Dispatch, IndexName, Policy, Selection, SelectionRule
from workbench.scenario import Scenario

DO_NOTHING = "do nothing new"
FIFO = "first come, first served"
RANDOM = "random order"
PERFECT = "perfect foresight"


def baselines(scenario: Scenario) -> tuple[Scenario, ...]:
    """Do nothing new, first come first served, random order and perfect foresight, all else as it is.

    Doing nothing new keeps the scenario's own order for what is under way. Perfect foresight is a heuristic
    that sees true durations; it can be beaten.
    """
    policy = scenario.policy
    nothing = policy.model_copy(
        update={"selection": Selection(rule=SelectionRule.NOTHING_NEW, exclude=policy.selection.exclude)}
    )
    return (
        _with(scenario, DO_NOTHING, "Only projects under way are finished.", nothing),
        _with(scenario, FIFO, "Whoever asked first starts first.", _ranked(policy, IndexName.FIFO)),
        _with(scenario, RANDOM, "Who starts first is drawn by lot.", _ranked(policy, IndexName.RANDOM)),
        _with(
            scenario,
            PERFECT,
            "Cost of delay ÷ duration, with the true durations known beforehand.",
            _ranked(policy, IndexName.PERFECT_INFORMATION),
        ),
    )


SAME_NAMES: Mapping[str, str] = MappingProxyType({FIFO: FIFO, PERFECT: PERFECT})


def gap_of(
    results: Results, scenario: str, measure: str = "npv", names: Mapping[str, str] = SAME_NAMES
) -> GapClosed | None:
    """Share of the gap from first come, first served to perfect foresight that a scenario closes.

    Parameters
    ----------
    results
        A comparison that holds both baselines.
    scenario
        Name of the scenario.
    measure
        On which measure.
    names
        What the two baselines are called in the comparison.

    Returns
    -------
    GapClosed or None
        None where the gap itself may be nothing, or where foresight does worse: there is nothing to close.
    """
    wide = results.values(names[FIFO], measure).to_frame("fifo")
    wide["policy"] = results.values(scenario, measure)
    wide["perfect"] = results.values(names[PERFECT], measure)
    both = wide.dropna()
    if both["perfect"].mean() <= both["fifo"].mean():
        return None
    return gap_closed(both["fifo"].to_numpy(), both["policy"].to_numpy(), both["perfect"].to_numpy())


def _ranked(policy: Policy, index: IndexName) -> Policy:
    """One order for all, whatever happens: triggers that would change it are left out, others stay."""
    release = policy.release.model_copy(update={"index": index})
    triggers = tuple(one for one in policy.triggers if one.then is not Action.DISPATCH)
    dispatch = Dispatch(index=index)
    return policy.model_copy(update={"release": release, "dispatch": dispatch, "triggers": triggers})


def _with(scenario: Scenario, name: str, description: str, policy: Policy) -> Scenario:
    fields = {key: getattr(scenario, key) for key in type(scenario).model_fields}
    return Scenario(**{**fields, "name": name, "description": description, "policy": policy})
