"""What a type says about a value, as a plain sentence with unit, bounds and nearest spelling."""

from __future__ import annotations

import difflib
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from workbench.interfaces.files.fields import field_at, keys_of, model_at, models_of, unit_of, words_of
from workbench.model.data import FIRST_DAY, LAST_DAY, Data

MISSING = "is missing"

Sentence = tuple[str, str, str]
"""Message, value, remedy."""

_COUNTED = ("FTE", "working day", "months", "years", "money")
"""Units that may follow a number in a sentence."""


@dataclass(frozen=True)
class Said:
    """One finding of a type: its kind, where, about which value, and details."""

    kind: str
    loc: tuple[Any, ...]
    value: Any
    details: dict[str, Any]


def sentence(said: Said, kind: type[Data], original: str) -> Sentence:
    """Message, value and remedy for one finding.

    Parameters
    ----------
    said
        The finding.
    kind
        The type that was asked.
    original
        Its own message, for findings that are not known here.
    """
    if said.kind in _SENTENCES:
        return _SENTENCES[said.kind](said, kind)
    if said.kind.startswith("date"):
        return _date(said, kind)
    return original.replace("Input should be", "must be"), shown(said.value), ""


def nearest(word: str, allowed: Sequence[str]) -> str:
    """The nearest valid spelling, or what is allowed.

    Examples
    --------
    >>> nearest("Minimum Slak", ["fifo", "minimum_slack"])
    'did you mean minimum_slack?'
    """
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


def _missing(said: Said, kind: type[Data]) -> Sentence:
    info = field_at(kind, said.loc)
    detail = ", ".join(part for part in ((info.description or "") if info else "", unit_of(info)) if part)
    return MISSING, "", f"state {said.loc[-1]}" + (f" ({detail})" if detail else "")


def _extra(said: Said, kind: type[Data]) -> Sentence:
    model = model_at(kind, said.loc[:-1])
    return "is not a known key", "", nearest(str(said.loc[-1]), keys_of(model) if model is not None else ())


def _word(said: Said, kind: type[Data]) -> Sentence:
    info = field_at(kind, said.loc)
    allowed = tuple(words_of(info.annotation)) if info is not None else ()
    return "is not one of the words allowed", shown(said.value), nearest(str(said.value), allowed)


def _tag(said: Said, _: type[Data]) -> Sentence:
    allowed = [word.strip(" '") for word in said.details["expected_tags"].split(",")]
    tag = said.details["discriminator"].strip("'")
    word = shown(said.value.get(tag)) if isinstance(said.value, dict) else str(said.details["tag"])
    return f"{tag} is not one of the words allowed", word, nearest(word, allowed)


def _no_tag(said: Said, kind: type[Data]) -> Sentence:
    tag = said.details["discriminator"].strip("'")
    info = field_at(kind, said.loc)
    models = models_of(info.annotation) if info is not None else ()
    words = [word for model in models for word in words_of(model.model_fields[tag].annotation)]
    remedy = f"known: {', '.join(words)}" if words else ""
    return f"needs {tag}: a word that says which kind it is", "", remedy


def _date(said: Said, _: type[Data]) -> Sentence:
    reason = str(said.details.get("error", ""))
    detail = f" ({reason})" if "range" in reason else ""
    return f"must be a date as YYYY-MM-DD{detail}", shown(said.value), "write for example 2027-01-31"


def _moment(said: Said, _: type[Data]) -> Sentence:
    message = "must be a date (YYYY-MM-DD) or a number of working days after the start"
    return message, shown(said.value), "write for example 2027-01-31"


def _number(said: Said, kind: type[Data]) -> Sentence:
    whole = "a whole number" if said.kind.startswith("int") else "a number"
    if said.loc and said.loc[-1] == "[key]":
        return f"the key must be {whole}", shown(said.value), ""
    info = field_at(kind, said.loc)
    detail = ", ".join(part for part in (unit_of(info), (info.description or "") if info else "") if part)
    return f"must be {whole}" + (f" ({detail})" if detail else ""), shown(said.value), _as_number(said.value)


