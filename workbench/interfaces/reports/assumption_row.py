"""One assumption as people read and sign it."""

from __future__ import annotations

from dataclasses import dataclass

GRADES = {"measured": "●", "cited": "◐", "assumed": "○", "stated": "■"}
"""How far a figure can be trusted, with the mark that stands before the word."""

STATED = "stated"
IN_INPUT = "stated in the input"


@dataclass(frozen=True)
class AssumptionRow:
    """One line of the table.

    Parameters
    ----------
    name, value, range, grade, source
        In readers' words; `range` is empty where there is none.
    key
        What it is called where assumptions are varied (`workbench sensitivity`); empty where filled in.
    """

    name: str
    value: str
    range: str
    grade: str
    source: str
    key: str = ""

    @property
    def of_practices(self) -> bool:
        """Whether it is a figure of practices of a PMO: pages count them, the workbook lists them."""
        return "." in self.key
