"""The labelled sentences of a first page, each from the same numbers as the chart below it."""

from __future__ import annotations

import math
from collections.abc import Sequence

from markupsafe import Markup

from workbench.charts.numbers import amount, in_futures, money, parts_of
from workbench.interfaces.reports.calibration import record_clause, record_of
from workbench.interfaces.reports.html import sentence, strong
from workbench.interfaces.reports.subject import Subject, difference
from workbench.interfaces.reports.value_parts import PARTS
from workbench.interfaces.wording import (
    Difference,
    Verdict,
    between,
    between_values,
    capacity_assumed,
    capital,
    count,
    futures,
    listed,
    not_beyond_doubt,
    percent,
    quoted,
    some_of,
    too_few,
    too_few_to_tell,
    worse_to_better,
)
from workbench.interfaces.wording.counted import counted, with_count
from workbench.interfaces.wording.masked import masked_words
from workbench.model import Filled, still_assumed

OPEN = "on average, but undecided,"
"""Before parts of the value whose ranges hold zero."""

RARE = 0.01
"""Shares of futures below this are hardly any; assumed."""

MOST_FILLED = 3
"""Things filled in that are named, the others are counted."""


def verdict_words(found: Difference, subject: Subject) -> Markup:
    """The answer about one what-if, the amount in the accent."""
    return sentence("{}.", verdict_clause(found, subject))


def verdict_clause(found: Difference, subject: Subject) -> Markup:
    """The same without its end, so that more can follow."""
    figures = subject.said_of(found)
    name, base = capital(quoted(found.label)), quoted(subject.labels[0])
    verdict = found.verdict(subject.value)
    if verdict in (Verdict.GAIN, Verdict.LOSE):
        return sentence(
            "{} would {} {} on average, on a portfolio value of {} under {}; the average lies {}",
            name,
            verdict_verb(verdict),
            strong(figures.plain(abs(found.mean))),
            _worth(subject),
            base,
            between(found.low, found.high, figures),
        )
    worth = amount(subject.value, subject.currency)
    if found.nothing:
        each = f"worth the same as {base} in each of {futures(found.n)}"
        return sentence("{} makes {}, {}", name, strong("no difference"), each)
    if verdict is Verdict.SAME:
        most = f"less than {found.most(figures)} either way on average from {base}, which is worth {worth}"
        return sentence("{} makes {}, {}", name, strong("no difference"), most)
    if found.is_too_few:
        why = too_few_to_tell(found, figures)
        return sentence("{} has {} to be compared with {}: {}", name, strong("too few futures"), base, why)
    if found.among > 1:
        return sentence("{} is {}, as it {}", name, strong("undecided"), not_beyond_doubt(found, figures))
    return sentence(
        "{} is {}, on average anywhere {} than {}, which is worth {}",
        name,
        strong("undecided"),
        worse_to_better(found.low, found.high, figures),
        base,
        worth,
    )


def verdict_verb(verdict: Verdict) -> str:
    """What carries the direction of a decided difference."""
    return "gain" if verdict is Verdict.GAIN else "lose"


def _worth(subject: Subject) -> str:
    """Value of the baseline with the range of its average."""
    row = subject.run.summary[(subject.run.baseline, "npv")]
    low, high = float(row["low"]), float(row["high"])
    if not math.isfinite(low):
        return amount(subject.value, subject.currency)
    figures = money([subject.value, low, high], subject.currency)
    return f"{figures.plain(subject.value)} ({between_values(low, high, figures)})"


def money_words(subject: Subject) -> Markup:
    """Where the difference comes from, in parts that add up, the undecided last; else what a PMO costs."""
    if subject.focus:
        return sentence("{}.", _parts_clause(subject))
    yearly = subject.baseline.pmo.upkeep()[0].yearly
    if not yearly:
        return Markup("No cost of a PMO is stated.")
    return sentence("The PMO costs {} a year today.", amount(yearly, subject.currency))


def _parts_clause(subject: Subject) -> Markup:
    found = difference(subject.run, subject.focus, "npv")
    figures = subject.said_of(found)
    table = subject.run.differences
    keys = [key for key in PARTS if (subject.focus, key) in table]
    means = [PARTS[key][0] * float(table[(subject.focus, key)]["mean"]) for key in keys]
    shown = parts_of(means, figures)
    clear: list[str] = []
    undecided: list[str] = []
    for key, one in zip(keys, shown, strict=True):
        if figures.rounded(one):
            _, gain, loss = PARTS[key]
            words = clear if bool(table[(subject.focus, key)]["decided"]) else undecided
            words.append((gain if one > 0 else loss).format(figures.plain(abs(one))))
    if not clear and not undecided:
        return Markup("No part of the value changes by an amount worth naming")
    said = [listed(clear)] if clear else []
    if undecided:
        said.append(f"{OPEN} {listed(undecided)}")
    total = sum(figures.rounded(one) for one in shown) * figures.divisor
    # No line ends between a sign and its amount.
    sum_of_all = Markup('<span class="wb-unbroken">together {}</span> on average')
    several = len(clear) + len(undecided) > 1
    ending = sum_of_all.format(figures.signed(total)) if several else "nothing else changes"
    return sentence("With {}, {}: {}", quoted(found.label), "; ".join(said), ending)


