"""What a PMO should be made of: which practice brings it, how many people, coaches or auditors; in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbench.analysis import Interval
from workbench.charts.numbers import Figures, clear_ends, money
from workbench.experiment.worth import present_split
from workbench.experiment.worth.makeup import Makeup, Point
from workbench.experiment.worth.under_rules import UnderRules
from workbench.interfaces.studies.answer import LUCK_ALONE, Answer, Grid, Section
from workbench.interfaces.studies.as_json import as_json, interval
from workbench.interfaces.wording import (
    between,
    capital,
    futures,
    label_of,
    listed,
    percent,
    rule_words,
    too_few,
)
from workbench.interfaces.wording.perspectives import PERSPECTIVES

if TYPE_CHECKING:
    from workbench.charts.live import Picture

TITLE = "What is our PMO made of?"


def makeup_answer(found: Makeup, rules: UnderRules) -> Answer:
    """The answer, sentence first; `rules` says whether it depends on how the board ranks."""
    few = too_few(found.futures)
    sections = [_practices(found), _sizes(found), _half_levels(found), _rules(found, rules)]
    if found.splits():
        sections.insert(2, _splits(found))
    return Answer(
        "practices",
        TITLE,
        found.base,
        label_of(found.base.name),
        [_first(found), _too_large(found), *([few] if few else [])],
        tuple(sections),
        found.futures,
        (
            LUCK_ALONE,
            "What a practice does, how fast it spreads and fades is assumed: workbench evidence. How much of "
            "this hangs on it: workbench value.",
        ),
    )


def _amount(value: Interval, figures: Figures) -> str:
    return f"{figures.signed(value.value)} ({figures.span(value.low, value.high)})"


def _first(found: Makeup) -> str:
    figures, shares = _figures(found), found.practices()
    gaining = [one for one in shares if one.pays is True]
    losing = [one for one in shares if one.pays is False]
    whole = found.whole
    if not gaining:
        first = "Even if every guess is right, no practice is known to bring more than it costs"
    else:
        named = [f"{one.practice.value} ({figures.signed(one.net.value)})" for one in gaining]
        first = f"Known to bring more than they cost if every guess is right: {listed(named)}"
    less = f"; known to cost more than they bring: {listed([one.practice.value for one in losing])}"
    verb = "is worth" if whole.low > 0 else "costs" if whole.high < 0 else "may be worth or cost"
    span = between(whole.low, whole.high, figures)
    return (
        f"{first}{less if losing else ''}. Together, against closing it, the PMO {verb} "
        f"{figures.plain(abs(whole.value))} on average; the average lies {span}."
    )


def _too_large(found: Makeup) -> str:
    points = found.sizes()
    best = max(points, key=lambda one: one.today.mean.value)
    today = found.base.pmo.upkeep()[0].people
    low, high = found.like_the_best(points)
    span = _alike(f"{low * today:.3g}", f"{high * today:.3g}", " people")
    said = f"Of the sizes tried, {best.at * today:.3g} people do best on average ({span}; today {today:.3g})"
    much = found.too_much
    if much is None:
        return f"{said}; no size tried is known to be too much."
    return f"{said}; from {much * today:.3g} people on it is known to be too much."


def _alike(low: str, high: str, unit: str) -> str:
    """Settings around the best one that cannot be told from it."""
    if low == high:
        return "what lies next to it is known to do worse"
    return f"from {low} to {high}{unit} there is no known difference"


def _practices(found: Makeup) -> Section:
    figures, shares = _figures(found), found.practices()
    rows = [
        (
            capital(one.practice.value),
            _cell(one.gross, figures),
            figures.bare_signed(-one.cost),
            _cell(one.net, figures),
        )
        for one in shares
    ]
    gross = found.whole.value + sum(one.cost for one in shares)
    total = (
        "The whole PMO",
        figures.bare_signed(gross),
        figures.bare_signed(-sum(one.cost for one in shares)),
        _cell(found.whole, figures),
    )
    head = ("practice", f"what it brings ({figures.unit})", "what it costs", "left over")
    return Section(
        "Which practice first?",
        (),
        lambda: _waterfall(found, figures),
        f"Net value of keeping each practice, less its cost, as a fair share over all orders in which they "
        f"could be dropped; {futures(found.futures)}. The parts sum to the whole in every future.",
        (Grid("Against closing the PMO, average with its range", head, rows, (total,)),),
        notes=(
            f"Every one of the {len(found.kept.keys)} sets of practices is simulated on the same futures: "
            "those dropped lose people and cash after the notice, and fade. What it costs: people and cash "
            "until the horizon, less what leaving would cost. Known: allowing for all practices looked at.",
        ),
    )


def _waterfall(found: Makeup, figures: Figures) -> Picture:
    import pandas as pd

    from workbench.charts import waterfall_chart

    parts = [(capital(one.practice.value), one.net, one.pays is not None) for one in found.practices()]
    rows = [
        {"label": label, "mean": one.value, "low": one.low, "high": one.high, "decided": decided}
        for label, one, decided in [*parts, ("The whole PMO", found.whole, not found.whole.holds(0.0))]
    ]
    return waterfall_chart(pd.DataFrame(rows), "The whole PMO", figures)


def _sizes(found: Makeup) -> Section:
    points, today = found.sizes(), found.base.pmo.upkeep()[0].people
    return _swept(
        "How large is too large?",
        (_too_large(found),),
        points,
        [one.at * today for one in points],
        "people in the PMO",
        found,
        "People and cash of every practice grow and shrink together. Fewer leave after notice, more are "
        "hired first; what more people can still win back of a practice long in use is limited (assumed).",
    )


def _splits(found: Makeup) -> Section:
    points, present = found.splits(), present_split(found.base)
    best = max(points, key=lambda one: one.today.mean.value)
    low, high = found.like_the_best(points)
    alike = _alike(percent(low), percent(high), "")
    said = (
        f"Of the coaches and auditors, {percent(best.at)} coaching does best on average ({alike}; today "
        f"{percent(round(present, 2))})."
    )
    return _swept(
        "Coaches or auditors?",
        (said,),
        points,
        [100 * one.at for one in points],
        "of 100 coaches and auditors, so many coach",
        found,
        "The same people and money. Coaching acts where its requests are served before they lapse; audits "
        "raise how many keep to the standard.",
    )


def _swept(
    title: str,
    sentences: tuple[str, ...],
    points: list[Point],
    lever: list[float],
    axis: str,
    found: Makeup,
    note: str,
) -> Section:
    ends = [end for one in points for end in (one.today.mean.low, one.today.mean.high)]
    figures = money(ends, found.base.portfolio.currency)

    def picture() -> Picture:
        import pandas as pd

        from workbench.charts import sweep_chart

        today = next((one for one in points if one.today.mean.low == one.today.mean.high == 0.0), None)
        rows = [
            {
                "series": "net value",
                "lever": at,
                "mean": one.today.mean.value,
                "low": one.today.mean.low,
                "high": one.today.mean.high,
                "flat": not one.best.decided,
                "today": one is today,
            }
            for at, one in zip(lever, points, strict=True)
        ]
        return sweep_chart(pd.DataFrame(rows), figures, axis, "net value")

    rows = [
        (f"{at:.3g}", _cell(one.today.mean, figures), _cell(one.best.mean, figures))
        for at, one in zip(lever, points, strict=True)
    ]
    head = (axis, f"against today ({figures.unit})", "against the best")
    return Section(
        title,
        sentences,
        picture,
        f"Net value less today’s; {futures(found.futures)}. Band: where the average can lie.",
        (Grid("Average difference with its range", head, rows),),
        notes=(
            note,
            "Against the best: which one is best is seen in the same simulated futures, so these ranges are "
            "wider and allow for all pairs.",
        ),
    )


def _half_levels(found: Makeup) -> Section:
    shares = found.half_levels()
    ends = [end for one in shares for end in (one.worth.low, one.worth.high)]
    figures = money(ends, found.base.portfolio.currency)
    known = [one for one in shares if one.pays]
    said = (
        "No perspective is known to be worth half a level more, even at no cost."
        if not known
        else f"Half a level more is worth most in {PERSPECTIVES[known[0].perspective]}: "
        f"{_amount(known[0].worth, figures)}."
    )
    rows = [(capital(PERSPECTIVES[one.perspective]), _cell(one.worth, figures)) for one in shares]
    return Section(
        "Where would the next half level pay most?",
        (said,),
        grids=(
            Grid(
                "Half a level more from the first board on", ("perspective", f"worth ({figures.unit})"), rows
            ),
        ),
        notes=(
            "What reaching it would cost is not in it: so much it may cost at most. Known: allowing for all "
            "perspectives looked at.",
        ),
    )


def _rules(found: Makeup, rules: UnderRules) -> Section:
    gap = rules.interaction
    ends = [end for one in (rules.worth_today, rules.worth_other, gap) for end in (one.low, one.high)]
    figures = money(ends, found.base.portfolio.currency)
    names = [rule_words(one) for one in (rules.today, rules.other)]
    if gap.low <= 0.0 <= gap.high:
        said = f"Whether the PMO is worth more if the board ranks by {names[1]} is undecided: "
    else:
        more = "more" if gap.value > 0 else "less"
        said = f"The PMO is worth {more} if the board ranks by {names[1]} instead of {names[0]}: "
    rows = [
        (capital(names[0]), _cell(rules.worth_today, figures)),
        (capital(names[1]), _cell(rules.worth_other, figures)),
        ("The second less the first", _cell(gap, figures)),
    ]
    head = ("the board ranks by", f"keeping the PMO against closing it ({figures.unit})")
    return Section(
        "Does its worth depend on how the board ranks?",
        (f"{said}{_amount(gap, figures)}.",),
        grids=(Grid(f"Average with its range, {futures(rules.futures)} of each", head, rows),),
        notes=("Both rules with and without the PMO, all four on the same futures.",),
    )


def _cell(found: Interval, figures: Figures) -> str:
    return f"{figures.bare_signed(found.value)} ({figures.span(found.low, found.high)})"


def _figures(found: Makeup) -> Figures:
    shown = [found.whole, *(one.net for one in found.practices()), *(one.gross for one in found.practices())]
    figures = money([end for one in shown for end in (one.low, one.high)], found.base.portfolio.currency)
    return clear_ends(figures, found.whole.low, found.whole.high)


def makeup_json(found: Makeup, rules: UnderRules) -> str:
    """The same for programs."""

    def point(one: Point, at: float) -> dict[str, Any]:
        return {
            "at": at,
            "against_today": interval(one.today.mean),
            "against_best": interval(one.best.mean),
            "known_worse": one.best.decided and one.best.mean.value < 0,
        }

    today = found.base.pmo.upkeep()[0].people
    return as_json(
        {
            "scenario": found.base.name,
            "hash": found.base.hash,
            "currency": found.base.portfolio.currency,
            "futures": found.futures,
            "whole": interval(found.whole),
            "practices": [
                {
                    "practice": one.practice.value,
                    "net": interval(one.net),
                    "pays": one.pays,
                    "cost": one.cost,
                    "gross": interval(one.gross),
                }
                for one in found.practices()
            ],
            "sizes_in_people": [point(one, one.at * today) for one in found.sizes()],
            "too_much_from": None if found.too_much is None else found.too_much * today,
            "share_coaching": [point(one, one.at) for one in found.splits()],
            "by_ranking_rule": {
                "futures": rules.futures,
                rules.today.value: interval(rules.worth_today),
                rules.other.value: interval(rules.worth_other),
                "difference": interval(rules.interaction),
            },
            "half_a_level_more": {one.perspective: interval(one.worth) for one in found.half_levels()},
        }
    )
