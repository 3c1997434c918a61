"""What advice to the board is worth, and what a PMO may decide from day to day: words, pictures, tables."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from workbench.analysis import Interval
from workbench.charts.numbers import Figures, clear_ends, money
from workbench.experiment.worth.advice import INFORMS, Advised, Measure, Part, Told
from workbench.interfaces.studies.answer import LUCK_ALONE, Answer, Grid, Section
from workbench.interfaces.wording import (
    between,
    between_values,
    capital,
    count,
    futures,
    in_100_futures,
    label_of,
    too_few,
)
from workbench.policies import Allocation, GateRule, PmoCadence, Role

if TYPE_CHECKING:
    from workbench.charts.live import Picture

TITLE = "What is our advice to the board worth?"

IF_RIGHT = "If every guess is right, "
"""Before figures of money that rest on luck alone."""

ROLES = {
    Role.NONE: "nobody prepares what it sees",
    Role.INFORMS: "the PMO informs",
    Role.ADVISES: "the PMO advises",
    Role.DECIDES: "the PMO decides",
}


def advice_answer(found: Advised) -> Answer:
    """The answer, sentence first."""
    few = too_few(found.futures)
    sections = [_roles(found), _followed(found), _assessors(found)] if found.weighs else []
    return Answer(
        "advice",
        TITLE,
        found.base,
        label_of(found.base.name),
        [*_lead(found), *_daily_words(found), *([few] if few else [])],
        (*sections, _day_to_day(found)),
        found.futures,
        _notes(found),
    )


def _notes(found: Advised) -> list[str]:
    said = [LUCK_ALONE]
    if found.looked_at > 1:
        many = f"Verdicts allow for all {found.looked_at} parts of the PMO that were looked at"
        said.append(f"{many}; a range is that of one part alone.")
    if found.weighs:
        said.append("How noisy looks are, and that assessors err independently, is assumed: docs/advice.md.")
    return said


def _lead(found: Advised) -> list[str]:
    if not found.weighs:
        return [_no_matter(found)]
    advises = _advises(found)
    return [_worth_words(found, advises), *_pays_words(found, advises), _others_words(found)]


def _no_matter(found: Advised) -> str:
    rule = found.base.policy.gates.rule
    why = "gates and reviews always let go on" if rule is GateRule.GO else "no gate or review ever sits"
    then = (
        "; what if they weighed value: add --gates expected_value"
        if rule is GateRule.GO
        else "; state gates of projects or policy.reviews.cadence"
    )
    return f"Here {why}, so advice can change nothing and is worth exactly nothing, whoever gives it{then}."


def _advises(found: Advised) -> Told:
    return next(one for one in found.roles() if one.part.advice.role is Role.ADVISES)


def _worth_words(found: Advised, one: Told) -> str:
    figures, worth = _figures(found, found.roles()), one.worth
    who = count(found.assessors, "assessor", "assessors")
    if one.part.is_nothing:
        return "With the board as its only assessor, advice is worth exactly nothing: nobody else looks."
    span = between(worth.low, worth.high, figures)
    nothing = "If nobody listens it is worth exactly nothing."
    if one.better is None:
        undecided = _undecided(found, one, span, figures)
        return f"{IF_RIGHT}advice of {who} that is always followed {undecided}. {nothing}"
    verb = "is worth" if one.better else "loses"
    return (
        f"{IF_RIGHT}advice of {who} that is always followed {verb} {figures.plain(abs(worth.value))} on "
        f"average; the average lies {span}. {nothing}"
    )


def _undecided(found: Advised, one: Told, span: str, figures: Figures) -> str:
    worth = one.worth
    if worth.holds(0.0):
        return f"may gain or lose: the average lies {span}"
    verb, mean = "gain" if worth.value > 0 else "lose", figures.plain(abs(worth.value))
    return (
        f"would by itself {verb} {mean} on average ({span}), but {found.looked_at} parts of the PMO were "
        "looked at, so whether it pays is undecided"
    )


def _pays_words(found: Advised, one: Told) -> list[str]:
    low, high = found.people(one.worth.low), found.people(one.worth.high)
    if one.better is not True or math.isnan(low):
        return []
    return [
        f"What the assessors cost is not in it: so much pays between {low:.2g} and {high:.2g} people in the "
        "PMO until the horizon."
    ]


def _others_words(found: Advised) -> str:
    figures, told = _figures(found, found.roles()), {one.part.advice.role: one for one in found.roles()}
    said = [f"if the PMO decided, {_against(told[Role.DECIDES], figures)}"]
    if Role.NONE in told:
        said.append(f"if nobody prepared what the board sees, {_against(told[Role.NONE], figures)}")
    return f"Against a PMO that informs: {'; '.join(said)}."


def _against(one: Told, figures: Figures) -> str:
    worth = one.worth
    if worth.low == worth.high == 0.0:
        return "nothing would change"
    span = between_values(worth.low, worth.high, figures)
    verdict = {True: "known to gain", False: "known to lose", None: "undecided"}[one.better]
    return f"{figures.signed(worth.value)} on average ({span}; {verdict})"


def _daily_words(found: Advised) -> list[str]:
    told = found.day_to_day()
    figures = _figures(found, told)
    first, *others = [_one_daily(one, figures) for one in told]
    return [IF_RIGHT + first, *(capital(one) for one in others)]


def _one_daily(one: Told, figures: Figures) -> str:
    worth, what = one.worth, _DAILY[_kind(one.part)]
    if worth.low == worth.high == 0.0:
        return f"{what} changes nothing here."
    span = between(worth.low, worth.high, figures)
    if one.better is None:
        return f"whether {what} gains or loses is undecided: the average lies {span}."
    verb = "gains" if one.better else "loses"
    return f"{what} {verb} {figures.plain(abs(worth.value))} on average; the average lies {span}."


_DAILY = {
    "kept": "letting projects keep their people between packages",
    "escalated": "letting projects go first that the PMO believes to be late",
    "planned": "planning anew for dispatch as levels change",
}


def _kind(part: Part) -> str:
    if part.allocation is Allocation.KEPT:
        return "kept"
    return "planned" if part.replans is not PmoCadence.NEVER else "escalated"


def _name(part: Part) -> str:
    if part.advice != INFORMS.advice or part == INFORMS:
        return ROLES[part.advice.role]
    late = f"late projects go first ({part.escalation.tolerated:g} days)"
    return {"kept": "projects keep people", "planned": "planned anew", "escalated": late}[_kind(part)]


def _roles(found: Advised) -> Section:
    told = found.roles()
    figures, who = _figures(found, told), count(found.assessors, "assessor looks", "assessors look")
    rows = [
        (
            capital(_name(one.part)),
            *_worth_cells(one, figures),
            _projects(found, one, one.wrongly_stopped, Measure.WRONGLY_STOPPED),
            _projects(found, one, one.carried_on, Measure.CARRIED_ON),
        )
        for one in told
    ]
    head = (
        "who decides from what",
        f"net value ({figures.unit})",
        "verdict",
        "stopped, worth finishing",
        "carried on, better stopped",
    )
    others = [one for one in told if one.part.advice.role is not Role.INFORMS]
    return Section(
        "Who should decide, and from what?",
        (_unmoved(found),),
        lambda: _intervals(found, others, figures, "The PMO informs"),
        f"Net value less that with a PMO that informs; {futures(found.futures)}.",
        (Grid("Against a PMO that informs", head, rows, texts=frozenset({0, 2})),),
        notes=(
            f"Advises and decides: {who} independently, always followed; a PMO that decides has reports "
            "without age. Unprepared: looks as noisy, reports as old and rosy as at level 1 of the table "
            "(assumed). Projects: more or fewer per future than with a PMO that informs, on average, judged "
            "by the true benefit, which nobody knew.",
        ),
    )


def _unmoved(found: Advised) -> str:
    """How often advice changes anything at all."""
    share = float((found.gains(_advises(found).part) == 0.0).mean())
    return f"{capital(in_100_futures(share))} advice that is always followed moves nothing at all."


def _worth_cells(one: Told, figures: Figures) -> tuple[str, str]:
    worth = one.worth
    if worth.low == worth.high == 0.0:
        return "0 (exactly)", "the same" if one.part.is_nothing else "no difference"
    cell = f"{figures.bare_signed(worth.value)} ({figures.span(worth.low, worth.high)})"
    return cell, {True: "gains", False: "loses", None: "undecided"}[one.better]


def _projects(found: Advised, one: Told, more: Interval, measure: Measure) -> str:
    """How many more or fewer; of a PMO that informs, how many in all."""
    if one.part == INFORMS:
        level = found.level(INFORMS, measure)
        return f"{_finely(level).bare(level.value)} ({_finely(level).span(level.low, level.high)}) in all"
    return _difference(more)


def _difference(more: Interval) -> str:
    if more.low == more.high == 0.0:
        return "0 (exactly)"
    return f"{_finely(more).bare_signed(more.value)} ({_finely(more).span(more.low, more.high)})"


def _finely(one: Interval) -> Figures:
    """Two digits, or more where an end would be written as zero."""
    return clear_ends(Figures("", "", 1.0, 2), one.low, one.high)


def _intervals(found: Advised, told: Sequence[Told], figures: Figures, against: str) -> Picture:
    import pandas as pd

    from workbench.charts import interval_chart

    rows = []
    for one in told:
        gains = found.gains(one.part)
        low, high = (float(end) for end in np.quantile(gains, (0.1, 0.9), method="median_unbiased"))
        rows.append(
            {
                "label": capital(_name(one.part)),
                "mean": one.worth.value,
                "low": one.worth.low,
                "high": one.worth.high,
                "p10": low,
                "p90": high,
                "better": float((gains > 0).mean()),
                "decided": one.better is not None,
                "n": found.futures,
            }
        )
    return interval_chart(pd.DataFrame(rows), figures, against)


def _followed(found: Advised) -> Section:
    told = found.followed()
    return _curve(
        "What if it is not always followed?",
        found,
        told,
        [100 * one.part.advice.followed for one in told],
        "of 100 sittings, so many at which the board follows",
        "At the others it goes by its own looks, whatever it followed before. Which sittings these are is "
        "luck of each future.",
    )


def _assessors(found: Advised) -> Section:
    told = found.by_assessors()
    return _curve(
        "How many assessors?",
        found,
        told,
        [float(one.part.advice.assessors) for one in told],
        "assessors, the board’s own look among them",
        "Always followed. Noise falls with the root of their number only as far as each errs in his own way: "
        "if every two share half of their error, no number counts for more than two.",
    )


def _curve(
    title: str, found: Advised, told: Sequence[Told], lever: Sequence[float], axis: str, note: str
) -> Section:
    figures = _figures(found, told)

    def picture() -> Picture:
        import pandas as pd

        from workbench.charts import sweep_chart

        rows = [
            {
                "series": "net value",
                "lever": at,
                "mean": one.worth.value,
                "low": one.worth.low,
                "high": one.worth.high,
                "flat": False,
                "today": False,
            }
            for at, one in zip(lever, told, strict=True)
        ]
        return sweep_chart(pd.DataFrame(rows), figures, axis, "net value")

    rows = [(f"{at:.3g}", *_worth_cells(one, figures)) for at, one in zip(lever, told, strict=True)]
    head = (axis, f"net value ({figures.unit})", "verdict")
    return Section(
        title,
        (),
        picture,
        f"Net value less that with a PMO that informs; {futures(found.futures)}. Band: where the average "
        "can lie.",
        (Grid("Average difference with its range", head, rows, texts=frozenset({2})),),
        notes=(note,),
    )


def _day_to_day(found: Advised) -> Section:
    told = found.day_to_day()
    figures = _figures(found, told)
    promised = not np.isnan(told[0].dates_kept.value)
    rows = [
        (capital(_name(one.part)), *_worth_cells(one, figures), *([_dates(one)] if promised else []))
        for one in told
    ]
    kept = ["promised dates kept (of 100)"] if promised else []
    against = "Against pooled people, ranked by the rule alone"
    return Section(
        "What may it decide from day to day?",
        (),
        lambda: _intervals(found, told, figures, "People are pooled"),
        f"Net value less that with a PMO that informs; {futures(found.futures)}.",
        (
            Grid(
                against,
                ("from day to day", f"net value ({figures.unit})", "verdict", *kept),
                rows,
                texts=frozenset({0, 2}),
            ),
        ),
        notes=_daily_notes(told),
    )


def _dates(one: Told) -> str:
    """Points of a hundred."""
    kept = one.dates_kept
    return _difference(Interval(100 * kept.value, 100 * kept.low, 100 * kept.high))


def _daily_notes(told: Sequence[Told]) -> tuple[str, ...]:
    kept = (
        "Kept: people stay with a project while anything of it runs and it has work left for them. "
        "Projects do not pay for those who idle; switching counts as if people were pooled (assumed)."
    )
    late = [one.part.escalation for one in told if _kind(one.part) == "escalated"]
    return (
        kept,
        *(
            f"Late: believed on the PMO’s own dates ({one.cadence.value}) to end more than {one.tolerated:g} "
            "working days after the promised date, by work done and planned, without queues; until the next "
            "such date its packages get people before all others."
            for one in late
        ),
    )


def _figures(found: Advised, told: Sequence[Told]) -> Figures:
    ends = [end for one in told for end in (one.worth.low, one.worth.high)]
    return clear_ends(money(ends, found.base.portfolio.currency), *_inner(told))


def _inner(told: Sequence[Told]) -> tuple[float, float]:
    """The range closest to zero, whose ends must not be written as zero."""
    ranges = [(one.worth.low, one.worth.high) for one in told if one.worth.low < one.worth.high]
    return min(ranges, key=lambda one: min(map(abs, one)), default=(0.0, 0.0))
