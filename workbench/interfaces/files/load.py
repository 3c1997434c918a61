"""Reading scenarios and portfolios: typed values, or one error with every problem located."""

from __future__ import annotations

import glob
from collections.abc import Iterable, Iterator
from pathlib import Path

from workbench.errors import InputError, Problem
from workbench.interfaces.files.resolve import NOT_YAML, PORTFOLIO_KEYS, SCENARIO_KEYS, Resolver, placed
from workbench.interfaces.files.text import read_text
from workbench.interfaces.files.tree import read_tree
from workbench.interfaces.files.validation import check_portfolio, check_scenario
from workbench.model import Portfolio
from workbench.scenario import Scenario

ENDINGS = (".yaml", ".yml")


def load_scenario(path: str | Path) -> Scenario:
    """A scenario file, with everything it extends, as one complete scenario.

    Parameters
    ----------
    path
        The YAML file.

    Raises
    ------
    InputError
        With every problem of the file, each with file, line and column.
    """
    return _scenario(Path(path), Resolver())


def load_portfolio(path: str | Path) -> Portfolio:
    """A portfolio file: YAML, or by its ending a spreadsheet or a scheduling instance.

    Parameters
    ----------
    path
        The file.

    Raises
    ------
    InputError
        With every problem of the file, each with file, line and column, or cell.
    """
    resolved = Resolver().portfolio(Path(path))
    checked = check_portfolio(resolved.data)
    InputError.raise_if(placed(resolved, checked.problems))
    assert checked.value is not None
    return checked.value


def load_scenarios(paths: str | Path | Iterable[str | Path]) -> tuple[Scenario, ...]:
    """Several scenarios; what they share is read once.

    Parameters
    ----------
    paths
        Files, folders (their YAML files, by name) or patterns such as ``scenarios/cut-*.yaml``.

    Raises
    ------
    InputError
        With the problems of all files.
    """
    asked = [paths] if isinstance(paths, (str, Path)) else list(paths)
    resolver = Resolver()
    scenarios: list[Scenario] = []
    problems: list[Problem] = []
    by_name: dict[str, Path] = {}
    for one in asked:
        try:
            for path in _files(Path(one)):
                try:
                    scenario = _scenario(path, resolver)
                except InputError as error:
                    problems += error.problems
                    continue
                if scenario.name in by_name:
                    first = by_name[scenario.name].as_posix()
                    problems.append(
                        Problem(
                            ("name",),
                            f"is the name of {first} too",
                            scenario.name,
                            "rename one",
                            path.as_posix(),
                        )
                    )
                by_name[scenario.name] = path
                scenarios.append(scenario)
        except InputError as error:
            problems += error.problems
    InputError.raise_if(dict.fromkeys(problems))
    return tuple(scenarios)


def validate(path: str | Path) -> list[Problem]:
    """Everything that is wrong with a scenario or portfolio file; an empty list if nothing is.

    Parameters
    ----------
    path
        A scenario file, a portfolio file, a spreadsheet or a scheduling instance; which of them is seen from
        its ending and content.
    """
    where = Path(path)
    try:
        if where.suffix.lower() in NOT_YAML or _is_portfolio(where):
            load_portfolio(where)
        else:
            load_scenario(where)
    except InputError as error:
        return list(error.problems)
    return []


def _scenario(path: Path, resolver: Resolver) -> Scenario:
    if path.suffix.lower() in NOT_YAML:
        raise InputError.of(
            Problem((), "a scenario is a YAML file", "", "name this file under portfolio:", path.as_posix())
        )
    resolved = resolver.scenario(path)
    checked = check_scenario(resolved.data)
    InputError.raise_if(placed(resolved, checked.problems))
    assert checked.value is not None
    return checked.value


def _files(path: Path) -> Iterator[Path]:
    if path.is_dir():
        found = sorted(one for one in path.iterdir() if one.suffix.lower() in ENDINGS and one.is_file())
    elif any(letter in str(path) for letter in "*?[") and not path.exists():
        found = [Path(one) for one in sorted(glob.glob(str(path)))]  # noqa: PTH207 - keeps the path as it was written
    else:
        found = [path]
    if not found:
        raise InputError.of(
            Problem((), "there is no scenario file here", remedy="files end in .yaml", place=str(path))
        )
    yield from found


def _is_portfolio(path: Path) -> bool:
    top, _ = read_tree(read_text(path), path.as_posix())
    keys = set(top.entries or ())
    return bool(keys & PORTFOLIO_KEYS) and not keys & SCENARIO_KEYS
