"""What a difference hangs on: in words, as a tornado, as a table and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbench.analysis import PairedDifference
from workbench.charts.numbers import NBSP, Figures, clear_ends, money
from workbench.experiment.studies.assumptions import FACTOR, PER_YEAR, QUANTILE, SHARE, STRENGTH, Assumed
from workbench.experiment.studies.sensitivity import Bend, Flip, Sensitivity, Swing
from workbench.interfaces.studies.answer import Answer, Grid, Section
from workbench.interfaces.studies.as_json import as_json, interval
from workbench.interfaces.wording import (
    Difference,
    answer,
    capital,
    count,
    futures,
    label_of,
    listed,
    percent,
    quoted,
    too_few,
)

if TYPE_CHECKING:
    from workbench.charts.live import Picture

MOST_DRAWN = 12
MOST_NAMED = 3
TENTH = 0.1
"""Share of a swing that the middle must add before it is said to bend."""


def sensitivity_answer(found: Sensitivity) -> Answer:
    """The answer, sentence first."""
    base, other = label_of(found.base.name), label_of(found.other.name)
    few = too_few(found.n)
    return Answer(
        f"sensitivity-{found.base.name}",
        f"{other} against {base.lower()}: what the answer hangs on",
        found.other,
        f"{base} and {other}",
        [_verdict(found), _flips(found), *_most(found), *([few] if few else [])],
        (_section(found),),
        found.n,
    )


def _verdict(found: Sensitivity) -> str:
    said = Difference.of(label_of(found.other.name), found.today)
    return answer(said, 0.0, label_of(found.base.name), found.base.portfolio.currency)


def _flips(found: Sensitivity) -> str:
    flipping = [one for one in found.swings if one.flip in (Flip.ONE, Flip.SEVERAL)]
    many = count(len(found.swings), "assumption", "assumptions")
    if not found.swings:
        return "No assumption could be varied."
    if not flipping:
        which = f"None of the {many} is" if len(found.swings) > 1 else "The only assumption looked at is not"
        return f"{which} known to change the side of the answer within its range, one at a time."
    said = [f"{one.assumed.title.lower()} ({threshold_words(one)})" for one in flipping[:MOST_NAMED]]
    left = len(flipping) - MOST_NAMED
    more = f", and {left} more" if left > 0 else ""
    which = "one changes" if len(flipping) == 1 else f"{len(flipping)} change"
    return f"Of {many}, {which} its side within the range: {listed(said)}{more}."


def _most(found: Sensitivity) -> list[str]:
    """What it hangs on most; nothing where nothing could be varied."""
    if not found.swings:
        return []
    most = found.swings[0]
    if most.width == 0.0:
        return ["It hangs on none of them: the average difference is the same at both ends of every range."]
    figures = _figures(found)
    ends = [
        f"{figures.signed(one.mean.value)} ({figures.span(one.mean.low, one.mean.high)})"
        for one in (most.low, most.high)
    ]
    return [
        f"It hangs most on this: {most.assumed.title.lower()}. Over its range "
        f"({range_words(most.assumed)}, {most.assumed.grade}) the average difference goes from "
        f"{ends[0]} to {ends[1]}{_beyond(most, found, figures)}."
    ]


def _beyond(swing: Swing, found: Sensitivity, figures: Figures) -> str:
    """That today's value lies beyond both ends, where it does."""
    if not _bend_words(swing):
        return ""
    today = found.today.mean
    said = f"{figures.signed(today.value)} ({figures.span(today.low, today.high)})"
    if swing.bend is Bend.UNDECIDED:
        return f"; as assumed today it is {said}, beyond both ends on average, which may be luck"
    return f", but as assumed today it is {said}, beyond both ends: it bends in between"


def threshold_words(swing: Swing) -> str:
    """Where the sign changes."""
    if swing.threshold is None:
        return swing.flip.value
    unit, at = swing.assumed.unit, swing.threshold
    low, high = max(at.low, swing.assumed.low), min(at.high, swing.assumed.high)
    return f"at {value_words(at.value, unit)}, {number_words(low, unit)} to {number_words(high, unit)}"


def number_words(value: float, unit: str) -> str:
    r"""A value without its unit.

    Examples
    --------
    >>> number_words(0.08, PER_YEAR), number_words(1.1234, FACTOR)
    ('8\xa0%', '1.12')
    """
    return percent(round(value, 3)) if unit == PER_YEAR else f"{value:.3g}" if value >= 1 else f"{value:.2f}"


def value_words(value: float, unit: str) -> str:
    r"""A value of an assumption.

    Examples
    --------
    >>> value_words(0.08, PER_YEAR), value_words(1.1, FACTOR), value_words(0.25, QUANTILE)
    ('8\xa0% a year', '1.1 × stated', '0.25 of its range')
    """
    words = {PER_YEAR: " a year", QUANTILE: " of its range", SHARE: ""}.get(unit, f" {unit}")
    return f"{number_words(value, unit)}{words}"


def range_words(assumed: Assumed) -> str:
    """The range of an assumption."""
    if assumed.unit == QUANTILE:
        return "published low to high" if assumed.source.startswith("published") else "low to high"
    if assumed.unit == PER_YEAR:
        return f"{percent(assumed.low)} to {percent(assumed.high)} a year"
    unit = f" {assumed.unit}" if assumed.unit in (FACTOR, STRENGTH) else ""
    return f"{assumed.low:g} to {assumed.high:g}{unit}"


