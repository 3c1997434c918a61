"""The decision in words: what is clear once it is allowed for that several what-ifs were looked at."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from workbench.interfaces.reports.subject import Kind, Subject, kinds
from workbench.interfaces.wording import Difference, clear_ones, count, quoted


def headline(subject: Subject, found: Mapping[str, Difference]) -> str:
    """The decision in a line."""
    best, base = found[subject.focus], subject.labels[0]
    clear = clear_ones(found)
    losing = [name for name in found if name in clear and found[name].mean < 0]
    if kinds(subject.run)[subject.focus] is Kind.EVENT:
        return _of_events(best, subject.focus, losing, clear, len(found))
    if subject.focus in clear and best.mean > 0:
        return f"{best.label}: clearly better than {quoted(base)}"
    kind = kinds(subject.run)
    choices = [name for name in found if kind[name] is Kind.CHOICE]
    if all(name in losing for name in choices):
        others = "the others" if len(choices) > 1 else quoted(best.label)
        today = quoted(base)
        return f"{today[:1].upper()}{today[1:]} is clearly better than {others}"
    return f"No choice is clearly better than {quoted(base)}"


def _of_events(
    worst: Difference, focus: str, losing: Sequence[str], clear: Collection[str], among: int
) -> str:
    """Where nothing is ours to choose: of the event of the lowest average, which the decision speaks of."""
    if focus in losing:
        return f"{worst.label}: the event that would cost most"
    if losing:
        return f"{worst.label}: the event that would cost most on average, but not clearly"
    if not clear:
        return "None of the events clearly changes the value"
    if len(clear) < among:
        gain = "one clearly gains" if len(clear) == 1 else f"{count(len(clear), '', '').strip()} clearly gain"
        return f"None of the events clearly costs value, {gain}"
    return f"{worst.label}: an event that clearly gains" if among == 1 else "Each of the events clearly gains"
