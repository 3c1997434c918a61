"""Promised dates: when each will finish, and the chance of keeping it, before and after."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
from markupsafe import Markup

from workbench.analysis import Interval, mean_interval
from workbench.charts.dates import dated
from workbench.charts.numbers import give_or_take, out_of, out_of_span, whole
from workbench.charts.room import Room
from workbench.experiment.promises import PromiseChange, changed_promises
from workbench.interfaces.reports.html import Html, Table, figure, part, sentence
from workbench.interfaces.reports.subject import Subject
from workbench.interfaces.wording import capital, count, dates_lost, futures, quoted
from workbench.interfaces.wording.even_chance import even_words

CLEAR = " “Worse” where the change is clear on the same futures, allowing for all dates looked at."

PER_CHART = 18
"""Rows that fit on a page; more are shared out evenly over several charts."""


def promises_section(subject: Subject) -> Html:
    """Charts of promised dates, in order of date."""
    rows = promise_rows(subject)
    title = "5  Which promises are at risk?"
    if rows.empty:
        return part("section", title=title, lead="No date was promised.", figures=[], tables=[])
    from workbench.charts import commitments_chart
    from workbench.charts.commitments import commitments_span

    figures = []
    # A date that these readers do not see is counted only.
    shown = rows[rows["due"].notna()]
    # One axis for all: charts under one another are read as one.
    room = Room(span=commitments_span(shown, subject.labels)) if len(shown) else Room()
    charts = math.ceil(len(shown) / PER_CHART)
    for k, places in enumerate(np.array_split(np.arange(len(shown)), charts) if charts else []):
        some = shown.iloc[places]
        chart = commitments_chart(some, subject.labels, room)
        figures.append(figure(chart, f"promises-{k}", _caption(subject, some), _table(subject, some)))
    return part("section", title=title, lead=_lead(subject, rows), figures=figures, tables=[])


def promise_rows(subject: Subject) -> pd.DataFrame:
    """The frame that `commitments_chart` draws, in order of date."""
    run = subject.run
    table = run.commitments.sort_values(["due", "project"], kind="stable")
    ours = table[table["scenario"] == run.baseline].set_index("project")
    theirs = table[table["scenario"] == (subject.focus or run.baseline)].set_index("project")
    moved, starts = changes(subject), _starts(subject)
    rows = []
    for project in ours.index:
        row: dict[str, object] = {
            "label": ours.at[project, "name"] or project,
            "due": ours.at[project, "due"],
            "n": ours.at[project, "n"],
            "change": moved.get(project, ""),
        }
        for key, own, name in (
            ("today", ours, run.baseline),
            ("what_if", theirs, subject.focus or run.baseline),
        ):
            there = project in own.index
            row[f"start_{key}"] = starts[name].get(project, pd.NaT)
            for quantile in ("p10", "p50", "p90"):
                row[f"{quantile}_{key}"] = own.at[project, f"finish_{quantile}"] if there else pd.NaT
            for what in ("probability", "low", "high"):
                short = "chance" if what == "probability" else what
                row[f"{short}_{key}"] = own.at[project, what] if there else float("nan")
        rows.append(row)
    return pd.DataFrame(rows)


def changes(subject: Subject) -> dict[str, str]:
    """Promises whose chance clearly changes on the same futures, the worst first: ``better`` or ``worse``."""
    if not subject.focus:
        return {}
    found = _changed(subject)
    return {one.project: one.direction for one in found}


def _changed(subject: Subject) -> list[PromiseChange]:
    before, after = (subject.run.outcomes(name).on_time() for name in (subject.run.baseline, subject.focus))
    return changed_promises(before, after)


def kept(subject: Subject, scenario: str) -> Interval:
    """Promised dates kept in a future, on average, with the range of that average.

    Only of promises with a chance: one that some future leaves open would count as not kept there.
    """
    table, on_time = subject.run.commitments, subject.run.outcomes(scenario).on_time()
    settled = table.loc[(table["scenario"] == scenario) & table["probability"].notna(), "project"]
    counts = on_time[settled].sum(axis=1) if len(settled) else on_time.iloc[:0, 0]
    return mean_interval(counts.to_numpy()).within(0.0)


def later_words(table: pd.DataFrame) -> str:
    """How many promises the run ends before, with a blank before it; empty where there are none.

    Examples
    --------
    >>> later_words(pd.DataFrame({"probability": [0.5, float("nan")]}))
    ' One further date lies beyond the end of the run and is left out.'
    """
    said = later_clause(table)
    return f" {capital(said)}." if said else ""


def later_clause(table: pd.DataFrame) -> str:
    """The same inside a sentence."""
    number = int(table["probability"].isna().sum())
    if not number:
        return ""
    said = count(number, "further date lies", "further dates lie")
    return f"{said} beyond the end of the run and {'is' if number == 1 else 'are'} left out"


def kept_words(found: Interval) -> str:
    """Their number in a sentence.

    Examples
    --------
    >>> kept_words(Interval(14.0, 13.1, 14.9)), kept_words(Interval(3.0, 3.0, 3.0))
    ('14.0 (13.1 to 14.9)', '3.0')
    """
    if not found.low < found.high:
        return f"{found.value:.1f}"
    return f"{found.value:.1f} ({found.low:.1f} to {found.high:.1f})"


def worse_dates(subject: Subject) -> str:
    """How many promised dates clearly get worse, and which most, for a list; empty where none does."""
    lost = [project for project, way in changes(subject).items() if way == "worse"]
    if not lost:
        return ""
    name = worst_name(subject, lost)
    most = "most of all " if len(lost) > 1 else ""
    return count(len(lost), "promised date", "promised dates") + (f" ({most}{name})" if name else "")


def promised_words(subject: Subject) -> Markup:
    """Promised dates kept, and how many change, in a sentence."""
    run = subject.run
    table = run.commitments
    ours = table[table["scenario"] == run.baseline]
    if ours.empty:
        return Markup("No date was promised.")
    known = int(ours["probability"].notna().sum())
    if not known:
        return Markup("Every promised date lies beyond the end of the run: no chance can be stated.")
    now = f"Of {known} promised dates, {kept_words(kept(subject, run.baseline))} are kept on average"
    said = (
        [now + _kept_then(subject, known), _moved(subject)]
        if subject.focus
        else [now, even_words(zip(ours["low"], ours["high"], strict=True))]
    )
    said.append(later_clause(ours))
    return sentence("{}.", "; ".join(one for one in said if one))


def _kept_then(subject: Subject, known: int) -> str:
    """The same with the what-if, of how many where that differs."""
    table = subject.run.commitments
    then = int(table.loc[table["scenario"] == subject.focus, "probability"].notna().sum())
    of = "" if then == known else f" of {then}"
    now, what_if = (quoted(label) for label in subject.labels)
    return f" under {now} and {kept_words(kept(subject, subject.focus))}{of} with {what_if}"


def _moved(subject: Subject) -> str:
    ways = list(changes(subject).values())
    better, worse = (ways.count(way) for way in ("better", "worse"))
    if not ways:
        return "no single date clearly changes"
    worsened = count(worse, "clearly worse", "clearly worse") if worse else "none clearly worse"
    return f"{count(better, 'date gets clearly better', 'dates get clearly better')} and {worsened}"


def _lost(subject: Subject) -> str:
    lost = [project for project, way in changes(subject).items() if way == "worse"]
    if not lost:
        return ""
    return f"{dates_lost(len(lost), worst_name(subject, lost))}."


def worst_name(subject: Subject, lost: list[str]) -> str:
    """The first of those that get worse; empty where there is none, or where readers see it only counted."""
    if not lost or not is_shown(subject, lost[0]):
        return ""
    names = {one.id: one.name or one.id for one in subject.baseline.portfolio.projects}
    return names.get(lost[0], lost[0])


def is_shown(subject: Subject, project: str) -> bool:
    """Whether readers see a project by itself, not only counted."""
    masked = subject.run.masked
    return masked is None or project not in masked.unlisted


def _starts(subject: Subject) -> dict[str, dict[str, pd.Timestamp]]:
    """Middle first day of work of the two by project, of the futures in which it starts."""
    portfolio = subject.baseline.portfolio
    # Of these two alone: with a scenario more, a report of a batch would take longer by a file.
    found: dict[str, dict[str, pd.Timestamp]] = {subject.run.baseline: {}, subject.focus: {}}
    found.pop("", None)
    for scenario, starts in found.items():
        outcomes = subject.run.outcomes(scenario)
        for project in outcomes.projects():
            middle = outcomes.start(project, [0.5])[0]
            if math.isfinite(middle):
                day = portfolio.calendar.date_after(portfolio.start, max(0.0, middle) + 1e-9)
                starts[project] = pd.Timestamp(day)
    return found


def _lead(subject: Subject, rows: pd.DataFrame) -> str:
    today = kept_words(kept(subject, subject.run.baseline))
    promised = count(len(rows), "date is", "dates are").capitalize()
    settled = rows["chance_today"].notna()
    if not settled.any():
        return f"{promised} promised, beyond the end of the run: no chance can be stated."
    of_these = "" if settled.all() else f" of {settled.sum()}"
    kept_today = f"Under {quoted(subject.labels[0])} {today}{of_these} are kept on average"
    text = f"{promised} promised. "
    text += kept_today if subject.focus else f"On average {today}{of_these} are kept"
    text += f"; {even_words(zip(rows['low_today'], rows['high_today'], strict=True))}."
    text += later_words(rows.rename(columns={"chance_today": "probability"}))
    if subject.focus:
        text += f" With {quoted(subject.labels[1])} it is {kept_words(kept(subject, subject.focus))}."
        lost = _lost(subject)
        text += f" {lost}" if lost else ""
    return text + _unlisted(int(rows["due"].isna().sum()))


def _unlisted(number: int) -> str:
    """How many promises are counted and not shown; empty where all are.

    Examples
    --------
    >>> _unlisted(1), _unlisted(0)
    (' One promised date is of a project that is not named here: it is counted, not shown.', '')
    """
    if not number:
        return ""
    are, said = ("is", "it is") if number == 1 else ("are", "they are")
    of = "of a project that is" if number == 1 else "of projects that are"
    some = capital(count(number, "promised date", "promised dates"))
    return f" {some} {are} {of} not named here: {said} counted, not shown."


def _caption(subject: Subject, rows: pd.DataFrame) -> str:
    n = int(rows["n"].max())
    text = (
        f"{futures(n)}; each chance is known to {give_or_take(_precision(rows), whole(n))} of {whole(n)}, "
        "95 % sure."
    )
    return text + (CLEAR if subject.focus else "")


def _precision(rows: pd.DataFrame) -> float:
    """Half the widest range of a chance."""
    reach = [(rows[f"high_{key}"] - rows[f"low_{key}"]) / 2 for key in ("today", "what_if")]
    return float(pd.concat(reach).max())


def _table(subject: Subject, rows: pd.DataFrame) -> Table:
    def day(value: pd.Timestamp) -> str:
        return "after the run" if pd.isna(value) else dated(value)

    keys = ["today", *(["what_if"] if subject.focus else [])]
    head = ["Promise", "date"]
    for label in subject.labels[: len(keys)]:
        head += [
            f"{label}: of {whole(int(rows['n'].max()))}",
            "range",
            "first finish in 10",
            "middle",
            "last in 10",
        ]
    cells = []
    for row in rows.to_dict("records"):
        line = [str(row["label"]), day(row["due"])]
        for key in keys:
            chance, n = float(row[f"chance_{key}"]), int(row["n"])
            line += [out_of(chance, n), out_of_span(chance, n)]
            line += [day(row[f"{quantile}_{key}"]) for quantile in ("p10", "p50", "p90")]
        cells.append(line)
    return Table(caption="Promised dates and chances", head=head, rows=cells)
