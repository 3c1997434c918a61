"""Late commitments by cause, and who delays whom: in words, as a picture and as tables."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from workbench.analysis import Interval
from workbench.charts.numbers import Figures, in_futures, out_of, out_of_span, parts_of, whole
from workbench.experiment.studies.deletion import Delay, DelayStudy
from workbench.experiment.studies.late import (
    ALLOWED,
    NO_POOL,
    PEOPLE_OF,
    TOO_FEW,
    LateCommitment,
    LateStudy,
)
from workbench.interfaces.studies.answer import Grid, Section
from workbench.interfaces.wording import STATES, capital, count, futures, listed

if TYPE_CHECKING:
    from workbench.charts.live import Picture

DAYS = Figures("", "", 1.0, 0)
MOST_ROWS = 18
MOST_HOLDERS = 3
MOST_SHOWN, MOST_ON_PAGE = 10, 30
"""Rows of a table on a terminal and on a page."""

HEADS = {
    "work": "working",
    "rework": "rework",
    NO_POOL: "waits for people",
    "board": "for a board",
    "predecessor": "for another project",
    "release_wait": "to start",
    "stopped": "stopped",
    ALLOWED: "allowed",
}
"""Headings of causes in a table."""

OTHER_CAUSES = {"stopped": "Stopped or rejected", ALLOWED: "Days allowed until the promise"}

Names = Callable[[str], str]
"""From an id to what people call it."""


def late_sentence(study: LateStudy, pool: Names) -> str:
    """How many promised dates are late, and what takes most of the time of the latest one.

    Parameters
    ----------
    study
        The late commitments.
    pool
        Names of pools.
    """
    if not study.promised:
        return "No date is promised until the horizon."
    promised = count(study.promised, "promised date", "promised dates")
    if not study.late:
        return (
            f"{capital(promised)} until the horizon {'are' if study.promised > 1 else 'is'} kept on average."
        )
    worst = study.late[0]
    waits = [one for one in worst.parts if one.cause.startswith(PEOPLE_OF)]
    most = max(waits, key=lambda one: one.days.value, default=None)
    # Rounded as in the table, where the roles sum to the whole wait.
    shown = parts_of([one.days.value for one in waits], DAYS)
    lost = (
        f"; of its days, {DAYS.plain(shown[waits.index(most)])} ({_span(most.days)}) are waiting for "
        f"{pool(_id(most.cause))}"
        if most
        else ""
    )
    return (
        f"{len(study.late)} of {promised} until the horizon {'is' if len(study.late) == 1 else 'are'} late: "
        f"{_which_late(study)}. The latest on average is {worst.name}: {DAYS.plain(worst.late.value)} "
        f"working days late ({_span(worst.late)}), missed {in_futures(worst.missed.value, study.n)}{lost}."
    )


def _which_late(study: LateStudy) -> str:
    """Those mostly missed, and those mostly kept that are late on average all the same."""
    often = sum(one.missed.value > 0.5 for one in study.late)
    rest = len(study.late) - often
    said = []
    if often:
        said.append(f"{count(often, 'is', 'are')} missed in more than half of the futures")
    if rest:
        said.append(
            f"{count(rest, 'is', 'are')} kept in half of them or more but late on average, because very late "
            "when missed"
        )
    return listed(said)


def _span(days: Interval) -> str:
    return f"{DAYS.plain(days.low)} to {DAYS.plain(days.high)}"


def late_section(study: LateStudy, pool: Names, project: Names) -> Section:
    """Tables: days by cause, and who has the people."""
    beyond = count(study.beyond, "date promised for later is", "dates promised for later are")
    later = (
        f" {beyond[:1].upper()}{beyond[1:]} left out: days are not counted that far." if study.beyond else ""
    )
    return Section(
        "Which promised dates are late, and by what?",
        (late_sentence(study, pool),) if not study.late else (),
        grids=(_causes(study), _roles(study, pool), _holders(study, project)) if study.late else (),
        short=(_in_short(study),) if study.late else (),
        notes=(
            f"Average working days over {futures(study.n)}, the first ones, lived through with a "
            f"witness. Late: missed in "
            "more than half of them, or late on average. Days run from the proposal (under way: from the "
            "start) to "
            "completion, at most to the horizon; less the days allowed until the promise they are the "
            "days late, exactly "
            "and in each future. A negative figure is days early." + later,
            "A day of waiting is shared by the roles that are short on it, and for each role by the "
            "projects that have "
            "its people, by how many they have.",
        ),
    )


def cause_label(cause: str, pool: Names) -> str:
    """What a cause is called.

    Examples
    --------
    >>> cause_label("people.dev", str.upper), cause_label("work", str.upper)
    ('Waiting for DEV', 'Working')
    """
    if cause == NO_POOL:
        return "Waiting for its turn"
    if cause.startswith(PEOPLE_OF):
        return f"Waiting for {pool(_id(cause))}"
    return {**STATES, **OTHER_CAUSES}[cause]


def _id(cause: str) -> str:
    return cause.removeprefix(PEOPLE_OF)


def _grouped(late: LateCommitment) -> dict[str, float]:
    """Average days by cause, the roles waited for as one; what stands last is allowed."""
    values = {part.cause: part.days.value for part in late.parts}
    people = sum(days for cause, days in values.items() if cause == NO_POOL or cause.startswith(PEOPLE_OF))
    order = ("work", "rework", NO_POOL, "board", "predecessor", "release_wait", "stopped", ALLOWED)
    return {cause: people if cause == NO_POOL else values.get(cause, 0.0) for cause in order}


def _causes(study: LateStudy) -> Grid:
    """Projects down, causes across; shown parts give the shown sum."""
    grouped = [_grouped(one) for one in study.late]
    order = [one for one in grouped[0] if any(row[one] for row in grouped)]
    rows = []
    for late, values in zip(study.late, grouped, strict=True):
        shown = parts_of([values[one] for one in order], DAYS)
        span = f"{DAYS.bare_signed(late.late.low)} to {DAYS.bare_signed(late.late.high)}"
        cells = [DAYS.bare(one) if one else "" for one in shown]
        rows.append((late.name, *cells, DAYS.bare_signed(sum(shown)), span, _missed(late, study.n)))
    missed = f"missed, of {whole(study.n)}"
    head = ("project", *(HEADS[one] for one in order), "days late", "range of the average", missed)
    return Grid("Days by cause, average; they sum to the days late", head, rows)


def _in_short(study: LateStudy) -> Grid:
    """The same for a terminal: work, waiting for people, other waits."""
    rows = []
    for late in study.late[:MOST_SHOWN]:
        values = _grouped(late)
        work, people, allowed = values["work"] + values["rework"], values[NO_POOL], values[ALLOWED]
        others = sum(values.values()) - work - people - allowed
        shown = parts_of([work, people, others, allowed], DAYS)
        cells = [DAYS.bare(one) if one else "" for one in shown]
        span = f"{DAYS.bare_signed(late.late.low)} to {DAYS.bare_signed(late.late.high)}"
        rows.append(
            (late.name, *cells, DAYS.bare_signed(sum(shown)), span, out_of(late.missed.value, study.n))
        )
    head = ("project", "work, rework", "people", "other waits", "allowed", "days late", "range", "missed")
    left = len(study.late) - len(rows)
    more = f"; {left} more on the page" if left else ""
    return Grid(
        f"Days by cause, average; missed, of {whole(study.n)} futures (ranges on the page){more}", head, rows
    )


def _roles(study: LateStudy, pool: Names) -> Grid:
    """Waiting for people by role."""
    causes: dict[str, float] = {}
    for one in study.late:
        for part in one.parts:
            if part.cause == NO_POOL or part.cause.startswith(PEOPLE_OF):
                causes[part.cause] = causes.get(part.cause, 0.0) + part.days.value
    order = sorted(causes, key=lambda one: (-causes[one], one))
    rows = []
    for late in study.late:
        values = {part.cause: part.days.value for part in late.parts}
        shown = parts_of([values.get(one, 0.0) for one in order], DAYS)
        rows.append((late.name, *(DAYS.bare(one) if one else "" for one in shown), DAYS.bare(sum(shown))))
    heads = [cause_label(one, pool).removeprefix("Waiting for ") for one in order]
    return Grid("Days of waiting for people by role, average", ("project", *heads, "together"), rows)


def _missed(late: LateCommitment, n: int) -> str:
    """In how many futures, with its range."""
    return f"{out_of(late.missed.value, n)} ({out_of_span(late.missed.value, n)})"


def _holders(study: LateStudy, project: Names) -> Grid:
    rows = []
    for late in study.late:
        top = [one for one in late.holders if one.cause != TOO_FEW][:MOST_HOLDERS]
        rest = sum(one.days.value for one in late.holders) - sum(one.days.value for one in top)
        whole = sum(one.days.value for one in late.holders)
        said = listed([f"{project(one.cause)} {DAYS.bare(one.days.value)}" for one in top]) or "nobody"
        rows.append((late.name, DAYS.bare(whole), said, DAYS.bare(rest)))
    head = ("project", "days waiting for people", "projects that have them most", "others and nobody")
    return Grid("Who has the people that a late project waits for", head, rows, texts=frozenset({0, 2}))


def delays_sentence(study: DelayStudy) -> str:
    """Who delays others most."""
    if not study.cells or not any(one.decided for one in study.cells):
        return (
            f"None of the {count(len(study.deleted), 'project', 'projects')} looked at is known to delay "
            f"or speed "
            "up another."
        )
    most = study.deleted[0]
    own = [one for one in study.cells if one.by == most and one.decided and one.days.mean.value > 0]
    if not own:
        return "No project looked at is known to delay another; the table holds those that speed one up."
    worst = max(own, key=lambda one: one.days.mean.value)
    days = worst.days.mean
    return (
        f"{study.names[most]} delays others most: {count(len(own), 'project', 'projects')} for sure, most of "
        f"all {study.names[worst.of]}, by {DAYS.plain(days.value)} working days (between "
        f"{DAYS.plain(days.low)} and {DAYS.plain(days.high)})."
    )


def delays_section(study: DelayStudy) -> Section:
    """Matrix and table."""
    known = sorted((one for one in study.cells if one.decided), key=lambda one: -abs(one.days.mean.value))
    return Section(
        "Who delays whom?",
        (delays_sentence(study),) if not known else (),
        (lambda: _matrix(study)) if known else None,
        f"Average working days over {futures(study.n)} by which the project at the left is completed "
        f"later because of "
        "the one above. Filled: known to differ from none, all pairs allowed for.",
        (_pairs(study, known, MOST_ON_PAGE),) if known else (),
        (_pairs(study, known, MOST_SHOWN),) if known else (),
        (
            "Each project above was turned down in turn, and everything else met the same futures. Days "
            "are counted "
            "until the horizon. A minus: it would be completed later without the other. Those looked at "
            "are the "
            f"{count(len(study.deleted), 'project', 'projects')} with the most planned work, unless "
            f"others were named.",
        ),
    )


def _matrix(study: DelayStudy) -> Picture:
    import pandas as pd

    from workbench.charts import delays_chart

    rows = _delayed(study)
    cells = [
        {
            "by": one.by,
            "of": f"{one.of} {study.names[one.of]}",
            "days": one.days.mean.value,
            "decided": one.decided,
        }
        for one in study.cells
    ]
    cells += [
        {"by": by, "of": f"{of} {study.names[of]}", "days": float("nan"), "decided": False}
        for by, needing in study.needing.items()
        for of in needing
    ]
    return delays_chart(
        pd.DataFrame(cells), study.deleted, [f"{one} {study.names[one]}" for one in rows], DAYS
    )


def _delayed(study: DelayStudy) -> list[str]:
    """Rows of the matrix: those that anything known delays, most days first."""
    days: dict[str, float] = {}
    for one in study.cells:
        if one.decided:
            days[one.of] = days.get(one.of, 0.0) + one.days.mean.value
    return sorted(days, key=lambda one: (-days[one], one))[:MOST_ROWS]


def _pairs(study: DelayStudy, known: list[Delay], most: int) -> Grid:
    rows = [
        (
            f"{one.by} {study.names[one.by]}",
            f"{one.of} {study.names[one.of]}",
            DAYS.bare_signed(one.days.mean.value),
            DAYS.span(one.days.mean.low, one.days.mean.high),
        )
        for one in known[:most]
    ]
    left = max(0, len(known) - most)
    more = f"; {left} more with --json" if left else ""
    head = ("project", "delays", "days", "range of the average")
    return Grid(
        f"{capital(count(len(known), 'delay is', 'delays are'))} known, longest first{more}",
        head,
        rows,
        texts=frozenset({0, 1}),
    )
