"""Validation errors of the types, said in plain sentences with unit, bounds and nearest spelling."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from workbench.errors import Problem
from workbench.interfaces.files.fields import field_at, keys_of, model_at, unit_of, words_at
from workbench.model.data import Data

Step = str | int

MISSING = "is missing"

_COUNTED = ("FTE", "working day", "months", "years", "money")
"""Units that may follow a number in a sentence."""


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
    for steps, said in by_place.items():
        first = said[0]
        if len(said) > 1 and any(one["type"].startswith("date") for one in said):
            first = {**first, "type": "moment"}
        message, value, remedy = _sentence(first, kind, steps, data)
        problem = Problem(named(steps, data), message, value, remedy)
        yield Flaw(steps, problem, first["type"] == "missing")


def named(steps: Sequence[Step], data: Any) -> tuple[str, ...]:
    """Steps with ids in place of positions, as people read them.

    Examples
    --------
    >>> named(("pools", 0, "capacity"), {"pools": [{"id": "dev", "capacity": -1}]})
    ('pools', 'dev', 'capacity')
    """
    path: list[str] = []
    here = data
    for step in steps:
        here = _at(here, step)
        if isinstance(step, int):
            stated = isinstance(here, dict) and isinstance(here.get("id"), (str, int))
            path.append(str(here["id"]) if stated else f"#{step + 1}")
        else:
            path.append(step)
    return tuple(path)


def nearest(word: str, allowed: Sequence[str]) -> str:
    """The nearest valid spelling, or what is allowed."""
    folded = {one.lower().replace("-", "_"): one for one in allowed}
    asked = word.lower().replace("-", "_").replace(" ", "_")
    near = difflib.get_close_matches(asked, folded, n=1, cutoff=0.6)
    if near:
        return f"did you mean {folded[near[0]]}?"
    inside = [one for one in allowed if asked and (asked in one.lower() or one.lower() in asked)]
    if len(inside) == 1:
        return f"did you mean {inside[0]}?"
    return f"known: {', '.join(allowed)}" if allowed else ""


def shown(value: Any) -> str:
    """A value as it would be written in a file, cut short."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    text = str(value)
    return text if len(text) <= 60 else f"{text[:57]}…"


def _steps(loc: Sequence[Any], data: Any, kind: str) -> tuple[Step, ...]:
    """Location without the names of union members that pydantic puts in."""
    steps: list[Step] = []
    here = data
    for place, step in enumerate(loc):
        last = place == len(loc) - 1
        if isinstance(here, dict) and step in here and step != "[key]" or isinstance(here, list) and isinstance(step, int) and step < len(here):
            steps.append(step)
            here = here[step]
        elif last and kind == "missing":
            steps.append(step)
    return tuple(steps)


def _at(here: Any, step: Step) -> Any:
    if isinstance(here, dict):
        return here.get(str(step))
    if isinstance(here, list) and isinstance(step, int) and step < len(here):
        return here[step]
    return None


