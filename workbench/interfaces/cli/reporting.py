"""Reports for commands: made from run folders, several at once in processes of their own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


def report_on(folders: Sequence[Path]) -> list[Path]:
    """HTML reports of runs, each beside its tables."""
    return []


def index_over(out: Path, folders: Sequence[Path]) -> Path:
    """An index page over reports."""
    return out / "index.html"
