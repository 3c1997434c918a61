"""How far a run has come, for whoever wants to show it."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Called with simulated futures done and futures in all, first with those that the store already had."""

    def __call__(self, done: int, total: int, /) -> None:
        """Show it."""


def silent(done: int, total: int, /) -> None:
    """Show nothing."""
