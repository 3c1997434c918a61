"""Adaptive rules: what boards watch, and what they do while it is out of bounds. Data, never expressions."""

from __future__ import annotations

from enum import StrEnum

from workbench.model.data import Data, Id, about, quantity
from workbench.policies.indices import IndexName


class Signal(StrEnum):
    """What everybody can see at a board."""

    QUEUE_AGE = "queue_age"
    """Working days that the work waiting longest for people has waited."""
    WIP = "wip"
    """Projects under way."""
    CANDIDATES = "candidates"
    """Projects that wait for a place or for room in the budget."""
    OVERDUE = "overdue"
    """Projects under way past their promised day."""
    UTILISATION = "utilisation"
    """Share of the people there are who were at work until just now; above 1 where work outlasts people."""
    BUDGET_ROOM = "budget_room"
    """Share of the running fiscal year's budget that is neither spent nor committed; 1 without a budget."""


class Action(StrEnum):
    """What is done while a trigger acts."""

    PAUSE_INTAKE = "pause_intake"
    """What is proposed stays outside; those already waiting may be released."""
    PAUSE_RELEASE = "pause_release"
    """Nothing is released."""
    WIP_LIMIT = "wip_limit"
    """Another WIP limit holds, lower or higher."""
    DISPATCH = "dispatch"
    """Waiting packages get people in another order."""


class Trigger(Data):
    """When a signal goes out of bounds, do something for a while. Mandatory projects are never held up.

    Boards judge it whenever they sit, continuous ones at every instant. Where several act, the first stated
    counts. With `for`, it acts so many working days whatever happens meanwhile, and is judged anew after
    them; without, it acts until a board finds the signal within bounds.
    """

    id: Id = about(text="short key")
    when: Signal = about(text="what boards watch")
    above: float | None = quantity(None, unit="of the signal", about="acts above this", low=0)
    below: float | None = quantity(None, unit="of the signal", about="acts below this", low=0)
    pool: Id | None = about(
        None, text="of which pool, where the signal is utilisation; empty = of all people"
    )
    then: Action = about(text="what is done")
    wip_limit: int | None = quantity(None, unit="projects", about="most projects at once meanwhile", low=1)
    dispatch: IndexName | None = about(None, text="order in which waiting packages get people meanwhile")
    for_: float | None = quantity(
        None, unit="working days", about="how long; empty = while it is out of bounds", low=1, alias="for"
    )
