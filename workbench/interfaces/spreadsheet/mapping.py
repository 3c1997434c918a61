"""A saved mapping: which column is which field, what is constant, and which assumptions are declared."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from collections.abc import Mapping as MappingOf
from datetime import date
from enum import StrEnum
from typing import Any

from pydantic import field_validator, model_validator

from workbench.interfaces.spreadsheet.fields import POOL_FIELDS, PROJECT_FIELDS
from workbench.interfaces.spreadsheet.limits import BELIEVED_DAYS, BELIEVED_MONEY, BELIEVED_YEARS, MOST_RATE
from workbench.interfaces.spreadsheet.words import Urgency
from workbench.model import Durations, ResourcePool
from workbench.model.data import Data, about, quantity

Scalar = str | int | float | bool | date


def _gathered(value: Any, fields: MappingOf[str, Any]) -> Any:
    """Fields that stand beside the settings are moved under `columns`."""
    if not isinstance(value, dict):
        return value
    beside = {field: source for field, source in value.items() if field in fields}
    rest = {name: one for name, one in value.items() if name not in fields}
    under = rest.get("columns", {})
    if not isinstance(under, dict):
        return value
    for field in under:
        if field not in fields:
            raise ValueError(f"there is no field {field}{did_you_mean(str(field), fields)}")
    return {**rest, "columns": {**under, **beside}}


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Name the nearest known spelling, to be put behind a message; empty if none is near."""
    near = difflib.get_close_matches(name, list(known), n=1)
    return f"; did you mean {near[0]}?" if near else ""


class Decimal(StrEnum):
    """The sign before the decimals."""

    COMMA = "comma"
    POINT = "point"


class ColumnSource(Data):
    """Where a field comes from: a column, and what is done with its cells."""

    column: str = about(text="heading of the column")
    times: float | None = quantity(
        None,
        unit="factor",
        about="what its figures are multiplied by; empty = the unit in the heading",
        low=0,
    )
    pattern: str | None = about(
        None, text="regular expression; its first group is taken, or all of the match"
    )
    otherwise: str | None = about(None, text="text where the pattern does not match")

    @model_validator(mode="before")
    @classmethod
    def _a_text_is_a_heading(cls, value: Any) -> Any:
        return {"column": value} if isinstance(value, str) else value

    @field_validator("pattern")
    @classmethod
    def _compiles(cls, value: str | None) -> str | None:
        if value is not None:
            try:
                re.compile(value)
            except re.error as error:
                raise ValueError(f"is not a regular expression: {error}") from None
        return value


class AssumedValue(Data):
    """How the yearly value is assumed where the file states none."""

    share_of_budget: float = quantity(unit="share per year", about="yearly benefit ÷ budget", low=0, high=100)


class AssumedTeam(Data):
    """How the team is worked out where the file states none: labour cost ÷ duration ÷ cost per FTE-day."""

    cost_per_fte_day: float = quantity(
        unit="money per FTE-day", about="what a person costs a day", low=0.01, high=MOST_RATE
    )
    labour_share: float = quantity(
        1.0, unit="share", about="part of the budget that pays people", low=0, high=1
    )


class Assume(Data):
    """Declared assumptions, each used only where a cell is empty and always listed."""

    value_per_year: AssumedValue | None = about(None, text="yearly value from the budget")
    team_size: AssumedTeam | None = about(None, text="team from budget and duration")
    duration_days: float | None = quantity(
        None, unit="working days", about="duration", low=0.01, high=BELIEVED_DAYS
    )
    benefit_years: float | None = quantity(
        None, unit="years", about="how long benefits last", low=0.01, high=BELIEVED_YEARS
    )
    urgency: Urgency | None = about(None, text="urgency")
    lateness_cost_per_day: float | None = quantity(
        None,
        unit="money per working day",
        about="cost of a day late, for fixed dates",
        low=0.01,
        high=BELIEVED_MONEY,
    )
    cost_per_fte_day: float | None = quantity(
        None,
        unit="money per FTE-day",
        about="what a person costs a day, where a pool states none",
        low=0,
        high=MOST_RATE,
    )


class PoolMapping(Data):
    """The sheet of pools, or pools stated here."""

    sheet: str | None = about(None, text="name of the sheet; empty = found by its name")
    columns: MappingOf[str, ColumnSource] = about({}, text="field of a pool: heading")
    stated: tuple[ResourcePool, ...] = about((), text="pools that no sheet holds")

    @model_validator(mode="before")
    @classmethod
    def _fields_stand_beside_settings(cls, value: Any) -> Any:
        return _gathered(value, POOL_FIELDS)


class Mapping(Data):
    """How a file of projects is to be read.

    In YAML the fields stand beside the settings: ``due_date: Go-live``, ``start: 2027-01-01``.

    Examples
    --------
    >>> mapping = Mapping.model_validate({"due_date": "Go-live", "only": {"Status": "active"}})
    >>> mapping.columns["due_date"].column
    'Go-live'
    """

    title: str | None = about(None, text="title of the portfolio; empty = name of the file")
    organisation: str = about("", text="who the portfolio belongs to")
    sheet: str | None = about(None, text="sheet with the projects; empty = the one with most known headings")
    columns: MappingOf[str, ColumnSource] = about({}, text="field of a project: heading")
    ignore: tuple[str, ...] = about((), text="headings that are not to be used")
    only: MappingOf[str, tuple[str, ...]] = about({}, text="heading: the values that are let in")
    pools: PoolMapping = about(PoolMapping(), text="pools of people")
    constants: MappingOf[str, Scalar] = about({}, text="field: value where a cell is empty")
    exchanged: tuple[str, ...] = about(
        (), text="fields whose source wrote the day where the month belongs, wherever the day is 12 or less"
    )
    decimal: Decimal | None = about(
        None, text="comma or point: the sign before decimals, where a column leaves it open"
    )
    assume: Assume = about(Assume(), text="declared assumptions")
    start: date | None = about(None, text="first day of the portfolio")
    currency: str | None = about(None, text="three-letter currency code")
    discount_rate: float | None = quantity(None, unit="per year", about="discount rate", low=0, high=1)
    fiscal_year_starts: int | None = quantity(
        None, unit="month", about="start of the fiscal year", low=1, high=12
    )
    budgets: dict[int, float] = about({}, text="money for projects by fiscal year")
    durations: Durations | None = about(None, text="whether durations are plans or outcomes")
    maturity: float | None = quantity(None, unit="level 1–5", about="present maturity", low=1, high=5)

    @model_validator(mode="before")
    @classmethod
    def _fields_stand_beside_settings(cls, value: Any) -> Any:
        return _gathered(value, PROJECT_FIELDS)

    @field_validator("only", mode="before")
    @classmethod
    def _one_value_or_several(cls, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        listed = {heading: one if isinstance(one, (list, tuple)) else [one] for heading, one in value.items()}
        return {heading: [str(item) for item in items] for heading, items in listed.items()}

    @field_validator("constants", "exchanged")
    @classmethod
    def _known_fields(cls, value: Any) -> Any:
        for field in value:
            if field not in PROJECT_FIELDS:
                raise ValueError(f"there is no field {field}{did_you_mean(field, PROJECT_FIELDS)}")
        return value
