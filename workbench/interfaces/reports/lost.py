"""What clearly gets worse with a what-if, named in the same breath as what it gains."""

from __future__ import annotations

from workbench.charts.numbers import NBSP, Figures, clear_ends, figures_for
from workbench.experiment.measure import Unit
from workbench.experiment.measures import MEASURES
from workbench.interfaces.reports.promises import worse_dates
from workbench.interfaces.reports.subject import Subject, difference
from workbench.interfaces.reports.value_parts import PARTS
from workbench.interfaces.wording import BESIDE_VALUE, count, inside, listed

NAMED = 2
"""Measures that are named, the others are counted."""

POINTS = Figures("", "", 0.01)
"""Percentage points."""

UNITS = {Unit.DAYS: f"{NBSP}working days", Unit.POINTS: f"{NBSP}points", Unit.PROJECTS: ""}
"""Behind the figure, where the title does not say it."""


def lost_words(subject: Subject) -> str:
    """A clause without its end; empty where nothing clearly gets worse.

    Parts of the value are left out: where the money comes from is told apart. Promised dates that get worse
    are named one by one, and their share where it falls and no single date is clearly later.
    """
    dates = worse_dates(subject)
    keys = [key for key in lost_measures(subject) if not (key == "on_time" and dates)]
    measures = [f"{inside(MEASURES[key].title)} ({by_words(subject, key)})" for key in keys]
    more = len(measures) - NAMED
    said = [
        *measures[:NAMED],
        *([dates] if dates else []),
        *([count(more, "more measure", "more measures")] if more > 0 else []),
    ]
    return f"clearly worse: {listed(said)}" if said else ""


def lost_measures(subject: Subject) -> list[str]:
    """Measures that a sentence may name and that are decided against the what-if, by more than nothing."""
    table = subject.run.differences
    found = []
    for key in BESIDE_VALUE:
        row = table.get((subject.focus, key))
        if row is None or key in PARTS or not bool(row["decided"]):
            continue
        if int(MEASURES[key].direction) * float(row["mean"]) < 0 and not _vanishes(subject, key):
            found.append(key)
    return found


def _vanishes(subject: Subject, key: str) -> bool:
    """Whether a difference is zero as the measure itself is written: a thousandth of a ratio, say."""
    levels = [subject.mean(name, key) for name in (subject.run.baseline, subject.focus)]
    figures = POINTS if MEASURES[key].unit is Unit.SHARE else figures_for(levels, "", subject.currency)
    return figures.rounded(float(subject.run.differences[(subject.focus, key)]["mean"])) == 0


def by_words(subject: Subject, key: str) -> str:
    """By how much, with the range of the average; the words around it say which way."""
    found = difference(subject.run, subject.focus, key)
    unit = MEASURES[key].unit
    small, large = sorted((abs(found.low), abs(found.high)))
    if unit is Unit.SHARE:
        figures, behind = clear_ends(POINTS, small, large), f"{NBSP}percentage points"
    else:
        figures = clear_ends(figures_for([small, large], unit.value, subject.currency), small, large)
        behind = UNITS.get(unit, "")
    by, low, high = (figures.plain(one) for one in (abs(found.mean), small, large))
    return f"by {by}{behind}, {low} to {high}"
