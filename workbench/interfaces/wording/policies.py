"""What a study of rules and limits found, in sentences: which, how many, how sure, and does it matter."""

from __future__ import annotations

from typing import Any

from workbench.charts.numbers import finer, in_futures, money, out_of_span
from workbench.experiment.studies.policy_grid import PolicyStudy, Setting, rule_name
from workbench.interfaces.wording.phrases import capital, count, futures, listed
from workbench.interfaces.wording.rules import rule_words
from workbench.interfaces.wording.verdict import (
    Difference,
    Verdict,
    between,
    span_words,
    too_few,
    worse_to_better,
)


def setting_words(setting: Setting) -> str:
    """A setting inside a sentence.

    Examples
    --------
    >>> from workbench.policies import IndexName
    >>> setting_words(Setting(IndexName.CD3, 18)), setting_words(Setting(None, 1))
    ('at most 18 projects at once, by cost of delay ÷ time', 'at most 1 project at once, in today’s order')
    """
    projects = f"at most {setting.limit} project{'' if setting.limit == 1 else 's'} at once"
    order = "in today’s order" if setting.rule is None else f"by {rule_words(setting.rule)}"
    return f"{projects}, {order}"


def best_words(study: PolicyStudy) -> str:
    """The best setting against today, and how sure that is."""
    best = study.best()
    if study.grid.is_today(best):
        return f"Nothing that was tried is better on average than today: {setting_words(best)}."
    found, what = difference(study, best), capital(setting_words(best))
    figures = found.figures(study.comparison.currency)
    verdict = found.verdict(float(study.today.mean()))
    chance = in_futures(found.better, found.n)
    if verdict is Verdict.GAIN:
        return (
            f"{what}, would gain {figures.plain(found.mean)} on average; the average lies "
            f"{between(found.low, found.high, figures)}. It does better than today {chance} "
            f"({out_of_span(found.better, found.n)})."
        )
    if verdict is Verdict.SAME:
        return f"No difference: the best that was tried, {setting_words(best)}, is worth what today’s way is."
    return (
        f"Undecided: the best that was tried, {setting_words(best)}, could be anywhere "
        f"{worse_to_better(found.low, found.high, figures)} than today."
    )


def limit_words(study: PolicyStudy) -> str:
    """How many at once: the flat region, and what too few and too many cost."""
    best = study.best()
    first, last = study.flat(best.rule)
    limits = study.grid.limits
    if len(limits) == 1:
        return f"Only one limit was tried: {limits[0]}."
    where = f"Best is {best.limit}" + (
        f"; of the limits tried, {_together(limits, first, last)} cannot be told apart."
        if first < last
        else "; its neighbours are clearly worse."
    )
    ends = [
        f"{word} ({limit}) would cost {_cost(study, best, limit)}"
        for word, limit, there in (
            ("the fewest", limits[0], first > limits[0]),
            ("the most", limits[-1], last < limits[-1]),
        )
        if there
    ]
    return f"{where} {capital(listed(ends))} on average against that." if ends else where


def matters_words(study: PolicyStudy) -> str:
    """Whether it matters which rule, each at its own best limit."""
    rows = study.standings().to_dict("records")
    if len(rows) < 2:
        return "Only one order was tried, so nothing can be said of whether the order matters."
    first, others = rows[0], rows[1:]
    apart = [row for row in others if row["told_apart"]]
    name = _called(first["rule"])
    figures = money([row["behind"] for row in others], _currency(study))
    if not apart:
        return (
            f"Undecided whether the order matters: no other one is clearly behind {name} once each has its "
            f"best limit; the farthest behind by {figures.plain(others[-1]['behind'])} on average "
            f"({_span(others[-1], figures)})."
        )
    worst = apart[-1]
    far = f"{figures.plain(worst['behind'])} on average ({_span(worst, figures)})"
    said = f"{_called(worst['rule'])} is behind by {far}"
    if len(apart) == len(others):
        return f"The order matters: {name} is clearly ahead of {_all(len(others))}; {said}."
    open_ones = [_called(row["rule"]) for row in others if not row["told_apart"]]
    return (
        f"The order matters in part: {name} is not clearly ahead of {listed(open_ones)}, but of "
        f"{count(len(apart), 'other', 'others')}; {said}."
    )


def sure_words(study: PolicyStudy) -> str:
    """What all of it rests on."""
    said = (
        f"{futures(study.n)} of each of {len(study.comparison.names)} policies, the same luck for all; "
        "ranges hold the average, 95 % sure, with assumptions at their middle values. “Clearly” allows for "
        "how many orders were looked at."
    )
    few = too_few(study.n)
    return f"{said} {few}" if few else said


def difference(study: PolicyStudy, setting: Setting) -> Difference:
    """A setting against today, as sentences take it."""
    return Difference.of(setting_words(setting), study.gain(setting))


def _cost(study: PolicyStudy, best: Setting, limit: int) -> str:
    """What another limit is short of the best one, with the range of that."""
    found = study.gain(best, Setting(best.rule, limit)).mean
    figures = finer(money([found.value, found.low, found.high], _currency(study)), found.value)
    return f"{figures.plain(found.value)}{span_words(found.low, found.high, figures)}"


def _together(limits: tuple[int, ...], first: int, last: int) -> str:
    return listed([str(one) for one in limits if first <= one <= last])


def _called(name: str) -> str:
    return "today’s order" if name == rule_name(None) else f"“{rule_words(name)}”"


def _all(number: int) -> str:
    return "the other one" if number == 1 else f"all {count(number, 'other', 'others')}"


def _span(row: Any, figures: Any) -> str:
    return f"{figures.plain(row['behind_low'])} to {figures.plain(row['behind_high'])}"


def _currency(study: PolicyStudy) -> str:
    return study.comparison.currency
