"""The labelled sentences of a first page, each from the same numbers as the chart below it."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from markupsafe import Markup

from workbench.charts.numbers import amount, in_futures, money, parts_of
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
    too_few,
    too_few_to_tell,
    worse_to_better,
)
from workbench.interfaces.wording.masked import masked_words
from workbench.interfaces.wording.service import service_words
from workbench.model import Filled

SERVED = "coaching_served"

OPEN = "on average, but undecided,"
"""Before parts of the value whose ranges hold zero."""

_COUNTED = re.compile(r"(?P<name>.+) \((?P<number>\d+) (?P<rest>of \d+ projects)\)")


def verdict_words(found: Difference, subject: Subject) -> Markup:
    """The answer about one what-if, the amount in the accent."""
    figures = subject.said_of(found)
    name, base = quoted(found.label), quoted(subject.labels[0])
    verdict = found.verdict(subject.value)
    worth = amount(subject.value, subject.currency)
    if verdict in (Verdict.GAIN, Verdict.LOSE):
        verb = "gain" if verdict is Verdict.GAIN else "lose"
        return sentence(
            "{} would {} {} on average, on a portfolio value of {} under {}; the average lies {}.",
            capital(name),
            verb,
            strong(figures.plain(abs(found.mean))),
            _worth(subject),
            base,
            between(found.low, found.high, figures),
        )
    if found.nothing:
        same = strong("No difference")
        return sentence("{}: {} is worth the same as {} in each of {}.", same, name, base, futures(found.n))
    if verdict is Verdict.SAME:
        most = found.most(figures)
        return sentence(
            "{}: with {} the average differs from {} ({}) by less than {} either way.",
            strong("No difference"),
            name,
            base,
            worth,
            most,
        )
    if found.n < 2:
        return sentence(
            "{}: one simulated future is too few to compare {} with {}.", strong("Undecided"), name, base
        )
    if found.is_too_few:
        why = too_few_to_tell(found, figures)
        return sentence("{} to compare {} with {}: {}.", strong("Too few futures"), name, base, why)
    if found.among > 1:
        return sentence("{}: {} {}.", strong("Undecided"), name, not_beyond_doubt(found, figures))
    return sentence(
        "{} is {}: on average it could be anywhere {} than {}, which is worth {}.",
        capital(name),
        strong("undecided"),
        worse_to_better(found.low, found.high, figures),
        base,
        worth,
    )


def _worth(subject: Subject) -> str:
    """Value of the baseline with the range of its average."""
    row = subject.run.summary[(subject.run.baseline, "npv")]
    low, high = float(row["low"]), float(row["high"])
    if not math.isfinite(low):
        return amount(subject.value, subject.currency)
    figures = money([subject.value, low, high], subject.currency)
    return f"{figures.plain(subject.value)} ({between_values(low, high, figures)})"


def money_words(subject: Subject) -> Markup:
    """Where the difference comes from, in parts that add up, the undecided ones last; what the PMO costs."""
    yearly = subject.baseline.pmo.upkeep()[0].yearly
    costs = (
        sentence("The PMO costs {} a year today.", amount(yearly, subject.currency)) if yearly else Markup()
    )
    if not subject.focus:
        return costs
    found = difference(subject.run, subject.focus, "npv")
    figures = subject.said_of(found)
    table = subject.run.differences
    keys = [key for key in PARTS if (subject.focus, key) in table]
    means = [PARTS[key][0] * float(table[(subject.focus, key)]["mean"]) for key in keys]
    clear: list[str] = []
    undecided: list[str] = []
    for key, shown in zip(keys, parts_of(means, figures), strict=True):
        if figures.rounded(shown):
            _, gain, loss = PARTS[key]
            words = clear if bool(table[(subject.focus, key)]["decided"]) else undecided
            words.append((gain if shown > 0 else loss).format(figures.plain(abs(shown))))
    if not clear and not undecided:
        return sentence("No part of the value changes by an amount worth naming. {}", costs)
    said = [listed(clear)] if clear else []
    if undecided:
        said.append(f"{OPEN} {listed(undecided)}")
    total = sum(figures.rounded(shown) for shown in parts_of(means, figures)) * figures.divisor
    # No line ends between a sign and its amount.
    sum_of_all = Markup('<span class="wb-unbroken">together {}</span> on average')
    several = len(clear) + len(undecided) > 1
    ending = sum_of_all.format(figures.signed(total)) if several else "nothing else changes"
    return sentence("With {}, {}: {}. {}", quoted(found.label), "; ".join(said), ending, costs)


def doubts(subject: Subject) -> Markup:
    """What would make the answer wrong."""
    words = [*_stated_by_nobody(subject), *_rests_on_effects(subject)]
    if subject.focus:
        found = difference(subject.run, subject.focus, "npv")
        base = quoted(subject.labels[0])
        rare = 0.01
        if found.decided and rare > (found.better if found.mean < 0 else 1 - found.better):
            words.append(Markup("Luck alone hardly turns it."))
        elif found.decided and found.mean < 0:
            often = in_futures(found.better, found.n)
            luck = f"Luck alone can turn it: {often} {quoted(found.label)} does better."
            words.append(sentence("{}", luck))
        elif found.decided:
            other = in_futures(1 - found.better, found.n)
            words.append(sentence("Luck alone can turn it: {} {} does at least as well.", other, base))
        else:
            words.append(
                sentence(
                    "More simulated futures would narrow the bar; {} {} does better.",
                    in_futures(found.better, found.n),
                    quoted(found.label),
                )
            )
    extrapolated = subject.mean(subject.focus or subject.run.baseline, "truncated_value")
    if extrapolated > 0.02:
        words.append(
            sentence("{} of the value is not simulated to its end but extrapolated.", percent(extrapolated))
        )
    words += [sentence("{}", one) for one in _served(subject)]
    return Markup(" ").join(words)


def _served(subject: Subject) -> list[str]:
    """Requests for coaching that were served beside what was planned, where they queue inside the run."""
    names = [subject.run.baseline, *([subject.focus] if subject.focus else [])]
    said = (
        service_words(subject.run.scenario(name), subject.run.label(name), subject.level(name, SERVED))
        for name in names
    )
    return [one for one in said if one]


def record_words(subject: Subject) -> Markup:
    """What is known of earlier forecasts; nothing yet."""
    from workbench.interfaces.reports.assumptions import assumption_rows, signed_words

    rows = assumption_rows(subject.baseline)
    guesses = sum(row.grade == "assumed" for row in rows)
    said = f"{guesses} {'is' if guesses == 1 else 'are'} judgement"
    of = (
        f"All {len(rows)} assumptions listed below are judgement"
        if guesses == len(rows)
        else f"Of the {len(rows)} assumptions listed below, {said}"
    )
    return sentence(
        "None yet: no forecast has been compared with your own finished projects. {}; {}.",
        of,
        signed_words(rows, subject.run.agreements),
    )


def notices(subject: Subject) -> list[Markup]:
    """What must be read first: that names are masked, capacity that nobody stated, futures not computed."""
    portfolios = subject.run.filled_in
    assumed = dict.fromkeys(said for one in portfolios for said in capacity_assumed(one))
    found = [] if subject.run.masked is None else [Markup.escape(masked_words(subject.run.masked))]
    found += [Markup.escape(said) for said in assumed]
    failed = sum(int(one["stop"]) - int(one["start"]) for one in subject.run.manifest.get("failures", ()))
    if failed:
        found.append(
            sentence("{} could not be computed and are missing here.", count(failed, "future", "futures"))
        )
    if few := too_few(subject.n):
        found.append(Markup.escape(few))
    return found


def _stated_by_nobody(subject: Subject) -> list[Markup]:
    filled = [
        one
        for one in subject.baseline.portfolio.assumptions
        if one.bears_on in (Filled.VALUE, Filled.URGENCY)
    ]
    if not filled:
        stated = "It rests on benefits and dates as you stated them and on the assumptions listed below."
        return [Markup(stated)]
    about = listed(named_once([one.what for one in filled]))
    return [sentence("Not stated but assumed: {}; the gain of prioritizing rests on it.", about)]


def named_once(filled: Sequence[str]) -> list[str]:
    """What was filled in, each thing once: projects that got it in different ways are counted together.

    Examples
    --------
    >>> named_once(["urgency (5 of 6 projects)", "present maturity", "urgency (1 of 6 projects)"])
    ['urgency (6 of 6 projects)', 'present maturity']
    """
    counts: dict[tuple[str, str], int] = {}
    for what in filled:
        said = _COUNTED.fullmatch(what)
        name, rest, number = (said["name"], said["rest"], int(said["number"])) if said else (what, "", 0)
        counts[name, rest] = counts.get((name, rest), 0) + number
    return [f"{name} ({number} {rest})" if rest else name for (name, rest), number in counts.items()]


def _rests_on_effects(subject: Subject) -> list[Markup]:
    if not subject.focus:
        return []
    theirs, ours = subject.run.scenario(subject.focus).pmo, subject.baseline.pmo
    if theirs.levels == ours.levels and theirs.standards == ours.standards:
        return []
    return [
        sentence(
            "It rests on published effects of better or worse process, at strength {:g} (0 = none): nothing "
            "here shows that they hold in your organisation.",
            theirs.effect_strength,
        )
    ]
