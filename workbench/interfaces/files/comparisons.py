"""A file of pairwise comparisons: how many times as much one objective weighs as another."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from workbench.analysis import PairwiseWeights, comparisons_of, pairwise_weights
from workbench.errors import InputError, Problem
from workbench.interfaces.files.text import read_text

FEWEST, MOST = 2, 10
LARGEST = 9.0
"""Saaty's scale goes from 1 (as much) to 9 (far more); beyond it nobody can judge."""

EXAMPLE = "growth: {resilience: 3}   # growth weighs three times as much"


@dataclass(frozen=True)
class Compared:
    """What a file says, and the weights that follow.

    Parameters
    ----------
    names
        What was compared, in the order of the file.
    found
        Weights, adding up to 1, and how consistent the comparisons are.
    """

    names: tuple[str, ...]
    found: PairwiseWeights


def read_comparisons(path: str | Path) -> Compared:
    """Read a YAML file of comparisons, each pair once, in either direction.

    Raises
    ------
    InputError
        With everything that is wrong.
    """
    place = Path(path).as_posix()
    content = _content(Path(path), place)
    InputError.raise_if(_problems(content, place))
    names = tuple(_names(content))
    stated = {one: {other: float(ratio) for other, ratio in row.items()} for one, row in content.items()}
    return Compared(names, pairwise_weights(comparisons_of(names, stated)))


def _content(path: Path, place: str) -> Any:
    try:
        return yaml.safe_load(read_text(path))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{place}:{mark.line + 1}" if mark else place
        reason = getattr(error, "problem", None) or "is not readable"
        raise InputError.of(Problem((), f"is not plain YAML: {reason}", place=where)) from None
    except (RecursionError, ValueError) as error:
        raise InputError.of(Problem((), f"is not plain YAML: {error}", place=place)) from None


def _names(content: dict[str, dict[str, Any]]) -> list[str]:
    return list(dict.fromkeys(name for one, row in content.items() for name in (one, *row)))


def _problems(content: Any, place: str) -> Iterator[Problem]:
    if not isinstance(content, dict) or not all(
        isinstance(one, str) and isinstance(row, dict) and all(isinstance(other, str) for other in row)
        for one, row in content.items()
    ):
        yield Problem((), "must say, for each pair once, who weighs more", remedy=EXAMPLE, place=place)
        return
    names = _names(content)
    if not FEWEST <= len(names) <= MOST:
        yield Problem((), f"must compare {FEWEST} to {MOST} objectives", str(len(names)), place=place)
    seen: set[frozenset[str]] = set()
    for one, row in content.items():
        for other, ratio in row.items():
            yield from _pair(one, other, ratio, seen, place)
    missing = [
        f"{one} with {other}"
        for k, one in enumerate(names)
        for other in names[k + 1 :]
        if frozenset((one, other)) not in seen
    ]
    if missing:
        yield Problem((), f"not compared: {', '.join(missing)}", remedy="state each pair once", place=place)


def _pair(one: str, other: str, ratio: Any, seen: set[frozenset[str]], place: str) -> Iterator[Problem]:
    pair = frozenset((one, other))
    if one == other:
        yield Problem((one, other), "is compared with itself", remedy="leave it out", place=place)
    elif pair in seen:
        yield Problem((one, other), "is stated a second time", remedy="state each pair once", place=place)
    seen.add(pair)
    number = isinstance(ratio, (int, float)) and not isinstance(ratio, bool) and math.isfinite(ratio)
    if not number or not 1 / LARGEST <= ratio <= LARGEST:
        yield Problem(
            (one, other),
            f"must be a number from 1/{LARGEST:g} (far less) to {LARGEST:g} (far more)",
            str(ratio),
            "write 3 if the first weighs three times as much, 0.33 if a third",
            place,
        )