def _as_number(value: Any) -> str:
    """How a text that looks like a number should be written."""
    if not isinstance(value, str):
        return ""
    bare = value.strip().removesuffix("%").replace("−", "-")
    bare = "".join(letter for letter in bare if letter not in "_' ")
    for text in (bare, bare.replace(",", ".", 1)):
        try:
            number = float(text)
        except ValueError:
            continue
        if math.isfinite(number):
            if value.strip().endswith("%"):
                return f"write {number / 100:g}"
            return f"write {text} without quotes" if text.isascii() else f"write {number:.15g}"
    return ""


def _finite(said: Said, kind: type[Data]) -> Sentence:
    unit = unit_of(field_at(kind, said.loc))
    return "must be a finite number" + (f" ({unit})" if unit else ""), shown(said.value), ""


def _bound(key: str, words: str) -> Callable[[Said, type[Data]], Sentence]:
    def bound(said: Said, kind: type[Data]) -> Sentence:
        limit = said.details[key]
        if not isinstance(limit, (int, float)):
            return f"must be a date from {FIRST_DAY} to {LAST_DAY}", shown(said.value), "check the year"
        return f"must be {words} {_figure(limit)}{_counted(said, kind)}", shown(said.value), ""

    return bound


def _figure(number: float) -> str:
    """A bound as people read it: 100,000 and 0.01."""
    return f"{int(number):,}" if float(number).is_integer() else f"{number:g}"


def _counted(said: Said, kind: type[Data]) -> str:
    unit = unit_of(field_at(kind, said.loc))
    return f" {unit}" if unit.startswith(_COUNTED) else ""


def _text(said: Said, _: type[Data]) -> Sentence:
    number = isinstance(said.value, (int, float)) and not isinstance(said.value, bool)
    return "must be text", shown(said.value), f'put it in quotes: "{said.value}"' if number else ""


def _list(said: Said, _: type[Data]) -> Sentence:
    one = isinstance(said.value, (str, int, float))
    return "must be a list", shown(said.value), f"write [{shown(said.value)}]" if one else ""


def _mapping(said: Said, kind: type[Data]) -> Sentence:
    info = field_at(kind, said.loc)
    members = tuple(models_of(info.annotation)) if info is not None else ()
    if members and all("law" in model.model_fields for model in members):
        return (
            "must be a number or a law",
            shown(said.value),
            "write 20, or {law: pert, low: 10, mode: 15, high: 30}",
        )
    model = model_at(kind, said.loc)
    remedy = f"keys: {', '.join(keys_of(model))}" if model is not None else ""
    return "must be a mapping of key: value", shown(said.value), remedy


def _own(said: Said, _: type[Data]) -> Sentence:
    return str(said.details.get("error", "cannot be")), "", ""


_SENTENCES: dict[str, Callable[[Said, type[Data]], Sentence]] = {
    "missing": _missing,
    "extra_forbidden": _extra,
    "enum": _word,
    "literal_error": _word,
    "union_tag_invalid": _tag,
    "union_tag_not_found": _no_tag,
    "moment": _moment,
    "finite_number": _finite,
    "greater_than_equal": _bound("ge", "at least"),
    "less_than_equal": _bound("le", "at most"),
    "greater_than": _bound("gt", "above"),
    "less_than": _bound("lt", "below"),
    "string_type": _text,
    "string_too_short": lambda _, __: ("must not be empty", "", "write a short key"),
    "string_too_long": lambda said, _: (f"must have at most {said.details['max_length']} characters", "", ""),
    "bool_type": lambda said, _: ("must be true or false", shown(said.value), ""),
    "value_error": _own,
    **dict.fromkeys(("tuple_type", "list_type"), _list),
    **dict.fromkeys(("float_type", "int_type", "int_parsing", "int_from_float", "int_parsing_size"), _number),
    **dict.fromkeys(("model_type", "model_attributes_type", "dict_type", "mapping_type"), _mapping),
}
