"""Mapping files: read with every problem named, shipped ones found by name, and written."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from workbench.errors import InputError, Problem
from workbench.interfaces.spreadsheet.fields import POOL_FIELDS, PROJECT_FIELDS
from workbench.interfaces.spreadsheet.mapping import (
    Assume,
    AssumedTeam,
    AssumedValue,
    ColumnSource,
    Mapping,
    PoolMapping,
    did_you_mean,
)
from workbench.model.data import Data

_MOST_BYTES = 200_000
_SHIPPED = files("workbench.interfaces.spreadsheet") / "mappings"


def read_mapping(name: str | Path) -> Mapping:
    """Read a mapping from a YAML file, or a shipped one by its name.

    Examples
    --------
    >>> read_mapping("us_federal_it").currency
    'USD'

    Raises
    ------
    InputError
        With every problem of the mapping, and the names of the shipped ones if there is no such file.
    """
    return _validated(_content(str(name), ()), Path(name).name)


def shipped_mappings() -> tuple[str, ...]:
    """Names of the mappings that come with the workbench.

    Examples
    --------
    >>> shipped_mappings()
    ('us_federal_it',)
    """
    return tuple(sorted(Path(one.name).stem for one in _SHIPPED.iterdir() if one.name.endswith(".yaml")))


def mapping_as_yaml(mapping: Mapping) -> str:
    """The mapping as YAML that `read_mapping` reads back; settings left at their default are left out."""
    content = mapping.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    if "pools" in content:
        content["pools"] = {**_plain(content["pools"].pop("columns", {})), **content["pools"]}
    flat = {**_plain(content.pop("columns", {})), **content}
    return yaml.safe_dump(flat, allow_unicode=True, sort_keys=False)


def _plain(columns: dict[str, Any]) -> dict[str, Any]:
    """A source that is only a heading, as that heading."""
    return {
        field: source["column"] if set(source) == {"column"} else source for field, source in columns.items()
    }


def _content(name: str, above: tuple[str, ...]) -> dict[str, Any]:
    text, place = _text(name)
    try:
        content = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{place}, line {mark.line + 1}" if mark else place
        reason = getattr(error, "problem", None) or "is not readable"
        raise InputError.of(Problem((), f"is not plain YAML: {reason}", place=where)) from None
    except (RecursionError, ValueError) as error:
        raise InputError.of(Problem((), f"is not plain YAML: {error}", place=place)) from None
    if not isinstance(content, dict) or not all(isinstance(one, str) for one in content):
        problem = Problem((), "must be a list of “field: heading”", remedy="see docs/import.md", place=place)
        raise InputError.of(problem)
    base = content.pop("extends", None)
    if base is None:
        return content
    if str(base) in above or len(above) > 5:
        raise InputError.of(
            Problem(("extends",), "mappings extend each other in a circle", str(base), place=place)
        )
    beside = Path(name).parent / str(base)
    laid: dict[str, Any] = _laid_over(
        _content(str(beside if beside.is_file() else base), (*above, str(base))), content
    )
    return laid


def _text(name: str) -> tuple[str, str]:
    path = Path(name)
    if path.is_file():
        if path.stat().st_size > _MOST_BYTES:
            raise InputError.of(Problem((), "is too large for a mapping", place=path.name))
        return path.read_text(encoding="utf-8-sig", errors="replace"), path.name
    shipped = shipped_mappings()
    if name in shipped:
        return (_SHIPPED / f"{name}.yaml").read_text(encoding="utf-8"), name
    remedy = f"shipped: {', '.join(shipped)}{did_you_mean(name, shipped)}"
    raise InputError.of(Problem((), "there is no such mapping file", name, remedy))


def _laid_over(base: Any, top: Any) -> Any:
    """What the top states replaces the base, key by key; the values of `only` as a whole."""
    if not (isinstance(base, dict) and isinstance(top, dict)):
        return top
    return {**base, **{name: _laid_over(base.get(name), value) for name, value in top.items()}}


def _validated(content: dict[str, Any], place: str) -> Mapping:
    try:
        return Mapping.model_validate(content)
    except ValidationError as error:
        raise InputError(tuple(_problem(one, place) for one in error.errors())) from None


def _problem(error: Any, place: str) -> Problem:
    path = tuple(str(part) for part in error["loc"])
    if error["type"] == "extra_forbidden":
        known = _known(path[:-1])
        remedy = did_you_mean(path[-1], known)[2:] or f"known: {', '.join(known[:12])}"
        return Problem(path, "is neither a field nor a setting", remedy=remedy, place=place)
    message = str(error["msg"]).removeprefix("Value error, ")
    return Problem(path, message, str(error["input"])[:80], place=place)


def _known(path: tuple[str, ...]) -> list[str]:
    """What may stand under a path of a mapping."""
    if not path:
        return [*Mapping.model_fields, *PROJECT_FIELDS]
    if path == ("pools",):
        return [*PoolMapping.model_fields, *POOL_FIELDS]
    types: dict[tuple[str, ...], type[Data]] = {
        ("assume",): Assume,
        ("assume", "value_per_year"): AssumedValue,
        ("assume", "team_size"): AssumedTeam,
    }
    return [*types.get(path, ColumnSource).model_fields]
