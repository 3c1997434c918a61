"""Where a portfolio was read from, and the rows of that file that did not become projects."""

from __future__ import annotations

from datetime import date

from workbench.model.data import Data, about, quantity


class LeftOutRow(Data):
    """A cell that kept a row of the file out."""

    place: str = about(text="file, sheet and cell")
    reason: str = about(text="what was wrong with it, and what would mend it")


class ImportSource(Data):
    """The file behind a portfolio: a note for readers that changes no result.

    Examples
    --------
    >>> source = ImportSource(file="plan.xlsx", read_on=date(2027, 1, 4), rows=40, used=37, set_aside=1)
    >>> source.dropped_rows
    2
    """

    file: str = about(text="name of the file")
    read_on: date = about(text="day on which it was read")
    rows: int = quantity(unit="rows", about="rows under the headings", low=0)
    used: int = quantity(unit="rows", about="rows that became projects", low=0)
    set_aside: int = quantity(0, unit="rows", about="totals, notes and rows that were not asked for", low=0)
    dropped: tuple[LeftOutRow, ...] = about((), text="cells that kept rows out, each with the reason")
    more_dropped: int = quantity(0, unit="reasons", about="further reasons, not listed here", low=0)

    @property
    def dropped_rows(self) -> int:
        """Rows that were meant as projects and could not be used."""
        return max(0, self.rows - self.used - self.set_aside)
