"""Page one: the answer, five labelled sentences, one chart, and the two ranges told apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from workbench.charts.numbers import NBSP, amount, in_futures, money, out_of, out_of_span, whole
from workbench.interfaces.reports.case.mention import case_words
from workbench.interfaces.reports.cautions import comparison_cautions, scenario_cautions
from workbench.interfaces.reports.described import CHANGES, described, lines_of, shortened
from workbench.interfaces.reports.headline import headline
from workbench.interfaces.reports.html import Html, Table, figure, part, sentence
from workbench.interfaces.reports.promises import (
    changes,
    kept,
    kept_words,
    later_words,
    lost_words,
    worst_name,
)
from workbench.interfaces.reports.sentences import doubts, money_words, notices, record_words, verdict_words
from workbench.interfaces.reports.subject import (
    Kind,
    Subject,
    difference,
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
    clear_ones,
    count,
    futures,
    listed,
    most_of_all,
    not_beyond_doubt,
    open_words,
    percent,
    quoted,
    too_few_to_tell,
    worse_to_better,
)
from workbench.interfaces.wording.even_chance import even_words

NAMED = 2
"""Alternatives named in a sentence, the others are counted."""


@dataclass(frozen=True)
class Front:
    """What differs between first pages."""

    title: str
    answers: Sequence[tuple[str, Markup]]
    chart_title: str
    figure: Html
    ranges: Sequence[tuple[str, Markup]]
    caution: str
    rows: int = 0


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
        zoom=_zoom(front, len(said)),
        basis=_basis(subject),
        origin=_origin(subject),
    )


def _zoom(front: Front, notices: int) -> float:
    """Scale on paper at which a page of so many rows and notices is a page: heights as measured, pixels."""
    lines = lines_of(front.answers) if front.rows else 0
    return round(min(1.0, max(0.7, 1000 / (925 + 31 * front.rows + 52 * notices + 20 * lines))), 2)


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
    chart = interval_chart(difference_rows(found), subject.figures, against)
    answers = [
        ("Decision", _decision(found, subject)),
        *described(subject, list(found)),
        ("Money", money_words(subject)),
        *_alternatives(subject, found),
        ("What would make this wrong", doubts(subject)),
        ("Track record", record_words(subject)),
    ]
    front = Front(
        title=headline(subject, found),
        answers=[one for one in answers if one[1]],
        chart_title=f"What each would add or lose, against {quoted(against)}",
        figure=figure(chart, "differences", _caption(subject), _table(found, subject)),
        ranges=_two_ranges(found[subject.focus], subject),
        caution=comparison_cautions(subject),
        rows=len(found),
    )
    return front_page(subject, front)


def _decision(found: dict[str, Difference], subject: Subject) -> Markup:
    best = found[subject.focus]
    words = Markup(" ").join(one for one in (verdict_words(best, subject), lost_words(subject)) if one)
    choice = kinds(subject.run)[subject.focus] is Kind.CHOICE
    if choice and not (subject.focus in clear_ones(found) and best.mean > 0):
        words = sentence(
            "No choice is clearly better than {}. Best on average: {}", quoted(subject.labels[0]), words
        )
    allowed = allowed_for(found)
    return sentence("{} {}", words, allowed) if allowed else words


def scenario_front(subject: Subject) -> Html:
    """First page of one scenario beside the baseline, or of the baseline alone."""
    if not subject.focus:
        return _baseline_front(subject)
    found = difference(subject.run, subject.focus, "npv")
    values = subject.run.values("npv")[[subject.run.baseline, subject.focus]].dropna()
    gains = values[subject.focus] - values[subject.run.baseline]
    from workbench.charts import dots_chart
    from workbench.charts.dots import one_dot

    chart = dots_chart(gains.to_numpy(), subject.figures_of(found), subject.labels)
    answers = [
        ("Decision", verdict_words(found, subject)),
        ("Money", money_words(subject)),
        ("Promised dates", promised_words(subject)),
        ("The PMO", case_words(subject.run)),
        ("What would make this wrong", doubts(subject)),
        ("Track record", record_words(subject)),
    ]
    about = subject.run.about(subject.focus)
    front = Front(
        title=_scenario_title(found, subject),
        answers=[
            *([(CHANGES, Markup.escape(shortened(about)))] if about else []),
            *(one for one in answers if one[1]),
        ],
        chart_title=f"The difference in single futures, {one_dot(len(gains))}",
        figure=figure(chart, "gain", _caption(subject), _table({subject.focus: found}, subject)),
        ranges=_two_ranges(found, subject),
        caution=scenario_cautions(subject),
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
        "The portfolio is worth <strong>{}</strong> on average; the average lies {}. "
        "In 8 of 10 simulated futures it is worth {}; the average of the worst 10 % is {}. All from {}.",
        figures.plain(float(row["mean"])),
        between_values(low, high, figures),
        between_values(p10, p90, figures),
        worst_words(subject, run.baseline),
        futures(len(values)),
    )
    about = run.about(run.baseline)
    answers = [
        ("Value", worth),
        *([("What is simulated", Markup.escape(about))] if about else []),
        ("Money", money_words(subject)),
        ("Promised dates", promised_words(subject)),
        ("The PMO", case_words(subject.run)),
        ("What would make this wrong", doubts(subject)),
        ("Track record", record_words(subject)),
    ]
    front = Front(
        title=f"{subject.labels[0]}: a portfolio worth {figures.plain(float(row['mean']))}",
        answers=[one for one in answers if one[1]],
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
    )
    return front_page(subject, front)


def _average_is_not_future(subject: Subject, span: str) -> str:
    return (
        f"Luck is averaged out over {futures(subject.n)}: 95 % sure, the average lies {span}, "
        "as long as the assumptions, held at their middle values, are right."
    )


def promised_words(subject: Subject) -> Markup:
    """Promised dates kept, and those that get worse."""
    run = subject.run
    table = run.commitments
    ours = table[table["scenario"] == run.baseline]
    if ours.empty:
        return Markup("No date was promised.")
    known = int(ours["probability"].notna().sum())
    if not known:
        return Markup("Every promised date lies beyond the end of the run: no chance can be stated.")
    text = sentence(
        "Of {} promised dates, {} are kept on average{}; {}.{}",
        known,
        kept_words(kept(subject, run.baseline)),
        f" under {quoted(subject.labels[0])}" if subject.focus else "",
        even_words(zip(ours["low"], ours["high"], strict=True)),
        later_words(ours),
    )
    if not subject.focus:
        return text
    theirs = table[table["scenario"] == subject.focus]
    moved = changes(subject)
    worse = [project for project, way in moved.items() if way == "worse"]
    better = sum(way == "better" for way in moved.values())
    return sentence(
        "{} With {} it is {} of {}; {} better and {}{}.",
        text,
        quoted(subject.labels[1]),
        kept_words(kept(subject, subject.focus)),
        int(theirs["probability"].notna().sum()),
        count(better, "date gets clearly", "dates get clearly"),
        f"{count(len(worse), 'gets clearly', 'get clearly')} worse" if worse else "none clearly worse",
        most_of_all(len(worse), worst_name(subject, worse)),
    )


def _alternatives(subject: Subject, found: dict[str, Difference]) -> list[tuple[str, Markup]]:
    kind = kinds(subject.run)
    rows = []
    choices = [name for name in found if kind[name] is Kind.CHOICE and name != subject.focus]
    events = [name for name in found if kind[name] is Kind.EVENT and name != subject.focus]
    if choices:
        rows.append(("Alternatives", _ranked(subject, found, choices)))
    if events:
        # Events by what they cost, the worst first.
        rows.append(("What could happen", _ranked(subject, found, events[::-1])))
    return rows


def _ranked(subject: Subject, found: dict[str, Difference], names: list[str]) -> Markup:
    words = [_clause(found[name], subject) for name in names[:NAMED]]
    left = len(names) - NAMED
    text = "; ".join(words) + (
        f"; {count(left, 'other follows', 'others follow')} in the chart" if left > 0 else ""
    )
    text = text[:1].upper() + text[1:] + "."
    close = too_close(subject.run, subject.focus, names)
    best = found[subject.focus]
    gains = subject.focus in clear_ones(found) and best.mean > 0
    if gains and close and kinds(subject.run)[close[0]] is Kind.CHOICE:
        labels = listed([quoted(found[name].label) for name in close[:NAMED]])
        text += f" Too close to tell from {quoted(best.label)}: {labels}."
    return Markup.escape(text)


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
    verb = "gain" if verdict is Verdict.GAIN else "lose"
    return f"{name} would {verb} {figures.plain(abs(found.mean))} ({between(found.low, found.high, figures)})"


def _two_ranges(found: Difference, subject: Subject) -> list[tuple[str, Markup]]:
    against = quoted(subject.labels[0])
    bar = (
        f"Luck is averaged out over {futures(found.n)}; we are 95 % sure that the average difference lies in "
        "the bar, as long as the assumptions, held at their middle values, are right. If the bar touches "
        "“no difference”, the answer is undecided and the dot is hollow."
    )
    if found.among > 1:
        bar += f" Here it is hollow because {found.among} what-ifs were looked at, and luck favours one."
    name = quoted(found.label)
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


def _often(share: float, n: int) -> str:
    """How often, with the range of that."""
    return f"{in_futures(share, n)} ({out_of_span(share, n)}, 95{NBSP}% sure)"


def _caption(subject: Subject) -> str:
    worth = amount(subject.value, subject.currency)
    return f"{futures(subject.n)}, the same for every row. {subject.labels[0]} is worth {worth}."


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