def _section(found: Sensitivity) -> Section:
    figures = _figures(found)
    assumed = sum(one.assumed.grade == "assumed" for one in found.swings)
    ranges = capital(count(assumed, "range is", "ranges are"))
    how = (
        "One assumption at a time is set to the ends of its range in both scenarios, on the same futures; "
        "effects of several at once are not in it. A threshold is looked for where both sides are known to "
        "occur; “no” is said where every range lies on one side. "
        f"{ranges} assumed: judgement, not measurement.",
        "Ranges in brackets hold all these averages together, 95 % sure. Swing: from the least to the most "
        "of what the difference is at both ends and as assumed today; “undecided”: it is not known to differ "
        "between the ends, on the same futures. “Bends”: today lies beyond both ends; "
        "“may bend”: on average it does, but that may be luck.",
    )
    notes = list(how) if found.swings else []
    notes += [f"Not varied: {title}. {capital(why)}." for title, why in found.left_out]
    return Section(
        "What does the difference hang on?",
        (),
        (lambda: _tornado(found, figures)) if found.swings else None,
        f"Net value of {quoted(label_of(found.other.name))} less that of "
        f"{quoted(label_of(found.base.name))}, average over {futures(found.n)}. Hollow: low end of the "
        f"range; "
        "filled: high end; lines: ranges of these averages, wide enough for all of them together.",
        (_grid(found, figures, len(found.swings)),) if found.swings else (),
        (_grid(found, figures, MOST_DRAWN),) if found.swings else (),
        notes,
    )


def _figures(found: Sensitivity) -> Figures:
    ends = [end for one in found.swings for end in one.inside]
    return money(ends or [0.0], found.base.portfolio.currency)


def _tornado(found: Sensitivity, figures: Figures) -> Picture:
    import pandas as pd

    from workbench.charts import tornado_chart

    rows = [
        {
            "label": one.assumed.title,
            "detail": f"{range_words(one.assumed)}, {one.assumed.grade}",
            "at_low": one.low.mean.value,
            "at_high": one.high.mean.value,
            "low_low": one.low.mean.low,
            "low_high": one.low.mean.high,
            "high_low": one.high.mean.low,
            "high_high": one.high.mean.high,
            "least": min(one.inside),
            "most": max(one.inside),
            "flips": ", ".join(_remarks(one)),
        }
        for one in found.swings[:MOST_DRAWN]
    ]
    return tornado_chart(pd.DataFrame(rows), found.today.mean.value, figures)


def _bend_words(one: Swing) -> str:
    """Whether it bends, where the middle adds enough to the swing to be worth a word."""
    beyond = one.width - abs(one.high.mean.value - one.low.mean.value)
    worth_it = one.bend is not Bend.NO and beyond >= TENTH * one.width
    return one.bend.value if worth_it else ""


def _remarks(one: Swing) -> list[str]:
    return [
        *([] if one.decided or not one.width else ["undecided"]),
        *(["bends"] if _bend_words(one) and one.bend is Bend.YES else []),
        *(["changes side"] if one.flip in (Flip.ONE, Flip.SEVERAL) else []),
    ]


def _at(one: PairedDifference, figures: Figures) -> str:
    """An average and, on one line of its own, its range."""
    span = figures.span(one.mean.low, one.mean.high).replace(" ", NBSP)
    return f"{figures.bare_signed(one.mean.value)} ({span})"


def _grid(found: Sensitivity, figures: Figures, most: int) -> Grid:
    rows = []
    for one in found.swings[:most]:
        swing = clear_ends(figures, 0.0, one.width).bare(one.width) if one.width else figures.bare(0.0)
        told = ["undecided"] if one.width and not one.decided else []
        told += [_bend_words(one)] if _bend_words(one) else []
        rows.append(
            (
                one.assumed.title,
                f"{range_words(one.assumed)}, {one.assumed.grade}",
                _at(one.low, figures),
                _at(one.high, figures),
                ", ".join([swing, *told]),
                "no" if one.flip is Flip.NO else threshold_words(one),
            )
        )
    left = max(0, len(found.swings) - most)
    more = f"; {left} with less swing on the page" if left else ""
    head = ("assumption", "range", "at low", "at high", "swing", "changes side?")
    today = f"as assumed {figures.bare_signed(found.today.mean.value)}"
    caption = f"Average difference in net value, {figures.unit}; {today}{more}"
    return Grid(caption, head, rows, texts=frozenset({0, 1, 5}))


def sensitivity_json(found: Sensitivity) -> str:
    """The same as JSON; keys never change."""
    content: dict[str, Any] = {
        "base": found.base.name,
        "other": found.other.name,
        "n": found.n,
        "currency": found.base.portfolio.currency,
        "difference": {**interval(found.today.mean), "decided": found.today.decided},
        "assumptions": [
            {
                "assumption": one.assumed.key,
                "unit": one.assumed.unit,
                "range": [one.assumed.low, one.assumed.high],
                "now": one.now,
                "grade": one.assumed.grade,
                "source": one.assumed.source,
                "at_low": interval(one.low.mean),
                "at_high": interval(one.high.mean),
                "swing": one.width,
                "bends": one.bend.value,
                "changes_sign": one.flip.value,
                "threshold": None if one.threshold is None else interval(one.threshold),
            }
            for one in found.swings
        ],
        "left_out": [{"assumption": title, "reason": why} for title, why in found.left_out],
    }
    return as_json(content)
