"""The findings as a page and as tables in the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from benchmarks.findings import Kept, Row, Section

HEADINGS = ("what", "median", "smallest to largest", "rounds", "asked for", "")


def number(value: float) -> str:
    """Three digits, no exponent.

    Examples
    --------
    >>> number(0.01234), number(61.23), number(1234567.0)
    ('0.0123', '61.2', '1,234,567')
    """
    if abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def cells(row: Row) -> tuple[str, ...]:
    """A row as text."""
    found = row.found
    return (
        row.what,
        f"{number(found.median)} {row.unit}".strip(),
        f"{number(found.low)} to {number(found.high)}",
        str(found.rounds),
        "–" if row.bar is None else row.bar.words,
        row.verdict,
    )


def noise_words(section: Section) -> str:
    """How quiet the machine was."""
    if section.noise is None:
        return "no processor time compared here"
    low, high = section.noise.low - 1, section.noise.high - 1
    return f"a fixed workload that took its turn in every round took {low:+.0%} to {high:+.0%} of its median"


def markdown(sections: Sequence[Kept], missing: Sequence[str] = ()) -> str:
    """The whole page; `missing` are sections that were never measured."""
    lines = [
        "# How fast it is",
        "",
        "Made by `make bench` and `make bench-large` from what they measured; not to be edited by hand.",
        "",
        "Contenders took turns within one process, and what is compared is processor time, unless a line",
        "says *wall*. A ratio is taken round by round; its median counts, with the smallest and the largest",
        "round beside it. Absolute figures hold for the machine below each table; ratios travel better.",
        "",
        "## What falls short",
        "",
        *_short(sections),
        *(f"- Not measured yet: {name}." for name in missing),
    ]
    for one in sections:
        lines += ["", f"## {one.section.title}", "", one.section.text, ""]
        if one.section.rows:
            lines += [_line(HEADINGS), _line(["---"] * len(HEADINGS))]
            lines += [*(_line(cells(row)) for row in one.section.rows), ""]
        if one.section.remarks:
            lines += [*(f"- {remark}" for remark in one.section.remarks), ""]
        machine = one.machine
        lines.append(
            f"*{one.day}; {machine.cpu}, {machine.cores} cores, load {machine.load:g}; {machine.system}; "
            f"{machine.versions}; {noise_words(one.section)}.*"
        )
    return "\n".join(lines) + "\n"


def _short(sections: Sequence[Kept]) -> list[str]:
    found = [
        f"- {one.section.title}: {row.what}: {number(row.found.median)} {row.unit}, asked for "
        f"{row.bar.words}: {row.verdict}"
        for one in sections
        for row in one.section.rows
        if row.bar is not None and "short" in row.verdict
    ]
    return found or ["Nothing that was asked for."]


def _line(columns: Sequence[str]) -> str:
    return "| " + " | ".join(columns) + " |"


def show(section: Section, console: Console) -> None:
    """One section in the terminal."""
    table = Table(title=section.title, title_justify="left")
    for heading in HEADINGS:
        table.add_column(heading)
    for row in section.rows:
        table.add_row(*(escape(cell).replace("**", "") for cell in cells(row)))
    console.print(table if section.rows else section.title)
    for remark in (*section.remarks, noise_words(section)):
        console.print(f"  {escape(remark)}", style="dim")
