"""One figure of the register with everything it rests on, or one source with everything that rests on it."""

from __future__ import annotations

from collections.abc import Iterable

from workbench import evidence
from workbench.errors import InputError, Problem
from workbench.interfaces.cli.register_practices import figures_named, practice_names, show_practice
from workbench.interfaces.cli.streams import results
from workbench.interfaces.wording.evidence import (
    DOUBTS,
    MARKS,
    checked,
    published,
    rests_on,
    span,
    standing,
    weights_in_words,
    written,
)
from workbench.interfaces.wording.phrases import some_of

MOST_USES = 12
"""Names that rest on one source, before the rest are only counted."""


def show_entry(name: str) -> None:
    """An effect, a general default, a practice or a source."""
    if name in evidence.effects():
        _effect(evidence.effect(name))
    elif name in evidence.coefficients():
        _coefficient(evidence.coefficient(name))
    elif found := figures_named(name):
        show_practice(name)
        sources = list(dict.fromkeys(key for one in found for key in one.sources))
        _doubts(sources)
        _sources("Rests on", sources)
    else:
        _source_alone(evidence.source(known(name)))


def known(name: str) -> str:
    """A name that the register holds; otherwise the nearest is told."""
    names = [*evidence.effects(), *evidence.coefficients(), *practice_names(), *evidence.sources()]
    if name in names:
        return name
    raise InputError.of(_unknown(name, names))


def _effect(effect: evidence.Effect) -> None:
    from rich.table import Table

    console = results()
    console.print(f"{effect.name} ({effect.unit})", style="bold")
    table = Table(box=None, pad_edge=False)
    table.add_column("level", justify="right")
    table.add_column("middle", justify="right", no_wrap=True)
    table.add_column("range", justify="right", no_wrap=True)
    table.add_column("grade", no_wrap=True)
    table.add_column("what is published and what is guessed", overflow="fold")
    for one in effect.levels:
        table.add_row(
            str(one.level),
            written(one.base),
            span(one.low, one.high),
            f"{MARKS[one.grade]}, {checked(one.verified)}",
            one.note,
        )
    console.print(table)
    weights = evidence.weighting(effect.name)
    console.print(
        f"\nWhose level counts ({MARKS[weights.grade]}): {weights_in_words(weights)}. {weights.note}"
    )
    own = [one.id for one in evidence.sources_of(effect.name)]
    _doubts(own)
    _sources("Rests on", own)
    _sources("The split over perspectives rests on", [one for one in weights.sources if one not in own])


def _coefficient(one: evidence.Coefficient) -> None:
    console = results()
    console.print(f"{one.name} ({one.unit})", style="bold")
    around = f" (between {written(one.low)} and {written(one.high)})" if one.low < one.high else ""
    console.print(f"{written(one.base)}{around}, {MARKS[one.grade]}, {checked(one.verified)}", soft_wrap=True)
    if one.note:
        console.print(one.note)
    _doubts(one.sources)
    _sources("Rests on", one.sources)


def _source_alone(one: evidence.Source) -> None:
    console = results()
    _source(one)
    used = rests_on(one.id)
    console.print(f"Used by: {some_of(used, MOST_USES)}." if used else "No default rests on it.")
    _doubts([one.id])


def _doubts(sources: Iterable[str]) -> None:
    found = evidence.doubts_about(*sources)
    if not found:
        return
    console = results()
    console.print("\nWhat speaks against it:")
    for one in found:
        console.print(f"- {DOUBTS[one.kind]}: {one.sentence} [{', '.join(one.sources)}]")


def _sources(title: str, names: Iterable[str]) -> None:
    keys = list(names)
    if not keys:
        return
    results().print(f"\n{title}:")
    for key in keys:
        _source(evidence.source(key))


def _source(one: evidence.Source) -> None:
    from rich.padding import Padding

    console = results()
    console.print(f"{one.id} · {standing(one)}", style="bold")
    found = published(one)
    lines = [
        one.finding + (f": {found}" if found else ""),
        f"{one.citation} ({one.year})" if str(one.year) not in one.citation else one.citation,
        f"sample: {one.sample}" if not one.id.startswith("P_") else "",
        one.note,
    ]
    for line in filter(None, lines):
        console.print(Padding(line, (0, 0, 0, 4)))


def _unknown(name: str, names: list[str]) -> Problem:
    from difflib import get_close_matches

    folded = {one.casefold(): one for one in names}
    near = get_close_matches(name.casefold(), folded, n=1, cutoff=0.5)
    remedy = f"did you mean {folded[near[0]]}?" if near else "workbench evidence lists all names"
    return Problem(("evidence",), "is no effect, default, practice or source of the register", name, remedy)
