"""Two scoreboards side by side in words: what the portfolio delivers, and how well."""

from __future__ import annotations

import math

from workbench.analysis import Interval
from workbench.charts.numbers import UNKNOWN, Figures, clear_ends, figures_for
from workbench.experiment.measure import Direction, Scoreboard, Unit
from workbench.experiment.measures import MEASURES
from workbench.interfaces.reports.html import Html, Table, part, ranged
from workbench.interfaces.reports.subject import Subject
from workbench.interfaces.wording import futures, open_words
from workbench.interfaces.wording.service import service_words

LEFT_OUT = frozenset({"npv", "benefit", "run_cost", "cost", "lateness_cost", "pmo_cost", "payroll_change"})

SERVED = "coaching_served"

SILENT = frozenset({Unit.PROJECTS, Unit.PROJECTS_PER_YEAR, Unit.RATIO, Unit.SPREAD_RATIO, Unit.LOG_SD})
"""Units that the titles say already."""


def delivery_section(subject: Subject) -> Html:
    """Both scoreboards."""
    tables = [
        scoreboard(subject, Scoreboard.VALUE, "What is delivered"),
        scoreboard(subject, Scoreboard.DELIVERY, "How well it is delivered"),
    ]
    where = " stands under each figure and" if subject.focus else ""
    lead = (
        f"Averages over {futures(subject.n)}; the range of the average{where} is 95 % sure, assumptions held."
    )
    return part(
        "section",
        title="6  How well are projects delivered?",
        lead=lead,
        figures=[],
        tables=[table for table in tables if table.rows],
        asides=_served(subject),
    )


def _served(subject: Subject) -> list[str]:
    """Requests for coaching that were served beside what was planned, where they queue inside the run."""
    names = [subject.run.baseline, *([subject.focus] if subject.focus else [])]
    said = (
        service_words(subject.run.scenario(name), subject.run.label(name), subject.level(name, SERVED))
        for name in names
    )
    return [one for one in said if one]


def scoreboard(subject: Subject, board: Scoreboard, caption: str) -> Table:
    """Measures of a scoreboard: today, what-if, difference, range; undecided said."""
    run = subject.run
    keys = [
        name
        for scenario, name in run.summary
        if scenario == run.baseline
        and name in MEASURES
        and name not in LEFT_OUT
        and MEASURES[name].scoreboard is board
    ]
    head = [caption, subject.labels[0]]
    head += [subject.labels[1], "difference"] if subject.focus else ["range of the average"]
    rows = [_row(subject, key) for key in keys]
    return Table(
        caption=caption, head=head, rows=rows, accent=frozenset({3}) if subject.focus else frozenset()
    )


def _row(subject: Subject, key: str) -> list[str]:
    run = subject.run
    unit = str(run.summary[(run.baseline, key)]["unit"])
    today = subject.level(run.baseline, key)
    other = subject.level(subject.focus, key) if subject.focus else today
    figures = figures_for([today.value, other.value], unit, subject.currency)
    name = _named(key, unit) + _of_fewer(subject, key)
    if not subject.focus:
        return [name, figures.bare(today.value), _span(today, figures)]
    both = [name, *(ranged(figures.bare(one.value), _span(one, figures)) for one in (today, other))]
    if (subject.focus, key) not in run.differences:
        return [*both, UNKNOWN]
    row = run.differences[(subject.focus, key)]
    low, high = float(row["low"]), float(row["high"])
    if low == high == 0.0:
        return [*both, "no difference"]
    gaps = figures_for([low, high], unit, subject.currency)
    gaps = clear_ends(gaps if gaps.divisor == figures.divisor else figures, low, high)
    shown = gaps.bare_signed(float(row["mean"])) if bool(row["decided"]) else open_words(low, high)
    known = low < high and math.isfinite(high - low)
    return [*both, ranged(shown, gaps.span(low, high) if known else "")]


def _named(key: str, unit: str) -> str:
    """Title with its unit, where that says more than the title, and the better direction."""
    measure = MEASURES[key]
    said = "%" if unit == Unit.SHARE else "" if measure.unit in SILENT else unit
    better = {Direction.MORE: "more is better", Direction.LESS: "less is better"}.get(measure.direction, "")
    return measure.title + (f", {said}" if said else "") + (f" ({better})" if better else "")


def _of_fewer(subject: Subject, key: str) -> str:
    """In how many futures a measure is defined, where not in all; the difference needs both scenarios."""
    run = subject.run
    both = [name for name in (run.baseline, subject.focus) if (name, key) in run.summary]
    known = [int(run.summary[(name, key)]["n"]) for name in both]
    if min(known) >= subject.n:
        return ""
    said = f"; known in {' and '.join(f'{n:,}' for n in known)} futures"
    paired = run.differences.get((subject.focus, key))
    return said if paired is None else f"{said}, under both in {int(paired['n']):,}"


def _span(found: Interval, figures: Figures) -> str:
    """Range of an average; empty where it is the same in every future or unknown."""
    if not math.isfinite(found.low) or found.low == found.high:
        return ""
    closer = clear_ends(figures, found.low, found.high)
    if closer.rounded(found.low) == closer.rounded(found.high):
        return ""
    return f"{closer.bare(found.low)} to {closer.bare(found.high)}"
