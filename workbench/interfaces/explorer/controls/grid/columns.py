"""Columns of the table of projects: what each shows of a project, and what a new value does to the draft."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol

from workbench.interfaces.explorer.controls.fields import Field, fields_of
from workbench.interfaces.explorer.controls.grid.work import days_of, most_of, scaled_days, scaled_team
from workbench.interfaces.explorer.controls.kinds import Choice, Kind, Option
from workbench.interfaces.explorer.controls.known import Known
from workbench.interfaces.explorer.controls.numbers import PER_CENT, Number, Unit
from workbench.interfaces.explorer.controls.settings import with_value
from workbench.interfaces.explorer.controls.stand import Stand, Today
from workbench.interfaces.explorer.draft import Draft
from workbench.interfaces.explorer.plain import Path, at
from workbench.model import Project
from workbench.model.data import MOST_FTE

PROJECTS: Path = ("portfolio", "projects")
SELECTION: Path = ("policy", "selection")


@dataclass(frozen=True)
class Row:
    """One project: as the draft has it, as it is today, and as it is before any edit; plain data.

    Parameters
    ----------
    project, today
        None of today where it is not there.
    before_edits
        As in today, or in the scenario that was opened; None where an edit has added it.
    forced
        “in”, “out”, or nothing, as the draft has it and today.
    """

    project: dict[str, Any]
    today: dict[str, Any] | None
    before_edits: dict[str, Any] | None = None
    forced: tuple[str, str] = ("", "")


class Column(Protocol):
    """One column."""

    @property
    def key(self) -> str:
        """Its name in messages."""

    @property
    def title(self) -> str:
        """What it is called."""

    @property
    def about(self) -> str:
        """What it is."""

    @property
    def kind(self) -> Kind:
        """What may be entered."""

    def value(self, row: Row) -> Any:
        """What stands in it."""

    def before(self, row: Row) -> Any:
        """What stands in it today."""

    def change(self, draft: Draft, project: str, value: Any, today: Today) -> Draft:
        """The draft with a new value."""

    def holds(self, path: Path) -> bool:
        """Whether a problem at a path below the project is this column's."""


@dataclass(frozen=True)
class OfField:
    """A field of the project itself."""

    inner: Path
    field: Field

    @property
    def key(self) -> str:
        """Its address in the project."""
        return "/".join(self.inner)

    @property
    def title(self) -> str:
        """That of the field."""
        return self.field.title

    @property
    def about(self) -> str:
        """What the type says of it."""
        return self.field.about

    @property
    def kind(self) -> Kind:
        """What the type allows."""
        return self.field.kind

    def value(self, row: Row) -> Any:
        """As stated; what files leave out counts by its default."""
        return self._in(row.project)

    def before(self, row: Row) -> Any:
        """As stated today."""
        return self._in(row.today)

    def change(self, draft: Draft, project: str, value: Any, today: Today) -> Draft:
        """One edit, or none if it is as today."""
        there = Field((*PROJECTS, project, *self.inner), "", "", self.kind, None, (), self.field.default)
        return with_value(draft, there, value, today)

    def holds(self, path: Path) -> bool:
        """Problems of the field, and of what it is a part of."""
        return path[: len(self.inner)] == self.inner or path == self.inner[:1]

    def _in(self, project: dict[str, Any] | None) -> Any:
        found = at(project, self.inner)
        return self.field.default if found is None else found


@dataclass(frozen=True)
class Durations:
    """How long all packages take, of what the scenario that is changed plans: today, or an opened one."""

    key: str = "durations"
    title: str = "Durations"
    about: str = (
        "how long its packages take, of what is planned today, or in the scenario that was opened; single "
        "packages stand under one project"
    )
    kind: Kind = Number(0.05, 10, 0.05, Unit("% of planned", PER_CENT))

    def value(self, row: Row) -> Any:
        """Ratio of the sums of their means."""
        return self._of_planned(row.project, row)

    def before(self, row: Row) -> Any:
        """One, or what today's are of those of an opened scenario."""
        return self._of_planned(row.today, row)

    def change(self, draft: Draft, project: str, value: Any, today: Today) -> Draft:
        """Every package that can be, by the same factor of what is planned."""
        stated = at(Stand(draft, today).before_edits, (*PROJECTS, project))
        for package, duration in scaled_days(stated, value).items():
            there = _plain_field((*PROJECTS, project, "packages", package, "duration"), self.kind)
            draft = with_value(draft, there, duration, today)
        return draft

    def holds(self, path: Path) -> bool:
        """Problems of a duration."""
        return path[:1] == ("packages",) and path[2:3] == ("duration",)

    def _of_planned(self, project: dict[str, Any] | None, row: Row) -> float:
        planned = days_of(row.before_edits)
        return 1.0 if not planned else _round(days_of(project) / planned)


