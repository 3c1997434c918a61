"""Past runs as a table on the terminal, and for programs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from workbench.experiment.codehash import code_hash
from workbench.experiment.past_runs import PastRun, Unreadable
from workbench.interfaces.cli.streams import clean
from workbench.interfaces.cli.streams import results as standard_output
from workbench.interfaces.studies.as_json import as_json
from workbench.interfaces.wording import listed

HEADS = ("folder", "made", "scenarios", "futures", "seed", "note")
MOST_NAMED = 2
WIDEST = 40
"""Letters of a folder in one line."""
BETWEEN = " · "
"""Names that studies give hold commas."""


def show_runs(found: Sequence[PastRun | Unreadable], roots: Sequence[Path]) -> None:
    """Print them; what cannot be read comes last, with its reason."""
    from rich import box
    from rich.table import Table

    console = standard_output()
    runs = [one for one in found if isinstance(one, PastRun)]
    if runs:
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
        for heading in HEADS:
            right = heading in ("futures", "seed")
            table.add_column(heading, justify="right" if right else "left", overflow="fold")
        rows = [[clean(cell) for cell in _row(one)] for one in runs]
        # A folder is there to be copied: others give way before it is broken in two.
        table.columns[0].min_width = min(WIDEST, max(len(row[0]) for row in rows))
        for row in rows:
            table.add_row(*row)
        console.print(table)
    else:
        console.print(f"No finished run in {clean(listed([root.as_posix() for root in roots]))}.")
    for broken in found:
        if isinstance(broken, Unreadable):
            console.print(clean(f"{broken.folder.as_posix()}: {broken.reason}"))


def _row(one: PastRun) -> tuple[str, ...]:
    manifest = one.manifest
    names = [entry.name for entry in manifest.scenarios]
    left = len(names) - MOST_NAMED
    said = BETWEEN.join(names[:MOST_NAMED]) + (f" and {left} more" if left > 0 else "")
    made = datetime.fromisoformat(manifest.created).strftime("%Y-%m-%d %H:%M")
    futures = f"{max(entry.n for entry in manifest.scenarios):,}"
    return one.folder.as_posix(), made, said, futures, str(manifest.seed), _note(one)


def _note(one: PastRun) -> str:
    masked = one.manifest.masked
    said = [] if masked is None else [f"masked for a {masked.audience}"]
    if one.manifest.failures:
        said.append(f"{sum(part.stop - part.start for part in one.manifest.failures)} futures failed")
    if one.manifest.code != code_hash():
        said.append("made by other code or packages")
    return "; ".join(said)


def runs_json(found: Sequence[PastRun | Unreadable]) -> str:
    """The same for programs."""
    return as_json(
        {
            "runs": [
                {
                    "folder": one.folder.as_posix(),
                    "created": one.manifest.created,
                    "seed": one.manifest.seed,
                    "scenarios": [
                        {"name": entry.name, "hash": entry.hash, "futures": entry.n}
                        for entry in one.manifest.scenarios
                    ],
                    "failed_futures": sum(part.stop - part.start for part in one.manifest.failures),
                    "masked": one.manifest.masked is not None,
                    "same_code": one.manifest.code == code_hash(),
                }
                for one in found
                if isinstance(one, PastRun)
            ],
            "unreadable": [
                {"folder": one.folder.as_posix(), "reason": one.reason}
                for one in found
                if isinstance(one, Unreadable)
            ],
        }
    )
