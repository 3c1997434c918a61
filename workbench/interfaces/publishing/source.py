"""What a site is made of: the runs in a folder of results, and a report on each of their scenarios."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from workbench.experiment.run_folder import MANIFEST
from workbench.interfaces.publishing.further import FIRST, Found, bundled, found_in, own_page
from workbench.interfaces.publishing.layout import own_stem
from workbench.interfaces.reports.folder import RunFolder, open_run
from workbench.interfaces.reports.index_links import REPORT
from workbench.interfaces.reports.kept_unmade import kept_unmade
from workbench.interfaces.reports.pages import COMPARISON, page_name
from workbench.interfaces.reports.render import template_of
from workbench.interfaces.reports.stamps import is_finished, stamp_of
from workbench.interfaces.reports.step import Step
from workbench.interfaces.reports.study_reports import Template, Wanted
from workbench.interfaces.reports.unmade import Unmade

WITHOUT = "Without figures"

ALL = ""
"""In place of a scenario: all of a run, compared."""


@dataclass(frozen=True)
class Sheet:
    """A report of a site.

    Parameters
    ----------
    wanted
        How it is made, and where it lies in the folder of results.
    about
        The scenario; `ALL` for the comparison.
    stem
        Name of its files in the site, without ending.
    label
        What an index calls it.
    """

    wanted: Wanted
    about: str
    stem: str
    label: str

    @property
    def run(self) -> RunFolder:
        """The run that it reports on."""
        return self.wanted.run

    @property
    def finished(self) -> bool:
        """Whether it is there and says what the run says now."""
        return is_finished(self.wanted.page, self.wanted.stamp)

    @property
    def title(self) -> str:
        """Of the window and of bookmarks."""
        portfolio = self.run.scenario(self.run.baseline).portfolio.name
        about = self.run.label(self.about) if self.about else "Comparison"
        return " · ".join([about, *([self.label] if self.is_further else []), portfolio])

    @property
    def is_bundled(self) -> bool:
        """Whether it is made of a notebook of this package."""
        return self.about == ALL or self.wanted.template == bundled()

    @property
    def is_further(self) -> bool:
        """Whether it is made of another notebook than the first report on its scenario."""
        return self.about != ALL and self.label != FIRST


@dataclass(frozen=True, eq=False)
class Source:
    """A folder of results, read.

    Parameters
    ----------
    folder
        The folder.
    runs
        The runs in it.
    stems
        Names of files on a scenario, without ending, by run and scenario.
    sheets
        Reports, those that compare first.
    said
        What is there and may not be published, or lacks, a sentence each.
    unmade
        Scenarios that are in none of the runs, as readers may know them.
    """

    folder: Path
    runs: tuple[RunFolder, ...]
    stems: Mapping[tuple[Path, str], str]
    sheets: tuple[Sheet, ...]
    said: tuple[str, ...] = ()
    unmade: tuple[Unmade, ...] = ()

    def of(self, run: RunFolder, scenario: str) -> tuple[Sheet, ...]:
        """Reports on a scenario of a run, or on all of it."""
        return tuple(one for one in self.sheets if one.run is run and one.about == scenario)

    def stem(self, run: RunFolder, scenario: str) -> str:
        """Name of the files on a scenario, without ending."""
        return self.stems[run.path, scenario]

    @property
    def unfinished(self) -> tuple[Sheet, ...]:
        """Reports that are not there, or no longer say what the run says."""
        return tuple(one for one in self.sheets if not one.finished)


def source_of(folder: Path) -> Source:
    """Read a folder of results.

    Parameters
    ----------
    folder
        What `compare`, `run` or `batch` wrote (`--out`).

    Raises
    ------
    InputError
        When it holds no finished run.
    """
    runs = tuple(open_run(one, "") for one in runs_in(folder))
    taken: set[str] = set()
    # Absolute: what executes notebooks changes the present folder for moments.
    pages = (folder / REPORT).absolute()
    sheets = [sheet for run in runs for sheet in _compared(run, pages, taken)]
    stems = {
        (run.path, name): own_stem(Path(page_name(run, name)).stem, taken)
        for run in runs
        for name in run.names
    }
    lived = [(run, name) for run in runs for name in run.names if run.futures(name) > 0]
    for run, name in lived:
        sheets += _reported(run, name, pages, stems[run.path, name], taken)
    said = [line for run, name in lived for line in _left_out(run, name, pages)]
    unmade = tuple(_without_folders(one) for one in kept_unmade(runs, folder / REPORT))
    said += [f"{WITHOUT}: {one.label}. It could not be {one.step}; the index says why." for one in unmade]
    return Source(folder, runs, stems, tuple(sheets), tuple(said), unmade)


def _without_folders(one: Unmade) -> Unmade:
    """Where the files of a batch lay on the machine that read them is nobody's business."""
    if one.step is not Step.READ:
        return one
    path = Path(one.label)
    beside = "" if path.parent == Path() else f"{path.parent.as_posix()}/"
    reasons = [why.replace(beside, "") if beside else why for why in one.reasons]
    return replace(one, label=path.name, reasons=reasons)


def runs_in(folder: Path) -> list[Path]:
    """The folder itself, or those in it where a batch gave each scenario a run of its own."""
    if (folder / MANIFEST).is_file() or not folder.is_dir():
        return [folder]
    return sorted(one.parent for one in folder.glob(f"*/{MANIFEST}")) or [folder]


def _compared(run: RunFolder, pages: Path, taken: set[str]) -> Iterator[Sheet]:
    if run.others:
        template = Template(template_of("comparison_report"), {}, "")
        # Each its own page: the runs of one folder would write over each other's.
        stem = own_stem(Path(COMPARISON).stem, taken)
        stamp = stamp_of(run, run.baseline, template.notebook, {})
        wanted = Wanted(run, run.baseline, template, pages / f"{stem}.html", stamp)
        yield Sheet(wanted, ALL, stem, "comparison")


def _reported(run: RunFolder, scenario: str, pages: Path, stem: str, taken: set[str]) -> Iterator[Sheet]:
    """Reports that a batch lists and that still hold; where it lists none, the bundled one."""
    listed = found_in(run, scenario, pages)
    found = [one for one in listed if one.template == bundled() or one.is_finished(run, scenario)]
    if not found:
        found = [Found(FIRST, own_page(pages, stem, listed), bundled())]
    for k, one in enumerate(found):
        assert one.template is not None
        stamp = stamp_of(run, scenario, one.template.notebook, one.template.parameters)
        wanted = Wanted(run, scenario, one.template, one.page, stamp)
        yield Sheet(
            wanted, scenario, own_stem(one.page.stem, taken) if k else stem, one.label if k else FIRST
        )


def _left_out(run: RunFolder, scenario: str, pages: Path) -> Iterator[str]:
    """Reports that are there and may not be published, a sentence each."""
    for one in found_in(run, scenario, pages):
        if one.template == bundled() or one.is_finished(run, scenario):
            continue
        if one.template is None:
            yield (
                f"Left out: {one.page.name}. The notebook that it was made of is gone, so nobody can tell "
                "whether it says what the results say."
            )
        else:
            yield (
                f"Left out: {one.page.name}. It is not finished or no longer says what the results say; "
                "publishing executes no notebook but the bundled one. Run the batch again to have it."
            )
