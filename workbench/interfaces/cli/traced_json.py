"""One simulated future as JSON: facts and sentences; a promise to scripts, so its keys never change."""

from __future__ import annotations

import json
import math
import re
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Any

from workbench.interfaces.cli.tracing import Wanted, place_of

if TYPE_CHECKING:
    from workbench.experiment.story import Account, Future
    from workbench.scenario import Scenario


def trace_as_json(scenario: Scenario, wanted: Wanted) -> str:
    """A future: of one project its happenings and its account, otherwise how each project fared.

    Days are working days from the start; what is not defined is null.
    """
    from workbench.experiment.story import account_of, live_through

    i = place_of(scenario, wanted.project)
    future = live_through(scenario, wanted.replication)
    accounts = account_of(future)
    found: dict[str, Any] = {
        "scenario": scenario.name,
        "hash": scenario.hash,
        "seed": scenario.seed,
        "replication": future.replication,
        "npv": _plain(accounts.npv),
    }
    if i is None:
        found["projects"] = [_fate(future, k, one) for k, one in enumerate(accounts.projects)]
    else:
        found["project"] = _fate(future, i, accounts.projects[i])
        found["happenings"] = _happenings(future, i)
    return json.dumps(found, indent=2, allow_nan=False, ensure_ascii=False)


def _fate(future: Future, i: int, account: Account) -> dict[str, Any]:
    from workbench.engines.path import End, Reason

    path = future.path
    return {
        "id": future.plan.projects.ids[i],
        "name": future.name(i),
        "status": End(int(path.end[i])).name.lower(),
        "reason": Reason(int(path.reason[i])).name.lower(),
        "release": _plain(float(path.release[i])),
        "start": _plain(float(path.start[i])),
        "finish": _plain(float(path.finish[i])),
        "rank": int(path.release_rank[i]) or None,
        "account": _plain(account),
    }


def _happenings(future: Future, i: int) -> list[dict[str, Any]]:
    from workbench.experiment.story import story_of
    from workbench.interfaces.wording.story import told

    story = story_of(future, i)
    return [
        {
            "what": re.sub(r"(?<!^)(?=[A-Z])", "_", type(one).__name__).lower(),
            "date": line.date.isoformat(),
            "sentence": line.text,
            **_plain(one),
        }
        for one, line in zip(story, told(future, story), strict=True)
    ]


def _plain(value: Any) -> Any:
    """Facts as JSON has them: enums by name, undefined numbers as null."""
    if isinstance(value, Enum):
        return value.name.lower()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {_plain(key): _plain(one) for key, one in value.items()}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    return value
