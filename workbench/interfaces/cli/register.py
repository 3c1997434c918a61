"""The register of evidence on a terminal, with the grade of every figure in words."""

from __future__ import annotations

from workbench import evidence
from workbench.errors import InputError, Problem
from workbench.interfaces.cli.streams import results

MARKS = {"measured": "● measured", "cited": "◐ cited", "assumed": "○ assumed"}


def show_register() -> None:
    """Every effect and every coefficient, one row each."""
    from rich.table import Table

    console = results()
    levels = Table(title="Effects of maturity: middle figure at level 1 to 5", title_justify="left", box=None)
    for heading in ("name", "unit", "1", "2", "3", "4", "5", "grade"):
        levels.add_column(
            heading,
            justify="right" if heading.isdigit() else "left",
            overflow="fold",
            no_wrap=heading == "name",
        )
    for name in evidence.effects():
        effect = evidence.effect(name)
        grades = sorted({level.grade for level in effect.levels})
        figures = (_figure(level.base) for level in effect.levels)
        levels.add_row(name, effect.unit, *figures, " and ".join(MARKS[grade] for grade in grades))
    console.print(levels)
    general = Table(title="General defaults", title_justify="left", box=None)
    for heading in ("name", "unit", "low", "base", "high", "grade"):
        general.add_column(
            heading,
            justify="right" if heading in ("low", "base", "high") else "left",
            overflow="fold",
            no_wrap=heading == "name",
        )
    for name in evidence.coefficients():
        one = evidence.coefficient(name)
        general.add_row(
            name, one.unit, _figure(one.low), _figure(one.base), _figure(one.high), MARKS[one.grade]
        )
    console.print()
    console.print(general)
    console.print("\nOne of them with its sources: workbench evidence NAME")


def show_one(name: str) -> None:
    """An effect or coefficient with its sources, or one source."""
    console = results()
    if name in evidence.effects():
        effect = evidence.effect(name)
        console.print(f"{effect.name} ({effect.unit})")
        for level in effect.levels:
            figures = f"{_figure(level.base)} (between {_figure(level.low)} and {_figure(level.high)})"
            console.print(
                f"  level {level.level}: {figures}, {MARKS[level.grade]}, {_checked(level.verified)}",
                soft_wrap=True,
            )
        _sources(name)
    elif name in evidence.coefficients():
        one = evidence.coefficient(name)
        figures = f"{_figure(one.base)} (between {_figure(one.low)} and {_figure(one.high)})"
        console.print(
            f"{one.name} ({one.unit}): {figures}, {MARKS[one.grade]}, {_checked(one.verified)}",
            soft_wrap=True,
        )
        if one.note:
            console.print(f"  {one.note}")
        _sources(name)
    elif name in evidence.sources():
        _source(name)
    else:
        raise InputError.of(_unknown(name))


def _sources(name: str) -> None:
    console = results()
    console.print("\nRests on:")
    for one in evidence.sources_of(name):
        _source(one.id)


def _source(key: str) -> None:
    one = evidence.source(key)
    console = results()
    console.print(f"  {one.id}: {one.finding}")
    given = [
        (word, value)
        for word, value in (("low", one.low), ("base", one.base), ("high", one.high))
        if value is not None
    ]
    if given:
        console.print(
            f"      {', '.join(f'{w} {_figure(v)}' for w, v in given)} {one.unit}; found in {one.sample}"
        )
    console.print(f"      {one.citation} ({one.year}), {_checked(one.verified)}")
    if one.note:
        console.print(f"      {one.note}")


def _checked(verified: object) -> str:
    return "read at the source" if verified else "not checked at the source"


def _figure(value: float) -> str:
    return f"{value:g}"


def _unknown(name: str) -> Problem:
    from difflib import get_close_matches

    known = [*evidence.effects(), *evidence.coefficients(), *evidence.sources()]
    near = get_close_matches(name, known, n=1, cutoff=0.5)
    remedy = f"did you mean {near[0]}?" if near else "workbench evidence lists all names"
    return Problem(("evidence",), "is no effect, default or source of the register", name, remedy)
