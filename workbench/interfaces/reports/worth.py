"""What the portfolio is worth: its parts, their sum, and what single futures can bring."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
from markupsafe import Markup

from workbench.analysis import Interval, share_interval
from workbench.charts.numbers import (
    NBSP,
    Figures,
    clear_ends,
    give_or_take,
    money,
    out_of,
    out_of_span,
    parts_of,
    whole,
)
from workbench.interfaces.reports.case.mention import case_words
from workbench.interfaces.reports.html import Html, Table, figure, not_clear, part, ranged, sentence
from workbench.interfaces.reports.ledger import pmo_words
from workbench.interfaces.reports.subject import Kind, Subject, difference, differences, kinds
from workbench.interfaces.reports.value_parts import PARTS
from workbench.interfaces.wording import (
    allowed_for,
    allowing,
    futures,
    inside,
    open_words,
    percent,
    quoted,
    span_words,
)

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
    caption = f"{curve_words(len(values))} Read across: the chance that the value is at least so much."
    tables = [_parts(subject), *([_others(subject)] if len(run.others) > 1 else [])]
    return part(
        "section",
        title="4  What is it worth?",
        lead=_lead(subject),
        figures=[figure(chart, "distribution", caption, None)],
        tables=tables,
        asides=_asides(subject),
        note=f"Under each figure the range of the average, 95 % sure, from {futures(subject.n)}; none where "
        f"it is the same in every future.{_allowed(subject)}",
    )


def _allowed(subject: Subject) -> str:
    """What “undecided” allows for in the table of all scenarios, with a blank before it."""
    allowed = allowed_for(differences(subject.run, "npv"))
    return f" All scenarios: {inside(allowed)}" if allowed else ""


def _asides(subject: Subject) -> list[Markup]:
    """The decision of a business case in the folder of the run."""
    case = case_words(subject.run)
    return [sentence("<b>Business case of the PMO.</b> {}", case)] if case else []


def curve_words(n: int) -> str:
    """How well a curve of chances is known: by Wilson's interval at its middle, where that is widest.

    Examples
    --------
    >>> curve_words(60)
    '60 simulated futures; each chance is known to ±13 of 100 or better, 95 % sure.'
    """
    known = give_or_take(share_interval(n / 2, n).half_width, 100)
    return f"{futures(n)}; each chance is known to {known} of 100 or better, 95 % sure."


def _lead(subject: Subject) -> str:
    words = [
        f"{worst_words(subject, name)} under {quoted(subject.run.label(name))}"
        for name in (subject.run.baseline, subject.focus)
        if name and subject.focus
    ] or [worst_words(subject, subject.run.baseline)]
    portfolio = subject.baseline.portfolio
    day = portfolio.start
    return (
        f"All amounts are as seen on {day.day} {day:%B %Y}: what comes later counts for less, by "
        f"{percent(portfolio.discount_rate)} a year.{_pmo(subject)} The average of the worst 10 % is "
        f"{' and '.join(words)}."
    )


def _pmo(subject: Subject) -> str:
    """Why the PMO costs less here than in the table by year; nothing where the two are written alike."""
    keys, figures, today, _ = _shown(subject)
    said = pmo_words(subject.baseline, -today[keys.index("pmo_cost")], figures) if "pmo_cost" in keys else ""
    return f" {said}" if said else ""


def worst_words(subject: Subject, name: str) -> str:
    """Average of the worst tenth of futures, with its range."""
    row = subject.run.summary[(name, "npv")]
    worst, low, high = (float(row.get(c, math.nan)) for c in ("worst10", "worst10_low", "worst10_high"))
    figures = money([worst, low, high], subject.currency)
    return figures.plain(worst) + span_words(low, high, figures)


def _parts(subject: Subject) -> Table:
    run, focus = subject.run, subject.focus
    keys, figures, today, change = _shown(subject)
    head = [f"Parts of the value, {figures.unit}", subject.labels[0]]
    head += [subject.labels[1], "difference"] if focus else []
    rows = []
    for k, key in enumerate([*keys, "npv"]):
        one, gap = (today[k], change[k]) if key != "npv" else (sum(today), sum(change))
        cells = [
            NAMES.get(key, "Value"),
            ranged(figures.bare_signed(one), _level_span(subject, run.baseline, key, figures)),
        ]
        if focus:
            cells += [
                ranged(figures.bare_signed(one + gap), _level_span(subject, focus, key, figures)),
                _gap_cell(subject, key, ranged(figures.bare_signed(gap), _gap_span(subject, key, figures))),
            ]
        rows.append(cells)
    total = rows.pop()
    return Table(
        caption="Parts of the value; they add up",
        head=head,
        rows=rows,
        totals=[total],
        accent=frozenset({3}) if focus else frozenset(),
    )


def _shown(subject: Subject) -> tuple[list[str], Figures, list[float], list[float]]:
    """Parts, how they are written, and each as it is shown: of the baseline, and by how much it differs."""
    baseline = subject.run.baseline
    keys = [key for key in PARTS if not math.isnan(subject.mean(baseline, key)) or _differs(subject, key)]
    base = [PARTS[key][0] * _zero(subject.mean(baseline, key)) for key in keys]
    gaps = [PARTS[key][0] * _zero(_gap(subject, key)) for key in keys]
    figures = _figures(subject, keys, base, gaps)
    return keys, figures, parts_of(base, figures), parts_of(gaps, figures)


def _figures(subject: Subject, keys: Sequence[str], base: Sequence[float], gaps: Sequence[float]) -> Figures:
    """The unit of page one where that suits the parts, with decimals enough for each to lie in its range."""
    figures = money(base, subject.currency)
    if subject.focus and subject.figures.divisor == figures.divisor:
        figures = subject.figures_of(difference(subject.run, subject.focus, "npv"))
    elif subject.focus:
        units = abs(sum(gaps)) / figures.divisor
        least = -math.floor(math.log10(units)) if units else 0
        figures = replace(figures, decimals=min(4, max(figures.decimals, least)))
    finer = (replace(figures, decimals=figures.decimals + more) for more in range(3))
    return next((one for one in finer if _inside_ranges(subject, keys, base, gaps, one)), figures)


def _inside_ranges(
    subject: Subject, keys: Sequence[str], base: Sequence[float], gaps: Sequence[float], figures: Figures
) -> bool:
    """Whether each part as written lies in its range as written: ranges of small parts have more decimals."""
    today, change = parts_of(base, figures), parts_of(gaps, figures)
    for key, one, gap in zip((*keys, "npv"), (*today, sum(today)), (*change, sum(change)), strict=True):
        shown = [(one, _counted(subject.level(subject.run.baseline, key), key))]
        if subject.focus:
            shown.append((one + gap, _counted(subject.level(subject.focus, key), key)))
        if _differs(subject, key):
            row = subject.run.differences[(subject.focus, key)]
            found = Interval(float(row["mean"]), float(row["low"]), float(row["high"]))
            shown.append((gap, _counted(found, key)))
        if not all(_inside(value, found, figures) for value, found in shown):
            return False
    return True


def _inside(value: float, found: Interval, figures: Figures) -> bool:
    """Whether a figure as written lies in its range as written; true where no range is."""
    if not math.isfinite(found.low) or found.low == found.high:
        return True
    closer = clear_ends(figures, found.low, found.high)
    return closer.rounded(found.low) <= figures.rounded(value) <= closer.rounded(found.high)


def _gap(subject: Subject, key: str) -> float:
    table = subject.run.differences
    return float(table[(subject.focus, key)]["mean"]) if _differs(subject, key) else 0.0


def _level_span(subject: Subject, scenario: str, key: str, figures: Figures) -> str:
    """Range of an average as a part of the sum; empty where it is one and the same in every future."""
    found = _counted(subject.level(scenario, key), key)
    if not math.isfinite(found.low) or found.low == found.high:
        return ""
    closer = clear_ends(figures, found.low, found.high)
    # Constants differ from future to future by rounding of the last bits alone.
    same = closer.rounded(found.low) == closer.rounded(found.high)
    return "" if same else closer.span(found.low, found.high)


def _gap_cell(subject: Subject, key: str, cell: Markup) -> Markup:
    """In the accent only where the difference is decided."""
    known = (subject.focus, key) in subject.run.differences
    return cell if known and _is_decided(subject, key) else not_clear(cell)


def _is_decided(subject: Subject, key: str) -> bool:
    """Of the value as page one decides: with all what-ifs allowed for."""
    if key == "npv":
        return allowing(differences(subject.run, key))[subject.focus].decided
    return bool(subject.run.differences[(subject.focus, key)]["decided"])


def _gap_span(subject: Subject, key: str, figures: Figures) -> str:
    if not _differs(subject, key):
        return ""
    row = subject.run.differences[(subject.focus, key)]
    found = _counted(Interval(float(row["mean"]), float(row["low"]), float(row["high"])), key)
    if found.low == found.high == 0.0:
        return "no difference"
    open_still = "" if _is_decided(subject, key) else f"{open_words(found.low, found.high)}, "
    return open_still + clear_ends(figures, found.low, found.high).span(found.low, found.high)


def _counted(found: Interval, key: str) -> Interval:
    """As it counts in the sum: costs with a minus."""
    if PARTS.get(key, (1,))[0] > 0:
        return found
    return Interval(-found.value, -found.high, -found.low)


def _differs(subject: Subject, key: str) -> bool:
    return bool(subject.focus) and (subject.focus, key) in subject.run.differences


def _zero(value: float) -> float:
    return 0.0 if math.isnan(value) else value


def _others(subject: Subject) -> Table:
    """Every scenario with what it changes."""
    found = allowing(differences(subject.run, "npv"))
    kind = kinds(subject.run)
    rows = []
    for wanted in (Kind.CHOICE, Kind.EVENT):
        for name, one in found.items():
            if kind[name] is wanted:
                figures = subject.figures_of(one)
                open_still = "" if one.decided else f"{open_words(one.low, one.high)}, "
                average = ranged(figures.bare_signed(one.mean), open_still + figures.span(one.low, one.high))
                rows.append(
                    [
                        one.label,
                        "choice" if wanted is Kind.CHOICE else "event",
                        subject.run.about(name),
                        average if one.decided else not_clear(average),
                        ranged(out_of(one.better, one.n), out_of_span(one.better, one.n)),
                    ]
                )
    return Table(
        caption="All scenarios of this run",
        head=[
            "Scenario",
            "",
            "what changes",
            f"average, {subject.figures.unit}",
            f"better, of{NBSP}{whole(subject.n)}",
        ],
        rows=rows,
        texts=frozenset({0, 1, 2}),
        accent=frozenset({3}),
    )
