"""Marks of the cards: the one of every comparison on an axis that all share, and a dot for each promise."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from workbench.charts import palette
from workbench.charts.inline import Dot, inline_baseline, inline_mark
from workbench.charts.numbers import axis_figures, money
from workbench.interfaces.explorer.start.answers import Answer
from workbench.interfaces.explorer.start.dates_at_risk import Chance
from workbench.interfaces.wording import Difference

WIDTH = 356
STEPS = (1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)
"""Ends of the axis: so many times a power of ten."""

DOT = 5.2
INSIDE = 8
"""Pixels at both ends, so that a dot at 0 or 100 is whole."""


def reach(answers: Iterable[Difference]) -> float:
    """How far the shared axis goes to either side: a round number beyond every mark.

    Examples
    --------
    >>> reach([Difference("A", 5.5e6, 4.2e6, 6.7e6, -1e6, 12.2e6, 0.8, True, 200)])
    15000000.0
    """
    most = max(
        (abs(end) for one in answers for end in (one.mean, one.low, one.high, one.p10, one.p90)), default=0.0
    )
    if not 0.0 < most < float("inf"):
        return 1.0
    size = 10.0 ** (len(f"{most:.0f}") - 1) if most >= 1 else 1.0
    return next(step * size for step in STEPS if step * size >= most)


def value_mark(answer: Answer | None, far: float, currency: str) -> str:
    """Line, bar and dot of a difference in value, with the three labels of its axis.

    Parameters
    ----------
    answer
        What is drawn; none yet, or one that changes nothing, leaves the axis alone.
    far
        The axis goes so far to either side.
    currency
        Code of the currency.
    """
    domain = (-far, far)
    found = None if answer is None else answer.found
    if found is not None:
        values = (found.mean, found.low, found.high, found.p10, found.p90)
        drawn = inline_mark(values, Dot.of(decided=found.decided), domain, WIDTH)
    else:
        drawn = inline_baseline(domain, WIDTH)
    figures = axis_figures([far], money([far], currency))
    alt = "No answer yet." if answer is None else answer.alt
    return _framed(drawn, alt, (figures.signed(-far), "as today", figures.signed(far)))


def chances_mark(found: Sequence[Chance], threshold: float, alt: str) -> str:
    """A dot for each promise from never to always kept, filled where it is clearly below a threshold."""
    dots = "".join(_dot(one, threshold) for one in reversed(found))
    at = _pixel(threshold)
    drawn = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="40" viewBox="0 0 {WIDTH} 40" '
        f'aria-hidden="true" focusable="false"><line x1="{INSIDE}" x2="{WIDTH - INSIDE}" y1="20" y2="20" '
        f'stroke="{palette.TICK}"/><line x1="{at:.1f}" x2="{at:.1f}" y1="0" y2="40" '
        f'stroke="{palette.SECONDARY}"/>{dots}</svg>'
    )
    return _framed(drawn, alt, ("never kept", "even chance", "always kept"))


def _dot(one: Chance, threshold: float) -> str:
    fill = palette.ACCENT if one.below(threshold) else "white"
    return (
        f'<circle cx="{_pixel(one.value):.1f}" cy="20" r="{DOT}" fill="{fill}" stroke="{palette.ACCENT}" '
        f'stroke-width="2"/>'
    )


def _pixel(chance: float) -> float:
    return INSIDE + chance * (WIDTH - 2 * INSIDE)


def _framed(drawn: str, alt: str, labels: tuple[str, str, str]) -> str:
    ends = "".join(f"<span>{escape(label)}</span>" for label in labels)
    return (
        f'<div class="wb-card-mark"><div role="img" aria-label="{escape(alt)}">{drawn}</div>'
        f'<div class="wb-card-ends" aria-hidden="true">{ends}</div></div>'
    )


def key_line(rests_on: str) -> str:
    """The one key of the page: what dot, bar and line are; and what every figure rests on."""
    sample = inline_mark((0.0, -0.25, 0.25, -0.9, 0.9), Dot.FILLED, (-1.0, 1.0), 80)
    words = (
        "Value against today, same scale on every card: <b>dot</b> average, hollow if undecided; "
        "<b>bar</b> range of the average (95 % sure); <b>line</b> 8 in 10 simulated futures."
    )
    return (
        f'<div class="wb-start-key">{sample}<span>{words}<br>{escape(rests_on)}</span></div>'
        if rests_on
        else f'<div class="wb-start-key">{sample}<span>{words}</span></div>'
    )
