"""What failed in a batch: a line at once, a page that says why, and the last words of the batch."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.interfaces.cli.places import shown
from workbench.interfaces.cli.rows import labels
from workbench.interfaces.cli.streams import clean
from workbench.interfaces.reports.step import Step

if TYPE_CHECKING:
    from workbench.experiment import Results
    from workbench.interfaces.reports.unmade import Unmade

LONGEST = 300
"""Letters of a reason at the end of a batch; pages have all of it."""


@dataclass(frozen=True)
class Failed:
    """A scenario with which something could not be done.

    Parameters
    ----------
    name
        Of the scenario; of the file, where none could be read from it.
    label
        What readers call it, on pages and here.
    step
        What could not be done.
    reasons
        Sentences.
    """

    name: str
    label: str
    step: Step
    reasons: tuple[str, ...]


def tell(failed: Failed, what: str = "") -> Failed:
    """Say at once that something failed, while the rest goes on."""
    more = len(failed.reasons) - 1
    others = "" if more < 1 else " (and 1 more problem)" if more == 1 else f" (and {more} more problems)"
    click.echo(clean(f"failed: {what or failed.label}: {_why(failed)}{others}"), err=True)
    return failed


def incomplete(found: Results) -> list[Failed]:
    """Scenarios of which some futures, or all, could not be simulated."""
    lived = {entry.name: entry.n for entry in found.manifest.scenarios}
    called, reasons = labels(found), dict[str, list[str]]()
    for one in found.manifest.failures:
        part = f"futures {one.start} to {one.stop - 1}: " if lived[one.scenario] else ""
        said = f"{part}{one.reason}"
        reasons.setdefault(one.scenario, []).append(said)
    return [
        Failed(name, called[name], Step.IN_ALL if lived[name] else Step.SIMULATED, tuple(dict.fromkeys(said)))
        for name, said in reasons.items()
    ]


@dataclass(frozen=True)
class Told:
    """A page that says why a scenario is in no run, and what an index has to know of it."""

    page: Path
    shown: Unmade


def without_figures(failed: Sequence[Failed], batch: str, out: Path, taken: Collection[Path]) -> list[Told]:
    """A page for each scenario that is in no run.

    Parameters
    ----------
    failed
        What failed.
    batch
        Name of the batch.
    out
        Folder of the pages.
    taken
        Pages that are reports.
    """
    from workbench.interfaces.reports.failed_page import Failing, failed_page
    from workbench.interfaces.reports.index_links import NO_REPORT, Link, address
    from workbench.interfaces.reports.pages import INDEX
    from workbench.interfaces.reports.unmade import Unmade

    found = []
    for one, page in zip(failed, _pages(failed, out, taken), strict=True):
        failed_page(Failing(batch, one.label, one.step, one.reasons, back=INDEX), page)
        link = Link(NO_REPORT, address(page, out))
        found.append(Told(page, Unmade(one.label, one.step, one.reasons, (link,))))
    return found


def _pages(failed: Sequence[Failed], out: Path, taken: Collection[Path]) -> Iterator[Path]:
    """A page for each, none of them one that a report or another of them has."""
    from workbench.interfaces.reports.pages import page_names

    names = page_names([one.name for one in failed])
    held = {one.name.casefold() for one in taken}
    for one in failed:
        stem = Path(names[one.name]).stem
        choice, k = f"{stem}.html", 1
        while choice.casefold() in held:
            k += 1
            choice = f"{stem}-{k}.html"
        held.add(choice.casefold())
        yield out / choice


def sweep_failed(out: Path, kept: Collection[Path]) -> None:
    """Remove pages on what failed in an earlier batch and was mended since."""
    from workbench.interfaces.reports.failed_page import is_failed

    names = {one.name for one in kept}
    for page in out.glob("*.html"):
        if page.name not in names and is_failed(page):
            page.unlink()


def last_words(failed: Sequence[Failed], scenarios: int, out: Path) -> Iterator[str]:
    """How a batch ended: what failed and what lacks futures, each with the reason, or that nothing did.

    Only what failed has a page that says why; figures that rest on fewer futures say so in the index.

    Parameters
    ----------
    failed
        What failed, all of it.
    scenarios
        How many there were.
    out
        Folder of the pages.
    """
    if not failed:
        yield (
            "Done; nothing failed."
            if scenarios == 1
            else f"All {scenarios:,} scenarios are done; none failed."
        )
        return
    of = f"of {scenarios:,} scenario{'' if scenarios == 1 else 's'}."
    gone = [one for one in failed if one.step is not Step.IN_ALL]
    if gone:
        yield f"Failed: {len({one.name for one in gone}):,} {of}"
        yield from (_line(one, f"not {one.step}: ") for one in gone)
        yield f"Pages that say why: {shown(out)}"
    partly = [one for one in failed if one.step is Step.IN_ALL]
    if partly:
        yield f"Some futures are missing: in {len(partly):,} {of}"
        yield from map(_line, partly)


def _why(one: Failed) -> str:
    """The first reason, without the name of the file that it begins with where that stands before it."""
    said = one.reasons[0].removeprefix(f"{one.label}:")
    return re.sub(r"^(\d+):(\d+): ", r"line \1, column \2: ", said.lstrip())


def _line(one: Failed, what: str = "") -> str:
    why = _why(one)
    return clean(f"  {one.label}: {what}{why[:LONGEST]}{'…' if len(why) > LONGEST else ''}")
