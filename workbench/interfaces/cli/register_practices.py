"""What the register assumes of practices: a line each, or every figure of one of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from workbench import evidence
from workbench.evidence import PracticeFigure
from workbench.interfaces.cli.streams import results
from workbench.interfaces.wording.evidence import MARKS, written
from workbench.interfaces.wording.phrases import count, listed

if TYPE_CHECKING:
    from rich.table import Table


def figures_named(name: str) -> list[PracticeFigure]:
    """Figures of a practice, or of one parameter of it, as ``coaching.lift``; none if it is neither."""
    return [one for one in evidence.practice_figures() if name in (one.practice, one.coefficient)]


def practice_names() -> list[str]:
    """Practices and their parameters."""
    names = [name for one in evidence.practice_figures() for name in (one.practice, one.coefficient)]
    return list(dict.fromkeys(names))


def practices_table() -> Table:
    """How many figures stand behind each practice, and how few of them anybody published."""
    from rich.table import Table

    table = Table(
        title="What practices do and cost",
        title_justify="left",
        title_style="bold",
        box=None,
        pad_edge=False,
    )
    table.add_column("name", no_wrap=True)
    table.add_column("figures", justify="right")
    table.add_column("grades")
    for practice in dict.fromkeys(one.practice for one in evidence.practice_figures()):
        own = figures_named(practice)
        grades = [one.grade for one in own]
        told = [f"{grades.count(grade)} {grade}" for grade in dict.fromkeys(sorted(grades))]
        table.add_row(practice, str(len(own)), listed(told))
    return table


def show_practice(name: str) -> None:
    """Every figure of a practice, or of one parameter of it."""
    found = figures_named(name)
    console = results()
    whole = f", {count(len(found), 'figure', 'figures')}" if len(found) > 1 else ""
    console.print(f"{name}{whole}", style="bold")
    console.print(_figures(found))


def _figures(found: Sequence[PracticeFigure]) -> Table:
    """A row each; a note that would only repeat the one above is left out."""
    from rich.table import Table

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column("what, for which case, unit", overflow="fold", ratio=3)
    for heading in ("low", "middle", "high"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("grade", no_wrap=True)
    table.add_column("what is published and what is guessed", overflow="fold", ratio=4)
    note = ""
    for one in found:
        ends = (written(one.low), written(one.high)) if one.low < one.high else ("", "")
        case = f", {one.context}" if one.context else ""
        table.add_row(
            f"{one.parameter}{case}\n  {one.unit}",
            ends[0],
            written(one.base),
            ends[1],
            MARKS[one.grade],
            "" if one.note == note else one.note,
        )
        note = one.note
    return table
