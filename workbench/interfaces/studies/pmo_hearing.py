"""The PMO on trial: keep, cut, close, extend or spend the money elsewhere; words and pictures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from workbench.analysis import Interval, Trend, TwoLevel, quantiles, share_interval
from workbench.charts.numbers import Figures, clear_ends, money
from workbench.experiment.worth import Doing, Hearing, StrengthCurve, Verdict
from workbench.experiment.worth.alternatives import EXTENDED_BY, EXTRA_CASH, EXTRA_PEOPLE, REFRESHED
from workbench.interfaces.studies.answer import Answer, Grid, Section
from workbench.interfaces.wording import between, futures, label_of, listed, percent, too_few, worse_to_better

if TYPE_CHECKING:
    from workbench.charts.live import Picture
    from workbench.scenario import Scenario

TITLE = "What is our PMO worth?"

NAMES = {
    Doing.KEEP: "Keep it as it is",
    Doing.CUT_15: "Cut it by 15 %",
    Doing.CUT_30: "Cut it by 30 %",
    Doing.CUT_50: "Cut it by half",
    Doing.CLOSE: "Close, keep the money",
    Doing.CLOSE_FOR_PEOPLE: "Close, hire people",
    Doing.CLOSE_FOR_PROJECTS: "Close, fund projects",
    Doing.EXTEND: "Extend it by a quarter",
    Doing.PEOPLE_INSTEAD: "Keep, hire people",
}

SHOWN = (Doing.CUT_30, Doing.CLOSE, Doing.CLOSE_FOR_PEOPLE, Doing.EXTEND)
"""Alternatives that are shown by strength of the effect."""

DELIVERY = {"on_time": "promised dates kept", "lead_time": "days to completion", "rework_share": "rework"}

EIGHT_IN_TEN = 1.2816
"""Standard deviations to both sides of the middle of a normal that hold 8 in 10."""


def hearing_answer(hearing: Hearing, curve: StrengthCurve) -> Answer:
    """The answer, sentence first.

    Parameters
    ----------
    hearing
        Every alternative over what is not known.
    curve
        The same by strength of the published effect.
    """
    few = too_few(hearing.futures)
    return Answer(
        "value",
        TITLE,
        hearing.base,
        label_of(hearing.base.name),
        [*lead(hearing), strength_sentence(curve), *([few] if few else [])],
        (_alternatives(hearing), _delivery(hearing), _by_strength(hearing, curve)),
        hearing.futures,
        (
            f"{len(hearing.worlds)} draws of what is assumed of maturity and the PMO, "
            f"{hearing.values.shape[2]} futures of each; the strength curve holds all other assumptions at "
            f"their middle. {drawn_words(hearing.base)}",
            "Nearly every figure about practices is assumed: workbench evidence. Nothing here is calibrated "
            "on your own past.",
        ),
    )


def drawn_words(base: Scenario) -> str:
    """What is drawn of work in general, and what is not.

    Examples
    --------
    >>> from workbench import load_scenario
    >>> from workbench.bundled import bundled
    >>> drawn_words(load_scenario(bundled("scenarios") / "baseline.yaml")).endswith("stays as stated.")
    True
    """
    portfolio = base.portfolio
    rate, margin = portfolio.discount_rate, portfolio.discount_rate_give_or_take
    said = (
        f"the discount rate moves by {percent(margin)} either way of {percent(rate)}"
        if margin
        else f"the discount rate ({percent(rate)}) stays as stated"
    )
    return (
        "Drawn too, where the portfolio does not state them: luck common to projects, length of repeated "
        f"work, and the curve of what switching takes; {said}."
    )


def lead(hearing: Hearing) -> list[str]:
    """What is known, what is not, and how much of that is luck."""
    verdicts = hearing.verdicts()
    close = next(one for one in verdicts if one.doing is Doing.CLOSE)
    better = [one for one in verdicts if one.better is True]
    worse = [one for one in verdicts if one.better is False]
    said = [_headline(close, better, hearing)]
    if worse:
        said.append(f"Known to lose on average: {listed([_with_range(one, hearing) for one in worse])}.")
    if better:
        said.append(f"Known to gain on average: {listed([_with_range(one, hearing) for one in better])}.")
    open_ = [
        f"“{NAMES[one.doing]}”" for one in verdicts if one.better is None and one.doing is not Doing.CLOSE
    ]
    if open_:
        said.append(f"Undecided against keeping it: {listed(open_)}.")
    said.append(_two_ranges(close.worth, hearing))
    return said


def _headline(close: Verdict, better: list[Verdict], hearing: Hearing) -> str:
    figures = _figures(hearing)
    mean = close.worth.mean
    if close.better is None:
        span = worse_to_better(mean.low, mean.high, figures)
        first = f"Undecided: closing the PMO could be anywhere {span} than keeping it, on average"
    else:
        verb = "gain" if mean.value > 0 else "lose"
        first = (
            f"Closing the PMO would {verb} {figures.plain(abs(mean.value))} on average; the average lies "
            f"{between(mean.low, mean.high, figures)}"
        )
    more = "" if better or close.better else "; no alternative is known to be better than keeping it"
    return f"{first}{more}."


def _with_range(one: Verdict, hearing: Hearing) -> str:
    figures, mean = _figures(hearing), one.worth.mean
    return f"“{NAMES[one.doing]}” ({figures.signed(mean.value)}, {figures.span(mean.low, mean.high)})"


def _two_ranges(close: TwoLevel, hearing: Hearing) -> str:
    figures = money([close.low, close.high, close.luck], hearing.base.portfolio.currency)
    luck = figures.plain(EIGHT_IN_TEN * close.luck)
    if close.ignorance == 0.0:
        return (
            f"Luck moves a single future by {luck} either way (8 in 10); beside it nothing can be seen of "
            "what we do not know, in so few draws and futures."
        )
    return (
        f"What we do not know moves the average of closing from {figures.signed(close.low)} to "
        f"{figures.signed(close.high)} (nine in ten), and in {_share(close.positive)} of it closing "
        f"pays; luck moves a single future by {luck} either way (8 in 10)."
    )


def _share(found: Interval) -> str:
    value = percent(round(found.value, 2))
    return f"{value} ({100 * found.low:.0f} to {100 * found.high:.0f})"


def strength_sentence(curve: StrengthCurve) -> str:
    """How weak the published effect may be before closing pays."""
    crossing, sides = curve.crossing(Doing.CLOSE), set(curve.sides(Doing.CLOSE))
    n = futures(curve.futures)
    if crossing is not None:
        root = crossing.at
        side = "below" if crossing.moves is Trend.FALLING else "above"
        return (
            "With everything else at its middle, closing pays as long as the effect of good practice is "
            f"{side} {root.value:.2f} of what is published (range {root.low:.2f} to {root.high:.2f}, {n} at "
            "each strength; 0 = none, 1 = as published)."
        )
    if sides == {-1}:
        return f"Closing loses at every strength of the published effect, none included ({n} at each)."
    if sides == {1}:
        most = f"{curve.strengths[-1]:g}"
        return f"Closing pays at every strength of the published effect up to {most} ({n} at each)."
    return f"At which strength of the published effect closing stops paying is not known ({n} at each)."


def alternatives_table(hearing: Hearing) -> tuple[list[str], Sequence[Sequence[str]]]:
    """Heads and rows: every alternative against keeping the PMO."""
    figures = _figures(hearing)
    rows = [
        (
            NAMES[one.doing],
            _yearly(hearing, one.doing),
            _cell(one.worth.mean, figures),
            "less than luck"
            if one.worth.ignorance == 0.0
            else f"{figures.bare_signed(one.worth.low)} to {figures.bare_signed(one.worth.high)}",
            f"±{figures.bare(EIGHT_IN_TEN * one.worth.luck)}",
            _share(one.worth.positive) if one.worth.ignorance > 0.0 else "–",
            {True: "gains", False: "loses", None: "undecided"}[one.better],
        )
        for one in hearing.verdicts()
    ]
    head = [
        "instead of keeping it",
        "PMO a year",
        f"average difference ({figures.unit})",
        "what we do not know",
        "luck",
        "pays in",
        "verdict",
    ]
    return head, rows


def _alternatives(hearing: Hearing) -> Section:
    head, rows = alternatives_table(hearing)
    return Section(
        "What else could be done with the PMO and its money?",
        _people_sentences(hearing),
        lambda: hearing_picture(hearing),
        f"Net value less that of keeping the PMO; {futures(hearing.futures)} over {len(hearing.worlds)} "
        "draws of what is assumed.",
        (Grid("Against keeping it, on the same futures", head, rows, texts=frozenset({0, 6})),),
        notes=(
            "Average difference: over luck and over what we do not know, with its range, 95 % sure. What we "
            "do not know: nine in ten averages lie there, luck taken off. Luck: by how much a single future "
            "differs, 8 in 10. Pays in: share of what we do not know, and what it may be. The verdict "
            "allows for how many alternatives were looked at.",
            "People leave after their notice and practice fades from then on; severance, contracts that run "
            "on, hiring and learning are in it (assumed: workbench evidence).",
            _extending(),
        ),
    )


def _extending() -> str:
    """What extending means here: a choice of this study, not a figure that anybody published."""
    people = [f"{percent(part)} of them for {practice.value}" for practice, part in EXTRA_PEOPLE.items()]
    return (
        f"Extending adds {percent(EXTENDED_BY)} of today’s people, {listed(people)}, and "
        f"{percent(EXTRA_CASH)} of today’s cash (chosen); refreshing what they spread costs "
        f"{percent(REFRESHED)} of a first roll-out (assumed)."
    )


def _people_sentences(hearing: Hearing) -> list[str]:
    said = []
    for one in hearing.alternatives:
        if one.bought:
            pool = next(p for p in hearing.base.portfolio.pools if p.id == one.pool)
            said.append(
                f"“{NAMES[one.doing]}” buys {one.bought:g} FTE of {pool.name or pool.id}, where planned work "
                "is largest against people; daily operations keep their share of them."
            )
    return said


def _yearly(hearing: Hearing, doing: Doing) -> str:
    found = next(one for one in hearing.alternatives if one.doing is doing)
    figures = money([hearing.base.pmo.upkeep()[0].yearly], hearing.base.portfolio.currency)
    return figures.plain(found.scenario.pmo.upkeep()[-1].yearly)


def _cell(found: Interval, figures: Figures) -> str:
    return f"{figures.bare_signed(found.value)} ({figures.span(found.low, found.high)})"


def _figures(hearing: Hearing) -> Figures:
    verdicts = hearing.verdicts()
    ends = [end for one in verdicts for end in (one.worth.mean.low, one.worth.mean.high)]
    figures = money(ends, hearing.base.portfolio.currency)
    for one in verdicts:
        figures = clear_ends(figures, one.worth.mean.low, one.worth.mean.high)
    return figures


def hearing_picture(hearing: Hearing) -> Picture:
    """Every alternative against keeping the PMO."""
    import pandas as pd

    from workbench.charts import interval_chart

    rows = []
    for one in hearing.verdicts():
        single = hearing.against_keeping(one.doing).ravel()
        p10, _, p90 = quantiles(single)
        rows.append(
            {
                "label": NAMES[one.doing],
                "mean": one.worth.mean.value,
                "low": one.worth.mean.low,
                "high": one.worth.mean.high,
                "p10": p10,
                "p90": p90,
                "better": share_interval(int((single > 0).sum()), single.size).value,
                "decided": one.better is not None,
                "n": single.size,
            }
        )
    return interval_chart(pd.DataFrame(rows), _figures(hearing), NAMES[Doing.KEEP])


def _delivery(hearing: Hearing) -> Section:
    head = ("instead of keeping it", *(f"{title}, change" for title in DELIVERY.values()))
    columns = {measure: hearing.verdicts(measure) for measure in DELIVERY}
    rows = [
        (NAMES[one.doing], *(_change(columns[measure][k].worth.mean, measure) for measure in DELIVERY))
        for k, one in enumerate(hearing.verdicts())
    ]
    return Section(
        "What happens to delivery?",
        (),
        grids=(Grid("Against keeping it, average with its range", head, rows),),
    )


def _change(found: Interval, measure: str) -> str:
    figures = Figures("", "", 1.0, 1) if measure == "lead_time" else Figures("", "", 0.01, 1)
    unit = " days" if measure == "lead_time" else " points"
    return f"{figures.bare_signed(found.value)}{unit} ({figures.span(found.low, found.high)})"


def _by_strength(hearing: Hearing, curve: StrengthCurve) -> Section:
    columns = {one: curve.at(one) for one in SHOWN}
    ends = [end for found in columns.values() for one in found for end in (one.low, one.high)]
    figures = money(ends, hearing.base.portfolio.currency)
    head = ("strength", *(f"{NAMES[one]} ({figures.unit})" for one in SHOWN))
    rows = [
        (_strength(at), *(_cell(columns[one][k], figures) for one in SHOWN))
        for k, at in enumerate(curve.strengths)
    ]
    return Section(
        "What if I do not believe the literature?",
        (strength_sentence(curve),),
        lambda: curve_picture(curve, hearing.base.portfolio.currency),
        f"Net value less that of keeping the PMO; {futures(curve.futures)} at each strength. Band: where the "
        "average can lie.",
        grids=(Grid("Average difference from keeping it, by strength of the effect", head, rows),),
        notes=(
            "Strength 0 is a null result: levels of practice change nothing but cost. Today’s figures are "
            "the same at every strength. Ranges are luck alone here.",
        ),
    )


def curve_picture(curve: StrengthCurve, currency: str) -> Picture:
    """Worth by strength of the published effect."""
    import pandas as pd

    from workbench.charts import line_chart
    from workbench.charts.line import Point

    ends = [end for doing in SHOWN for one in curve.at(doing) for end in (one.low, one.high)]
    figures = money(ends, currency)
    rows = [
        {
            "series": NAMES[doing],
            "lever": at,
            "mean": one.value,
            "low": one.low,
            "high": one.high,
        }
        for doing in SHOWN
        for at, one in zip(curve.strengths, curve.at(doing), strict=True)
    ]
    root = curve.break_even(Doing.CLOSE)
    points = [] if root is None else [Point(root.value, 0.0, f"closing breaks even at {root.value:.2f}")]
    axis = "strength of the published effect (0 = none, 1 = as published)"
    return line_chart(pd.DataFrame(rows), figures, axis, NAMES[Doing.CLOSE], points)


def _strength(at: float) -> str:
    return {0.0: "0 = none", 1.0: "1 = as published"}.get(at, f"{at:g}")
