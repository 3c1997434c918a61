"""Printing results: sentence first, then tables, then where the files are and what to do next."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.interfaces.cli import tables, yardsticks
from workbench.interfaces.cli.places import shown
from workbench.interfaces.cli.rows import differences_in_value
from workbench.interfaces.cli.running import failures_of
from workbench.interfaces.cli.sentences import few, opening, served, standing, verdicts
from workbench.interfaces.cli.streams import clean, notes
from workbench.interfaces.cli.streams import results as standard_output

if TYPE_CHECKING:
    from rich.console import Console

    from workbench.experiment import Comparison, Results
    from workbench.interfaces.wording.beside import Beside

_HOLDS = "summary.csv and the other tables hold every measure"


def show_run(found: Results, folder: Path, pages: Sequence[Path]) -> None:
    """Print one scenario."""
    console = standard_output()
    _sentences(console, [*opening(found), standing(found), *few(found)])
    for table in tables.boards(found):
        _print(console, table)
    _ending(console, found, folder, pages)


def show_comparison(
    found: Comparison, folder: Path, pages: Sequence[Path], beside: Beside | None = None
) -> None:
    """Print a comparison: a sentence per what-if, the baseline, what each changes, then yardsticks."""
    console = standard_output()
    _sentences(console, [*opening(found), *verdicts(found), *few(found)])
    for table in tables.boards(found):
        _print(console, table)
    for name in differences_in_value(found):
        for table in tables.difference_boards(found, name):
            _print(console, table)
    if beside is not None:
        _print(console, yardsticks.table(beside))
        _sentences(console, [clean(one) for one in beside.sentences()])
    _ending(console, found, folder, pages)


def show_next(line: str) -> None:
    """Print what to do next, no wider than the terminal."""
    standard_output().print(line, highlight=False)


def next_after_run(scenario: str, pages: Sequence[Path]) -> str:
    """What to do after one scenario.

    Examples
    --------
    >>> next_after_run("our plan.yaml", [Path("page.html")])
    'Next:   workbench compare "our plan.yaml" WHAT-IF.yaml sets a what-if beside it'
    """
    word = f'"{scenario}"' if " " in scenario else scenario
    compare = f"workbench compare {word} WHAT-IF.yaml sets a what-if beside it"
    return f"Next:   {compare}" if pages else f"Next:   {compare}; --report makes a page"


def next_after_comparison(pages: Sequence[Path]) -> str:
    """What to do after a comparison."""
    return (
        "Next:   workbench lab: move sliders yourself"
        if pages
        else ("Next:   the same with --report makes the pages; nothing is simulated again")
    )


def say(text: str) -> None:
    """A note on standard error."""
    notes().print(text, soft_wrap=True)


def say_failures(found: Results) -> bool:
    """Print what could not be computed; whether there was anything."""
    lines = failures_of(found)
    for line in lines:
        say(line)
    return bool(lines)


def say_behind_json(found: Results) -> None:
    """On standard error, what a reader of the JSON would miss: capacity that was inferred, and the speed."""
    for line in [*opening(found), *few(found), speed(found), detail(found)]:
        if line:
            say(line)


def _ending(console: Console, found: Results, folder: Path, pages: Sequence[Path]) -> None:
    promised = tables.commitments(found)
    if promised is not None:
        _print(console, promised)
    last = (tables.busiest(found), *served(found), tables.legend(found))
    _sentences(console, [one for one in last if one])
    console.print()
    for page in pages:
        kind = "Index: " if page.stem == "index" else "Report:"
        console.print(f"{kind} {page.resolve().as_uri()}", soft_wrap=True)
    console.print(f"Files:  {shown(folder)} ({_HOLDS})", soft_wrap=True)
    for line in (speed(found), detail(found)):
        if line:
            say(line)


def detail(found: Results) -> str:
    """What is not kept of many futures; empty where everything is."""
    from workbench.interfaces.wording import detail_words

    said = found.manifest.detail
    return "" if said is None else f"Detail: {detail_words(said)} --detail all keeps every row."


def speed(found: Results) -> str:
    """Futures and events per second of waiting."""
    manifest = found.manifest
    if not manifest.replications:
        return "Speed:  everything was there from an earlier run; nothing was simulated again."
    blocks = manifest.blocks_reused
    there = f"{blocks} {'block was' if blocks == 1 else 'blocks were'}"
    reused = f"; {there} there from an earlier run" if blocks else ""
    return (
        f"Speed:  {manifest.replications_per_second:,.0f} futures and {manifest.events_per_second:,.0f} "
        f"events a second, {manifest.wall_seconds:.1f} s of simulation{reused}. {agreement(found)}"
    )


def agreement(found: Results) -> str:
    """What the twin check found; a disagreement would have stopped the run."""
    checked = [one.twins for one in found.manifest.scenarios]
    if not any(checked):
        return "One engine alone did it: nothing was compared with another."
    each = " of each scenario" if len(checked) > 1 else ""
    return f"SimPy and compiled agree on {min(checked)} of {min(checked)} futures{each}, bit for bit."


def _sentences(console: Console, lines: Sequence[str]) -> None:
    for line in lines:
        console.print()
        console.print(line)


def _print(console: Console, table: object) -> None:
    console.print()
    console.print(table)
