"""From a file to complete plain data: `extends`, portfolio files, changes and demand put together."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from workbench.errors import InputError, Problem
from workbench.interfaces.files.idle import idle
from workbench.interfaces.files.origin import Source, locate
from workbench.interfaces.files.text import read_text, unusable
from workbench.interfaces.files.tree import read_tree
from workbench.interfaces.files.validation import check_demand, check_portfolio, check_scenario
from workbench.interfaces.files.wording import MISSING, shown
from workbench.model import Portfolio
from workbench.scenario import Scenario, changed, fields_by_id, with_demand

SHEETS = frozenset({".csv", ".tsv", ".xlsx", ".xlsm", ".ods", ".xls"})
"""Endings of files that are read as spreadsheets."""

INSTANCES = frozenset({".sm", ".rcp", ".json"})
"""Endings of files that are read as scheduling instances."""

NOT_YAML = SHEETS | INSTANCES
"""Endings of files that hold a portfolio alone and are no YAML."""

SCENARIO_KEYS = frozenset(
    {"portfolio", "policy", "pmo", "shocks", "strategy", "horizon", "seed", "demand", "evidence"}
)
PORTFOLIO_KEYS = frozenset(Portfolio.model_fields) - {"name"}

_BY_ID = fields_by_id(Scenario)
_BY_ID_IN_PORTFOLIO = fields_by_id(Portfolio)
_MOST_FILES = 40


@dataclass(frozen=True)
class Resolved:
    """Complete data of a file, the files it comes from (most derived first), and problems met on the way.

    `base` is what the file changes.
    """

    data: dict[str, Any]
    sources: tuple[Source, ...]
    problems: tuple[Problem, ...] = ()
    base: dict[str, Any] = field(default_factory=dict)


@dataclass
class Resolver:
    """Reads files, each once."""

    cache: dict[Path, Resolved] = field(default_factory=dict)
    trees: dict[Path, tuple[Source, dict[str, Any], tuple[Problem, ...]]] = field(default_factory=dict)

    def scenario(self, path: Path, via: tuple[Path, ...] = ()) -> Resolved:
        """A scenario file with everything it rests on."""
        source, stated, problems = self._read(path, "scenario")
        with _also(problems):
            return self._scenario(path, via, source, stated, problems)

    def _scenario(
        self,
        path: Path,
        via: tuple[Path, ...],
        source: Source,
        stated: dict[str, Any],
        problems: tuple[Problem, ...],
    ) -> Resolved:
        self._is_kind(source, stated, SCENARIO_KEYS, PORTFOLIO_KEYS, ("portfolio", "scenario", "portfolio: "))
        base = Resolved({}, ())
        if "extends" in stated:
            target = self._target(path, stated["extends"], source, ("extends",), via)
            base = self._base(target, (*via, _real(path)))
        change = {"name": path.stem} | {
            key: one for key, one in stated.items() if key not in ("extends", "demand")
        }
        inherited = {key: one for key, one in base.data.items() if key not in ("name", "description")}
        sources = base.sources
        found = list(base.problems)
        inner = change.get("portfolio")
        if isinstance(inner, str) or (isinstance(inner, dict) and "extends" in inner):
            below = self._portfolio_of(path, inner, source)
            own = (
                {key: one for key, one in inner.items() if key != "extends"}
                if isinstance(inner, dict)
                else {}
            )
            inherited["portfolio"] = below.data
            change.pop("portfolio")
            if own:
                change["portfolio"] = own
            sources = (
                *(one.under(("portfolio",)) for one in below.sources),
                *(one.without(("portfolio",)) for one in sources),
            )
            found += [_moved(one, "portfolio") for one in below.problems]
        merged = changed(inherited, change, _BY_ID)
        sources = (source, *sources)
        found += [*problems, *_placed(merged.problems, (source,))]
        data = merged.value
        if "demand" in stated:
            data, more = _demanded(data, stated["demand"])
            found += _placed(more, (source,))
        unused = idle(inherited.get("portfolio"), data.get("portfolio"), ("portfolio",))
        found += _placed(tuple(unused), (source,))
        return Resolved(data, sources, tuple(found), inherited)

    def portfolio(self, path: Path, via: tuple[Path, ...] = ()) -> Resolved:
        """A portfolio file (YAML, spreadsheet or scheduling instance) with everything it rests on."""
        if path.suffix.lower() in SHEETS:
            return _sheet(path, None)
        if path.suffix.lower() in INSTANCES:
            return _instance(path)
        source, stated, problems = self._read(path, "portfolio")
        self._is_kind(source, stated, PORTFOLIO_KEYS, SCENARIO_KEYS, ("scenario", "portfolio", "extends: "))
        base = Resolved({}, ())
        if "extends" in stated:
            target = self._target(path, stated["extends"], source, ("extends",), via)
            base = self.portfolio(target, (*via, _real(path)))
            valid = check_portfolio(base.data).value
            base = base if valid is None else replace(base, data=plain(valid))
        change = {key: one for key, one in stated.items() if key != "extends"}
        merged = changed(base.data, change, _BY_ID_IN_PORTFOLIO)
        wrong = (*merged.problems, *idle(base.data, merged.value))
        found = (*base.problems, *problems, *_placed(wrong, (source,)))
        return Resolved(merged.value, (source, *base.sources), found, base.data)

    def _base(self, path: Path, via: tuple[Path, ...]) -> Resolved:
        """What a scenario extends, in its canonical form if it is valid in itself."""
        real = _real(path)
        if real not in self.cache:
            base = self.scenario(path, via)
            valid = None if base.problems else check_scenario(base.data).value
            self.cache[real] = base if valid is None else replace(base, data=plain(valid))
        return self.cache[real]

    def _portfolio_of(self, path: Path, stated: str | dict[str, Any], source: Source) -> Resolved:
        named = stated if isinstance(stated, str) else stated["extends"]
        where = ("portfolio",) if isinstance(stated, str) else ("portfolio", "extends")
        target = self._target(path, named, source, where, ())
        if target.suffix.lower() in SHEETS and isinstance(stated, dict):
            return _sheet(target, _day(stated.get("start")))
        below = self.portfolio(target)
        valid = None if isinstance(stated, str) or below.problems else check_portfolio(below.data).value
        return below if valid is None else replace(below, data=plain(valid))

    def _read(self, path: Path, kind: str) -> tuple[Source, dict[str, Any], tuple[Problem, ...]]:
        real = _real(path)
        if real not in self.trees:
            place = path.as_posix()
            top, problems = read_tree(read_text(path), place)
            if top.entries is None:
                what = "a list" if top.items is not None else shown(top.value)
                at = f"{place}:{top.line + 1}:{top.column + 1}"
                raise InputError.of(
                    *problems,
                    Problem((), f"a {kind} file is a mapping of key: value", what, "begin with name:", at),
                )
            self.trees[real] = (Source(place, top), top.plain(), tuple(problems))
        return self.trees[real]

    def _target(
        self, path: Path, stated: Any, source: Source, where: tuple[str, ...], via: tuple[Path, ...]
    ) -> Path:
        """The file that another names, relative to it."""
        at = source.find(where)[1]
        if not isinstance(stated, str) or not stated.strip():
            raise InputError.of(Problem(where, "must be the name of a file", shown(stated), "", at))
        target = Path(os.path.normpath(path.parent / stated.strip().replace("\\", "/")))
        circle = (*via, _real(path), _real(target))
        if where == ("extends",) and _real(target) in circle[:-1]:
            start = circle.index(_real(target))
            shown_circle = " → ".join(one.name for one in circle[start:])
            problem = Problem(
                where, "files extend one another in a circle", shown_circle, "drop one of these links", at
            )
            raise InputError.of(problem)
        if len(via) >= _MOST_FILES:
            raise InputError.of(
                Problem(where, f"more than {_MOST_FILES} files extend one another", "", "", at)
            )
        flaw = unusable(target)
        if flaw is not None:
            raise InputError.of(Problem(where, flaw.message, shown(stated), flaw.remedy, at))
        return target

    def _is_kind(
        self,
        source: Source,
        stated: dict[str, Any],
        expected: frozenset[str],
        other: frozenset[str],
        words: tuple[str, str, str],
    ) -> None:
        if len(other & stated.keys()) > 1 and not expected & stated.keys():
            found, wanted, key = words
            raise InputError.of(
                Problem(
                    (),
                    f"this is a {found} file where a {wanted} file is needed",
                    "",
                    f"write {key}…",
                    source.place,
                )
            )


def plain(value: Portfolio | Scenario) -> dict[str, Any]:
    """Canonical plain data of a typed value: every field, lists with ids, dates as text."""
    return value.model_dump(mode="json", by_alias=True)


def placed(resolved: Resolved, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Problems of a resolved file with file, line and column; each once, in the order of the lines."""
    problems = tuple(_mistaken(problems, resolved.base))
    files = [source.place for source in resolved.sources]

    def order(problem: Problem) -> tuple[int, list[int]]:
        file, *numbers = re.split(r":(?=\d+(?::\d+)?$)|(?<=\d):(?=\d+$)", problem.place)
        rank = files.index(file) if file in files else len(files)
        return rank, [int(one) for one in numbers if one]

    return tuple(sorted(dict.fromkeys((*resolved.problems, *_placed(problems, resolved.sources))), key=order))


