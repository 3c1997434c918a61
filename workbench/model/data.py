"""The base of all model and policy types: frozen, strict, and with a unit on every quantity."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

MOST_MONEY = 10**13
"""Largest amount of money, and of anything else: beyond it sums lose their cents."""

MOST_DAY_RATE = 10**9
"""Most that a person may cost a day: ordinary rates in the currencies of the smallest unit are near 10⁸."""

MOST_FTE = 100_000
"""Most people in one pool: a large army of developers, and far more than any one skill has."""

MOST_DAYS = 36_525
"""Longest planned duration and farthest moment, working days: a hundred years without a day off."""

MOST_YEARS = 1000
"""Longest time in years."""

MOST_PER_YEAR = 100
"""Fastest decay: at this rate a benefit halves within three days."""

_MOST: dict[str, int] = {
    "money per FTE-day": MOST_DAY_RATE,
    "FTE": MOST_FTE,
    "working days": MOST_DAYS,
    "months": 12 * MOST_YEARS,
    "years": MOST_YEARS,
    "per year": MOST_PER_YEAR,
    "share per year": MOST_PER_YEAR,
    "points": 10**6,
    "projects": 10**6,
}
"""Largest number of a unit where a field states no bound; beyond it a slip is far likelier than a fact."""


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

    Parameters
    ----------
    default
        Its value where none is stated; without one it is required.
    unit
        Its unit.
    about
        What it is, in one line.
    low
        Smallest value allowed; none where it may be as negative as one likes.
    high
        Largest value allowed; where none is given, the most that is plausible in the unit.
    alias
        Its name in files, where that is no name in Python.

    Examples
    --------
    >>> class Pool(Data):
    ...     fte: float = quantity(unit="FTE", about="people", low=0)
    >>> found = Pool.model_json_schema()["properties"]["fte"]
    >>> found["unit"], found["minimum"], found["maximum"]
    ('FTE', 0, 100000)
    """
    most = _MOST.get(unit, MOST_MONEY) if high is None else high
    return Field(default, ge=low, le=most, alias=alias, description=about, json_schema_extra={"unit": unit})


def about(default: Any = ..., *, text: str, alias: str | None = None, unit: str = "") -> Any:
    """A field with its one-line description; a unit where it holds several numbers of one unit."""
    return Field(default, description=text, alias=alias, json_schema_extra={"unit": unit} if unit else None)


FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2999, 12, 31)
"""Dates that a file may state; calendars end at the year 9999, and a run lives long beyond its horizon."""

Day = Annotated[date, Field(ge=FIRST_DAY, le=LAST_DAY)]
"""A date."""

Id = Annotated[str, StringConstraints(min_length=1, max_length=80, strip_whitespace=True)]
"""Identifier of a project, package, pool … ; ordered as Unicode text wherever ties are broken."""
