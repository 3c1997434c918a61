"""From plain data to typed values: every problem at once, and no consequence of one already told."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Generic, TypeVar, cast

from pydantic import ValidationError, create_model

from workbench.errors import Problem
from workbench.interfaces.files.flaws import Flaw, Step, flaws_of
from workbench.model import Portfolio
from workbench.model.assessment import SelfAssessment, assessment_problems
from workbench.model.checks import portfolio_problems, unknown
from workbench.model.data import MOST_FTE, Data
from workbench.policies.roadmap import Roadmap, roadmap_problems
from workbench.scenario import Demand, Scenario
from workbench.scenario.demand import eligible
from workbench.scenario.scenario import scenario_problems
from workbench.scenario.study import Study, study_problems

Path = tuple[str, ...]

_STAND_INS: dict[str, Any] = {
    "name": "?",
    "start": "2000-01-03",
    "horizon": "2099-12-31",
    "pools": [],
    "projects": [],
    "packages": [],
    "capacity": MOST_FTE,
    "duration": 1,
    "scale": 1,
    "unit": "?",
    "date": "2000-01-03",
    "role": "other",
    "respondents": [],
}
"""What takes the place of a flawed or missing value while the rest is checked; chosen to cause no problem."""

_RESTS_ON: dict[str, frozenset[str]] = {
    "due": frozenset({"due", "lateness"}),
    "intake": frozenset({"due"}),
    "start": frozenset({"due", "window_closes", "horizon", "fte"}),
    **dict.fromkeys(("capacity", "capacity_steps", "pool", "fte", "from", "until"), frozenset({"fte"})),
    "calendar": frozenset({"due"}),
    "discount_rate": frozenset({"benefit"}),
    "benefit": frozenset({"benefit"}),
    "stages": frozenset({"gates"}),
    "in_flight": frozenset({"spent_days", "packages"}),
    "done": frozenset({"packages"}),
    "maturity": frozenset({"levels"}),
    "ordinal": frozenset({"ordinal"}),
}
"""Flawed field → fields whose cross-checks read it, so that they stay silent."""


T = TypeVar("T")
D = TypeVar("D", bound=Data)


@dataclass(frozen=True)
class Checked(Generic[T]):
    """Typed value, if there was nothing wrong, and the problems otherwise."""

    value: T | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class _Fields:
    """Fields of a type, validated without its cross-checks; flawed parts are left out."""

    value: Any
    problems: tuple[Problem, ...]
    flawed: tuple[Path, ...]
    ids: frozenset[str]


def check_portfolio(data: Any) -> Checked[Portfolio]:
    """Validate plain data as a portfolio; problems have paths from its top."""
    if not isinstance(data, dict):
        return Checked(None, (Problem((), "a portfolio is a mapping of key: value"),))
    fields = _fields(Portfolio, data)
    problems = (*fields.problems, *_fresh(portfolio_problems(fields.value), fields))
    return Checked(None if problems else _built(Portfolio, fields.value), problems)


def check_scenario(data: Any) -> Checked[Scenario]:
    """Validate plain data as a scenario; problems have paths from its top."""
    if not isinstance(data, dict):
        return Checked(None, (Problem((), "a scenario is a mapping of key: value"),))
    inner = data.get("portfolio")
    stated = isinstance(inner, dict)
    portfolio = _fields(Portfolio, inner if isinstance(inner, dict) else {})
    crossed = tuple(_fresh(portfolio_problems(portfolio.value), portfolio)) if stated else ()
    head = _fields(Scenario, {name: one for name, one in data.items() if name != "portfolio"})
    problems = list(head.problems)
    if "portfolio" not in data:
        problems.append(Problem(("portfolio",), "is missing", remedy="state portfolio: a file or a mapping"))
    elif not stated:
        problems.append(Problem(("portfolio",), "must be a file name or a mapping of key: value"))
    else:
        problems += [_under("portfolio", one) for one in (*portfolio.problems, *crossed)]
    whole = Scenario.model_construct(
        **{**_values(head.value), "portfolio": _built(Portfolio, portfolio.value)}
    )
    both = _Fields(None, (), (*head.flawed, *portfolio.flawed), head.ids | portfolio.ids)
    if stated:
        problems += _fresh(scenario_problems(whole), both)
    return Checked(None if problems else _built(Scenario, whole), tuple(problems))


def check_assessment(data: Any) -> Checked[SelfAssessment]:
    """Validate plain data as a self-assessment; problems have paths from its top."""
    if not isinstance(data, dict):
        return Checked(None, (Problem((), "a self-assessment is a mapping of key: value"),))
    fields = _fields(SelfAssessment, data)
    problems = (*fields.problems, *_fresh(assessment_problems(fields.value), fields))
    return Checked(None if problems else _built(SelfAssessment, fields.value), problems)


def _under(step: str, problem: Problem) -> Problem:
    return Problem((step, *problem.path), problem.message, problem.value, problem.remedy, problem.place)


def _values(value: Any) -> dict[str, Any]:
    return {name: getattr(value, name) for name in type(value).model_fields}


def _built(kind: type[D], fields: Any) -> D:
    """The type itself from validated fields, whose cross-checks have been made."""
    return cast("D", kind.model_construct(_fields_set=set(fields.model_fields_set), **_values(fields)))


@cache
def _without_cross_checks(kind: type[Data]) -> type[Data]:
    """The same fields without the validators of the whole, and without the portfolio inside a scenario."""
    definitions: dict[str, Any] = {
        name: (info.annotation, info)
        for name, info in kind.model_fields.items()
        if info.annotation is not Portfolio
    }
    made: type[Data] = create_model(f"{kind.__name__}Fields", __base__=Data, **definitions)
    return made


def _fields(kind: type[Data], data: dict[str, Any]) -> _Fields:
    model = _without_cross_checks(kind)
    ids = frozenset(_all_ids(data))
    try:
        return _Fields(_typed(model, data), (), (), ids)
    except ValidationError as error:
        found = list(flaws_of(error, kind, data))
    problems = [flaw.problem for flaw in found]
    flawed = [flaw.problem.path for flaw in found]
    rest = copy.deepcopy(data)
    for _ in range(8):
        _prune(rest, found)
        try:
            return _Fields(_typed(model, rest), tuple(problems), tuple(flawed), ids)
        except ValidationError as error:
            found = list(flaws_of(error, kind, rest))
            problems += [
                one.problem for one in found if not one.missing and not _within(one.problem.path, flawed)
            ]
            flawed += [flaw.problem.path for flaw in found]
    value = _typed(model, {name: _STAND_INS[name] for name in model.model_fields if name in _STAND_INS})
    return _Fields(value, tuple(problems), ((),), ids)


def _typed(model: type[Data], data: dict[str, Any]) -> Data:
    return model.model_validate_json(json.dumps(data), strict=True)


def _within(path: Path, flawed: Iterable[Path]) -> bool:
    return any(path[: len(one)] == one for one in flawed)


def _prune(data: dict[str, Any], flaws: list[Flaw]) -> None:
    """Take flawed values out; where a required one is missing, the item of a list around it."""
    for flaw in sorted(flaws, key=lambda one: _order(one.steps), reverse=True):
        last = flaw.steps[-1] if flaw.steps else ""
        if flaw.missing and last in _STAND_INS:
            _inside(data, flaw.steps[:-1])[last] = copy.deepcopy(_STAND_INS[str(last)])
        else:
            _delete(data, flaw.steps[:-1] if flaw.missing else flaw.steps)


def _order(steps: tuple[Step, ...]) -> tuple[tuple[int, str], ...]:
    return tuple((step, "") if isinstance(step, int) else (-1, step) for step in steps)


def _inside(data: Any, steps: tuple[Step, ...]) -> Any:
    """The value at a place; an empty mapping if there is none."""
    for step in steps:
        stated = isinstance(data, dict) and step in data
        if not stated and not (isinstance(data, list) and isinstance(step, int) and step < len(data)):
            return {}
        data = data[step]
    return data


def _delete(data: Any, steps: tuple[Step, ...]) -> None:
    here, last = _inside(data, steps[:-1]), steps[-1] if steps else None
    if isinstance(here, dict):
        here.pop(last, None)
    elif isinstance(here, list) and isinstance(last, int) and last < len(here):
        del here[last]


def _all_ids(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        if "id" in data:
            yield str(data["id"])
        if isinstance(data.get("stage"), str):
            yield data["stage"]
        for one in data.values():
            yield from _all_ids(one)
    elif isinstance(data, list):
        for one in data:
            yield from _all_ids(one)


def _fresh(problems: Iterable[Problem], fields: _Fields) -> Iterator[Problem]:
    """Problems that are not consequences of a flaw already told."""
    if not fields.flawed:
        yield from problems
        return
    tests: tuple[Callable[[Problem], bool], ...] = (
        lambda one: one.message.startswith("there is no ") and one.value in fields.ids,
        lambda one: (
            one.message.startswith("a portfolio needs") and _within(one.path, [p[:1] for p in fields.flawed])
        ),
        lambda one: any(_touches(flaw, one.path) for flaw in fields.flawed),
    )
    for problem in problems:
        if problem.message == "the id stands twice" or not any(test(problem) for test in tests):
            yield problem


def _touches(flaw: Path, path: Path) -> bool:
    """Whether a cross-check at a path reads something that is flawed."""
    if flaw[: len(path)] == path or path[: len(flaw)] == flaw:
        return True
    if flaw[:1] == ("pools",) and "demand" in path and path[-1] in flaw[1:2]:
        return True
    silent = frozenset().union(*(_RESTS_ON.get(step, frozenset()) for step in flaw))
    same_item = flaw[:1] != ("projects",) or flaw[:2] == path[:2]
    return same_item and any(step in silent for step in path)


def check_demand(data: Any, portfolio: Portfolio | None) -> Checked[Demand]:
    """Validate the section `demand` of a scenario file; problems have paths from the top of the file."""
    if not isinstance(data, dict):
        return Checked(
            None, (Problem(("demand",), "must be a mapping of key: value", remedy="write {scale: 1.3}"),)
        )
    fields = _fields(Demand, data)
    problems = [_under("demand", one) for one in fields.problems]
    if portfolio is not None and not problems:
        classes = sorted({project.reference_class for project in portfolio.projects} - {""})
        programmes = sorted({project.programme for project in portfolio.projects} - {""})
        problems += unknown(("demand", "classes"), fields.value.classes, classes, "class")
        problems += unknown(("demand", "programmes"), fields.value.programmes, programmes, "programme")
        if not problems and not eligible(portfolio, fields.value):
            problems.append(
                Problem(("demand",), "no project is of this kind", remedy="widen classes or programmes")
            )
    return Checked(None if problems else _built(Demand, fields.value), tuple(problems))


def check_roadmap(data: Any, start: date, horizon: date) -> Checked[Roadmap]:
    """Validate plain data as a roadmap for a run; problems have paths from its top."""
    if not isinstance(data, dict):
        return Checked(
            None, (Problem((), "a roadmap is a mapping of key: value", remedy="begin with name:"),)
        )
    fields = _fields(Roadmap, data)
    problems = (*fields.problems, *_fresh(roadmap_problems(fields.value, start, horizon), fields))
    return Checked(None if problems else _built(Roadmap, fields.value), problems)


def check_study(data: Any) -> Checked[Study]:
    """Validate plain data as a study; problems have paths from its top."""
    if not isinstance(data, dict):
        return Checked(None, (Problem((), "a study is a mapping of key: value", remedy="begin with name:"),))
    fields = _fields(Study, data)
    problems = (*fields.problems, *_fresh(study_problems(fields.value), fields))
    return Checked(None if problems else _built(Study, fields.value), problems)
