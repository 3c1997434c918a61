"""What a study answers: a sentence first, then sections with a picture and a table each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workbench.interfaces.wording import STAMP, futures

if TYPE_CHECKING:
    from workbench.charts.live import Picture
    from workbench.scenario import Scenario

LUCK_ALONE = "Ranges hold luck alone; assumptions are held at their middle values."


@dataclass(frozen=True)
class Grid:
    """A table of finished words: the first column is text, others are figures unless named in `texts`.

    Parameters
    ----------
    caption
        What it shows.
    head
        Headings.
    rows
        Cells.
    totals
        Rows at the end that are sums.
    texts
        Columns that are text.
    """

    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    totals: Sequence[Sequence[str]] = ()
    texts: frozenset[int] = frozenset({0})


@dataclass(frozen=True)
class Section:
    """A part of an answer.

    Parameters
    ----------
    title
        Its question.
    sentences
        What was found.
    picture
        Draws it; None where a sentence is all there is.
    caption
        What the picture rests on.
    grids
        The same and more as tables, for a page.
    short
        Tables that a terminal holds; those of the page where none are given.
    notes
        How it is counted.
    """

    title: str
    sentences: Sequence[str]
    picture: Callable[[], Picture] | None = None
    caption: str = ""
    grids: Sequence[Grid] = ()
    short: Sequence[Grid] = ()
    notes: Sequence[str] = ()


@dataclass(frozen=True)
class Answer:
    """All of it.

    Parameters
    ----------
    key
        Name of the page's file.
    title
        Largest words of the page.
    scenario
        Of which portfolio; its hash stands at the foot.
    label
        Which scenarios, in readers' words.
    lead
        The answer, in sentences.
    sections
        In the order in which they are read.
    futures
        How many simulated futures; 0 where nothing was simulated.
    notes
        What else must be known.
    stamp
        How far forecasts were held to what happened.
    stored
        Futures that runs had stored and the answer tells of beside those simulated for it; 0 where none.
    """

    key: str
    title: str
    scenario: Scenario
    label: str
    lead: Sequence[str]
    sections: Sequence[Section]
    futures: int
    notes: Sequence[str] = field(default_factory=tuple)
    stamp: str = STAMP
    stored: int = 0

    @property
    def rests_on(self) -> str:
        """How many simulated futures, in a sentence; stored ones apart from those simulated for it."""
        if not self.futures:
            return "Nothing was simulated for this."
        if self.stored in (0, self.futures):
            return f"From {futures(self.futures)}."
        return (
            f"What came out is from {futures(self.stored)}, as stored; where it comes from is from "
            f"{futures(self.futures)}."
        )
