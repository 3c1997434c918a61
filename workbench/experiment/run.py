"""The two verbs: simulate a scenario, compare scenarios on the same futures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from types import MappingProxyType

import numpy as np

from workbench.engines.engine import EngineName, chosen
from workbench.engines.own import NOTHING_OWN, OwnRules
from workbench.errors import InputError, Problem, RunError
from workbench.experiment.blocks import DETAIL, Gathered, Sizes, gather
from workbench.experiment.chunk import Computed, Sent, Way
from workbench.experiment.executors import Executor, Serial
from workbench.experiment.frames import futures_frames, projects_frame, replications_of
from workbench.experiment.manifest import Entry, manifest_of, reason_in
from workbench.experiment.measures import POOL_LABOUR
from workbench.experiment.outcomes import FromDigest
from workbench.experiment.payroll import changed_pools, payroll
from workbench.experiment.progress import Progress, silent
from workbench.experiment.results import Comparison, Results
from workbench.experiment.store import Store
from workbench.experiment.twins import TWINS
from workbench.scenario import Scenario

REPLICATIONS = 200
"""Simulated futures unless told otherwise: enough for a preview; 1000 for a report, 5000 for tails."""


def simulate(
    scenario: Scenario,
    replications: int = REPLICATIONS,
    *,
    executor: Executor | None = None,
    store: Store | str | Path | None = None,
    progress: Progress = silent,
    name: str | None = None,
    created: datetime | None = None,
    sizes: Sizes | None = None,
    engine: str = EngineName.AUTO,
    twins: int = TWINS,
    detail: int | None = DETAIL,
    own: OwnRules = NOTHING_OWN,
) -> Results:
    """Live through a scenario many times.

    Parameters
    ----------
    scenario
        What to simulate.
    replications
        How many futures, numbered from 0.
    executor, store, progress, name, created, sizes, engine, twins, detail
        As in `compare`.
    own
        Ranking rules of one's own, if any.

    Returns
    -------
    Results
        Frames and provenance.

    Examples
    --------
    Ten days of work for one of two people, by hand: completed after ten days, whatever the luck.

    >>> from datetime import date
    >>> from workbench.model import Portfolio, Project, ResourcePool, WorkPackage
    >>> work = WorkPackage(id="build", duration=10, demand={"dev": 1})
    >>> portfolio = Portfolio(
    ...     name="Small",
    ...     start=date(2027, 1, 4),
    ...     pools=[ResourcePool(id="dev", capacity=2)],
    ...     projects=[Project(id="A", packages=[work])],
    ... )
    >>> small = Scenario(name="today", portfolio=portfolio, horizon=date(2027, 12, 31))
    >>> simulate(small, 3).values("today", "lead_time").tolist()
    [10.0, 10.0, 10.0]
    """
    found = compare(
        [scenario],
        replications,
        executor=executor,
        store=store,
        progress=progress,
        name=name,
        created=created,
        sizes=sizes,
        engine=engine,
        twins=twins,
        detail=detail,
        own={scenario.name: own},
    )
    return Results(found.manifest, found.scenarios, found.futures, found.projects, found.digests)


def compare(
    scenarios: Sequence[Scenario],
    replications: int = REPLICATIONS,
    *,
    executor: Executor | None = None,
    store: Store | str | Path | None = None,
    progress: Progress = silent,
    name: str | None = None,
    created: datetime | None = None,
    sizes: Sizes | None = None,
    engine: str = EngineName.AUTO,
    twins: int = TWINS,
    detail: int | None = DETAIL,
    own: Mapping[str, OwnRules] | None = None,
) -> Comparison:
    """Live through several scenarios on the same futures; the first is the baseline.

    A what-if whose pools have other people than the baseline's also carries the change of payroll that is
    not charged as days of projects (`workbench.experiment.payroll`), as a measure and inside its npv.

    Parameters
    ----------
    scenarios
        Two or more (one is allowed), with names of their own and the same seed.
    replications
        How many futures of each, numbered from 0.
    executor, store
        Where: in this process by default; and the folder that keeps finished blocks, if any.
    progress, name, created
        Called as futures are done; of the run, the first scenario's name and now by default.
    sizes, engine
        How replications are cut, and ``auto``, ``compiled`` or ``simpy``: no result depends on either.
    twins
        So many futures of each scenario are lived through by both engines and compared bit for bit.
    detail
        Up to so many futures every project row is kept; beyond, what they add up to.
    own
        Ranking rules of one's own, by the scenario's name; these run on the engine in SimPy and are not kept.

    Returns
    -------
    Comparison
        Frames, provenance and paired differences.

    Examples
    --------
    >>> compare([], 3)
    Traceback (most recent call last):
    ...
    workbench.errors.InputError: scenarios: there is nothing to simulate; name a scenario
    """
    sent, way = checked(scenarios, replications, detail, own or {}), way_of(engine, twins)
    gathered = gather(
        sent,
        0,
        replications,
        executor=executor or Serial(),
        store=as_store(store),
        progress=progress,
        sizes=sizes or Sizes(),
        way=way,
        detail=detail,
    )
    return assembled(scenarios, sent, gathered, name or scenarios[0].name, created)


def way_of(engine: str, twins: int) -> Way:
    """How to live through futures; an error where the engine is unknown or cannot be had here."""
    if engine not in list(EngineName):
        problem = Problem(("engine",), f"must be one of {', '.join(EngineName)}", engine, "take auto")
        raise InputError.of(problem)
    return Way(chosen(EngineName(engine)), twins)


def as_store(store: Store | str | Path | None) -> Store | None:
    """A store from its folder."""
    return store if store is None or isinstance(store, Store) else Store(store)


def checked(
    scenarios: Sequence[Scenario],
    replications: int,
    detail: int | None = DETAIL,
    own: Mapping[str, OwnRules] = MappingProxyType({}),
) -> list[Sent]:
    """Scenarios as they are sent to workers, if they can be run and compared."""
    InputError.raise_if([*problems(scenarios, replications, detail), *_strangers(scenarios, own)])
    return [planned(scenario, own.get(scenario.name, NOTHING_OWN)) for scenario in scenarios]


def planned(scenario: Scenario, own: OwnRules = NOTHING_OWN) -> Sent:
    """One scenario as it is sent; that it cannot become a plan is found before any work starts."""
    sent = Sent.of(scenario, own)
    _ = sent.plan
    return sent


def _strangers(scenarios: Sequence[Scenario], own: Mapping[str, OwnRules]) -> Iterator[Problem]:
    names = [scenario.name for scenario in scenarios]
    for name in own:
        if name not in names:
            yield Problem(("own", name), f"there is no such scenario among {', '.join(names)}", name)


def problems(
    scenarios: Sequence[Scenario], replications: int, detail: int | None = DETAIL
) -> Iterator[Problem]:
    """Why scenarios cannot be simulated and compared with the first of them."""
    if replications < 1:
        yield Problem(("replications",), "at least one is needed", str(replications), "write 200")
    if detail is not None and detail < 0:
        yield Problem(("detail",), "must be 0 or more, or None for all", str(detail), f"write {DETAIL}")
    if not scenarios:
        yield Problem(("scenarios",), "there is nothing to simulate", remedy="name a scenario")
        return
    baseline = scenarios[0]
    for name, count in Counter(scenario.name for scenario in scenarios).items():
        if count > 1:
            yield Problem(("scenarios", name), "the name stands twice", name, "give each its own name")
    for other in scenarios[1:]:
        if other.seed != baseline.seed:
            yield Problem(
                ("scenarios", other.name, "seed"),
                f"a comparison needs the same futures: “{baseline.name}” has seed {baseline.seed}, "
                f"“{other.name}” has seed {other.seed}",
                str(other.seed),
                f"set it to {baseline.seed}",
            )
        if other.portfolio.currency != baseline.portfolio.currency:
            yield Problem(
                ("scenarios", other.name, "portfolio", "currency"),
                f"must be that of the baseline, {baseline.portfolio.currency}",
                other.portfolio.currency,
                "convert the amounts",
            )


def assembled(
    scenarios: Sequence[Scenario],
    sent: Sequence[Sent],
    gathered: Gathered,
    name: str,
    created: datetime | None,
) -> Comparison:
    """Frames and manifest of what was gathered; an error if there is nothing to show."""
    if not gathered.blocks[0]:
        failed = next((one for own in gathered.failures for one in own), None)
        reason = reason_in(failed.error) if failed is not None else "nothing was computed"
        raise RunError(f"no simulated future of “{scenarios[0].name}” could be computed: {reason}")
    names = [scenario.name for scenario in scenarios]
    entries = tuple(
        Entry(
            one.name,
            one.description or one.name,
            own.hash,
            sum(b.stop - b.start for b in blocks),
            ", ".join(sorted({str(b.engine) for b in blocks})),
            sum(b.twins for b in blocks),
        )
        for one, own, blocks in zip(scenarios, sent, gathered.blocks, strict=True)
    )
    digests = [FromDigest.of(one) for one in gathered.digested(sent)]
    return Comparison(
        manifest_of(name, created or datetime.now().astimezone(), scenarios[0].seed, entries, gathered),
        tuple(scenarios),
        futures_frames(names, gathered.blocks, _payroll_changes(sent, gathered.blocks)),
        projects_frame(names, gathered.blocks),
        dict(zip(names, digests, strict=False)),
    )


def _payroll_changes(sent: Sequence[Sent], blocks: Sequence[Sequence[Computed]]) -> list[np.ndarray | None]:
    """By scenario and replication: payroll less labour charged, until the horizon, each as its change."""
    baseline = sent[0].plan
    changed = [changed_pools(baseline, one.plan) for one in sent]
    if not any(changed):
        return [None for _ in sent]
    return [
        _payroll_change(sent[0], one, pools, blocks[0], own)
        for one, pools, own in zip(sent, changed, blocks, strict=True)
    ]


def _payroll_change(
    first: Sent, other: Sent, pools: Sequence[str], baseline: Sequence[Computed], own: Sequence[Computed]
) -> np.ndarray | None:
    if not own:
        return None
    mine, theirs = replications_of(own), replications_of(baseline)
    change = np.where(np.isin(mine, theirs), 0.0, np.nan)
    place = np.minimum(np.searchsorted(theirs, mine), len(theirs) - 1)
    for pool in pools:
        people = payroll(other.plan, pool) - payroll(first.plan, pool)
        charged = _labour(own, pool) - _labour(baseline, pool)[place]
        change += people - charged
    return change


def _labour(blocks: Sequence[Computed], pool: str) -> np.ndarray:
    """Labour charged to projects until the horizon, by replication; 0 for a pool that is not there."""
    name = POOL_LABOUR + pool
    if name not in blocks[0].names:
        return np.zeros(sum(block.stop - block.start for block in blocks))
    column = blocks[0].names.index(name)
    return np.concatenate([block.measures[:, column] for block in blocks])
