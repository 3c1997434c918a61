"""One thread for everything that simulates and draws.

Notebooks may deliver what a page sends in a thread of its own, while the thread of the cells is drawing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable


class Home:
    """The event loop in which the explorer was made, if there was one."""

    def __init__(self) -> None:
        self._loop = _present_loop()

    def run(self, action: Callable[[], None]) -> None:
        """Run an action here and now, or as soon as the loop is free if this is another thread."""
        loop = self._loop
        if loop is None or loop is _present_loop() or not loop.is_running():
            action()
        else:
            loop.call_soon_threadsafe(action)


def tried(action: Callable[[], None], failed: Callable[[Exception], None]) -> Callable[[], None]:
    """An action whose failure is told on the page: in the log of a notebook nobody would see it."""

    def act() -> None:
        try:
            action()
        except Exception as error:
            failed(error)

    return act


def _present_loop() -> asyncio.AbstractEventLoop | None:
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None
