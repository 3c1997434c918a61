"""Measure, keep what was found, and make the page of it.

``python -m benchmarks`` measures everything that is quick, ``python -m benchmarks large`` or any other names
only those, ``python -m benchmarks page`` nothing: it makes the page anew from what was kept.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from rich.console import Console

from benchmarks.findings import Kept, keep, kept
from benchmarks.machine import Machine
from benchmarks.page import markdown, show

QUICK = ("speed", "growth", "textbook", "networks", "sampling", "start", "pairs", "parts")
LONG = ("large", "cluster")
PAGE = Path(__file__).parents[1] / "docs" / "performance.md"


def known() -> list[Kept]:
    """Everything that was kept, in the order of the page."""
    found = [kept(name) for name in (*QUICK, *LONG)]
    return [one for one in found if one is not None]


def page() -> str:
    """The page of what was kept; what never was is named there."""
    found = known()
    there = {one.section.name for one in found}
    return markdown(found, [name for name in (*QUICK, *LONG) if name not in there])


def main(names: Sequence[str]) -> int:
    """Measure what is named."""
    console = Console(width=None if sys.stdout.isatty() else 150)
    wrong = [name for name in names if name not in (*QUICK, *LONG, "page")]
    if wrong:
        console.print(f"{', '.join(wrong)}: not known; take {', '.join((*QUICK, *LONG))} or page")
        return 2
    for name in names:
        if name == "page":
            continue
        machine = Machine.here()
        section = import_module(f"benchmarks.{name}").measure()
        keep(section, machine)
        show(section, console)
    PAGE.write_text(page(), encoding="utf-8")
    console.print(f"written to docs/{PAGE.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or QUICK))
