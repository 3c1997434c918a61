"""A site, made in a folder: assets, numbers, every report, the index over them, and the seal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import workbench
from workbench.interfaces.publishing.assets import write_assets
from workbench.interfaces.publishing.frame import Frame, site_page
from workbench.interfaces.publishing.layout import CHARTS, INDEX, PAGES, PDF, SINGLE
from workbench.interfaces.publishing.linked import InSite
from workbench.interfaces.publishing.no_report import not_simulated
from workbench.interfaces.publishing.numbers import write_numbers
from workbench.interfaces.publishing.pdf import MISSING, printer
from workbench.interfaces.publishing.provenance import origin_of, provenance_of
from workbench.interfaces.publishing.source import Sheet, Source
from workbench.interfaces.publishing.whole_site import seal
from workbench.interfaces.publishing.written import Asked, Written, write_sheet
from workbench.interfaces.reports.failed_page import failed_pieces
from workbench.interfaces.reports.folder import RunFolder
from workbench.interfaces.reports.index import index_text
from workbench.interfaces.reports.render import write_page


class Watch(Protocol):
    """Is told what is being written."""

    def begins(self, name: str) -> None:
        """A report is begun."""

    def ends(self, name: str, failures: int) -> None:
        """It is done, or could not be made."""


@dataclass(frozen=True)
class Made:
    """What a site holds.

    Parameters
    ----------
    reports, charts, pdfs
        How many.
    failed
        Reports that could not be made, by the names of their files.
    said
        What else could not be done, a sentence each.
    """

    reports: int
    charts: int
    pdfs: int
    failed: tuple[str, ...]
    said: tuple[str, ...]


def write_site(source: Source, site: Path, workers: int, watch: Watch) -> Made:
    """Write a site into an empty folder.

    Parameters
    ----------
    source
        What it is made of; its reports are made.
    site
        The folder.
    workers
        How many reports are written at a time.
    watch
        Is told what is being written.
    """
    for name in (PAGES, SINGLE, PDF, CHARTS):
        (site / name).mkdir(parents=True)
    write_assets(site)
    write_numbers(source, site)
    unlived = list(_write_unlived(source, site))
    program = printer()
    written = _write_sheets(source.sheets, Asked(source, site, program), workers, watch)
    _without_empty_folders(site)
    _write_index(source, site)
    seal(site, _about(source))
    failed = [one.sheet.stem for one in written if not one.sheet.finished]
    said = [line for one in written for line in one.said]
    return Made(
        reports=len(written) - len(failed),
        charts=sum(one.charts for one in written),
        pdfs=len(list((site / PDF).glob("*.pdf"))),
        failed=(*failed, *unlived),
        said=(*([MISSING] if program is None else []), *source.said, *said),
    )


def _write_sheets(sheets: Sequence[Sheet], asked: Asked, workers: int, watch: Watch) -> list[Written]:
    def work(sheet: Sheet) -> Written:
        watch.begins(sheet.stem)
        try:
            return write_sheet(sheet, asked)
        finally:
            watch.ends(sheet.stem, 0 if sheet.finished else 1)

    with ThreadPoolExecutor(workers) as pool:
        begun = {pool.submit(work, one): k for k, one in enumerate(sheets)}
        try:
            done = {begun[one]: one.result() for one in as_completed(begun)}
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return [done[k] for k in sorted(done)]


def _write_unlived(source: Source, site: Path) -> Iterator[str]:
    """A page for each scenario of which no future could be simulated."""
    links = InSite(source, site, "../")
    for run in source.runs:
        for name in run.names:
            if run.futures(name) == 0:
                stem = source.stem(run, name)
                pieces = failed_pieces(not_simulated(run, name))
                frame = Frame(f"No report: {run.label(name)}", origin_of(run, name))
                page = site_page(frame, pieces, links.back(), provenance_of(run, (name,), ()))
                write_page(site / PAGES / f"{stem}.html", page)
                yield stem


def _write_index(source: Source, site: Path) -> None:
    links = InSite(source, site)
    origins = [provenance_of(run, run.names, ()) for run in source.runs]
    write_page(site / INDEX, index_text(source.runs, links, origins, source.unmade))


def _without_empty_folders(site: Path) -> None:
    for folder in site.iterdir():
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()


def _about(source: Source) -> dict[str, object]:
    return {"workbench": workbench.__version__, "runs": [_run(one) for one in source.runs]}


def _run(run: RunFolder) -> dict[str, object]:
    manifest = run.manifest
    known = ("name", "created", "seed", "versions", "code")
    scenarios = [{key: run.entry(name)[key] for key in ("name", "hash", "n")} for name in run.names]
    return {**{key: manifest[key] for key in known if key in manifest}, "scenarios": scenarios}
