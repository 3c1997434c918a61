"""Charts of a report as files: the picture as SVG and PNG, its numbers as CSV."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

import pandas as pd

from workbench.charts.static import as_png
from workbench.experiment.run_folder import inert

_FIGURE = re.compile(
    r'<figure class="wb-figure" id="wb-(?P<key>[^"]+)" data-chart aria-label="(?P<alt>[^"]*)">\s*'
    r'<div class="wb-static"[^>]*>(?P<svg><svg.*?</svg>)</div>.*?'
    r'<script type="application/json" class="wb-spec">(?P<spec>.*?)</script>\s*'
    r"<figcaption>.*?</figcaption>",
    re.DOTALL,
)
"""A figure as `reports.html.figure` writes it; nothing inside can end it early, all of it is escaped."""

_PLACES = frozenset({"px", "px2", "y", "y2", "a", "b", "at", "k", "level", "zero", "end", "baseline", "text"})
"""Fields of rows that say where on the paper something stands, in which order, and what is written there."""


@dataclass(frozen=True)
class Chart:
    """A chart of a report.

    Parameters
    ----------
    key
        Unique in its report, safe for a file.
    alt
        What it says, in words and numbers.
    svg, spec
        The static picture, and the specification that draws it live.
    """

    key: str
    alt: str
    svg: str
    spec: Mapping[str, Any]


def charts_in(pieces: str) -> tuple[Chart, ...]:
    """The charts of a report, in the order of the page."""
    return tuple(_chart(found) for found in _FIGURE.finditer(pieces))


def with_links(pieces: str, links: Callable[[Chart], str]) -> str:
    """The report with a line of links below the caption of each chart."""
    return _FIGURE.sub(lambda found: f"{found.group(0)}\n{links(_chart(found))}", pieces)


def _chart(found: re.Match[str]) -> Chart:
    key = re.sub(r"[^A-Za-z0-9_-]", "_", unescape(found["key"]))
    return Chart(key, unescape(found["alt"]), found["svg"], json.loads(found["spec"]))


def numbers_of(chart: Chart) -> pd.DataFrame:
    """What a chart draws, without where on the paper it draws it.

    A row for each mark; `mark` says of which kind where there are several. What only words or rules of the
    picture use is left out, and so are marks that say nothing that others do not say too.

    Examples
    --------
    >>> layers = [{"mark": "bar", "data": {"values": [{"label": "A", "mean": 2.0, "y": 40}]}},
    ...           {"mark": "text", "data": {"values": [{"px": 3, "y": 40, "text": "A"}]}}]
    >>> numbers_of(Chart("k", "", "", {"layer": layers})).to_dict("records")
    [{'label': 'A', 'mean': 2.0}]
    """
    kept: list[tuple[str, list[dict[str, Any]]]] = []
    for kind, rows in _layers(chart.spec):
        if not any(_said(rows, other) for _, other in kept):
            kept.append((kind, rows))
    tables = [pd.DataFrame(rows).assign(mark=kind) for kind, rows in kept]
    if not tables:
        return pd.DataFrame()
    whole = pd.concat(tables, ignore_index=True)
    if {"x", "value"} <= set(whole):
        # The same figure, named for readers and for the axis.
        whole = whole.assign(value=whole["value"].fillna(whole["x"])).drop(columns="x")
    front = ["mark"] if whole["mark"].nunique() > 1 else []
    last = [name for name in ("tip",) if name in whole]
    middle = [name for name in whole.columns if name not in ("mark", *last)]
    return whole[[*front, *middle, *last]].rename(columns={"tip": "in words"})


def _layers(spec: Mapping[str, Any]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    for one in spec.get("layer", ()):
        rows = one.get("data", {}).get("values", ())
        mark = one["mark"]
        bare = [{k: v for k, v in row.items() if k not in _PLACES} for row in rows]
        if any(_is_figure(value) for row in bare for value in row.values()):
            yield str(mark["type"] if isinstance(mark, Mapping) else mark), bare


def _is_figure(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _said(rows: Sequence[Mapping[str, Any]], other: Sequence[Mapping[str, Any]]) -> bool:
    """Whether the other rows say all that these say."""
    return all(any(a.items() <= b.items() for b in other) for a in rows)


def write_svg(chart: Chart, path: Path) -> None:
    """The static picture, as it stands in the page."""
    path.write_text(chart.svg, encoding="utf-8", newline="\n")


def write_png(chart: Chart, path: Path) -> None:
    """The same in pixels."""
    path.write_bytes(as_png(dict(chart.spec)))


def write_csv(chart: Chart, path: Path) -> None:
    """Its numbers; text that a spreadsheet would take for a formula stands behind an apostrophe."""
    inert(numbers_of(chart)).to_csv(path, index=False, lineterminator="\n")
