"""From the words of a command line to scenarios: files, folders, patterns, or a portfolio on its own."""

from __future__ import annotations

import glob
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.errors import InputError, Problem
from workbench.interfaces.cli.importing import is_instance, left_out

if TYPE_CHECKING:
    from workbench.interfaces.spreadsheet import Mapping
    from workbench.model import Portfolio
    from workbench.scenario import Scenario

ENDINGS = (".yaml", ".yml")


@dataclass(frozen=True)
class Asked:
    """The scenarios that a command line names, and what to know of them: assumed, or left out at import."""

    scenarios: tuple[Scenario, ...]
    assumed: tuple[str, ...]


def read_scenarios(arguments: Iterable[str], seed: int | None, mapping: str | None = None) -> Asked:
    """Scenarios of all arguments, in their order.

    Parameters
    ----------
    arguments
        Scenario files, folders of them, patterns, or portfolios, which get a default scenario.
    seed
        Replaces the seed of every scenario.
    mapping
        Name or file of a mapping; then every argument has to be a spreadsheet.

    Raises
    ------
    InputError
        With the problems of all files.
    """
    made: list[tuple[Path, Scenario]] = []
    assumed: list[str] = []
    problems: list[Problem] = []
    paths = list(_files(arguments, problems))
    how = mapping_for(mapping, paths)
    for path in paths:
        try:
            scenario, said = _read(path, how)
        except InputError as error:
            problems += error.problems
            continue
        made.append((path, scenario))
        assumed += said
    problems += _namesakes(made)
    InputError.raise_if(dict.fromkeys(problems))
    scenarios = [scenario for _, scenario in made]
    if seed is not None:
        scenarios = [scenario.model_copy(update={"seed": seed}) for scenario in scenarios]
    return Asked(tuple(scenarios), tuple(dict.fromkeys(assumed)))


def read_one(argument: str, seed: int | None, mapping: str | None, because: str) -> Scenario:
    """The only scenario that a command is about; what nobody stated of it is said.

    Parameters
    ----------
    argument, seed, mapping
        As in `read_scenarios`.
    because
        Why there can be only one, for whoever names several.
    """
    from workbench.interfaces.cli.showing import say

    asked = read_scenarios((argument,), seed, mapping)
    if len(asked.scenarios) != 1:
        raise click.UsageError(f"Name one scenario: {because}.")
    for line in asked.assumed:
        say(line)
    return asked.scenarios[0]


def input_files(arguments: Iterable[str]) -> list[Path]:
    """Files that arguments name: a folder stands for its YAML files, a pattern for what it matches.

    Raises
    ------
    InputError
        For every folder or pattern that holds nothing.
    """
    problems: list[Problem] = []
    found = list(_files(arguments, problems))
    InputError.raise_if(problems)
    return found


def files_behind(arguments: Iterable[str]) -> frozenset[Path]:
    """Every file that scenarios are read from: those named, what they extend and their portfolios in YAML.

    Raises
    ------
    InputError
        If one cannot be read.
    """
    from workbench.interfaces.files.resolve import NOT_YAML, Resolver

    resolver, found = Resolver(), set[Path]()
    for path in input_files(arguments):
        found.add(path.resolve())
        if path.suffix.lower() not in NOT_YAML:
            _ = resolver.portfolio(path) if is_portfolio(path) else resolver.scenario(path)
    return frozenset(found | {path.resolve() for path in resolver.trees})


def mapping_for(name: str | None, paths: Iterable[Path]) -> Mapping | None:
    """The mapping of this name or file; `None` if none is asked for.

    Raises
    ------
    InputError
        If it cannot be read, or one of the files holds no table that it could be about.
    """
    if name is None:
        return None
    from workbench.interfaces.files.resolve import SHEETS
    from workbench.interfaces.spreadsheet import read_mapping

    InputError.raise_if(
        Problem(
            (),
            "--map says how to read a spreadsheet, and this is none",
            "",
            "leave --map out, or import the spreadsheet with it and build scenarios on the portfolio file",
            path.as_posix(),
        )
        for path in paths
        if path.suffix.lower() not in SHEETS
    )
    return read_mapping(name)


