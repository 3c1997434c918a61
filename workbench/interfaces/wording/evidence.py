"""How far a figure of the register can be trusted, in readers' words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from workbench import evidence
from workbench.charts.numbers import MINUS, NBSP
from workbench.interfaces.wording.perspectives import PERSPECTIVES
from workbench.interfaces.wording.phrases import count, listed, percent

MARKS = {"measured": "● measured", "cited": "◐ cited", "assumed": "○ assumed"}

DOUBTS = {
    evidence.DoubtKind.NULL: "Looked for, not found",
    evidence.DoubtKind.CONFLICT: "Sources disagree",
    evidence.DoubtKind.GAP: "Nobody knows",
}


def written(value: float) -> str:
    """A figure, short.

    Examples
    --------
    >>> written(-0.143), written(65.0)
    ('−0.143', '65')
    """
    return f"{value:g}".replace("-", MINUS)


def span(low: float, high: float) -> str:
    """A range; empty where none is known.

    Examples
    --------
    >>> span(0.12, 0.45), span(0.2, 0.2), span(-1, 1)
    ('0.12–0.45', '', '−1 to 1')
    """
    if low == high:
        return ""
    return f"{written(low)} to {written(high)}" if low < 0 else f"{written(low)}–{written(high)}"


def published(one: evidence.Source) -> str:
    """The figure of a source with its range and unit; empty where it states none.

    Examples
    --------
    >>> published(evidence.source("A04")), published(evidence.source("A23"))
    ('0.075 (0.04–0.11) fraction', '')
    >>> published(evidence.source("A13_project_planning"))
    '0.46 (0.16–0.65) Goodman-Kruskal gamma'
    """
    figures = [value for value in (one.low, one.base, one.high) if value is not None]
    if not figures:
        return ""
    around = span(min(figures), max(figures))
    middle = "" if one.base is None else written(one.base)
    shown = f"{middle} ({around})" if middle and around else middle or around
    return f"{shown} {one.unit}"


def standing(one: evidence.Source) -> str:
    """Whether the figure of a source was read or recomputed, is from memory, or is nobody's but ours.

    Examples
    --------
    >>> [standing(evidence.source(key)) for key in ("B13", "A12b", "A10b", "P_board_cadence")]
    ['verified', 'from memory', 'not verified', 'judgement of the authors']
    """
    if one.id.startswith("P_"):
        return "judgement of the authors"
    if one.verified:
        return "verified"
    return "from memory" if "from memory" in one.note.lower() else "not verified"


def checked(verified: object) -> str:
    """Whether a figure itself was checked."""
    return "verified" if verified else "not verified"


def sources_in_short(names: Iterable[str]) -> str:
    """How many publications something rests on.

    Examples
    --------
    >>> sources_in_short(("F01", "A12a", "P_level_assignment")), sources_in_short(("P_board_cadence",))
    ('2', 'none')
    """
    number = sum(not one.startswith("P_") for one in set(names))
    return str(number) if number else "none"


def weights_in_words(one: evidence.PerspectiveWeights) -> str:
    r"""How an effect splits over the perspectives, the heaviest first.

    Examples
    --------
    >>> weights_in_words(evidence.weighting("context_switch_penalty")).replace("\xa0", " ")
    '60 % resources, 25 % organisational governance, 10 % management control and 5 % stakeholders'
    """
    shares = zip(one.weights, PERSPECTIVES.values(), strict=True)
    heaviest = sorted(shares, key=lambda pair: -pair[0])
    return listed([f"{percent(weight)} {name}" for weight, name in heaviest if weight > 0])


def register_in_a_sentence() -> str:
    """How many figures there are and how few of them anybody has measured."""
    grades: Counter[str] = Counter(evidence.coefficient(name).grade for name in evidence.coefficients())
    for name in evidence.effects():
        grades.update(level.grade for level in evidence.effect(name).levels)
    grades.update(one.grade for one in evidence.practice_figures())
    standings = Counter(standing(evidence.source(key)) for key in evidence.sources())
    judged = standings.pop("judgement of the authors")
    unsure = listed([f"{number}{NBSP}{word}" for word, number in standings.items() if word != "verified"])
    return (
        f"{sum(grades.values())} figures: {grades['assumed']} assumed, {grades['cited']} cited, "
        f"{grades['measured']} measured. Behind them {sum(standings.values())} published findings "
        f"({standings['verified']} verified, {unsure}) and {count(judged, 'judgement', 'judgements')} of the "
        "authors. Assumed: the figure is judgement, at best bounded by what was published. Verified: the "
        "figure was read or recomputed; its note says where."
    )


def rests_on(key: str) -> tuple[str, ...]:
    """Effects, general defaults and parameters of practices that refer to a source.

    Examples
    --------
    >>> rests_on("C09")
    ('attrition_rate',)
    """
    names = (*evidence.effects(), *evidence.coefficients())
    direct = [name for name in names if key in {one.id for one in evidence.sources_of(name)}]
    split = [name for name in evidence.effects() if key in evidence.weighting(name).sources]
    practices = [one.coefficient for one in evidence.practice_figures() if key in one.sources]
    return tuple(dict.fromkeys((*direct, *split, *practices)))
