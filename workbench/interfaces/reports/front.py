"""Page one: the answer, five labelled sentences, one chart, and the two ranges told apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from workbench.charts.numbers import NBSP, amount, in_futures, money, out_of, out_of_span, whole
from workbench.interfaces.reports.calibration import record_of, stamp, stamp_line
from workbench.interfaces.reports.cautions import comparison_cautions, scenario_cautions
from workbench.interfaces.reports.described import described, lines_of, shortened
from workbench.interfaces.reports.first_rows import first_rows, left_out
from workbench.interfaces.reports.headline import headline
from workbench.interfaces.reports.html import Html, Table, figure, part, sentence
from workbench.interfaces.reports.lost import lost_words
from workbench.interfaces.reports.printed import answer_lines, zoom_of
from workbench.interfaces.reports.promises import promised_words
from workbench.interfaces.reports.sentences import (
    doubts,
    money_words,
    notices,
    record_words,
    verdict_clause,
    verdict_verb,
)
from workbench.interfaces.reports.subject import (
    Kind,
    Subject,
    difference_rows,
    differences,
    kinds,
    too_close,
)
from workbench.interfaces.reports.worth import curve_words, worst_words
from workbench.interfaces.wording import (
    Difference,
    Verdict,
    allowed_for,
    allowing,
    between,
    between_values,
    capital,
    clear_ones,
    count,
    futures,
    not_beyond_doubt,
    open_words,
    percent,
    quoted,
    some_of,
    too_few_to_tell,
    worse_to_better,
)

NAMED = {Kind.CHOICE: 2, Kind.EVENT: 1}
"""Alternatives and events named in a sentence, the others are counted."""

WRONG, RECORD = "What would make this wrong", "Track record"


@dataclass(frozen=True)
class Front:
    """What differs between first pages.

    Parameters
    ----------
    title
        The headline.
    about
        What somebody wrote of what is compared; empty where nobody did.
    answers
        Five, each a label and a sentence.
    chart_title, figure
        The one chart.
    ranges
        How its marks are told apart.
    caution
        What to take care of; empty where there is nothing.
    height
        Of the chart, pixels.
    """

    title: str
    about: Markup
    answers: Sequence[tuple[str, Markup]]
    chart_title: str
    figure: Html
    ranges: Sequence[tuple[str, Markup]]
    caution: str
    height: float


def front_page(subject: Subject, front: Front) -> Html:
    """The page, with what all first pages share."""
    run = subject.run
    portfolio = subject.baseline.portfolio
    said = [*notices(subject), *([Markup.escape(front.caution)] if front.caution else [])]
    return part(
        "front",
        organisation=portfolio.organisation or portfolio.name,
        portfolio=portfolio.name if portfolio.organisation else "",
        made_on=_day(run.made_on),
        notices=said,
        front=front,
        stamp=stamp(stamp_line(record_of(run))),
        zoom=zoom_of(front.height, lines_of(front.about) + answer_lines(front.answers), len(said)),
        basis=_basis(subject),
        origin=_origin(subject),
    )


def _basis(subject: Subject) -> str:
    portfolio = subject.baseline.portfolio
    rate = percent(portfolio.discount_rate)
    return f"Value on {_day(portfolio.start)} at {rate} a year; {futures(subject.n)}"


def _origin(subject: Subject) -> str:
    run = subject.run
    short = str(run.entry(subject.focus or run.baseline)["hash"])[:6]
    return f"Scenario {short} · seed {run.manifest['seed']}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def comparison_front(subject: Subject) -> Html:
    """First page over all scenarios of a run."""
    if not subject.focus:
        return scenario_front(subject)
    found = allowing(differences(subject.run, "npv"))
    from workbench.charts import interval_chart

    against = subject.labels[0]
    shown = first_rows(found, subject.focus)
    chart = interval_chart(difference_rows(shown), subject.figures, against)
    caption = " ".join(filter(None, (_caption(subject, found), left_out(found, subject.focus))))
    answers = [
        ("Decision", _decision(found, subject)),
        ("Money", money_words(subject)),
        _others(subject, found),
        (WRONG, doubts(subject, found[subject.focus])),
        (RECORD, record_words(subject)),
    ]
    front = Front(
        title=headline(subject, found),
        about=described(subject, list(found)),
        answers=answers,
        chart_title=f"What each would add or lose, against {quoted(against)}",
        figure=figure(chart, "differences", caption, _table(found, subject)),
        ranges=_two_ranges(found[subject.focus], subject),
        caution=comparison_cautions(subject),
        height=chart.height,
    )
    return front_page(subject, front)


def _decision(found: dict[str, Difference], subject: Subject) -> Markup:
    best = found[subject.focus]
    words = verdict_clause(best, subject)
    kind = kinds(subject.run)
    choices = sum(kind[name] is Kind.CHOICE for name in found)
    # Of the only choice, its own verdict says as much.
    if choices > 1 and not (subject.focus in clear_ones(found) and best.mean > 0):
        words = sentence(
            "No choice is clearly better than {}; best on average: {}", quoted(subject.labels[0]), words
        )
    return _with_loss(words, subject)


def _with_loss(words: Markup, subject: Subject) -> Markup:
    """What gets worse is named in the same breath."""
    return sentence("{}.", Markup("; ").join(one for one in (words, lost_words(subject)) if one))


def scenario_front(subject: Subject) -> Html:
    """First page of one scenario beside the baseline, or of the baseline alone."""
    if not subject.focus:
        return _baseline_front(subject)
    every = allowing(differences(subject.run, "npv"))
    found = every[subject.focus]
    values = subject.run.values("npv")[[subject.run.baseline, subject.focus]].dropna()
    gains = values[subject.focus] - values[subject.run.baseline]
    from workbench.charts import dots_chart
    from workbench.charts.dots import one_dot

    chart = dots_chart(gains.to_numpy(), subject.figures_of(found), subject.labels)
    answers = [
        ("Decision", _with_loss(verdict_clause(found, subject), subject)),
        ("Money", money_words(subject)),
        ("Promised dates", promised_words(subject)),
        (WRONG, doubts(subject, found)),
        (RECORD, record_words(subject)),
    ]
    only = {subject.focus: found}
    front = Front(
        title=_scenario_title(found, subject),
        about=Markup.escape(shortened(subject.run.about(subject.focus))),
        answers=answers,
        chart_title=f"The difference in single futures, {one_dot(len(gains))}",
        figure=figure(chart, "gain", _caption(subject, every), _table(only, subject)),
        ranges=_two_ranges(found, subject),
        caution=scenario_cautions(subject),
        height=chart.height,
    )
    return front_page(subject, front)


def _scenario_title(found: Difference, subject: Subject) -> str:
    figures = subject.said_of(found)
    verdict = found.verdict(subject.value)
    if verdict is Verdict.GAIN:
        return f"{found.label} would gain {figures.plain(found.mean)}"
    if verdict is Verdict.LOSE:
        return f"{found.label} would lose {figures.plain(-found.mean)}"
    if verdict is Verdict.SAME:
        return f"{found.label} makes no difference to the value"
    if found.is_too_few:
        return f"{found.label}: too few futures to compare it with {quoted(subject.labels[0])}"
    return f"{found.label}: undecided against {quoted(subject.labels[0])}"


def _baseline_front(subject: Subject) -> Html:
    run = subject.run
    row = run.summary[(run.baseline, "npv")]
    figures = money([float(row["mean"])], subject.currency)
    values = run.values("npv")[run.baseline].dropna()
    frame = values.to_frame("value").assign(scenario=subject.labels[0])
    from workbench.charts import distribution_chart

    chart = distribution_chart(frame, figures, subject.labels)
    low, high, p10, p90 = (float(row[c]) for c in ("low", "high", "p10", "p90"))
    worth = sentence(
        "The portfolio is worth <strong>{}</strong> on average, an average that lies {}; in 8 of 10 futures "
        "it is worth {}, and the average of the worst 10 % is {}, all from {}.",
        figures.plain(float(row["mean"])),
        between_values(low, high, figures),
        between_values(p10, p90, figures),
        worst_words(subject, run.baseline),
        futures(len(values)),
    )
    answers = [
        ("Value", worth),
        ("Money", money_words(subject)),
        ("Promised dates", promised_words(subject)),
        (WRONG, doubts(subject, None)),
        (RECORD, record_words(subject)),
    ]
    front = Front(
        title=f"{subject.labels[0]}: a portfolio worth {figures.plain(float(row['mean']))}",
        about=Markup.escape(shortened(run.about(run.baseline))),
        answers=answers,
        chart_title="What it can be worth",
        figure=figure(chart, "worth", curve_words(len(values)), None),
        ranges=[
            (
                "The average is well known, the future is not.",
                Markup.escape(_average_is_not_future(subject, between_values(low, high, figures))),
            ),
            (
                "The curve is what single futures can bring.",
                Markup(
                    "It holds luck: delays, departures, surprises. "
                    "Half of the simulated futures lie right of its middle."
                ),
            ),
        ],
        caution=scenario_cautions(subject),
        height=chart.height,
    )
    return front_page(subject, front)


def _average_is_not_future(subject: Subject, span: str) -> str:
    return (
        f"Luck is averaged out over {futures(subject.n)}: 95 % sure, the average lies {span}, "
        "as long as the assumptions, held at their middle values, are right."
    )


def _others(subject: Subject, found: dict[str, Difference]) -> tuple[str, Markup]:
    """The other what-ifs; promised dates where there is only one what-if."""
    kind = kinds(subject.run)
    names = {
        wanted: [name for name in found if kind[name] is wanted and name != subject.focus] for wanted in Kind
    }
    # Events by what they cost, the worst first.
    names[Kind.EVENT].reverse()
    told = {wanted: some[: NAMED[wanted]] for wanted, some in names.items()}
    choices, events = ([_clause(found[name], subject) for name in told[wanted]] for wanted in Kind)
    if not choices and not events:
        return "Promised dates", promised_words(subject)
    words = [*choices, *([f"of what could happen, {events[0]}"] if choices and events else events)]
    left = sum(len(names[wanted]) - len(told[wanted]) for wanted in Kind)
    words += [f"{count(left, 'other follows', 'others follow')} below"] if left else []
    words += _close(subject, found, names[Kind.CHOICE])
    label = "Alternatives" if choices else "What could happen"
    return label, sentence("{}.", capital("; ".join(words)))


def _close(subject: Subject, found: dict[str, Difference], choices: list[str]) -> list[str]:
    """Choices that no test tells from a best one that clearly gains."""
    best = found[subject.focus]
    if not choices or best.mean <= 0 or subject.focus not in clear_ones(found):
        return []
    close = [quoted(found[name].label) for name in too_close(subject.run, subject.focus, choices)]
    return [f"too close to tell from {quoted(best.label)}: {some_of(close, 2)}"] if close else []


def _clause(found: Difference, subject: Subject) -> str:
    figures, name = subject.said_of(found), quoted(found.label)
    verdict = found.verdict(subject.value)
    if verdict is Verdict.UNDECIDED and found.among > 1:
        return f"{name} is undecided: it {not_beyond_doubt(found, figures)}"
    if found.is_too_few:
        return f"too few futures to tell of {name}: {too_few_to_tell(found, figures)}"
    if verdict is Verdict.UNDECIDED:
        return f"{name} is undecided, {worse_to_better(found.low, found.high, figures)}"
    if verdict is Verdict.SAME:
        return f"{name} makes no difference"
    verb = verdict_verb(verdict)
    return f"{name} would {verb} {figures.plain(abs(found.mean))} ({between(found.low, found.high, figures)})"


def _two_ranges(found: Difference, subject: Subject) -> list[tuple[str, Markup]]:
    against = quoted(subject.labels[0])
    name = quoted(found.label)
    if found.nothing:
        return _no_ranges(found, name, against)
    bar = (
        f"Luck is averaged out over {futures(found.n)}; we are 95 % sure that the average difference lies in "
        "the bar, as long as the assumptions, held at their middle values, are right. If the bar touches "
        "“no difference”, the answer is undecided and the dot is hollow."
    )
    if found.among > 1:
        bar += f" Here it is hollow because {found.among} what-ifs were looked at, and luck favours one."
    line = "It adds luck: delays, departures, surprises. "
    line += "In 8 of 10 simulated futures the difference falls on it. "
    better, rest = _often(found.better, found.n), _often(1 - found.better, found.n)
    if not found.decided:
        line += f"So {name} does better than {against} {better}, and the average stays open."
    elif found.mean < 0:
        line += f"So {name} turns out better {better}, though it loses on average."
    else:
        line += f"So {against} does at least as well {rest}, though it loses on average."
    return [
        ("The bar is where the average lies.", Markup.escape(bar)),
        ("The line is what a single future can bring.", Markup.escape(line)),
    ]


def _no_ranges(found: Difference, name: str, against: str) -> list[tuple[str, Markup]]:
    """Where every future is the same there is nothing to be sure of: a mark on “no difference”, no ranges."""
    said = f"{name} and {against} are worth the same in each of {futures(found.n)}, so nothing stays open."
    return [("Bar and line are a single point.", Markup.escape(said))]


def _often(share: float, n: int) -> str:
    """How often, with the range of that."""
    return f"{in_futures(share, n)} ({out_of_span(share, n)}, 95{NBSP}% sure)"


def _caption(subject: Subject, found: dict[str, Difference]) -> str:
    worth = amount(subject.value, subject.currency)
    said = f"{futures(subject.n)}, the same for every row. {subject.labels[0]} is worth {worth}."
    return f"{said} {allowed_for(found)}".strip()


def _table(found: dict[str, Difference], subject: Subject) -> Table:
    figures = subject.figures
    rows = [
        [
            one.label,
            subject.figures_of(one).bare_signed(one.mean),
            subject.figures_of(one).span(one.low, one.high),
            figures.span(one.p10, one.p90),
            f"{out_of(one.better, one.n)} ({out_of_span(one.better, one.n)})",
            "" if one.decided else open_words(one.low, one.high),
        ]
        for one in found.values()
    ]
    return Table(
        caption=f"Difference from {subject.labels[0]}, {figures.unit}",
        head=["", "average", "range of the average", "8 in 10 futures", f"better, of {whole(subject.n)}", ""],
        rows=rows,
    )
