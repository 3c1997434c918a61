"""A search for names that shares nothing with what masks them."""

import re
import unicodedata
from collections.abc import Collection
from pathlib import Path

from tests.interfaces.publishing.test_masking import texts_of

_NO_LETTER_NOR_DIGIT = re.compile(r"[\W_]+")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=\d)(?=[^\W\d_])|(?<=[^\W\d_])(?=\d)")


def tokens(text: str) -> set[str]:
    bare = _NO_LETTER_NOR_DIGIT.sub(" ", unicodedata.normalize("NFC", text))
    return set(_HUMP.sub(" ", bare).casefold().split())


def told(folder: Path, words: Collection[str]) -> set[tuple[str, str]]:
    """Which of some words stand where; a plural of one counts."""
    found = set()
    for path, text in texts_of(folder):
        there = tokens(text)
        found |= {(path, word) for word in words for one in (word, f"{word}s") if one in there}
    return found
