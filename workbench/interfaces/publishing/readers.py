"""Results as their readers may see them: every run of a folder masked, before any page is made of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from workbench.experiment.masked import Audience, Pseudonyms
from workbench.interfaces.publishing.masking import for_audience, runs_for_audience
from workbench.interfaces.publishing.source import WITHOUT, Source, runs_in, source_of
from workbench.interfaces.reports.unmade import HIDDEN, Unmade
from workbench.interfaces.wording import count


@dataclass(frozen=True)
class Readers:
    """Who a site is for.

    Parameters
    ----------
    audience
        Who reads it.
    pseudonyms
        What things are called.
    """

    audience: Audience = Audience.TEAM
    pseudonyms: Pseudonyms = Pseudonyms.OFF

    @property
    def see_all(self) -> bool:
        """Whether nothing is masked for them."""
        return self.audience is Audience.TEAM and self.pseudonyms is Pseudonyms.OFF


EVERYBODY = Readers()

NOT_NAMED = "Name not shown"


def source_for(whole: Source, readers: Readers, out: Path) -> Source:
    """What a site for some readers is made of, with a sentence on what they do not get.

    Parameters
    ----------
    whole
        A folder of results, read.
    readers
        Who they are.
    out
        A folder for the masked runs.
    """
    if readers.see_all:
        return whole
    found = source_of(for_readers(whole.folder, readers, out))
    gone = [one for one in whole.said if one.startswith(WITHOUT)]
    found = replace(found, said=(*found.said, *gone), unmade=tuple(_unnamed(whole.unmade)))
    others = sum(not one.is_bundled for one in whole.sheets)
    if not others:
        return found
    reports = count(others, "report of another notebook", "reports of other notebooks")
    line = f"Left out for these readers: {reports} than the bundled one, which nobody can mask."
    return replace(found, said=(*found.said, line))


def _unnamed(unmade: Sequence[Unmade]) -> Iterator[Unmade]:
    """Counted, not named: a name that was in no run has no pseudonym."""
    for k, one in enumerate(unmade, start=1):
        label = NOT_NAMED if len(unmade) == 1 else f"{NOT_NAMED}, {k}"
        yield Unmade(label, one.step, [HIDDEN])


def for_readers(results: Path, readers: Readers, out: Path) -> Path:
    """A folder of results as its readers may see it.

    Parameters
    ----------
    results
        What `compare`, `run` or `batch` wrote.
    readers
        Who they are.
    out
        A folder for the masked runs.

    Returns
    -------
    Path
        `out`; the results themselves where nothing is masked.
    """
    if readers.see_all:
        return results
    runs = runs_in(results)
    if runs == [results]:
        return for_audience(results, readers.audience, readers.pseudonyms, out)
    # The folder of a run is called after its scenario: that name is masked too.
    places = {run: out / f"{number:04}" for number, run in enumerate(runs, start=1)}
    runs_for_audience(places, readers.audience, readers.pseudonyms)
    return out
