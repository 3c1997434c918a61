"""The base of all model and policy types: frozen, strict, and with a unit on every quantity."""

from __future__ import annotations

from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

MOST_MONEY = 1e13
"""Largest amount of money or size of any law: beyond it sums lose their cents, and a slip is far likelier."""

MOST_DAYS = 1e6
"""Longest planned duration, working days."""

MOST_YEARS = 1000.0
"""Longest time in years."""


class Data(BaseModel):
    """A frozen value; unknown fields and non-finite numbers are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, populate_by_name=True)

    def __copy__(self) -> Self:
        """A copy without what was computed from the fields, since `model_copy` may change those."""
        copied = super().__copy__()
        _forget_computed(copied.__dict__, type(self))
        return copied

    def __getstate__(self) -> dict[Any, Any]:
        """The fields alone: what was computed from them need not travel, and may not be able to."""
        state = super().__getstate__()
        state["__dict__"] = dict(state["__dict__"])
        _forget_computed(state["__dict__"], type(self))
        return state


def _forget_computed(values: dict[str, Any], kind: type[BaseModel]) -> None:
    for name in values.keys() - kind.model_fields.keys():
        del values[name]


def quantity(
    default: Any = ...,
    *,
    unit: str,
    about: str,
    low: float | None = None,
    high: float | None = None,
    alias: str | None = None,
) -> Any:
    """A number with its unit, bounds and one-line description, for schema, widgets and axis titles.

    Examples
    --------
    >>> class Pool(Data):
    ...     fte: float = quantity(unit="FTE", about="people", low=0)
    >>> Pool.model_json_schema()["properties"]["fte"]["unit"]
    'FTE'
    """
    return Field(default, ge=low, le=high, alias=alias, description=about, json_schema_extra={"unit": unit})


def about(default: Any = ..., *, text: str, alias: str | None = None) -> Any:
    """A field without a unit and with its one-line description."""
    return Field(default, description=text, alias=alias)


Id = Annotated[str, StringConstraints(min_length=1, max_length=80, strip_whitespace=True)]
"""Identifier of a project, package, pool … ; ordered as Unicode text wherever ties are broken."""
