"""What was worked out beside the page, kept while it may be looked at again."""

from __future__ import annotations

from collections import OrderedDict
from typing import Generic, TypeVar

from workbench.interfaces.explorer.views.view import Seen

T = TypeVar("T")

MOST = 12
"""Questions whose answers are kept."""


class Kept(Generic[T]):
    """The last findings by question; another question is one of other scenarios or of more futures."""

    def __init__(self) -> None:
        self._found: OrderedDict[tuple[str, str, int], T] = OrderedDict()

    def of(self, seen: Seen) -> T | None:
        """What is known of this question."""
        return self._found.get(_key(seen))

    def keep(self, seen: Seen, found: T) -> None:
        """Remember it."""
        self._found[_key(seen)] = found
        while len(self._found) > MOST:
            self._found.popitem(last=False)


def _key(seen: Seen) -> tuple[str, str, int]:
    first, other = (one.hash for one in seen.comparison.manifest.scenarios)
    return first, other, seen.n
