"""The register of evidence on a terminal: every figure with range and grade, and what speaks against it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench import evidence
from workbench.interfaces.cli.register_practices import practices_table
from workbench.interfaces.cli.streams import results
from workbench.interfaces.wording.evidence import (
    DOUBTS,
    MARKS,
    checked,
    register_in_a_sentence,
    sources_in_short,
    span,
    written,
)
from workbench.interfaces.wording.phrases import listed

if TYPE_CHECKING:
    from rich.table import Table

FROM = "from"
"""Heading of the number of publications; short, so that names and ranges fit a hundred columns."""


def show_register() -> None:
    """Every effect and every coefficient, then what speaks against them."""
    console = results()
    console.print(register_in_a_sentence())
    console.print(f"“{FROM}”: how many published findings state, support or bound the figure.")
    console.print()
    console.print(_effects())
    console.print()
    console.print(_coefficients())
    console.print()
    console.print(practices_table())
    console.print("\nWhat speaks against them")
    for kind, title in DOUBTS.items():
        console.print(f"{title}:", style="bold")
        for one in evidence.doubts():
            if one.kind is kind:
                console.print(f"- {one.sentence} [{', '.join(one.sources)}]")
    console.print(
        "\nOne figure or practice with its sources, or one source by its id: workbench evidence NAME"
    )


def _effects() -> Table:
    table = _table("Effects of maturity at level 1 to 5: middle figure, range below it")
    table.padding = (0, 1, 0, 0)
    table.add_column("name, unit", overflow="fold")
    for level in range(1, 6):
        table.add_column(str(level), justify="right", no_wrap=True)
    table.add_column("grade", no_wrap=True)
    table.add_column(FROM, justify="right")
    for name in evidence.effects():
        effect = evidence.effect(name)
        grades = listed(sorted({MARKS[level.grade] for level in effect.levels}))
        proven = all(level.verified for level in effect.levels)
        table.add_row(
            f"{name}\n  {effect.unit}",
            *(f"{written(one.base)}\n{span(one.low, one.high)}" for one in effect.levels),
            f"{grades}\n{checked(proven)}",
            sources_in_short(one.id for one in evidence.sources_of(name)),
        )
    return table


def _coefficients() -> Table:
    table = _table("General defaults")
    table.add_column("name, unit", overflow="fold")
    for heading in ("low", "middle", "high"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("grade", no_wrap=True)
    table.add_column("", no_wrap=True)
    table.add_column(FROM, justify="right")
    for name in evidence.coefficients():
        one = evidence.coefficient(name)
        ends = (written(one.low), written(one.high)) if one.low < one.high else ("", "")
        table.add_row(
            f"{name}\n  {one.unit}",
            ends[0],
            written(one.base),
            ends[1],
            MARKS[one.grade],
            checked(one.verified),
            sources_in_short(one.sources),
        )
    return table


def _table(title: str) -> Table:
    from rich.table import Table

    return Table(title=title, title_justify="left", title_style="bold", box=None, pad_edge=False)
