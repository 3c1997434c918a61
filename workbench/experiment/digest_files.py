"""Digests on disk, beside the project rows of the first futures (layout: `docs/design.md`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from workbench.engines.plan import Plan
from workbench.experiment.digest import UNKNOWN, Digest
from workbench.experiment.outcomes import FromDigest

PROMISES, STATE_DAYS, PROJECT_DAYS = "promises.parquet", "state_days.parquet", "project_days.parquet"
FIGURES = "outcomes.csv"
DIGEST_FILES = (PROMISES, STATE_DAYS, PROJECT_DAYS, FIGURES)

FUTURES = 5000
"""Futures that are written at a time."""

_EVENTS = ("start", "finish")


def write_parquet(path: Path, parts: Iterable[pd.DataFrame]) -> None:
    """Frames of like columns in one file, one after the other, so that few are in memory at a time."""
    writer: pq.ParquetWriter | None = None
    try:
        for part in parts:
            table = pa.Table.from_pandas(part, preserve_index=False)
            if writer is None:
                writer = pq.ParquetWriter(path, table.schema)
            writer.write_table(table)
    finally:
        if writer is not None:
            writer.close()


def in_parts(frame: pd.DataFrame) -> Iterable[pd.DataFrame]:
    """A frame with futures down, `FUTURES` at a time; once if there are none."""
    for first in range(0, max(1, len(frame)), FUTURES):
        yield frame.iloc[first : first + FUTURES]


def write_digests(root: Path, digests: Mapping[str, FromDigest]) -> None:
    """Write digests to a run's folder, but for their `figures_table`; remove those of an earlier run.

    Parameters
    ----------
    root
        The folder.
    digests
        By scenario; there may be none.
    """
    if not digests:
        for name in DIGEST_FILES:
            (root / name).unlink(missing_ok=True)
        return
    names = list(digests)
    ids = sorted({one for own in digests.values() for one in own.ids})
    write_parquet(
        root / PROMISES,
        (
            _promises(names, ids, name, part)
            for name, own in digests.items()
            for part in in_parts(own.promises)
        ),
    )
    write_parquet(
        root / STATE_DAYS,
        (_states(names, name, part) for name, own in digests.items() for part in in_parts(own.state_days)),
    )
    write_parquet(
        root / PROJECT_DAYS,
        (_days(names, ids, name, event, own) for name, own in digests.items() for event in _EVENTS),
    )


def figures_table(digests: Mapping[str, FromDigest]) -> pd.DataFrame:
    """Scenario, then `FromDigest.figures`: a row per scenario, project and figure."""
    return pd.concat({name: own.figures for name, own in digests.items()}, names=["scenario"]).reset_index(
        level=0
    )


def read_digests(root: Path, plans: Mapping[str, Plan], figures: pd.DataFrame) -> dict[str, FromDigest]:
    """Read back what `write_digests` wrote.

    Parameters
    ----------
    root
        The folder.
    plans
        Of the scenarios wanted, by name.
    figures
        What `figures_table` gave.
    """
    return {name: _digest(root, name, plan, figures) for name, plan in plans.items()}


def _digest(root: Path, name: str, plan: Plan, figures: pd.DataFrame) -> FromDigest:
    empty = Digest.of(plan)
    ids = empty.ids
    only = [("scenario", "==", name)]
    states = pd.read_parquet(root / STATE_DAYS, filters=only).drop(columns="scenario")
    states = states.set_index("replication")
    promises = pd.read_parquet(root / PROMISES, filters=only)
    wide = promises.pivot(index="replication", columns="project", values="on_time")
    wide = wide.set_axis([str(one) for one in wide.columns], axis=1)
    wide = wide.reindex(index=states.index, columns=[ids[one] for one in empty.promised])
    kept = wide.astype("Float64").fillna(float(UNKNOWN)).astype(np.int8)
    days = pd.read_parquet(root / PROJECT_DAYS, filters=only)
    for event, counts in zip(_EVENTS, (empty.start, empty.finish), strict=True):
        mine = days[days["event"] == event]
        place = pd.Index(list(ids)).get_indexer(pd.Index(mine["project"].astype(str)))
        counts.put(place, mine["day"].to_numpy(), mine["futures"].to_numpy())
    own = figures[figures["scenario"] == name].drop(columns="scenario").reset_index(drop=True)
    return FromDigest(ids, len(states), kept, states, empty.start, empty.finish, own)


def _promises(names: list[str], ids: list[str], name: str, part: pd.DataFrame) -> pd.DataFrame:
    place = [ids.index(str(one)) for one in part.columns]
    values = part.to_numpy().ravel()
    return pd.DataFrame(
        {
            "scenario": _scenario(names, name, values.size),
            "replication": np.repeat(part.index.to_numpy(), len(place)),
            "project": pd.Categorical.from_codes(
                np.tile(place, len(part)).tolist(), categories=pd.Index(ids)
            ),
            "on_time": pd.arrays.BooleanArray(values == 1, values == UNKNOWN),
        }
    )


def _states(names: list[str], name: str, part: pd.DataFrame) -> pd.DataFrame:
    table = part.reset_index()
    table.insert(0, "scenario", pd.Series(_scenario(names, name, len(part))))
    return table


def _days(names: list[str], ids: list[str], name: str, event: str, own: FromDigest) -> pd.DataFrame:
    project, day, count = (own.started if event == "start" else own.completed).entries()
    places = np.array([ids.index(one) for one in own.ids], dtype=np.int64)[project]
    return pd.DataFrame(
        {
            "scenario": _scenario(names, name, len(day)),
            "project": pd.Categorical.from_codes(places.tolist(), categories=pd.Index(ids)),
            "event": pd.Categorical([event] * len(day), categories=list(_EVENTS)),
            "day": day,
            "futures": count,
        }
    )


def _scenario(names: list[str], name: str, rows: int) -> pd.Categorical[str]:
    return pd.Categorical.from_codes([names.index(name)] * rows, categories=pd.Index(names))
