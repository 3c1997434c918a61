"""Results of a run under other names: inputs, futures, projects and what is known of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import replace

import pandas as pd

from workbench.experiment.day_counts import DayCounts
from workbench.experiment.manifest import Manifest
from workbench.experiment.masked import Masked
from workbench.experiment.measure import UTILISATION
from workbench.experiment.measures import POOL_LABOUR, in_order
from workbench.experiment.outcomes import FromDigest
from workbench.experiment.results import Results
from workbench.interfaces.publishing.kinds import Kind
from workbench.interfaces.publishing.names import Names
from workbench.interfaces.publishing.walk import in_order_of_names, natural, renamed
from workbench.model import ImportSource
from workbench.scenario import Scenario

NOT_SHOWN = "not shown to these readers"
IMPORTED = "the imported file"


def masked_results(results: Results, names: Names, mask: Masked, run: str) -> Results:
    """The same results under other names, in an order that tells nothing.

    Parameters
    ----------
    results
        As they were made.
    names
        What everything is called.
    mask
        What the manifest says of it.
    run
        What the run is called in place of a name of its own.
    """
    return type(results)(
        manifest_of(results.manifest, names, mask, run),
        tuple(masked_scenario(one, names) for one in results.scenarios),
        {names.of(Kind.SCENARIO, name): _futures(own, names) for name, own in results.futures.items()},
        _rows(results, names),
        {names.of(Kind.SCENARIO, name): _digest(own, names) for name, own in results.digests.items()},
    )


def masked_scenario(scenario: Scenario, names: Names) -> Scenario:
    """A scenario under other names; of its imported file only the counts are left."""
    portfolio = scenario.portfolio
    source = None if portfolio.source is None else _counts(portfolio.source)
    bare = scenario.model_copy(update={"portfolio": portfolio.model_copy(update={"source": source})})
    data = bare.model_dump(mode="json", by_alias=True)
    return Scenario.model_validate(in_order_of_names(renamed(data, names.called)))


def _counts(source: ImportSource) -> ImportSource:
    """Cells and reasons hold what the file says, names above all."""
    more = source.more_dropped + len(source.dropped)
    return source.model_copy(update={"file": IMPORTED, "dropped": (), "more_dropped": more})


def manifest_of(manifest: Manifest, names: Names, mask: Masked, run: str) -> Manifest:
    """The manifest, with hashes of the scenarios as simulated; errors and machines may hold names."""
    # Unless somebody says otherwise a run is called as its first scenario is.
    is_scenarios = manifest.name in {one.name for one in manifest.scenarios}
    return replace(
        manifest,
        name=names.of(Kind.SCENARIO, manifest.name) if is_scenarios else run,
        scenarios=tuple(
            replace(
                one,
                name=names.of(Kind.SCENARIO, one.name),
                title=_title(one.name, one.title, names),
            )
            for one in manifest.scenarios
        ),
        failures=tuple(
            replace(one, scenario=names.of(Kind.SCENARIO, one.scenario), error=NOT_SHOWN)
            for one in manifest.failures
        ),
        unlike_workers=tuple(NOT_SHOWN for _ in manifest.unlike_workers[:1]),
        masked=mask,
    )


def _title(name: str, title: str, names: Names) -> str:
    """The description; where there is none, or it is left out, the name."""
    new = names.of(Kind.SCENARIO, name)
    return new if title == name else names.of(Kind.NOTE, title) or new


def measure_called(measure: str, names: Names) -> str:
    """A measure of a pool under the pool's name."""
    for prefix in (UTILISATION, POOL_LABOUR):
        if measure.startswith(prefix):
            return prefix + names.of(Kind.POOL, measure.removeprefix(prefix))
    return measure


def _futures(own: pd.DataFrame, names: Names) -> pd.DataFrame:
    called = [measure_called(str(one), names) for one in own.columns]
    return own.set_axis(called, axis=1)[in_order(sorted(called))]


def _rows(results: Results, names: Names) -> pd.DataFrame:
    rows = results.projects
    scenarios = [names.of(Kind.SCENARIO, name) for name in results.names]
    projects = sorted({names.of(Kind.PROJECT, str(one)) for one in rows["project"].unique()}, key=natural)
    return (
        rows.assign(
            scenario=_category(rows["scenario"], Kind.SCENARIO, scenarios, names),
            project=_category(rows["project"], Kind.PROJECT, projects, names),
        )
        .sort_values(["scenario", "replication", "project"], kind="stable")
        .reset_index(drop=True)
    )


def _category(column: pd.Series, kind: Kind, order: Sequence[str], names: Names) -> pd.Series:
    called: Mapping[str, str] = {str(one): names.of(kind, str(one)) for one in column.unique()}
    return pd.Series(
        pd.Categorical(column.astype(str).map(called), categories=list(order)), index=column.index
    )


def _digest(own: FromDigest, names: Names) -> FromDigest:
    ids = [names.of(Kind.PROJECT, one) for one in own.ids]
    order = sorted(range(len(ids)), key=lambda k: natural(ids[k]))
    promised = own.promises.set_axis(
        [names.of(Kind.PROJECT, str(one)) for one in own.promises.columns], axis=1
    )
    columns: list[str] = sorted((str(one) for one in promised.columns), key=natural)
    figures = own.figures.assign(project=[names.of(Kind.PROJECT, str(one)) for one in own.figures["project"]])
    figures = figures.sort_values(
        "project", key=lambda column: column.map(lambda one: natural(str(one))), kind="stable"
    )
    return replace(
        own,
        ids=tuple(ids[k] for k in order),
        promises=promised[columns],
        started=_in_order(own.started, order),
        completed=_in_order(own.completed, order),
        figures=figures.reset_index(drop=True),
    )


def _in_order(days: DayCounts, order: Sequence[int]) -> DayCounts:
    found = copy(days)
    found.counts = days.counts[list(order)]
    return found
