"""What the portfolio is worth: its parts, their sum, and what single futures can bring."""

from __future__ import annotations

import math

import pandas as pd

from workbench.charts.numbers import UNKNOWN, Figures, money, out_of, parts_of, whole
from workbench.interfaces.reports.html import Html, Table, figure, part
from workbench.interfaces.reports.sentences import PARTS
from workbench.interfaces.reports.subject import Kind, Subject, differences, kinds
from workbench.interfaces.wording import futures, quoted

NAMES = {
    "benefit": "Benefits",
    "run_cost": "Running what is delivered",
    "cost": "Cost of the projects",
    "lateness_cost": "Cost of being late",
    "pmo_cost": "Cost of the PMO",
    "payroll_change": "Payroll beyond the days charged",
}


def worth_section(subject: Subject) -> Html:
    """Table of parts, distribution, and the other scenarios."""
    run = subject.run
    names = [run.baseline, *([subject.focus] if subject.focus else [])]
    values = run.values("npv")[names].dropna()
    frame = pd.concat(
        [
            pd.DataFrame({"scenario": label, "value": values[name].to_numpy()})
            for name, label in zip(names, subject.labels, strict=False)
        ]
    )
    row = run.summary[(run.baseline, "npv")]
    figures = money([float(row[c]) for c in ("mean", "p10", "p90")], subject.currency)
    from workbench.charts import distribution_chart

    labels = subject.labels
    chart = distribution_chart(frame, figures, labels)
    caption = f"{futures(len(values))}. Read across: the chance that the value is at least so much."
    tables = [_parts(subject), *([_others(subject)] if len(run.others) > 1 else [])]
    return part(
        "section",
        title="4  What is it worth?",
        lead=_lead(subject, figures),
        figures=[figure(chart, "distribution", caption, None)],
        tables=tables,
    )


def _lead(subject: Subject, figures: Figures) -> str:
    words = []
    for name in (subject.run.baseline, subject.focus):
        if name:
            row = subject.run.summary[(name, "npv")]
            words.append(f"{figures.plain(float(row['worst10']))} under {quoted(subject.run.label(name))}")
    return (
        f"All amounts are in money of the first day. The average of the worst 10 % is {' and '.join(words)}."
    )


def _parts(subject: Subject) -> Table:
    run, focus = subject.run, subject.focus
    keys = [key for key in PARTS if not math.isnan(subject.mean(run.baseline, key)) or _differs(subject, key)]
    base = [PARTS[key][0] * _zero(subject.mean(run.baseline, key)) for key in keys]
    gaps = [PARTS[key][0] * _zero(_gap(subject, key)) for key in keys]
    figures = _part_figures(subject, base)
    today, change = parts_of(base, figures), parts_of(gaps, figures)
    head = [f"Parts of the value, {figures.unit}", subject.labels[0]]
    if focus:
        head += [subject.labels[1], "difference", "range of the average"]
    rows = []
    for k, key in enumerate([*keys, "npv"]):
        one, gap = (today[k], change[k]) if key != "npv" else (sum(today), sum(change))
        cells = [NAMES.get(key, "Value"), figures.bare_signed(one)]
        if focus:
            cells += [figures.bare_signed(one + gap), figures.bare_signed(gap), _span(subject, key, figures)]
        rows.append(cells)
    total = rows.pop()
    return Table(
        caption="Parts of the value; they add up",
        head=head,
        rows=rows,
        totals=[total],
        accent=frozenset({3}) if focus else frozenset(),
    )


def _part_figures(subject: Subject, values: list[float]) -> Figures:
    """The unit of page one where that suits the parts, so that both show the same difference."""
    ours = money(values, subject.currency)
    return subject.figures if subject.focus and subject.figures.divisor == ours.divisor else ours


def _gap(subject: Subject, key: str) -> float:
    table = subject.run.differences
    return float(table[(subject.focus, key)]["mean"]) if _differs(subject, key) else 0.0


def _span(subject: Subject, key: str, figures: Figures) -> str:
    if not _differs(subject, key):
        return UNKNOWN
    row = subject.run.differences[(subject.focus, key)]
    low, high = float(row["low"]), float(row["high"])
    if PARTS.get(key, (1,))[0] < 0:
        low, high = -high, -low
    if low == high == 0.0:
        return "no difference"
    undecided = "" if bool(row["decided"]) else "undecided, "
    return undecided + figures.span(low, high)


def _differs(subject: Subject, key: str) -> bool:
    return bool(subject.focus) and (subject.focus, key) in subject.run.differences


def _zero(value: float) -> float:
    return 0.0 if math.isnan(value) else value


def _others(subject: Subject) -> Table:
    """Every scenario with what it changes."""
    found = differences(subject.run, "npv")
    figures = subject.figures
    kind = kinds(subject.run)
    rows = []
    for wanted in (Kind.CHOICE, Kind.EVENT):
        for name, one in found.items():
            if kind[name] is wanted:
                rows.append(
                    [
                        one.label,
                        "choice" if wanted is Kind.CHOICE else "event",
                        subject.run.about(name),
                        subject.figures_of(one).bare_signed(one.mean),
                        subject.figures_of(one).span(one.low, one.high)
                        + ("" if one.decided else ", undecided"),
                        out_of(one.better, one.n),
                    ]
                )
    return Table(
        caption="All scenarios of this run",
        head=[
            "Scenario",
            "",
            "what changes",
            f"average, {figures.unit}",
            "range of the average",
            f"better, of {whole(subject.n)}",
        ],
        rows=rows,
        texts=frozenset({0, 1, 2}),
        accent=frozenset({3}),
    )
