"""What advice to the board is worth, and who should keep whom: in words, pictures, tables and JSON."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from workbench.analysis import Interval
from workbench.charts.numbers import Figures, clear_ends, money
from workbench.experiment.worth.advice import Advised, Part, Told
from workbench.interfaces.studies.answer import LUCK_ALONE, Answer, Grid, Section
from workbench.interfaces.studies.as_json import as_json, interval
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
from workbench.policies import Allocation, GateRule, ReplanCadence, Role

if TYPE_CHECKING:
    from workbench.charts.live import Picture

TITLE = "What is our advice to the board worth?"

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
        return f"Advice of {who} that is always followed {_undecided(found, one, span, figures)}. {nothing}"
    verb = "is worth" if one.better else "loses"
    return (
        f"Advice of {who} that is always followed {verb} {figures.plain(abs(worth.value))} on average; the "
        f"average lies {span}. {nothing}"
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
    kept, figures = found.day_to_day()[0], _figures(found, found.day_to_day())
    worth = kept.worth
    if worth.low == worth.high == 0.0:
        return ["Whether projects keep their people between packages changes nothing here."]
    span = between(worth.low, worth.high, figures)
    if kept.better is None:
        return [f"Whether projects should keep their people is undecided: the average lies {span}."]
    verb = "gain" if kept.better else "lose"
    return [
        f"Projects that keep their people between packages would {verb} {figures.plain(abs(worth.value))} on "
        f"average against people who go back to their pools; the average lies {span}."
    ]


def _name(part: Part) -> str:
    if part.allocation is Allocation.KEPT:
        return "projects keep people"
    if part.replans is not ReplanCadence.NEVER:
        return "planned anew each month"
    return ROLES[part.advice.role]


def _roles(found: Advised) -> Section:
    told = found.roles()
    figures, who = _figures(found, told), count(found.assessors, "assessor looks", "assessors look")
    rows = [
        (
            capital(_name(one.part)),
            *_worth_cells(one, figures),
            _number(one.wrongly_stopped),
            _number(one.carried_on),
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
            "(assumed). Projects: per future, on average, judged by the true benefit, which nobody knew.",
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


def _number(mean: Interval) -> str:
    figures = Figures("", "", 1.0, 2)
    return f"{figures.bare(mean.value)} ({figures.span(mean.low, mean.high)})"


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
    rows = [(capital(_name(one.part)), *_worth_cells(one, figures)) for one in told]
    head = ("from day to day", f"net value ({figures.unit})", "verdict")
    return Section(
        "Whose people are they between packages?",
        (),
        lambda: _intervals(found, told, figures, "People are pooled"),
        f"Net value less that with people who go back to their pools; {futures(found.futures)}.",
        (Grid("Against people who go back to their pools", head, rows, texts=frozenset({0, 2})),),
        notes=(
            "Kept: people stay with a project while anything of it runs and it has work left for them. "
            "Projects do not pay for those who idle; switching counts as if people were pooled (assumed).",
        ),
    )


def _figures(found: Advised, told: Sequence[Told]) -> Figures:
    ends = [end for one in told for end in (one.worth.low, one.worth.high)]
    return clear_ends(money(ends, found.base.portfolio.currency), *_inner(told))


def _inner(told: Sequence[Told]) -> tuple[float, float]:
    """The range closest to zero, whose ends must not be written as zero."""
    ranges = [(one.worth.low, one.worth.high) for one in told if one.worth.low < one.worth.high]
    return min(ranges, key=lambda one: min(map(abs, one)), default=(0.0, 0.0))


def advice_json(found: Advised) -> str:
    """The same for programs."""

    def told(one: Told) -> dict[str, Any]:
        return {
            "role": one.part.advice.role.value,
            "assessors": one.part.advice.assessors,
            "followed": one.part.advice.heeded,
            "allocation": one.part.allocation.value,
            "replans": one.part.replans.value,
            "worth": interval(one.worth),
            "better": one.better,
            "exactly_nothing": one.part.is_nothing,
            "stopped_worth_finishing": interval(one.wrongly_stopped),
            "carried_on_better_stopped": interval(one.carried_on),
        }

    weighs = found.weighs
    return as_json(
        {
            "scenario": found.base.name,
            "hash": found.base.hash,
            "currency": found.base.portfolio.currency,
            "futures": found.futures,
            "boards_weigh_value": weighs,
            "gates": found.base.policy.gates.rule.value,
            "parts_looked_at": found.looked_at,
            "cost_of_a_person": found.person,
            "roles": [told(one) for one in found.roles()] if weighs else [],
            "by_share_followed": [told(one) for one in found.followed()] if weighs else [],
            "by_assessors": [told(one) for one in found.by_assessors()] if weighs else [],
            "day_to_day": [told(one) for one in found.day_to_day()],
        }
    )
