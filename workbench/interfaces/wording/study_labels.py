"""What readers call the scenarios of a run, those that a study made by what each changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from workbench.interfaces.wording.phrases import capital, label_of
from workbench.scenario import Scenario

BUT, THEN = ", but ", ", "
"""Behind the scenario that a study changed: in a description, and in a name."""

LONGEST = 80
"""Letters of a label, as of the names that a study makes."""


def labels_of(titles: Mapping[str, str], baseline: str) -> dict[str, str]:
    """Labels by name, no two of them alike: what readers would call the same is called by its name.

    Parameters
    ----------
    titles
        Descriptions by name; the name itself where there is none.
    baseline
        Name of the scenario that the others are compared with: what is changed of another one says of which.

    Examples
    --------
    >>> titles = {"baseline": "", "wip-6": "Six.", "baseline, wip_limit 9": "baseline, but nine at once"}
    >>> list(labels_of(titles, "baseline").values())
    ['Today', 'At most 6 at once', 'Nine at once']
    >>> list(labels_of(titles, "wip-6").values())
    ['Today', 'At most 6 at once', 'Today, but nine at once']
    >>> list(labels_of({"baseline": "", "today": "", "wip-6": ""}, "baseline").values())
    ['baseline', 'today', 'At most 6 at once']
    """
    said = {name: _changed(name, title, baseline) or label_of(name) for name, title in titles.items()}
    for plainer in (label_of, str):
        while alike := _alike(said, plainer):
            said |= {name: plainer(name) for name in alike}
    return said


def _alike(said: Mapping[str, str], plainer: Callable[[str], str]) -> list[str]:
    """Names whose labels readers would take for one another, and that can be said more plainly."""
    often = Counter(one.casefold() for one in said.values())
    return [name for name, one in said.items() if often[one.casefold()] > 1 and one != plainer(name)]


def labels_among(scenarios: Sequence[Scenario]) -> dict[str, str]:
    """Labels by name of scenarios that are compared with the first of them, as pages on them say."""
    titles = {one.name: one.description or one.name for one in scenarios}
    return labels_of(titles, scenarios[0].name)


def _changed(name: str, title: str, baseline: str) -> str:
    """What a study changed, in words; nothing where it made no such name, or the words are too many."""
    base, change = change_of(name, title)
    if not base:
        return ""
    text = capital(change) if base == baseline else f"{label_of(base)}{BUT}{change}"
    return text if len(text) <= LONGEST else ""


def change_of(name: str, title: str) -> tuple[str, str]:
    """The scenario that a study changed, and how; nothing where it made no such name.

    Examples
    --------
    >>> change_of("today, wip_limit 9", "today, but at most nine projects at once")
    ('today', 'at most nine projects at once')
    >>> change_of("idea", "today, but at most nine projects at once")
    ('', '')
    """
    for k in range(len(title)):
        if title.startswith(BUT, k) and name.startswith(title[:k] + THEN):
            return title[:k], title[k + len(BUT) :]
    return "", ""