def _sentence(one: Any, kind: type[Data], steps: tuple[Step, ...], data: Any) -> tuple[str, str, str]:
    said, value, context = one["type"], one.get("input"), one.get("ctx", {})
    loc = one["loc"]
    info = field_at(kind, loc)
    unit = unit_of(info)
    about = (info.description or "") if info is not None else ""
    in_unit = f" {unit}" if unit.startswith(_COUNTED) else ""
    got = shown(value)
    if said == "missing":
        detail = ", ".join(part for part in (about, unit) if part)
        return MISSING, "", f"state {steps[-1]}" + (f" ({detail})" if detail else "")
    if said == "extra_forbidden":
        model = model_at(kind, loc[:-1])
        return "is not a known key", "", nearest(str(steps[-1]), keys_of(model) if model is not None else ())
    if said in ("enum", "literal_error"):
        return "is not one of the words allowed", got, nearest(got, words_at(kind, loc))
    if said == "union_tag_invalid":
        words = [word.strip(" '") for word in context["expected_tags"].split(",")]
        tag = context["discriminator"].strip("'")
        return f"{tag} is not one of the words allowed", context["tag"], nearest(context["tag"], words)
    if said == "union_tag_not_found":
        tag = context["discriminator"].strip("'")
        return f"needs {tag}: a word that says which kind it is", "", _kinds(kind, loc, tag)
    if said == "moment":
        return "must be a date (YYYY-MM-DD) or a number of working days after the start", got, ""
    if said.startswith("date"):
        detail = context.get("error", "")
        reason = f" ({detail})" if "range" in str(detail) else ""
        return f"must be a date as YYYY-MM-DD{reason}", got, "write for example 2027-01-31"
    if said in (
        "float_type",
        "float_parsing",
        "int_type",
        "int_parsing",
        "int_from_float",
        "int_parsing_size",
    ):
        return _number(said, loc, value, unit, about)
    if said == "finite_number":
        return "must be a finite number" + in_unit, got, ""
    bounds = {
        "greater_than_equal": ("ge", "at least"),
        "less_than_equal": ("le", "at most"),
        "greater_than": ("gt", "above"),
        "less_than": ("lt", "below"),
    }
    if said in bounds:
        key, words_of = bounds[said]
        return f"must be {words_of} {context[key]:g}{in_unit}", got, ""
    if said == "value_error":
        return str(context.get("error", one["msg"])), "", ""
    if said == "string_type":
        quotes = f'put it in quotes: "{got}"' if isinstance(value, (int, float)) else ""
        return "must be text", got, quotes
    if said == "string_too_short":
        return "must not be empty", "", "write a short key"
    if said == "string_too_long":
        return f"must have at most {context['max_length']} characters", got, ""
    if said == "bool_type":
        return "must be true or false", got, ""
    if said in ("tuple_type", "list_type"):
        return "must be a list", got, f"write [{got}]" if isinstance(value, (str, int, float)) else ""
    if said in ("model_type", "model_attributes_type", "dict_type", "dict_attributes_type", "mapping_type"):
        law = any("law" in str(word) for word in _tags(kind, loc))
        what = (
            f"must be a number{f' of {unit}' if unit else ''} or a law"
            if law
            else "must be a mapping of key: value"
        )
        return what, got, _keys(kind, loc)
    return one["msg"].replace("Input should be", "must be"), got, ""


def _number(said: str, loc: Sequence[Any], value: Any, unit: str, about: str) -> tuple[str, str, str]:
    if loc and loc[-1] == "[key]":
        return "the key must be a whole number", shown(value), "" if not about else f"it holds {about}"
    whole = "a whole number" if said.startswith("int") else "a number"
    detail = ", ".join(part for part in (unit, about) if part)
    remedy = ""
    if isinstance(value, str):
        bare = value.strip().replace("_", "").replace("'", "").replace(" ", "")
        for text in (bare, bare.replace(",", ".", 1), bare.removesuffix("%")):
            try:
                number = float(text)
            except ValueError:
                continue
            if number == number and abs(number) != float("inf"):
                remedy = f"write {number / 100:g}" if bare.endswith("%") else f"write {text} without quotes"
                break
    return f"must be {whole}" + (f" ({detail})" if detail else ""), shown(value), remedy


def _tags(kind: type[Data], loc: Sequence[Any]) -> tuple[str, ...]:
    info = field_at(kind, tuple(loc))
    return () if info is None else tuple(name for name in ("law",) if _has(info.annotation, name))


def _has(annotation: Any, name: str) -> bool:
    from workbench.interfaces.files.fields import _models

    models = list(_models(annotation))
    return len(models) > 1 and all(name in model.model_fields for model in models)


def _kinds(kind: type[Data], loc: Sequence[Any], tag: str) -> str:
    from workbench.interfaces.files.fields import _models, _words

    info = field_at(kind, tuple(loc))
    annotation = model_at(kind, tuple(loc)) if info is None else info.annotation
    words: list[str] = []
    for model in _models(annotation):
        if tag in model.model_fields:
            words += _words(model.model_fields[tag].annotation)
    return f"known: {', '.join(words)}" if words else ""


def _keys(kind: type[Data], loc: Sequence[Any]) -> str:
    model = model_at(kind, tuple(loc))
    return f"keys: {', '.join(keys_of(model))}" if model is not None else ""
