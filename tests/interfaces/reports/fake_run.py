"""A small run folder with figures of our choosing: no simulation, but the real tables and layout."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import compress
from pathlib import Path

import numpy as np
import pandas as pd

from workbench.experiment.manifest import Entry, Failure, Manifest
from workbench.experiment.results import Comparison, Results
from workbench.experiment.run_folder import write_run
from workbench.experiment.yardsticks import Yardsticks
from workbench.model import (
    Assumption,
    BenefitProfile,
    BudgetShock,
    Estimate,
    Lateness,
    Maturity,
    Portfolio,
    Project,
    ResourcePool,
    WorkPackage,
)
from workbench.policies import Pmo
from workbench.scenario import Scenario

HOSTILE = "<script>alert('x')</script> & \"Portal\""
START = date(2027, 1, 4)


@dataclass(frozen=True)
class Shift:
    """What a what-if does to the value of each future: an average and a spread, in money."""

    mean: float
    sd: float


@dataclass(frozen=True)
class FakeRun:
    """What to write.

    Parameters
    ----------
    shifts
        What-ifs by name; the baseline comes before them.
    n
        Futures.
    event
        Names of what-ifs that are events.
    assumptions
        Of the portfolio.
    guessed_in
        The only scenario whose portfolio has them; all of them unless named.
    without
        Scenarios in which no project is ever completed.
    lost
        What-ifs of which no future could be simulated.
    currency
        Of the portfolio.
    """

    shifts: Mapping[str, Shift] = field(default_factory=dict)
    n: int = 120
    event: frozenset[str] = frozenset()
    assumptions: tuple[Assumption, ...] = ()
    guessed_in: str = ""
    without: frozenset[str] = frozenset()
    lost: frozenset[str] = frozenset()
    currency: str = "EUR"


def write_fake(fake: FakeRun, folder: Path) -> Path:
    return write_run(_results(fake), folder)


def write_fake_beside(fake: FakeRun, beside: Mapping[str, Shift], folder: Path) -> Path:
    """The same with yardsticks of our choosing, which are no scenarios of the run."""
    whole = _results(replace(fake, shifts={**fake.shifts, **beside}))
    own = ("baseline", *fake.shifts)
    manifest = replace(whole.manifest, scenarios=whole.manifest.scenarios[: len(own)])
    run = Comparison(
        manifest,
        whole.scenarios[: len(own)],
        {name: whole.futures[name] for name in own},
        whole.projects[whole.projects["scenario"].isin(own)],
    )
    assert isinstance(whole, Comparison)
    return write_run(run, folder, yardsticks=Yardsticks(whole, own, {name: name for name in beside}))


def _results(fake: FakeRun) -> Results:
    names = ["baseline", *fake.shifts]
    scenarios = [_scenario(name, fake) for name in names]
    luck = np.random.Generator(np.random.Philox(key=7))
    measures, projects = [], []
    common = luck.normal(0.0, 8e6, fake.n)
    for name in names:
        shift = fake.shifts.get(name, Shift(0.0, 0.0))
        z = luck.standard_normal(fake.n)
        z = (z - z.mean()) / z.std(ddof=1)  # so that averages are exactly those asked for
        npv = 61.4e6 + (common - common.mean()) + shift.mean + shift.sd * z
        measures.append(_measures(name, npv, luck))
        projects.append(_projects(name, scenarios[0].portfolio.projects, shift, fake.n, luck))
    for name, one, table in zip(names, projects, measures, strict=True):
        if name in fake.without:
            _never_completed(one, table)
    lived = [name not in fake.lost for name in names]
    futures = {
        name: table.pivot(index="replication", columns="measure", values="value")
        for name, table in compress(zip(names, measures, strict=True), lived)
    }
    rows = pd.concat(compress(projects, lived))
    for column in ("scenario", "project", "status", "reason"):
        rows[column] = pd.Categorical(rows[column], categories=list(dict.fromkeys(rows[column])))
    entries = tuple(
        Entry(s.name, s.description or s.name, s.hash, 0 if s.name in fake.lost else fake.n)
        for s in scenarios
    )
    manifest = Manifest(
        name="fake",
        created="2026-11-20T09:00:00+01:00",
        seed=2027,
        scenarios=entries,
        versions={"workbench": "0"},
        fingerprint={"machine": "none"},
        code="0" * 64,
        blocks_computed=len(names),
        failures=tuple(Failure(name, 0, fake.n, "Traceback\nno <memory>") for name in sorted(fake.lost)),
    )
    kind = Comparison if len(names) > 1 else Results
    return kind(manifest, tuple(scenarios), futures, rows)


def _scenario(name: str, fake: FakeRun) -> Scenario:
    base = {
        "name": name,
        "description": "" if name == "baseline" else f"What {name} changes & why.",
        "portfolio": _portfolio(fake.assumptions if fake.guessed_in in ("", name) else (), fake.currency),
        "horizon": date(2029, 12, 31),
        "seed": 2027,
        "pmo": Pmo(staff=8, cost_per_fte=110_000, cash_per_year=260_000),
    }
    if name in fake.event:
        shock = BudgetShock.model_validate({"id": "cut", "share": -0.1, "from": "2027-07-01"})
        return Scenario(**base, shocks=(shock,))
    if name != "baseline":
        base["pmo"] = Pmo(staff=8 + len(name) / 10, cost_per_fte=110_000, cash_per_year=260_000)
    return Scenario(**base)


def _portfolio(assumptions: tuple[Assumption, ...], currency: str) -> Portfolio:
    return Portfolio(
        currency=currency,
        name="Portfolio 2027–2029",
        organisation="Aldermere Insurance (fictional)",
        start=START,
        budgets={2027: 9e6, 2028: 6e6},
        maturity=Maturity.model_validate(2.4),
        programmes=("Claims", "Sales"),
        pools=(
            ResourcePool(
                id="dev", name="Developers", capacity=20, operations_share=0.2, cost_per_fte_day=600
            ),
            ResourcePool(id="ana", name="Analysts <b>", capacity=8, cost_per_fte_day=550),
        ),
        projects=tuple(_project(k) for k in range(6)),
        assumptions=assumptions,
    )


def _project(k: int) -> Project:
    names = [HOSTILE, "Customer portal", "Document archive", "Pension link", "Fraud scoring", "Broker portal"]
    return Project(
        id=f"P{k}",
        name=names[k],
        programme=("Claims", "Sales", "")[k % 3],
        due=date(2028, 1 + 2 * k, 15) if k < 5 else None,
        benefit=BenefitProfile(per_year=1e6 + 2e5 * k, plateau_years=5),
        lateness=Lateness(per_day=1000 if k < 5 else 0),
        external_cost=4e5,
        packages=(
            WorkPackage(id="build", duration=Estimate(mean=120 + 10 * k), demand={"dev": 4, "ana": 1.5}),
        ),
    )


def _never_completed(rows: pd.DataFrame, measures: pd.DataFrame) -> None:
    rows[["finish", "lead", "start", "release"]] = np.nan
    rows["status"] = "rejected"
    rows["on_time"] = pd.arrays.BooleanArray(np.zeros(len(rows), bool), rows["on_time"].isna().to_numpy())
    gone = measures["measure"].isin(["lead_time", "plan_ratio_duration", "rework_share"])
    measures.loc[gone, "value"] = np.nan


def _measures(name: str, npv: np.ndarray, luck: np.random.Generator) -> pd.DataFrame:
    n = npv.size
    parts = {
        "run_cost": np.full(n, 2.0e6),
        "cost": np.full(n, 24.0e6),
        "lateness_cost": luck.gamma(2.0, 0.5e6, n),
        "pmo_cost": np.full(n, 3.0e6),
    }
    whole = sum(parts.values())
    columns = {
        "npv": npv,
        "benefit": npv + whole,
        **parts,
        "completed": luck.integers(3, 6, n).astype(float),
        "on_time": luck.integers(1, 6, n) / 5,
        "strategic_value": luck.normal(400, 40, n),
        "lead_time": luck.normal(330, 30, n),
        "plan_ratio_duration": luck.normal(1.3, 0.1, n),
        "rework_share": luck.uniform(0.1, 0.3, n),
        "truncated_value": np.zeros(n),
        "utilisation.dev": luck.normal(0.9, 0.03, n),
        "utilisation.ana": luck.normal(0.7, 0.03, n),
    }
    frames = [
        pd.DataFrame({"scenario": name, "replication": range(n), "measure": key, "value": values})
        for key, values in columns.items()
    ]
    return pd.concat(frames)


def _projects(
    name: str, projects: Sequence[Project], shift: Shift, n: int, luck: np.random.Generator
) -> pd.DataFrame:
    frames = []
    for k, project in enumerate(projects):
        start = 10.0 * k + luck.uniform(0, 5, n)
        states = luck.gamma(4.0, [[30.0], [5.0], [20.0], [4.0], [1.0], [8.0]], (6, n))
        lead = states.sum(axis=0) - shift.mean / 1e6
        states[0] = lead - states[1:].sum(axis=0)
        finish = start + lead
        frame = pd.DataFrame({"replication": range(n), "status": "completed", "reason": "", "start": start})
        frame["release"], frame["finish"], frame["lead"] = start, finish, lead
        for column, days in zip(
            ("work", "rework", "people", "board", "predecessor", "release_wait"), states, strict=True
        ):
            frame[column] = days
        for column in ("plan_days", "touch_days", "plan_cost", "cost", "benefit", "npv"):
            frame[column] = 1.0
        kept = finish <= 250 + 40 * k
        missing = np.full(n, project.due is None)
        frame["on_time"] = pd.arrays.BooleanArray(kept, missing)
        frames.append(frame.assign(scenario=name, project=project.id))
    return pd.concat(frames)