def _mistaken(problems: tuple[Problem, ...], base: dict[str, Any]) -> Iterator[Problem]:
    """Put a misspelt id in the place of all that is missing from the new item it would make."""
    told: set[tuple[str, ...]] = set()
    for problem in problems:
        item = problem.path[:-1]
        known = _ids_at(base, item[:-1]) if problem.message == MISSING else []
        near = difflib.get_close_matches(item[-1], known, n=1) if known and item[-1] not in known else []
        if not near:
            yield problem
        elif item not in told:
            told.add(item)
            message = f"there is nothing of this name to change, and as a new one it lacks {problem.path[-1]}"
            yield Problem(item, message, item[-1], f"did you mean {near[0]}?")


def _ids_at(data: Any, path: tuple[str, ...]) -> list[str]:
    """Ids in the list at a path."""
    for step in path:
        if isinstance(data, dict):
            data = data.get(step)
        elif isinstance(data, list):
            data = next((one for one in data if isinstance(one, dict) and one.get("id") == step), None)
    items = data if isinstance(data, list) else []
    return [str(one["id"]) for one in items if isinstance(one, dict) and "id" in one]


@contextmanager
def _also(problems: tuple[Problem, ...]) -> Iterator[None]:
    """Tell these problems too, if another stops the reading."""
    try:
        yield
    except InputError as error:
        raise InputError((*problems, *error.problems)) from None