def doubts(subject: Subject, found: Difference | None) -> Markup:
    """What would make the answer wrong, in a sentence; `found` as the decision tells it."""
    words = [_rests_on(subject), *_rests_on_effects(subject)]
    extrapolated = subject.mean(subject.focus or subject.run.baseline, "truncated_value")
    if extrapolated > 0.02:
        words.append(f"{percent(extrapolated)} of the value is not simulated to its end but extrapolated")
    if found is not None:
        words += _luck(found, quoted(subject.labels[0]))
    return sentence("{}.", "; ".join(words))


def _luck(found: Difference, base: str) -> list[str]:
    name = quoted(found.label)
    if found.nothing:
        return []
    if not found.decided:
        often = in_futures(found.better, found.n)
        return [f"more simulated futures would narrow the bar: {often} {name} does better"]
    other = found.better if found.mean < 0 else 1 - found.better
    if other < RARE:
        return ["luck alone hardly turns it"]
    does = f"{name} does better" if found.mean < 0 else f"{base} does at least as well"
    return [f"luck alone can turn it: {in_futures(other, found.n)} {does}"]


def record_words(subject: Subject) -> Markup:
    """What is known of the forecast, and how much of what it rests on is judgement, in a sentence."""
    from workbench.interfaces.reports.assumptions import assumption_rows, signed_words

    rows = assumption_rows(subject.baseline)
    guesses = sum(row.grade == "assumed" for row in rows)
    many = f"all {len(rows)}" if guesses == len(rows) else f"{guesses} of {len(rows)}"
    of = f"{many} assumptions listed below {'is' if guesses == 1 else 'are'} judgement"
    signed = signed_words(rows, subject.run.agreements)
    return sentence("{}; {}; {}.", record_clause(record_of(subject.run)), of, signed)


def notices(subject: Subject) -> list[Markup]:
    """What must be read first: that names are masked, capacity that nobody stated, futures not computed."""
    portfolios = subject.run.filled_in
    assumed = dict.fromkeys(said for one in portfolios for said in capacity_assumed(one))
    found = [] if subject.run.masked is None else [Markup.escape(masked_words(subject.run.masked))]
    found += [Markup.escape(said) for said in assumed]
    failed = sum(int(one["stop"]) - int(one["start"]) for one in subject.run.manifest.get("failures", ()))
    if failed:
        found.append(
            sentence(
                "{} could not be computed and {} missing here.",
                capital(count(failed, "future", "futures")),
                "is" if failed == 1 else "are",
            )
        )
    if few := too_few(subject.n):
        found.append(Markup.escape(few))
    return found


def _rests_on(subject: Subject) -> str:
    filled = [
        one
        for one in still_assumed(subject.baseline.portfolio)
        if one.bears_on in (Filled.VALUE, Filled.URGENCY)
    ]
    if not filled:
        return "It rests on benefits and dates as stated and on the assumptions listed below"
    about = some_of(named_once([one.what for one in filled]), MOST_FILLED)
    rests = "the gain of prioritizing rests" if _is_prioritized(subject) else "every value shown rests"
    return f"Not stated but assumed: {about}; {rests} on it"


def _is_prioritized(subject: Subject) -> bool:
    """Whether the answer is about another order or choice of projects."""
    if not subject.focus:
        return False
    theirs, ours = subject.run.scenario(subject.focus).policy, subject.baseline.policy
    return (theirs.selection, theirs.release.index, theirs.dispatch.index) != (
        ours.selection,
        ours.release.index,
        ours.dispatch.index,
    )


def named_once(filled: Sequence[str]) -> list[str]:
    """What was filled in, each thing once: projects that got it in different ways are counted together.

    Examples
    --------
    >>> named_once(["urgency (5 of 6 projects)", "present maturity", "urgency (1 of 6 projects)"])
    ['urgency (6 of 6 projects)', 'present maturity']
    """
    counts: dict[tuple[str, str], int] = {}
    for what in filled:
        name, count_of = counted(what)
        number, _, of = count_of.partition(" of ")
        counts[name, of] = counts.get((name, of), 0) + int(number or 0)
    return [with_count(name, number, of) if of else name for (name, of), number in counts.items()]


def _rests_on_effects(subject: Subject) -> list[str]:
    if not subject.focus:
        return []
    theirs, ours = subject.run.scenario(subject.focus).pmo, subject.baseline.pmo
    if theirs.levels == ours.levels and theirs.standards == ours.standards:
        return []
    return [
        f"it also rests on published effects of process (strength {theirs.effect_strength:g}, 0 = none), not "
        "shown to hold in your organisation"
    ]
