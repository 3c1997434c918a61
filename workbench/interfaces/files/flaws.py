"""What a type finds wrong with plain data: one flaw for each place, with ids in its path."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from workbench.errors import Problem
from workbench.interfaces.files.wording import Said, sentence
from workbench.model.data import Data

Step = str | int


@dataclass(frozen=True)
class Flaw:
    """A problem, and the steps to the flawed value in the data."""

    steps: tuple[Step, ...]
    problem: Problem
    missing: bool


def flaws_of(error: ValidationError, kind: type[Data], data: Any) -> Iterator[Flaw]:
    """Every flaw of the data, one for each place.

    Parameters
    ----------
    error
        What the type said.
    kind
        The type.
    data
        The plain data that was validated.
    """
    by_place: dict[tuple[Step, ...], list[Any]] = {}
    for one in error.errors(include_url=False):
        by_place.setdefault(_steps(one["loc"], data, one["type"]), []).append(one)
    for steps, found in by_place.items():
        # Of the members of a union, the one that takes the value but for its size knows best.
        sized = [one for one in found if one["type"] in ("greater_than_equal", "less_than_equal")]
        first = (sized or found)[0]
        either = not sized and len(found) > 1 and any(one["type"].startswith("date") for one in found)
        said = Said(
            "moment" if either else first["type"], first["loc"], first.get("input"), first.get("ctx", {})
        )
        message, value, remedy = sentence(said, kind, first["msg"])
        yield Flaw(steps, Problem(named(steps, data), message, value, remedy), said.kind == "missing")


def named(steps: Sequence[Step], data: Any) -> tuple[str, ...]:
    """Steps with ids in place of positions, as people read them.

    Examples
    --------
    >>> named(("pools", 0, "capacity"), {"pools": [{"id": "dev", "capacity": -1}]})
    ('pools', 'dev', 'capacity')
    """
    path: list[str] = []
    here: Any = data
    for step in steps:
        here = here[step] if _holds(here, step) else None
        if isinstance(step, int):
            stated = isinstance(here, dict) and isinstance(here.get("id"), (str, int))
            path.append(str(here["id"]) if stated else f"#{step + 1}")
        else:
            path.append(step)
    return tuple(path)


def _steps(loc: Sequence[Any], data: Any, kind: str) -> tuple[Step, ...]:
    """Location without the names of union members that are put in."""
    steps: list[Step] = []
    here: Any = data
    for place, step in enumerate(loc):
        if _holds(here, step):
            steps.append(step)
            here = here[step]
        elif kind == "missing" and place == len(loc) - 1:
            steps.append(step)
    return tuple(steps)


def _holds(here: Any, step: Step) -> bool:
    if isinstance(here, dict):
        return step in here
    return isinstance(here, list) and isinstance(step, int) and step < len(here)
