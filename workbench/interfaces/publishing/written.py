"""One report of a site, in all its forms: page, one file, PDF, and its charts as files."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from workbench.interfaces.publishing.charts import (
    Chart,
    charts_in,
    with_links,
    write_csv,
    write_png,
    write_svg,
)
from workbench.interfaces.publishing.frame import Frame, paper_page, single_page, site_page
from workbench.interfaces.publishing.layout import CHARTS, PAGES, PDF, SINGLE
from workbench.interfaces.publishing.linked import InSite
from workbench.interfaces.publishing.no_report import not_reported
from workbench.interfaces.publishing.pdf import NotPrinted, print_page
from workbench.interfaces.publishing.pieces import pieces_of
from workbench.interfaces.publishing.provenance import (
    origin_of,
    provenance_of,
    rest_of_provenance,
)
from workbench.interfaces.publishing.source import ALL, Sheet, Source
from workbench.interfaces.publishing.templates import piece
from workbench.interfaces.reports.calibration import record_of, stamp_line
from workbench.interfaces.reports.failed_page import failed_pieces
from workbench.interfaces.reports.index_links import Link

OWN_PROVENANCE = 'class="wb-section wb-provenance"'
"""Stands in reports that say themselves what they were made of."""


@dataclass(frozen=True)
class Asked:
    """Where a report goes, and what prints it.

    Parameters
    ----------
    source, site
        What the site is made of, and its folder.
    program
        What prints, if anything does.
    """

    source: Source
    site: Path
    program: Path | None


@dataclass(frozen=True)
class Written:
    """What came of a report.

    Parameters
    ----------
    sheet
        Which.
    charts
        How many are there as files.
    said
        What could not be done, a sentence each.
    """

    sheet: Sheet
    charts: int = 0
    said: tuple[str, ...] = ()


def write_sheet(sheet: Sheet, asked: Asked) -> Written:
    """Write a report; where it could not be made, the page that says why.

    Parameters
    ----------
    sheet
        Which.
    asked
        Where to.
    """
    site = asked.site
    page, single = site / PAGES / f"{sheet.stem}.html", site / SINGLE / f"{sheet.stem}.html"
    foot = origin_of(sheet.run, sheet.about or sheet.run.baseline)
    frame = Frame(sheet.title, foot, stamp_line(record_of(sheet.run)))
    names = sheet.run.names if sheet.about == ALL else (sheet.about,)
    if not sheet.finished:
        failing = failed_pieces(not_reported(sheet))
        origin = provenance_of(sheet.run, names, ())
        _write(single, paper_page(frame, failing, origin))
        _write(page, site_page(frame, failing, InSite(asked.source, site, "../").back(), origin))
        return Written(sheet)
    pieces = pieces_of(sheet.wanted.page)
    provenance = rest_of_provenance if OWN_PROVENANCE in pieces else provenance_of
    alone = provenance(sheet.run, names, ())
    _write(single, single_page(frame, pieces, alone))
    said = _printed(paper_page(frame, pieces, alone), site / PDF / f"{sheet.stem}.pdf", asked.program)
    charts = _write_charts(pieces, site / CHARTS / sheet.stem)
    here = InSite(asked.source, site, "../")
    own = provenance(sheet.run, names, here.files(sheet))
    linked = with_links(pieces, lambda chart: _downloads(sheet, chart))
    _write(page, site_page(frame, linked, here.around(sheet), own))
    return Written(sheet, charts, said)


def _write_charts(pieces: str, folder: Path) -> int:
    charts = charts_in(pieces)
    if charts:
        folder.mkdir(parents=True)
    for chart in charts:
        write_svg(chart, folder / f"{chart.key}.svg")
        write_png(chart, folder / f"{chart.key}.png")
        write_csv(chart, folder / f"{chart.key}.csv")
    return len(charts)


def _downloads(sheet: Sheet, chart: Chart) -> str:
    links = [
        Link(kind.upper(), quote(f"../{CHARTS}/{sheet.stem}/{chart.key}.{kind}"))
        for kind in ("svg", "png", "csv")
    ]
    return piece("downloads", links=links)


def _printed(text: str, out: Path, program: Path | None) -> tuple[str, ...]:
    if program is None:
        return ()
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / f"{out.stem}.html"
        _write(page, text)
        try:
            print_page(program, page, out)
        except NotPrinted as error:
            return (str(error),)
    return ()


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
