"""Where the time goes: lead time by state, today beside the what-if."""

from __future__ import annotations

import math

import pandas as pd

from workbench.charts.numbers import MINUS, Figures
from workbench.interfaces.reports.html import Html, Table, figure, part
from workbench.interfaces.reports.subject import Subject
from workbench.interfaces.wording import STATES, futures, quoted

TOTAL = "Intake to completion, months"
MONTHS = Figures(decimals=1)


def days_per_month(subject: Subject) -> float:
    """Working days in a month of the portfolio's calendar."""
    scenario = subject.baseline
    return scenario.portfolio.calendar.days_per_year(scenario.portfolio.start, scenario.horizon) / 12


def state_rows(subject: Subject) -> pd.DataFrame:
    """Months by state under the baseline and the what-if."""
    month = days_per_month(subject)
    names = (subject.run.baseline, subject.focus or subject.run.baseline)
    return pd.DataFrame(
        [
            {
                "label": label,
                "today": _days(subject, names[0], state) / month,
                "what_if": _days(subject, names[1], state) / month,
            }
            for state, label in STATES.items()
        ]
    )


def _days(subject: Subject, scenario: str, state: str) -> float:
    """Average days; unknown where no project of a scenario is completed in any future."""
    row = subject.run.states.get((scenario, state))
    return float("nan") if row is None else float(row["mean"])


def time_section(subject: Subject) -> Html:
    """The chart and the sentence above it."""
    rows = state_rows(subject)
    if rows[["today", "what_if"]].isna().any(axis=None):
        return part(
            "section", title="2  Where does the time go?", lead=_nothing(subject, rows), figures=[], tables=[]
        )
    from workbench.charts import states_chart

    labels = (subject.labels[0], subject.labels[1] or subject.labels[0])
    if not subject.focus:
        # Nothing stands beside it, so pairs of bars would compare today with today.
        return part(
            "section",
            title="2  Where does the time go?",
            lead=_lead(subject, rows),
            figures=[],
            tables=[_table(subject, labels)],
        )
    chart = states_chart(rows, MONTHS, labels, TOTAL)
    caption = (
        f"Projects completed by the horizon; averages over {_over(subject)}, each known to "
        f"±{_reach(subject):.1f} months or better, 95 % sure. Parts are rounded to give the total."
    )
    drawn = figure(chart, "states", caption, _table(subject, labels))
    return part(
        "section", title="2  Where does the time go?", lead=_lead(subject, rows), figures=[drawn], tables=[]
    )


def _nothing(subject: Subject, rows: pd.DataFrame) -> str:
    missing = [
        quoted(label)
        for label, column in zip(subject.labels, ("today", "what_if"), strict=True)
        if label and rows[column].isna().any()
    ]
    which = f" under {missing[0]}" if subject.focus and len(missing) == 1 else ""
    return f"No project is completed by the horizon{which}, so there is no time to split."


def _lead(subject: Subject, rows: pd.DataFrame) -> str:
    row = subject.run.differences.get((subject.focus, "lead_time"))
    if row is None:
        waits = rows.iloc[2:]["today"].sum()
        return (
            f"An average project takes {rows['today'].sum():.1f} months from intake to completion; "
            f"it waits for {waits:.1f} of them."
        )
    month = days_per_month(subject)
    mean, low, high = (float(row[c]) / month for c in ("mean", "low", "high"))
    name = quoted(subject.labels[1])
    if not bool(row["decided"]):
        return (
            f"Whether projects take longer with {name} is undecided: "
            f"from {MONTHS.bare(abs(low))} months {'more' if low > 0 else 'less'} "
            f"to {MONTHS.bare(abs(high))} months {'less' if high < 0 else 'more'} on average."
        )
    way = "more" if mean > 0 else "less"
    gap = (rows["what_if"] - rows["today"]) * (1 if mean > 0 else -1)
    most = [rows["label"][k].lower() for k in gap.sort_values(ascending=False).index[:2] if gap[k] > 0.05]
    why = f" Most of the difference lies in {' and '.join(most)}." if most else ""
    ends = sorted((abs(low), abs(high)))
    return (
        f"With {name} an average project takes {abs(mean):.1f} months {way} "
        f"(range of the average: {ends[0]:.1f} to {ends[1]:.1f}).{why}"
    )


def _over(subject: Subject) -> str:
    """How many futures the averages rest on; those in which nothing is completed have no time to split."""
    ours, theirs = (
        int(subject.run.states[(name, "work")]["n"]) for name in (subject.run.baseline, subject.focus)
    )
    return futures(ours) if ours == theirs else f"{ours:,} and {futures(theirs)}"


def _reach(subject: Subject) -> float:
    """Half the widest range of an average, in months."""
    table, names = subject.run.states, (subject.run.baseline, subject.focus or subject.run.baseline)
    reach = [
        (table[(name, state)]["high"] - table[(name, state)]["low"]) / 2 for name in names for state in STATES
    ]
    return max((one for one in reach if math.isfinite(one)), default=0.0) / days_per_month(subject)


def _table(subject: Subject, labels: tuple[str, str]) -> Table:
    table, month = subject.run.states, days_per_month(subject)
    names = [subject.run.baseline, *([subject.focus] if subject.focus else [])]
    rows = []
    for state, label in STATES.items():
        row = [label]
        for name in names:
            one = table[(name, state)]
            row += [f"{one['mean'] / month:.1f}", f"{one['low'] / month:.1f} to {one['high'] / month:.1f}"]
        rows.append([cell.replace("-", MINUS) for cell in row])
    head = ["Months"]
    for label in labels[: len(names)]:
        head += [label, "range of the average"]
    return Table(caption="Time by state, months", head=head, rows=rows)
