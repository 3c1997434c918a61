"""What the types say about a place: allowed keys, unit, bounds, description, allowed words."""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from workbench.model.data import Data


def keys_of(kind: type[Data]) -> tuple[str, ...]:
    """Keys that a file may use for a type."""
    return tuple(info.alias or name for name, info in kind.model_fields.items())


def field_at(kind: Any, loc: tuple[Any, ...]) -> FieldInfo | None:
    """The last named field on the way to a place."""
    found: FieldInfo | None = None
    here = kind
    for step in loc:
        model = _model(here, step)
        if model is not None:
            info = _field(model, step)
            if info is not None:
                found, here = info, info.annotation
                continue
        inner = _inner(here, step)
        if inner is not None:
            here = inner
    return found


def model_at(kind: Any, loc: tuple[Any, ...]) -> type[Data] | None:
    """The type of the mapping at a place."""
    here = kind
    for step in loc:
        model = _model(here, step)
        info = _field(model, step) if model is not None else None
        inner = info.annotation if info is not None else _inner(here, step)
        if inner is not None:
            here = inner
    models = list(models_of(here))
    return models[0] if len(models) == 1 else None


def unit_of(info: FieldInfo | None) -> str:
    """Unit of a field, empty if it has none worth saying."""
    extra = info.json_schema_extra if info is not None else None
    unit = str(extra.get("unit", "")) if isinstance(extra, Mapping) else ""
    return "" if unit in ("any", "number") else unit


def words_of(annotation: Any) -> Iterator[str]:
    """Words that an enumeration or literal allows."""
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        yield from (str(one.value) for one in annotation)
    elif get_origin(annotation) is Literal:
        yield from map(str, get_args(annotation))
    else:
        for part in get_args(annotation):
            yield from words_of(part)


def models_of(annotation: Any) -> Iterator[type[Data]]:
    """Types of mapping that may stand at a place itself, not inside a list there."""
    if isinstance(annotation, type) and issubclass(annotation, Data):
        yield annotation
    elif get_origin(annotation) in (Annotated, Union, types.UnionType):
        for part in get_args(annotation):
            yield from models_of(part)


def _model(annotation: Any, step: Any) -> type[Data] | None:
    return next((model for model in models_of(annotation) if _field(model, step) is not None), None)


def _field(model: type[Data], step: Any) -> FieldInfo | None:
    for name, info in model.model_fields.items():
        if step == (info.alias or name):
            return info
    return None


def _inner(annotation: Any, step: Any) -> Any:
    """Type of an item of a list or mapping, or the member of a union that a tag names."""
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin in (Annotated, Union, types.UnionType):
        for model in models_of(annotation):
            if any(step in words_of(info.annotation) for info in model.model_fields.values()):
                return model
        found = (_inner(part, step) for part in parts)
        return next((one for one in found if one is not None), None)
    if origin is tuple and isinstance(step, int):
        return parts[0]
    if origin is not None and isinstance(origin, type) and issubclass(origin, Mapping):
        return parts[1]
    return None
