"""New items with which nothing happens: a misspelt id would answer a question that nobody asked."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import chain
from typing import Any

from workbench.errors import Problem
from workbench.model.checks import unknown

Plain = dict[str, Any]
Path = tuple[str, ...]


def idle(base: Any, made: Any, path: Path = ()) -> Iterator[Problem]:
    """A problem for each item that a change adds and that nothing in the portfolio rests on.

    Parameters
    ----------
    base, made
        Plain portfolio before and after the change; what is not shaped like one is left to the types.
    path
        Where the portfolio sits in the whole.

    Examples
    --------
    >>> base = {"pools": [{"id": "Developers", "capacity": 9}]}
    >>> made = {"pools": [*base["pools"], {"id": "Developer", "capacity": 20}]}
    >>> [(one.value, one.remedy) for one in idle(base, made)]
    [('Developer', 'did you mean Developers?')]
    """
    if not (isinstance(base, dict) and isinstance(made, dict)):
        return
    projects = _items(made, "projects")
    yield from _new(base, made, (*path, "pools"), _needed(made, projects), "pool", "no work needs it")
    scored = set(chain.from_iterable(_keys(one, "scores", "levels", "not_done") for one in projects))
    text = "no project has a score on it"
    yield from _new(base, made, (*path, "objectives"), scored, "objective", text)
    yield from _risks(base, made, path)
    before = {str(one.get("id")): one for one in _items(base, "projects")}
    for one in projects:
        name = str(one.get("id"))
        if name in before:
            yield from _risks(before[name], one, (*path, "projects", name))


def unheld(base: Any, address: Path) -> Iterator[Problem]:
    """A problem for an address inside a work package that the portfolio at hand does not have.

    Parameters
    ----------
    base
        Plain scenario.
    address
        Of a field, from the scenario on.
    """
    match address:
        case ("portfolio", "projects", project, "packages", package, _, *_):
            portfolio = base.get("portfolio", {})
            known = {str(one.get("id")): one for one in _items(portfolio, "projects")}
            if project in known:
                held = [str(one.get("id")) for one in _items(known[project], "packages")]
                yield from unknown(address[:5], [package], held, "package")


def _new(
    base: Plain, made: Plain, path: Path, used: Collection[str], kind: str, why: str
) -> Iterator[Problem]:
    """Items that are there only since the change, and are not used."""
    held = [str(one.get("id")) for one in _items(base, path[-1])]
    if not held:
        return
    for one in _items(made, path[-1]):
        name = str(one.get("id"))
        if name in held or name in used:
            continue
        for problem in unknown((*path, name), [name], held, kind):
            text = f"there is no {kind} of this name, and as a new one {why}"
            yield Problem(problem.path, text, name, problem.remedy)


def _needed(made: Plain, projects: list[Plain]) -> frozenset[str]:
    """Pools that somebody needs, or that can stand in for others."""
    packages = chain.from_iterable(_items(one, "packages") for one in projects)
    needed = chain.from_iterable(_keys(one, "demand") for one in packages)
    away = chain.from_iterable(_keys(one, "people") for one in _items(made, "incidents"))
    covering = (str(one.get("id")) for one in _items(made, "pools") if one.get("covers"))
    return frozenset((*needed, *away, *covering))


def _risks(base: Plain, made: Plain, path: Path) -> Iterator[Problem]:
    harmful = {str(one.get("id")) for one in _items(made, "risks") if one.get("delay") or one.get("cost")}
    yield from _new(base, made, (*path, "risks"), harmful, "risk", "it has neither delay nor cost")


def _items(data: Plain, key: str) -> list[Plain]:
    held = data.get(key)
    return [one for one in held if isinstance(one, dict)] if isinstance(held, (list, tuple)) else []


def _keys(data: Plain, *names: str) -> Iterator[str]:
    for name in names:
        held = data.get(name)
        if isinstance(held, (dict, list, tuple)):
            yield from map(str, held)