def _placed(problems: tuple[Problem, ...], sources: tuple[Source, ...]) -> list[Problem]:
    return [one if one.place else replace(one, place=locate(sources, one.path)) for one in problems]


def _moved(problem: Problem, step: str) -> Problem:
    return replace(problem, path=(step, *problem.path)) if problem.path else problem


def _demanded(data: dict[str, Any], stated: Any) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    portfolio = check_portfolio(data.get("portfolio")).value
    demand = check_demand(stated, portfolio)
    if portfolio is None or demand.value is None:
        return data, demand.problems
    return {**data, "portfolio": plain(with_demand(portfolio, demand.value))}, ()


def _sheet(path: Path, start: date | None) -> Resolved:
    """A spreadsheet from a stated start, or from the one that an import would give it."""
    from workbench.interfaces.spreadsheet import read_strict

    return Resolved(
        plain(read_strict(path, today=date.today(), start=start)), (Source(path.as_posix(), None),)
    )


def _instance(path: Path) -> Resolved:
    from workbench.interfaces.scheduling_instances import read_instance

    return Resolved(plain(read_instance(path)), (Source(path.as_posix(), None),))


def _day(stated: Any) -> date | None:
    try:
        return date.fromisoformat(stated) if isinstance(stated, str) else None
    except ValueError:
        return None


def _real(path: Path) -> Path:
    try:
        return Path(os.path.realpath(path))
    except (OSError, ValueError):
        return path