@dataclass(frozen=True)
class Team:
    """People of one pool that the project needs at once, at most."""

    pool: str
    title: str
    kind: Kind = Number(0, MOST_FTE, 0.25, Unit("FTE at most"))

    @property
    def key(self) -> str:
        """Its pool."""
        return f"team/{self.pool}"

    @property
    def about(self) -> str:
        """What it is, and what typing does."""
        return (
            f"people of {self.title} in the package that needs most of them; its other packages follow in "
            "proportion, and where none needs any, all of them will"
        )

    def value(self, row: Row) -> Any:
        """The most of any package."""
        return most_of(row.project, self.pool)

    def before(self, row: Row) -> Any:
        """The same today."""
        return most_of(row.today, self.pool)

    def change(self, draft: Draft, project: str, value: Any, today: Today) -> Draft:
        """Packages keep their proportions of today."""
        stated = at(Stand(draft, today).before_edits, (*PROJECTS, project))
        for package, fte in scaled_team(stated, self.pool, value).items():
            there = _plain_field((*PROJECTS, project, "packages", package, "demand", self.pool), self.kind)
            draft = with_value(draft, there, fte, today)
        return draft

    def holds(self, path: Path) -> bool:
        """Problems of the demand for this pool."""
        return path[:1] == ("packages",) and path[2:] == ("demand", self.pool)


@dataclass(frozen=True)
class Forced:
    """Whether the project is selected or turned down whatever the rule of selection finds."""

    key: str = "forced"
    title: str = "Selection"
    about: str = (
        "in: must be selected by rules that choose; out: turned down, whatever the rule; what must be done "
        "in any case is mandatory"
    )
    kind: Kind = Choice((Option("", "by the rule"), Option("in", "forced in"), Option("out", "forced out")))

    def value(self, row: Row) -> Any:
        """In, out or neither."""
        return row.forced[0]

    def before(self, row: Row) -> Any:
        """The same today."""
        return row.forced[1]

    def change(self, draft: Draft, project: str, value: Any, today: Today) -> Draft:
        """On one of two lists, or on none."""
        for name, word in (("include", "in"), ("exclude", "out")):
            address = (*SELECTION, name)
            listed = [one for one in at(Stand(draft, today).plain, address) or () if one != project]
            if value == word:
                stood = at(Stand(draft, today).before_edits, address) or []
                listed = [*stood] if sorted(stood) == sorted([*listed, project]) else [*listed, project]
            draft = with_value(draft, _plain_field(address, self.kind), listed, today)
        return draft

    def holds(self, path: Path) -> bool:
        """None: its problems are of the policy."""
        return False


def columns_of(known: Known) -> tuple[Column, ...]:
    """The columns for a portfolio: one for the team of each pool."""
    walked = {one.address: one for one in fields_of(Project, {}, known) if isinstance(one, Field)}
    own = [
        OfField(inner, walked[inner])
        for inner in (
            ("name",),
            ("programme",),
            ("benefit", "per_year"),
            ("due",),
            ("intake",),
        )
    ]
    pools = [Team(one.value, one.words) for one in known.options("pool")]
    mandatory = OfField(("mandatory",), walked["mandatory",])
    return (*own, Durations(), *pools, mandatory, Forced())


def rows_of(stand: Stand) -> list[Row]:
    """The projects of a draft, in their order."""
    today, before = (
        {one["id"]: one for one in at(plain, PROJECTS) or ()}
        for plain in (stand.today.plain, stand.before_edits)
    )
    forced = _forced(stand.plain), _forced(stand.today.plain)
    return [
        Row(
            one,
            today.get(one["id"]),
            before.get(one["id"]),
            (forced[0].get(one["id"], ""), forced[1].get(one["id"], "")),
        )
        for one in at(stand.plain, PROJECTS) or ()
    ]


def _forced(plain: Any) -> dict[str, str]:
    selection: dict[str, Sequence[str]] = at(plain, SELECTION) or {}
    return {
        **dict.fromkeys(selection.get("include") or (), "in"),
        **dict.fromkeys(selection.get("exclude") or (), "out"),
    }


def _plain_field(address: Path, kind: Kind) -> Field:
    return Field(address, "", "", kind, None)


def _round(ratio: float) -> float:
    """To a tenth of a per cent: what typing gave comes back as it was typed."""
    return float(round(Decimal(repr(ratio)), 3))
