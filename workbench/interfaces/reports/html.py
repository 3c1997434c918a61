"""Pieces of pages: templates with every value escaped, tables, figures with their static picture."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
from markupsafe import Markup

if TYPE_CHECKING:
    from workbench.charts.live import Picture

PARTS = Path(__file__).parent / "parts"


@dataclass(frozen=True)
class Html:
    """A finished piece of a page; shown as itself in a notebook."""

    text: str

    def _repr_html_(self) -> str:
        # Of an empty piece a notebook would show the plain words below instead.
        return self.text or "<!-- nothing to show -->"

    def __html__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"<{len(self.text)} characters of HTML>"


@dataclass(frozen=True)
class Table:
    """A table: the first column is text, the others are right-aligned unless named in `texts`.

    Parameters
    ----------
    caption
        What it shows, for screen readers.
    head
        Column headings.
    rows
        Cells, escaped unless they are markup.
    totals
        Rows at the end that are sums, ruled and bold.
    blanks
        Labels of empty lines to write on.
    texts
        Columns that are text.
    accent
        Columns in the accent.
    banded
        Rows on the band of the baseline.
    """

    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    totals: Sequence[Sequence[str]] = ()
    blanks: Sequence[str] = ()
    texts: frozenset[int] = frozenset({0})
    accent: frozenset[int] = frozenset()
    banded: frozenset[int] = field(default_factory=frozenset)

    def __html__(self) -> str:
        return part("table", table=self).text


@cache
def environment(parts: Path) -> jinja2.Environment:
    """Templates of a folder: every value escaped, a missing one an error."""
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(parts),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )


def part(name: str, **values: Any) -> Html:
    """A piece of a page from the template of this name, every value escaped."""
    return Html(environment(PARTS).get_template(f"{name}.html.j2").render(**values))


def strong(text: str) -> Markup:
    """An amount in the accent.

    Examples
    --------
    >>> str(strong("€4.9m <b>"))
    '<strong>€4.9m &lt;b&gt;</strong>'
    """
    return Markup("<strong>{}</strong>").format(text)


def ranged(text: str, span: str) -> Markup:
    """A figure with its range in a muted second line; the figure alone where there is no range.

    Examples
    --------
    >>> str(ranged("4.1", "3.1 to 5.1")), str(ranged("4.1", ""))
    ('4.1<small class="wb-range">3.1 to 5.1</small>', '4.1')
    """
    if not span:
        return Markup.escape(text)
    return Markup('{}<small class="wb-range">{}</small>').format(text, span)


def not_clear(cell: str) -> Markup:
    """A figure in a column of the accent that is not clear: muted, so that colour claims no more than words.

    Examples
    --------
    >>> str(not_clear("+4.1"))
    '<span class="wb-muted">+4.1</span>'
    """
    return Markup('<span class="wb-muted">{}</span>').format(cell)


def sentence(pattern: str, *values: object, **named: object) -> Markup:
    """A sentence with its values escaped; markup stays."""
    return Markup(pattern).format(*values, **named)


def as_json(value: object) -> Markup:
    """JSON that can stand inside a script element.

    Examples
    --------
    >>> "<" in as_json({"name": "</script>"})
    False
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)


def figure(chart: Picture, key: str, caption: str, table: Table | None) -> Html:
    """A chart: static picture with its text alternative, caption, table, and what draws it live.

    Parameters
    ----------
    chart
        Carries its description.
    key
        Unique in the page.
    caption
        Number of futures and what the range is.
    table
        The same numbers, folded away.
    """
    from workbench.charts.static import as_svg

    spec = chart.to_dict()
    description = str(spec["description"])
    return part(
        "figure",
        key=key,
        alt=description,
        svg=Markup(as_svg(spec, key)),
        spec=as_json(spec),
        caption=caption,
        table=table,
    )