def read_portfolio(path: Path, how: Mapping | None) -> Portfolio:
    """The portfolio of a scenario file, a portfolio file or a spreadsheet, checked with all around it.

    Raises
    ------
    InputError
        With every problem of the file.
    """
    from workbench.interfaces.files import load_portfolio, load_scenario

    if how is not None:
        from workbench.interfaces.spreadsheet import read_strict

        return read_strict(path, how, today=date.today())
    return load_portfolio(path) if is_portfolio(path) else load_scenario(path).portfolio


def _files(arguments: Iterable[str], problems: list[Problem]) -> Iterator[Path]:
    for argument in arguments:
        path = Path(argument)
        if path.is_dir():
            found = sorted(one for one in path.iterdir() if one.suffix.lower() in ENDINGS and one.is_file())
        elif any(letter in argument for letter in "*?[") and not path.exists():
            found = [Path(one) for one in sorted(glob.glob(argument))]  # noqa: PTH207 (patterns may be absolute)
        else:
            found = [path]
        if not found:
            problems.append(
                Problem((), "there is no scenario file here", "", "scenario files end in .yaml", argument)
            )
        yield from found


def _read(path: Path, how: Mapping | None) -> tuple[Scenario, list[str]]:
    from workbench.interfaces.default_scenario import default_scenario
    from workbench.interfaces.files import load_scenario

    if not is_portfolio(path):
        scenario = load_scenario(path)
        return scenario, [*left_out(scenario.portfolio)]
    portfolio = read_portfolio(path, how)
    scenario = default_scenario(portfolio, path.stem, _enough(path, portfolio))
    change = (
        f"write a scenario with the lines “portfolio: {path.name}” and “horizon: {scenario.horizon}”"
        if how is None
        else "import the file with --map and write a scenario on the portfolio file that this makes"
    )
    said = (
        f"{path.name} is a portfolio, not a scenario. Not stated, so assumed: day 0 is "
        f"{scenario.portfolio.start}; projects may start until {scenario.horizon}, in the order in which "
        "they are proposed, with no limit on how many run at once; it also decides who gets people first; "
        f"a PMO costs nothing; seed {scenario.seed}. To change any of it, {change}."
    )
    return scenario, [said, *left_out(scenario.portfolio)]


def is_portfolio(path: Path) -> bool:
    """Whether a file holds a portfolio on its own: by its ending, or YAML with keys of a portfolio only."""
    from workbench.interfaces.files.resolve import NOT_YAML, PORTFOLIO_KEYS, SCENARIO_KEYS
    from workbench.interfaces.files.text import read_text
    from workbench.interfaces.files.tree import read_tree

    if path.suffix.lower() in NOT_YAML:
        return True
    top, _ = read_tree(read_text(path), path.as_posix())
    keys = set(top.entries or ())
    return bool(keys & PORTFOLIO_KEYS) and not keys & SCENARIO_KEYS


def _enough(path: Path, portfolio: Portfolio) -> date | None:
    """Of a scheduling instance, a horizon within which all of it is done."""
    if not is_instance(path):
        return None
    from workbench.interfaces.default_scenario import long_enough
    from workbench.interfaces.scheduling_instances import enough_days

    return max(enough_days(portfolio), long_enough(portfolio))


def _namesakes(made: Sequence[tuple[Path, Scenario]]) -> Iterator[Problem]:
    first: dict[str, Path] = {}
    for path, scenario in made:
        if scenario.name in first:
            message = f"is the name of {first[scenario.name].as_posix()} too"
            yield Problem(("name",), message, scenario.name, "rename one", path.as_posix())
        first.setdefault(scenario.name, path)
