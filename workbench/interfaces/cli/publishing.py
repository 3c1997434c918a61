"""Publishing for a command: reports that are missing made first, then the site, whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.interfaces.cli.executing import processes_of
from workbench.interfaces.cli.making import report_all
from workbench.interfaces.cli.one_writer import one_writer
from workbench.interfaces.cli.report_bar import report_bar

if TYPE_CHECKING:
    from workbench.interfaces.publishing.readers import Readers
    from workbench.interfaces.publishing.site import Made
    from workbench.interfaces.publishing.source import Source


@dataclass(frozen=True)
class Published:
    """A site in its place.

    Parameters
    ----------
    site
        The folder.
    made
        What it holds.
    files, size
        How many, and their bytes.
    """

    site: Path
    made: Made
    files: int
    size: int


def published(run: Path, site: Path, readers: Readers, jobs: int | None) -> Published:
    """Publish a folder of results.

    Parameters
    ----------
    run
        The folder.
    site
        Where the site goes; one that stands there is replaced once the new one is whole.
    readers
        Who it is for.
    jobs
        How many reports at once; all cores if none are stated.

    Raises
    ------
    InputError
        When there is no finished run, or something else stands in the place of the site.
    """
    from workbench.interfaces.publishing.readers import source_for
    from workbench.interfaces.publishing.site import write_site
    from workbench.interfaces.publishing.source import source_of
    from workbench.interfaces.publishing.whole_site import MASKED, aside, begin, check_place, clear, finish
    from workbench.interfaces.reports.preflight import check_folder

    check_place(site)
    whole = source_of(run)  # what cannot be read is told before anything is written
    check_folder(site.absolute().parent)
    with one_writer(aside(site)):
        try:
            folder = begin(site)
            source = source_for(whole, readers, aside(site) / MASKED)
            _make_missing(source, jobs)
            click.echo(f"Writing {len(source.sheets):,} reports into the site ...", err=True)
            with report_bar(len(source.sheets), 0) as watch:
                made = write_site(source, folder, processes_of(jobs), watch)
            finish(site)
        finally:
            clear(site)
    every = [one for one in site.rglob("*") if one.is_file()]
    return Published(site, made, len(every), sum(one.stat().st_size for one in every))


def _make_missing(source: Source, jobs: int | None) -> None:
    """Reports stay in the folder of results, as those of a batch do: publishing again makes none anew."""
    from workbench.interfaces.reports.preflight import check_folder

    if source.unfinished:
        check_folder(source.folder)
        with one_writer(source.folder):
            report_all([one.wanted for one in source.sheets], source.folder.name, jobs, staff=None, index="")


def published_lines(found: Published) -> Iterator[str]:
    """What came of it, for people."""
    from workbench.interfaces.publishing.layout import INDEX
    from workbench.interfaces.wording import capital, count

    made = found.made
    counted = [
        count(made.reports, "report", "reports"),
        count(made.charts, "chart", "charts"),
        count(made.pdfs, "PDF", "PDFs"),
    ]
    yield f"{capital(', '.join(counted))}; {found.files:,} files, {found.size / 1e6:.1f} MB."
    yield from made.said
    for stem in made.failed:
        yield f"No report: {stem}. Its page says why."
    yield f"Site: {(found.site / INDEX).resolve().as_uri()}"


def published_json(found: Published) -> str:
    """The same for programs."""
    from workbench.interfaces.studies.as_json import as_json

    made = found.made
    return as_json(
        {
            "site": str(found.site),
            "reports": made.reports,
            "charts": made.charts,
            "pdfs": made.pdfs,
            "files": found.files,
            "bytes": found.size,
            "failed": list(made.failed),
            "said": list(made.said),
        }
    )
