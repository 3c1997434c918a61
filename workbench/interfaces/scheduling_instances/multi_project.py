"""Multi-project instances as JSON: capacities, and projects with their release and their work.

The layout: `{"capacities": {"R1": 20}, "projects": [{"id": 1, "release": 0, "tasks": [{"id": 1,
"duration": 3, "demand": {"R1": 2}, "preds": []}]}]}`; further keys are left aside.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from workbench.errors import InputError, Problem
from workbench.interfaces.scheduling_instances.instance import Instance, Network, Step
from workbench.interfaces.scheduling_instances.numbers import MOST_POOLS, MOST_STEPS
from workbench.model.data import MOST_DAYS, MOST_FTE

_MOST_TOLD = 20

_Number = Annotated[int, Field(ge=0, le=10**9)]
_Days = Annotated[int, Field(ge=0, le=MOST_DAYS)]
_Units = Annotated[int, Field(ge=0, le=MOST_FTE)]
_Pool = Annotated[str, Field(min_length=1, max_length=80)]


class _Stated(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="ignore")


class _Step(_Stated):
    id: _Number
    duration: _Days
    demand: dict[_Pool, _Units] = {}
    preds: list[_Number] = []


class _Project(_Stated):
    id: _Number
    release: _Days = 0
    work: list[_Step] = Field(alias="tasks", max_length=MOST_STEPS)


class _File(_Stated):
    capacities: dict[_Pool, _Units] = Field(max_length=MOST_POOLS)
    projects: list[_Project] = Field(max_length=MOST_STEPS)


def read_multi_project(text: str, path: Path) -> Instance:
    """Read a multi-project instance.

    Raises
    ------
    InputError
        With every place that is not what it should be.
    """
    place = path.as_posix()
    stated = _parsed(text, place)
    try:
        file = _File.model_validate(stated)
    except ValidationError as error:
        raise InputError(_problems(error, place)) from None
    capacities = {_pool(name): units for name, units in file.capacities.items()}
    if len(capacities) < len(file.capacities):
        raise InputError.of(
            Problem(("capacities",), "two names differ by spaces alone", remedy="rename one", place=place)
        )
    return Instance(path.stem, place, capacities, tuple(_network(one, place) for one in file.projects))


def _network(project: _Project, place: str) -> Network:
    steps = tuple(
        Step(
            number=one.id,
            days=one.duration,
            demand={_pool(name): units for name, units in one.demand.items()},
            after=tuple(dict.fromkeys(one.preds)),
            place=f"{place}: projects › {project.id} › tasks › {one.id}",
        )
        for one in project.work
    )
    return Network(project.id, project.release, steps)


def _pool(name: str) -> str:
    """The name of a resource without its spaces: “R 1” is R1."""
    return "".join(name.split())


def _parsed(text: str, place: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        problem = Problem(
            (),
            f"is not JSON: {error.msg}",
            remedy="correct it there",
            place=f"{place}:{error.lineno}:{error.colno}",
        )
        raise InputError.of(problem) from None
    except (RecursionError, ValueError):
        raise InputError.of(
            Problem((), "is not JSON that can be read", remedy="is this the right file?", place=place)
        ) from None


def _problems(error: ValidationError, place: str) -> tuple[Problem, ...]:
    return tuple(
        Problem(
            tuple(str(step) for step in one["loc"]),
            one["msg"][:1].lower() + one["msg"][1:],
            "" if one["type"] == "missing" else str(one["input"])[:40],
            "a multi-project file has capacities, and projects with id, release and tasks",
            place,
        )
        for one in error.errors()[:_MOST_TOLD]
    )
