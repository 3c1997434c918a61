"""What to do with each project now: in words, as a picture, as a table and as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from workbench.analysis import Interval, PairedDifference
from workbench.charts.numbers import Figures, clear_ends, finer, in_futures, money, out_of, out_of_span, whole
from workbench.experiment.recommendation import Recommendation
from workbench.experiment.studies.decisions import Advice, DecisionStudy
from workbench.interfaces.studies.answer import LUCK_ALONE, Answer, Grid, Section
from workbench.interfaces.studies.as_json import as_json, interval
from workbench.interfaces.studies.realigning import realigning_section, realigning_sentence
from workbench.interfaces.wording import (
    between,
    capital,
    count,
    futures,
    label_of,
    listed,
    project_label,
    some_of,
    too_few,
    worse_to_better,
)
from workbench.scenario import Scenario

if TYPE_CHECKING:
    import pandas as pd

    from workbench.charts.live import Picture

TITLE = "What to do with each project now"
STOP, TURN_DOWN, HOLD = "stop", "turn down", "hold"
MOST_NAMED = 6
"""Projects named in a sentence."""

MOST_DRAWN = 24
"""Rows of the picture; those worth least where there are more."""


def words(advice: Advice) -> str:
    """The recommendation as a reader says it."""
    if advice.recommendation is Recommendation.GREEN_LIGHT:
        return "go on" if advice.in_flight else "green-light"
    if advice.recommendation is Recommendation.TERMINATE and not advice.in_flight:
        return "turn down"
    return advice.recommendation.value


def deciding_answer(
    found: DecisionStudy, scenario: Scenario, seen_again: pd.DataFrame | None = None
) -> Answer:
    """The answer, sentence first.

    Parameters
    ----------
    found, scenario
        What was found, and of what.
    seen_again
        Where the strategy changes at a date: every project seen again then.
    """
    few = too_few(found.n)
    after = [] if seen_again is None else [realigning_sentence(seen_again, scenario)]
    more = () if seen_again is None else (realigning_section(seen_again, scenario),)
    return Answer(
        "decide",
        TITLE,
        scenario,
        label_of(scenario.name),
        [*lead(found), *after, *([few] if few else [])],
        (_section(found), *more),
        found.n,
        (LUCK_ALONE,),
    )


def lead(study: DecisionStudy) -> list[str]:
    """How many of each, whom it concerns, and what following all of it at once would bring."""
    if not study.advice:
        return ["No project is in flight or proposed by the start: there is nothing to decide now."]
    groups = {verb: there for verb, there in _groups(study).items() if there}
    parts = [count(len(there), f"to {verb}", f"to {verb}") for verb, there in groups.items()]
    said = [f"Of {count(len(study.advice), 'project', 'projects')} to decide on now: {listed(parts)}."]
    for verb, there in groups.items():
        if verb in (STOP, TURN_DOWN, HOLD):
            about = {STOP: " (under way)", TURN_DOWN: " (not begun)", HOLD: f" for {_months(study.months)}"}
            said.append(f"{capital(verb)}{about[verb]}: {_named(there, study.n)}.")
    said.append(_how_stable(study))
    if study.together is not None:
        said.append(_together(study))
    return said


def _groups(study: DecisionStudy) -> dict[str, list[Advice]]:
    """Projects by what to do with them, what has begun apart from what has not; what stops first."""
    stopped, going = study.of(Recommendation.TERMINATE), study.of(Recommendation.GREEN_LIGHT)
    return {
        STOP: [one for one in stopped if one.in_flight],
        TURN_DOWN: [one for one in stopped if not one.in_flight],
        HOLD: study.of(Recommendation.HOLD),
        "re-evaluate": study.of(Recommendation.RE_EVALUATE),
        "green-light": [one for one in going if not one.in_flight],
        "go on with": [one for one in going if one.in_flight],
    }


def _named(advice: list[Advice], n: int) -> str:
    """Names, each with the futures in which the advice is the best of what was looked at."""
    return some_of([f"{_called(one)} (best {_often(one, n)})" for one in advice], MOST_NAMED)


def _called(one: Advice) -> str:
    return project_label(one.project, one.name)


def _often(one: Advice, n: int) -> str:
    return f"{in_futures(one.stable.value, n)}, {out_of_span(one.stable.value, n)}"


def _how_stable(study: DecisionStudy) -> str:
    """How many pieces of advice are the best in most futures, and which is so in the fewest."""
    sure = [one for one in study.advice if one.recommendation is not Recommendation.RE_EVALUATE]
    if not sure:
        return "No advice is the best way in enough futures to be clear on average."
    least = min(sure, key=lambda one: one.stable.value)
    firm = sum(one.stable.low > 0.5 for one in sure)
    return (
        f"Stable: for {firm} of {count(len(sure), 'project', 'projects')} with clear advice it is the best "
        f"of what was looked at in more than half of the futures, beyond doubt; least for {_called(least)}, "
        f"{_often(least, study.n)}."
    )


def _months(months: float) -> str:
    return f"{months:g} month{'' if months == 1 else 's'}"


def _together(study: DecisionStudy) -> str:
    found = study.together
    assert found is not None
    figures = _figures([found.mean], study.currency)
    if not found.decided:
        span = worse_to_better(found.mean.low, found.mean.high, figures)
        return f"Undecided whether all of that at once pays: it could be anywhere {span} than today."
    verb = "gain" if found.mean.value > 0 else "lose"
    chance = f"{in_futures(found.better.value, found.n)} ({out_of_span(found.better.value, found.n)})"
    return (
        f"All of that at once would {verb} {figures.plain(abs(found.mean.value))} on average; the average "
        f"lies {between(found.mean.low, found.mean.high, figures)}. It does better {chance}."
    )


def because(advice: Advice, study: DecisionStudy) -> str:
    """The reason in plain words."""
    if advice.recommendation is Recommendation.HOLD:
        assert advice.later is not None
        figures = _figures([advice.later.mean], study.currency)
        more = f"{figures.plain(advice.later.mean.value)} more ({_span(advice.later.mean, figures)})"
        return f"Proposing it {_months(study.months)} later is worth {more}."
    if advice.going is None or advice.own is None or advice.others is None:
        return "It must be done."
    figures = _figures([advice.going.mean], study.currency)
    brings = _part(advice.own, "brings", "loses", "itself", study.currency)
    takes = _part(advice.others, "helps the others by", "costs the others", "", study.currency)
    also = f" Without it {listed(list(advice.needing))} cannot be done." if advice.needing else ""
    if advice.recommendation is Recommendation.RE_EVALUATE:
        mean = advice.going.mean
        if advice.going.decided:
            way = "worse" if mean.value < 0 else "better"
            worth = f"{figures.plain(abs(mean.value))} {way} than stopping"
            return (
                f"By itself going on is {worth} ({between(mean.low, mean.high, figures)}), but not beyond "
                f"doubt once all {_looked_at(study)} comparisons are allowed for; it {brings} and "
                f"{takes}.{also}"
            )
        span = worse_to_better(mean.low, mean.high, figures)
        return f"Undecided: going on could be anywhere {span} than stopping; it {brings} and {takes}.{also}"
    return f"It {brings} and {takes}.{also}"


def _part(part: Interval, gains: str, loses: str, who: str, currency: str) -> str:
    """A part with its range, in a unit of its own; a range that holds zero keeps its signs."""
    if part.low == part.high == 0.0:
        return f"changes nothing {who or 'for the others'}"
    figures = _figures([part], currency)
    verb, value = (gains, part.value) if part.value >= 0 else (loses, -part.value)
    low, high = (part.low, part.high) if part.value >= 0 else (-part.high, -part.low)
    span = f"{figures.plain(low)} to {figures.plain(high)}"
    return " ".join(filter(None, (verb, figures.plain(value), who, f"({span})")))


def _section(study: DecisionStudy) -> Section:
    figures = _figures([one.going.mean for one in study.advice if one.going is not None], study.currency)
    drawn = [one for one in study.advice if one.going is not None]
    notes = (
        "Going on is compared with stopping on the first day (what has begun pays its termination cost and "
        f"gets its salvage) and, for what has not begun, with proposing it {_months(study.months)} later. "
        "Money already spent is in none of these. Each project is looked at by itself, all others as they "
        f"are. The advice allows for all {_looked_at(study)} comparisons (Holm), each range is that of one "
        "comparison alone: so a range that just leaves out zero may still mean re-evaluate. “Stable”: "
        "futures in which the advice is the best of what was looked at; for what is to be re-evaluated, "
        "futures in which going on is better. What must be done is never stopped, so it is not compared with "
        "that.",
        *(
            f"{why}: {listed(sorted(there))}."
            for why, there in (
                ("Proposed only later, so not decided now", study.not_yet),
                ("Turned down by today’s selection, so not looked at", study.not_selected),
            )
            if there
        ),
    )
    return Section(
        "What going on is worth, against stopping",
        (),
        (lambda: _picture(drawn, figures)) if drawn else None,
        f"Dot: average over {futures(study.n)}; bar: range of the average, each alone; line: 8 in 10 single "
        "futures; hollow: undecided once all comparisons are allowed for. What must be done is not drawn.",
        (_grid(study, figures, _with_reasons(study)),),
        short=(_grid(study, figures),),
        notes=notes,
    )


def _looked_at(study: DecisionStudy) -> int:
    """How many differences the advice was taken from."""
    return sum((one.going is not None) + (one.later is not None) for one in study.advice)


def _picture(advice: list[Advice], figures: Figures) -> Picture:
    import pandas as pd

    from workbench.charts import interval_chart

    rows = [
        {
            "label": _called(one),
            **{"mean": one.going.mean.value, "low": one.going.mean.low, "high": one.going.mean.high},
            **{"p10": one.going.p10, "p90": one.going.p90, "better": one.going.better.value},
            **{"decided": one.recommendation is not Recommendation.RE_EVALUATE, "n": one.going.n},
        }
        for one in advice[:MOST_DRAWN]
        if one.going is not None
    ]
    return interval_chart(pd.DataFrame(rows), figures, "Stopping it")


def _with_reasons(study: DecisionStudy) -> list[str]:
    return [because(one, study) for one in study.advice]


def _grid(study: DecisionStudy, figures: Figures, reasons: Sequence[str] = ()) -> Grid:
    rows = []
    for place, one in enumerate(study.advice):
        worth, span = "must be done", ""
        if one.going is not None:
            mean = one.going.mean
            shown = clear_ends(figures, mean.low, mean.high)
            worth, span = shown.bare_signed(mean.value), shown.span(mean.low, mean.high)
        stable = f"{out_of(one.stable.value, study.n)} ({out_of_span(one.stable.value, study.n)})"
        name = "" if one.name == one.project else one.name
        rows.append((one.project, name, words(one), worth, span, stable, *reasons[place : place + 1]))
    unit = figures.unit or study.currency
    head = (
        "",
        "project",
        "advice",
        f"worth of going on, {unit}",
        "range, each alone",
        f"stable, of {whole(study.n)}",
    )
    return Grid(
        "Every project that is decided on now, what stops first",
        (*head, "why") if reasons else head,
        rows,
        texts=frozenset({0, 1, 2, 6}),
    )


def _figures(means: list[Interval], currency: str) -> Figures:
    figures = money([end for mean in means for end in (mean.value, mean.low, mean.high)] or [0.0], currency)
    if len(means) != 1:
        return figures
    return clear_ends(finer(figures, means[0].value), means[0].low, means[0].high)


def _span(mean: Interval, figures: Figures) -> str:
    return f"{figures.plain(mean.low)} to {figures.plain(mean.high)}"


def deciding_json(study: DecisionStudy, scenario: Scenario, seen_again: pd.DataFrame | None = None) -> str:
    """The same as JSON; keys never change."""

    def difference(found: PairedDifference | None) -> dict[str, Any] | None:
        if found is None:
            return None
        return {**interval(found.mean), "better": found.better.value, "p10": found.p10, "p90": found.p90}

    content = {
        "scenario": study.scenario,
        "hash": scenario.hash,
        "currency": study.currency,
        "n": study.n,
        "later_months": study.months,
        "projects": [
            {
                "project": one.project,
                "name": one.name,
                "in_flight": one.in_flight,
                "mandatory": one.mandatory,
                "recommendation": one.recommendation.value,
                "going_on": difference(one.going),
                "own": None if one.own is None else interval(one.own),
                "others": None if one.others is None else interval(one.others),
                "later": difference(one.later),
                "stable": interval(one.stable),
                "needed_by": list(one.needing),
                "because": because(one, study),
            }
            for one in study.advice
        ],
        "not_yet": list(study.not_yet),
        "not_selected": list(study.not_selected),
        "together": difference(study.together),
        "when_the_strategy_changes": (
            [] if seen_again is None else json.loads(seen_again.to_json(orient="records"))
        ),
    }
    return as_json(content)
