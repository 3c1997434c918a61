"""Words of a text, and whether a text tells a name that must not be seen."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

_COMMON = """
a an and are as at be but by can for from has if in into is it its no not of off on one or our out over per
project projects pool that the their then there this to up we will with without work
"""
COMMON = frozenset(_COMMON.split())
"""Words that tell nothing by themselves, though a name may hold them."""

LONG = 4
"""Letters from which a word tells its name inside of another one too: `atlases`, `dropatlas`."""


def words_of(text: str) -> tuple[str, ...]:
    """Runs of letters and runs of digits, without case; a capital after a small letter begins another.

    Examples
    --------
    >>> words_of("drop_Atlas2, DropAtlas")
    ('drop', 'atlas', '2', 'drop', 'atlas')
    """
    spaced, before = [], " "
    for char in unicodedata.normalize("NFKC", text):
        if not char.isalnum():
            char = " "
        elif (before.islower() and char.isupper()) or before.isdecimal() != char.isdecimal():
            spaced.append(" ")
        spaced.append(char)
        before = char
    return tuple("".join(spaced).casefold().split())


@dataclass(frozen=True)
class Untold:
    """Names that no text may tell.

    Parameters
    ----------
    whole
        The names, as words.
    telling
        Words that stand in them and in no name that may be seen.
    """

    whole: frozenset[tuple[str, ...]]
    telling: frozenset[str]

    @classmethod
    def of(cls, hidden: Iterable[str], seen: Iterable[str]) -> Untold:
        """Names that must not be seen, beside those that may."""
        whole = frozenset(words_of(name) for name in hidden) - {()}
        known = {word for name in seen for word in words_of(name)} | COMMON
        return cls(whole, frozenset(word for name in whole for word in name) - known)

    def is_told(self, text: str) -> bool:
        """Whether a text tells one of the names.

        Examples
        --------
        >>> untold = Untold.of(["Atlas core"], ["Core banking"])
        >>> [untold.is_told(one) for one in ("without_Atlas", "the atlases", "core_banking")]
        [True, True, False]
        """
        words = words_of(text)
        if not self.telling.isdisjoint(words):
            return True
        joined = "".join(words)
        if any(len(one) >= LONG and one in joined for one in self.telling):
            return True
        return any(
            words[k : k + len(name)] == name for name in self.whole for k in range(len(words) - len(name) + 1)
        )
