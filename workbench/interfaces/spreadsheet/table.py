"""Where the table is: its heading row, columns by field, rows; titles and notes around it left out."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, replace

import yaml

from workbench.errors import InputError, Problem
from workbench.interfaces.spreadsheet.fields import POOL_SHEETS, PROJECT_FIELDS, Field, Kind
from workbench.interfaces.spreadsheet.headings import Understood, key, understand, unit_in
from workbench.interfaces.spreadsheet.mapping import ColumnSource
from workbench.interfaces.spreadsheet.sheet import Cell, Origin, Sheet
from workbench.interfaces.spreadsheet.units import Unit

_ROWS_SEARCHED = 60
_TOTAL = re.compile(
    r"((grand |sub)?totals?|sum|(gesamt|zwischen)?summen?|insgesamt|gesamt|gesamtergebnis|Σ)( \d{4})?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Match:
    """A field, the heading cell that names it, and how its cells are to be read."""

    field: str
    heading: Cell
    kind: Kind
    unit: Unit
    source: ColumnSource | None
    rivals: tuple[Cell, ...] = ()
    """Other headings that name the same field as well as this one."""

    @property
    def decided(self) -> bool:
        """Whether it is known which column this is, and in which unit."""
        return self.unit is not UNKNOWN and not self.rivals


@dataclass(frozen=True)
class Table:
    """A heading row with its matches, and the rows under it."""

    origin: Origin
    headings: tuple[Cell, ...]
    matches: MappingOf[str, Match]
    rows: tuple[tuple[Cell, ...], ...]

    def cells(self, column: int) -> Iterator[Cell]:
        """Cells of a column, one for each row that has it."""
        for row in self.rows:
            if column <= len(row):
                yield row[column - 1]

    def cell(self, row: tuple[Cell, ...], field: str) -> Cell | None:
        """The cell of a field in a row."""
        match = self.matches.get(field)
        if match is None:
            return None
        column = match.heading.column
        if column <= len(row):
            return row[column - 1]
        return Cell(None, self.origin, row[0].row, column, False)

    def column_named(self, heading: str) -> int | None:
        """The column under a heading, matched or not."""
        return next((cell.column for cell in self.headings if key(cell.text) == key(heading)), None)


def find_projects(
    sheets: Sequence[Sheet], sheet: str | None, sources: MappingOf[str, ColumnSource], ignored: Iterable[str]
) -> Table:
    """The table of projects in the sheet that has most known headings.

    Raises
    ------
    InputError
        If no row has at least two known headings. What else is wrong with them, `heading_problems` tells.
    """
    candidates = [one for one in sheets if sheet is None or key(one.origin.sheet) == key(sheet)]
    if not candidates:
        names = [one.origin.sheet for one in sheets]
        near = difflib.get_close_matches(sheet or "", names, n=1)
        remedy = f"did you mean {near[0]}?" if near else f"sheets: {', '.join(names)}"
        raise InputError.of(
            Problem(("sheet",), "there is no sheet of this name", sheet or "", remedy, sheets[0].origin.file)
        )
    others = [one for one in candidates if sheet is not None or not is_pool_sheet(one)] or candidates
    tables = [find_table(one, PROJECT_FIELDS, sources, ignored) for one in others]
    best = max(tables, key=lambda table: len(table.matches))
    if len(best.matches) < 2:
        raise InputError(tuple(_nothing_known(best, sources)))
    return best


def find_pools(sheets: Sequence[Sheet], named: str | None) -> Sheet | None:
    """The sheet of pools: the one named, or the first whose name says so."""
    if named is not None:
        found = next((one for one in sheets if key(one.origin.sheet) == key(named)), None)
        if found is None:
            place = sheets[0].origin.file
            raise InputError.of(
                Problem(("pools", "sheet"), "there is no sheet of this name", named, place=place)
            )
        return found
    return next((one for one in sheets if is_pool_sheet(one)), None)


def is_pool_sheet(sheet: Sheet) -> bool:
    """Whether the name of a sheet says that it holds pools."""
    return key(sheet.origin.sheet).startswith(tuple(map(key, POOL_SHEETS)))


def find_table(
    sheet: Sheet, fields: MappingOf[str, Field], sources: MappingOf[str, ColumnSource], ignored: Iterable[str]
) -> Table:
    """The table under the first of the rows that has most known headings."""
    skip = {key(heading) for heading in ignored}
    best = Table(sheet.origin, sheet.rows[0], {}, sheet.rows[1:])
    for index, row in enumerate(sheet.rows[:_ROWS_SEARCHED]):
        matches = _matches(row, fields, sources, skip)
        if len(matches) > len(best.matches):
            best = Table(sheet.origin, row, matches, sheet.rows[index + 1 :])
    return best


def unused_headings(table: Table, known: set[str]) -> Iterator[Problem]:
    """One line that names the columns that nothing reads, with the fields that they may have been meant for.

    `known` holds the keys of headings that the mapping names.
    """
    read = {match.heading.column for match in table.matches.values()}
    unused = [
        cell.text
        for cell in table.headings
        if cell.text and cell.column not in read and key(cell.text) not in known
    ]
    if unused:
        near = [(heading, nearest_field(heading)) for heading in unused]
        meant = "; ".join(
            f"{field}: {heading}" for heading, field in near if field not in ("", *table.matches)
        )
        yield Problem(
            (),
            "columns that are not used",
            ", ".join(unused),
            f"map what you meant with --map ({meant})" if meant else "",
            f"{table.origin}, row {table.headings[0].row}",
        )


def heading_problems(
    table: Table, sources: MappingOf[str, ColumnSource], section: tuple[str, ...] = ()
) -> Iterator[Problem]:
    """Mapped headings that are missing, fields with two columns, units that nobody knows.

    `section` is where the fields stand in a mapping: ``("pools",)`` for those of pools.
    """
    texts = [cell.text for cell in table.headings if cell.text]
    for field, source in sources.items():
        if field not in table.matches:
            near = difflib.get_close_matches(source.column, texts, n=1, cutoff=0.4)
            remedy = f"did you mean {near[0]}?" if near else f"headings: {', '.join(texts[:12])}"
            yield Problem(
                (*section, field),
                "the mapping names a heading that is not there",
                source.column,
                remedy,
                f"{table.origin}, row {table.headings[0].row}",
            )
    for field, match in table.matches.items():
        if match.rivals:
            yield _rivalry(match, section)
        elif match.unit is UNKNOWN:
            written = f"{{column: {as_yaml(match.heading.text)}, times: 1}}"
            yield Problem(
                (*section, field),
                f"the unit is not understood; {match.kind.value} is expected",
                match.heading.text,
                f"mend it or map it with --map: {_line(section, field, written)}",
                match.heading.place,
            )


def _rivalry(match: Match, section: tuple[str, ...]) -> Problem:
    """Two or more columns for one field: all of them by address, and the line of a mapping that decides."""
    cells = (match.heading, *match.rivals)
    texts = [_one_line(cell.text) for cell in cells]
    named = [f"{cell.address} “{text}”" for cell, text in zip(cells, texts, strict=True)]
    if len(set(map(key, texts))) == 1:
        remedy = "rename all but one of them: a mapping by heading cannot tell them apart"
    else:
        lines = [f"“{_line(section, match.field, as_yaml(text))}”" for text in texts]
        remedy = f"say which with --map, a YAML file with the line {' or '.join(lines)}"
    return Problem(
        (*section, match.field),
        f"{'two' if len(cells) == 2 else len(cells)} columns could be this field: "
        f"{', '.join(named[:-1])} and {named[-1]}",
        remedy=remedy,
        place=cells[-1].place,
    )


def _line(section: tuple[str, ...], field: str, source: str) -> str:
    """A line of a mapping that says where a field comes from."""
    return f"{section[0]}: {{{field}: {source}}}" if section else f"{field}: {source}"


def as_yaml(heading: str) -> str:
    """A heading as it has to be written in a mapping.

    Examples
    --------
    >>> as_yaml("Team size"), as_yaml("Dauer: Plan"), as_yaml("No")
    ('Team size', '"Dauer: Plan"', '"No"')
    """
    text = _one_line(heading)
    plain = re.fullmatch(r"[^\W\d][\w ().€$/-]*", text) and yaml.safe_load(text) == text
    return text if plain else json.dumps(text, ensure_ascii=False)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def is_note(table: Table, row: tuple[Cell, ...], identity: Sequence[str]) -> bool:
    """Whether a row is a remark: at most one cell under a known heading, and that no lone key.

    Parameters
    ----------
    identity
        Fields that say which thing a row is about; a lone key without a space under one of them is an
        unfinished row, not a remark.
    """
    filled = {field: cell for field in table.matches if (cell := table.cell(row, field)) is not None}
    filled = {field: cell for field, cell in filled.items() if cell.value is not None}
    lone_key = any(field in filled and " " not in filled[field].text for field in identity)
    return len(filled) <= 1 and not lone_key


def is_total(table: Table, row: tuple[Cell, ...]) -> bool:
    """Whether a row adds the others up."""
    texts = [
        cell.text.strip(" :=") for field in ("id", "name") if (cell := table.cell(row, field)) is not None
    ]
    first = next((cell.text.strip(" :=") for cell in row if cell.text), "")
    return any(_TOTAL.fullmatch(text) for text in (*texts, first) if text)


UNKNOWN = Unit(float("nan"), "")
"""Stands for a unit that nobody knows."""


def _matches(
    row: tuple[Cell, ...],
    fields: MappingOf[str, Field],
    sources: MappingOf[str, ColumnSource],
    ignored: set[str],
) -> dict[str, Match]:
    matches: dict[str, Match] = {}
    mapped: set[str] = set()
    by_key = {key(cell.text): cell for cell in reversed(row) if isinstance(cell.value, str)}
    for field, source in sources.items():
        cell = by_key.get(key(source.column))
        if cell is not None:
            mapped.add(key(source.column))
            matches[field] = _mapped(field, fields[field].kind, cell, source)
    for cell in row:
        if not isinstance(cell.value, str) or len(cell.text) > 120 or key(cell.text) in ignored | mapped:
            continue
        found = understand(cell.text, fields)
        if found is None or found.field in sources:
            continue
        match = _understood(found, fields, cell)
        earlier = matches.get(found.field)
        if earlier is None or (_is_own_name(match) and not _is_own_name(earlier)):
            matches[found.field] = match
        elif _is_own_name(earlier) == _is_own_name(match):
            matches[found.field] = replace(earlier, rivals=(*earlier.rivals, cell))
    return matches


def _is_own_name(match: Match) -> bool:
    return key(match.heading.text) == key(match.field)


def _mapped(field: str, kind: Kind, cell: Cell, source: ColumnSource) -> Match:
    if source.times is not None:
        return Match(field, cell, kind, Unit(source.times, ""), source)
    return Match(field, cell, kind, unit_in(cell.text, kind).unit or UNKNOWN, source)


def _understood(found: Understood, fields: MappingOf[str, Field], cell: Cell) -> Match:
    kind = fields[found.field].kind
    return Match(found.field, cell, kind, found.unit if found.unit is not None else UNKNOWN, None)


def _nothing_known(table: Table, sources: MappingOf[str, ColumnSource]) -> Iterator[Problem]:
    headings = [cell.text for cell in table.headings if cell.text][:30]
    yield Problem(
        (),
        "no row has the headings of a table of projects",
        ", ".join(headings)[:400],
        "name them as in docs/import.md, or give a mapping file (field: heading) with --map",
        f"{table.origin}, row {table.headings[0].row}",
    )
    for heading in headings:
        near = nearest_field(heading)
        if near:
            yield Problem(
                (), f"“{heading}” may be {near}", remedy=f"map it: {near}: {heading}", place=str(table.origin)
            )
    yield from heading_problems(table, sources)


def nearest_field(heading: str) -> str:
    """The field whose name or alias is most like a heading; empty if none is near."""
    names = {
        key(alias): field for field, about in PROJECT_FIELDS.items() for alias in (field, *about.aliases)
    }
    near = difflib.get_close_matches(key(heading), names, n=1, cutoff=0.7)
    return names[near[0]] if near else ""
