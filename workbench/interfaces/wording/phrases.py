"""Names, counts and shares as a reader says them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from workbench.charts.numbers import NBSP, in_futures

TODAY = "Today"

_SPELLED = {
    "pmo": "PMO",
    "wip": "WIP",
    "cd3": "cost-of-delay",
    "fifo": "FIFO",
    "edd": "EDD",
    "spt": "SPT",
    "npv": "NPV",
    "atc": "ATC",
    "wspt": "WSPT",
    "wsjf": "WSJF",
    "it": "IT",
}


def label_of(name: str) -> str:
    """What readers call a scenario: its name, spelled as words.

    Examples
    --------
    >>> label_of("pmo-closed"), label_of("baseline"), label_of("Nine at once"), label_of("wip-6")
    ('PMO closed', 'Today', 'Nine at once', 'At most 6 at once')
    """
    if name.strip().lower() in {"baseline", "today"}:
        return TODAY
    if re.search(r"\s", name.strip()):
        return name.strip()
    if found := re.fullmatch(r"wip[-_](\d+)", name.strip().lower()):
        return f"At most {found[1]} at once"
    words = [_SPELLED.get(word.lower(), word) for word in re.split(r"[-_]+", name) if word]
    text = " ".join(words)
    return text[:1].upper() + text[1:]


def quoted(label: str) -> str:
    """A scenario's label inside a sentence.

    Examples
    --------
    >>> quoted("PMO closed"), quoted("Today")
    ('“PMO closed”', 'today’s way')
    """
    return "today’s way" if label == TODAY else f"“{label}”"


def detail_words(detail: int) -> str:
    """What is kept of a run of more futures than keep their project rows.

    Examples
    --------
    >>> detail_words(2000).partition(";")[0]
    'A row per project is kept for the first 2,000 futures'
    """
    few = f"for the first {detail:,} futures" if detail else "for no future"
    return (
        f"A row per project is kept {few}; promises, dates and averages rest on all futures, dates to a "
        "sixteenth of a working day."
    )


def futures(n: int) -> str:
    """A number of simulated futures.

    Examples
    --------
    >>> futures(1000), futures(1)
    ('1,000 simulated futures', '1 simulated future')
    """
    return f"{n:,} simulated future{'' if n == 1 else 's'}"


def in_100_futures(share: float) -> str:
    """A chance as a natural frequency.

    Examples
    --------
    >>> in_100_futures(0.18), in_100_futures(0.0)
    ('in 18 of 100 futures', 'in under 1 of 100 futures')
    """
    return in_futures(share, 100)


def capital(text: str) -> str:
    """A sentence's beginning.

    Examples
    --------
    >>> capital("due date"), capital("PMO")
    ('Due date', 'PMO')
    """
    return text[:1].upper() + text[1:]


def listed(words: Sequence[str]) -> str:
    """Words with commas and “and”.

    Examples
    --------
    >>> listed(["a", "b", "c"]), listed(["a"])
    ('a, b and c', 'a')
    """
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def some_of(words: Sequence[str], most: int) -> str:
    """The first of many words, and how many more there are.

    Examples
    --------
    >>> some_of(["a", "b", "c", "d"], 2), some_of(["a", "b"], 2)
    ('a, b and 2 more', 'a and b')
    """
    more = len(words) - most
    return listed(words) if more <= 0 else listed([*words[:most], f"{more} more"])


def percent(share: float) -> str:
    r"""A share.

    Examples
    --------
    >>> percent(0.08), percent(0.125)
    ('8\xa0%', '12.5\xa0%')
    """
    return f"{share * 100:.1f}".removesuffix(".0") + f"{NBSP}%"


def whole_percent(share: float) -> str:
    r"""A share in whole percent, rounded as chances out of 100 are.

    Examples
    --------
    >>> from workbench.charts.numbers import out_of_100
    >>> whole_percent(0.445), out_of_100(0.445)
    ('44\xa0%', '44')
    """
    return f"{share * 100:.0f}{NBSP}%"


def project_label(key: str, name: str) -> str:
    """A project by id and name; by id alone where nobody gave it a name.

    Examples
    --------
    >>> project_label("P2", "Portal"), project_label("P2", "P2")
    ('P2 Portal', 'P2')
    """
    return key if name == key else f"{key} {name}"


def count(number: int, one: str, more: str) -> str:
    """A number of things, small ones as words.

    Examples
    --------
    >>> count(1, "date", "dates"), count(3, "date", "dates"), count(14, "date", "dates")
    ('one date', 'three dates', '14 dates')
    """
    return f"{spelled(number)} {one if number == 1 else more}"


def spelled(number: int) -> str:
    """A number, a small one as a word.

    Examples
    --------
    >>> spelled(0), spelled(9), spelled(1400)
    ('no', 'nine', '1,400')
    """
    names = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    return names[number] if number < len(names) else f"{number:,}"


def inside(title: str) -> str:
    """A title inside a sentence.

    Examples
    --------
    >>> inside("Time from proposal to completion")
    'time from proposal to completion'
    """
    return title[:1].lower() + title[1:]


def dates_lost(number: int, worst: str) -> str:
    """That promised dates get worse, and which of them most; a sentence without its end.

    Examples
    --------
    >>> dates_lost(1, "Claims portal")
    'One promised date gets clearly worse: Claims portal'
    >>> dates_lost(3, "Claims portal")
    'Three promised dates get clearly worse, most of all Claims portal'
    >>> dates_lost(3, "")
    'Three promised dates get clearly worse'
    """
    said = count(number, "promised date gets", "promised dates get").capitalize()
    return f"{said} clearly worse{most_of_all(number, worst)}"


def most_of_all(number: int, worst: str) -> str:
    """The one that loses most, behind the number of those that get worse; empty where it is not named.

    Examples
    --------
    >>> most_of_all(1, "Claims portal"), most_of_all(3, "Claims portal"), most_of_all(3, "")
    (': Claims portal', ', most of all Claims portal', '')
    """
    if not worst:
        return ""
    return f"{':' if number == 1 else ', most of all'} {worst}"
