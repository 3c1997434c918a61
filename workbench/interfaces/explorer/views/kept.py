"""What was worked out beside the page, kept while it may be looked at again."""

from __future__ import annotations

from collections import OrderedDict

from workbench.interfaces.explorer.drawing import Card
from workbench.interfaces.explorer.views.view import Seen

MOST = 12
"""Questions whose answers are kept."""


class Kept:
    """The last cards by question; another question is one of other scenarios or of more futures."""

    def __init__(self) -> None:
        self._cards: OrderedDict[tuple[str, str, int], Card] = OrderedDict()

    def of(self, seen: Seen) -> Card | None:
        """What is known of this question."""
        return self._cards.get(_key(seen))

    def keep(self, seen: Seen, card: Card) -> None:
        """Remember it."""
        self._cards[_key(seen)] = card
        while len(self._cards) > MOST:
            self._cards.popitem(last=False)


def _key(seen: Seen) -> tuple[str, str, int]:
    first, other = (one.hash for one in seen.comparison.manifest.scenarios)
    return first, other, seen.n
