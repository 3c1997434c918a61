"""Lead time by state under two scenarios as a table whose shown parts add up."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.analysis import PairedDifference, clear_differences
from workbench.charts.numbers import Figures, parts_of
from workbench.experiment.studies.explain import StateChange
from workbench.interfaces.studies.answer import Grid
from workbench.interfaces.wording import STATES

DAYS = Figures("", "", 1.0, 1)


def lead_time_grid(states: Sequence[StateChange], whole: PairedDifference, names: tuple[str, str]) -> Grid:
    """Lead time by state under both, and what is known of the differences; rounded as in the picture.

    Parameters
    ----------
    states, whole
        From `state_changes`.
    names
        What the two scenarios are called.
    """
    # Rounded as in the picture, where shown parts give the shown sum.
    before = parts_of([one.first for one in states], DAYS)
    after = parts_of([one.second for one in states], DAYS)
    clear = clear_differences([one.change for one in states])
    rows = [
        (STATES[one.state], *_days_cells(first, second, one.change, known))
        for one, first, second, known in zip(states, before, after, clear, strict=True)
    ]
    together = _days_cells(sum(before), sum(after), whole, whole.decided)
    head = ("working days", *names, "difference", "range of the average", "verdict")
    title_of = "Time from proposal to completion by state, average"
    return Grid(title_of, head, rows, (("Together", *together),), texts=frozenset({0, 5}))


def _days_cells(first: float, second: float, change: PairedDifference, known: object) -> tuple[str, ...]:
    """Days before and after, the difference with its range, and what may be said of it."""
    gap = second - first
    nothing = change.mean.low == change.mean.high == 0.0
    longer = "longer" if change.mean.value > 0 else "shorter"
    verdict = "none" if nothing else longer if known else "undecided"
    span = "" if nothing else DAYS.span(change.mean.low, change.mean.high)
    return DAYS.bare(first), DAYS.bare(second), DAYS.bare_signed(gap), span, verdict
