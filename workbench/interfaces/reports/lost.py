"""What clearly gets worse with a what-if, named in the same breath as what it gains."""

from __future__ import annotations

from workbench.charts.numbers import NBSP, clear_ends, figures_for
from workbench.experiment.measure import Unit
from workbench.experiment.measures import MEASURES
from workbench.interfaces.reports.promises import worse_dates
from workbench.interfaces.reports.subject import Subject, difference
from workbench.interfaces.wording import BESIDE_VALUE, count, inside, listed
from workbench.interfaces.wording.beside_value import POINTS, BesideValue, beside_value

NAMED = 2
"""Measures that are named, the others are counted."""

UNITS = {Unit.DAYS: f"{NBSP}working days", Unit.POINTS: f"{NBSP}points", Unit.PROJECTS: ""}
"""Behind the figure, where the title does not say it."""


def lost_words(subject: Subject) -> str:
    """A clause without its end; empty where nothing clearly gets worse.

    Parts of the value are left out: where the money comes from is told apart. Promised dates that get worse
    are named one by one, and their share where it falls and no single date is clearly later.
    """
    dates = worse_dates(subject)
    keys = changed_beside(subject).worse_beside(dates)
    measures = [f"{inside(MEASURES[key].title)} ({by_words(subject, key)})" for key in keys]
    more = len(measures) - NAMED
    said = [
        *measures[:NAMED],
        *([dates] if dates else []),
        *([count(more, "more measure", "more measures")] if more > 0 else []),
    ]
    return f"clearly worse: {listed(said)}" if said else ""


def changed_beside(subject: Subject) -> BesideValue:
    """Measures beside the value that clearly change."""
    run, sides = subject.run, (subject.run.baseline, subject.focus)
    found = {
        key: difference(run, subject.focus, key)
        for key in BESIDE_VALUE
        if (subject.focus, key) in run.differences
    }
    levels = {key: [subject.mean(name, key) for name in sides] for key in found}
    return beside_value(found, levels, subject.currency)


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
