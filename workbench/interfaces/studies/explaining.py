"""What differs between two scenarios, and why their outcomes do: in words, as pictures, tables and JSON."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from workbench.analysis import PairedDifference, clear_differences
from workbench.charts.numbers import Figures, clear_ends, finer, money, parts_of
from workbench.experiment.studies.explain import Explained
from workbench.experiment.studies.moves import SHIFTED, Move
from workbench.interfaces.studies.answer import LUCK_ALONE, Answer, Grid, Section
from workbench.interfaces.studies.as_json import as_json, interval
from workbench.interfaces.studies.changes import changes_grid, group_label, groups_label
from workbench.interfaces.studies.lead_time import DAYS, lead_time_grid
from workbench.interfaces.studies.parts_picture import parts_picture
from workbench.interfaces.wording import (
    STATES,
    Difference,
    answer,
    count,
    futures,
    label_of,
    project_label,
    quoted,
    too_few,
)

if TYPE_CHECKING:
    from workbench.charts.live import Picture

WHOLE = Figures("", "", 1.0, 0)
ROWS_ALLOWED = "A verdict allows for all rows of its table (Holm); each range is that of one row alone."
MOST_MOVES = 15
MOST_SHOWN = 10
CAUSES = {SHIFTED: "Proposed later or earlier", **STATES, "stopped": "Stopped or rejected"}
HEADS = {
    SHIFTED: "proposed later",
    "work": "working",
    "rework": "rework",
    "people": "waits for people",
    "board": "for a board",
    "predecessor": "for another project",
    "release_wait": "to start",
    "stopped": "stopped",
}


def explained_answer(found: Explained) -> Answer:
    """The answer, sentence first."""
    label = label_of(found.second.name)
    few = too_few(found.n)
    lead = [_verdict(found), *_because(found), _moved(found), *([few] if few else [])]
    if not found.changes:
        lead = ["Nothing differs between the inputs of the two, and so nothing between their outcomes."]
    return Answer(
        f"explain-{found.first.name}",
        f"{label} against {label_of(found.first.name).lower()}: what differs, and why",
        found.second,
        f"{label_of(found.first.name)} and {label}",
        lead,
        _sections(found) if found.changes else (),
        found.n,
        (LUCK_ALONE,) if found.changes else (),
    )


def _sections(found: Explained) -> tuple[Section, ...]:
    joined = [
        f"{groups_label(one)} cannot be separated: no scenario with one alone would be sound."
        for one in found.joined
    ]
    differs = Section("What differs between the inputs?", joined, grids=(changes_grid(found.changes),))
    return (differs, _value(found), _moves(found), _lead_time(found))


def _verdict(found: Explained) -> str:
    said = Difference.of(label_of(found.second.name), found.total)
    first, currency = label_of(found.first.name), found.first.portfolio.currency
    return answer(said, 0.0, first, currency)


def _because(found: Explained) -> list[str]:
    if not found.parts:
        return []
    if len(found.parts) == 1:
        return [f"Only one group of inputs differs: {groups_label(found.parts[0].groups)}."]
    shares = [one.share for one in found.parts]
    if all(map(_is_nothing, shares)):
        return []
    figures = _figures(found)
    # Rounded as in the table, where shown parts give the shown sum.
    shown = parts_of([one.mean.value for one in shares], figures)
    clear = clear_differences(shares)
    known = [(one, mean) for one, mean, sure in zip(found.parts, shown, clear, strict=True) if sure]
    if not known:
        return [f"None of its {len(shares)} parts is known to differ from zero, all of them allowed for."]
    said = [f"{groups_label(one.groups)} {_alone(mean, one.share, figures)}" for one, mean in known]
    return [f"Of it: {'; '.join(said)}. The parts sum to the whole in every future."]


def _is_nothing(share: PairedDifference) -> bool:
    """Whether it is zero in every future."""
    return share.mean.low == share.mean.high == 0.0


def _alone(shown: float, share: PairedDifference, figures: Figures) -> str:
    """A part as the table shows it; one that would vanish there with as many decimals as it needs."""
    return figures.signed(shown) if shown else finer(figures, share.mean.value).signed(share.mean.value)


def _figures(found: Explained) -> Figures:
    """How amounts of the whole and its parts are written; each in its range, where two more digits do."""
    shares = [part.share for part in found.parts]
    figures = money([end for one in (*shares, found.total) for end in _ends(one)], _currency(found))
    closer = [replace(figures, decimals=figures.decimals + more) for more in range(3)]
    sums = shares, [change for _, change in found.kinds], [found.total]
    return next((one for one in closer if all(_inside_ranges(some, one) for some in sums)), figures)


def _inside_ranges(shares: list[PairedDifference], figures: Figures) -> bool:
    """Whether each part as written lies in its range as written: ranges of small parts have more decimals."""
    shown = parts_of([one.mean.value for one in shares], figures)
    for one, mean in zip(shares, shown, strict=True):
        closer = clear_ends(figures, *_ends(one))
        low, high = (closer.rounded(end) for end in _ends(one))
        if not _is_nothing(one) and math.isfinite(low) and not low <= figures.rounded(mean) <= high:
            return False
    return True


def _currency(found: Explained) -> str:
    return found.first.portfolio.currency


def _moved(found: Explained) -> str:
    known = [one for one in found.moves.moves if one.decided]
    added = [project_label(key, name) for key, name in found.moves.added.items()]
    gone = [project_label(key, name) for key, name in found.moves.removed.items()]
    there = f"{count(len(added), 'project is', 'projects are')} new. " if added else ""
    there += f"{count(len(gone), 'project is', 'projects are')} gone. " if gone else ""
    there = there[:1].upper() + there[1:]
    if not known:
        many = count(len(found.moves.moves), "project", "projects")
        if len(found.moves.moves) == 1:
            return f"{there}The only project in both is not known to move."
        return f"{there}None of the {many} in both is known to move."
    moved = count(len(known), "project is", "projects are").capitalize()
    if len(known) == 1:
        return f"{there}{moved} known to move: {_how_far(known[0])}."
    later = sum(one.days.mean.value > 0 for one in known)
    both = f"{later} later and {len(known) - later} earlier"
    ways = "to later" if later == len(known) else "to earlier" if later == 0 else both
    return f"{there}{moved} known to move, {ways}; most of all {_how_far(known[0])}."


def _how_far(move: Move) -> str:
    days = move.days.mean
    way = "later" if days.value > 0 else "earlier"
    low, high = sorted((abs(days.low), abs(days.high)))
    span = f"{low:.0f} to {high:.0f}"
    return f"{move.name}, by {abs(days.value):.0f} working days {way} ({span}), mainly by {_main_cause(move)}"


def _main_cause(move: Move) -> str:
    sign = 1 if move.days.mean.value > 0 else -1
    cause = max(move.causes, key=lambda one: sign * move.causes[one].value)
    days = move.causes[cause].value
    return f"{CAUSES[cause].lower()} ({WHOLE.bare_signed(days)})"


def _value(found: Explained) -> Section:
    figures = _figures(found)
    one, other = label_of(found.second.name), label_of(found.first.name)
    rows = _summing([(groups_label(part.groups), part.share) for part in found.parts], figures)
    head = ("group of inputs", f"average, {figures.unit}", "range of the average", "verdict")
    several = len(found.parts) > 1
    grid = Grid(
        "Net value by group of inputs",
        head,
        rows,
        (("Together", *_cells(found.total, figures, found.total.decided)),),
        texts=frozenset({0, 3}),
    )
    return Section(
        "Where does the difference in net value come from?",
        (),
        lambda: _waterfall(found, figures),
        f"{one} less {other}, averages over {futures(found.n)}; filled adds, outlined takes away.",
        (grid, _kinds_grid(found, figures)),
        notes=(
            "A part is what its inputs change on average over all orders in which the groups could be "
            "changed, by "
            f"simulating all {2 ** len(found.parts)} scenarios between the two on the same futures. The "
            f"parts sum "
            "to the whole in every future.",
            ROWS_ALLOWED,
        )
        if several
        else (ROWS_ALLOWED,),
    )


def _kinds_grid(found: Explained, figures: Figures) -> Grid:
    """The same difference by kind of money: what a cost adds is a loss."""
    rows = _summing([(_kind_label(measure), change) for measure, change in found.kinds], figures)
    head = ("kind of money", f"average, {figures.unit}", "range of the average", "verdict")
    total = ("Together", *_cells(found.total, figures, found.total.decided))
    return Grid("The same by kind of money; + is a gain", head, rows, (total,), texts=frozenset({0, 3}))


def _kind_label(measure: str) -> str:
    from workbench.experiment.measures import measure_of

    return measure_of(measure).title


def _ends(share: PairedDifference) -> tuple[float, float]:
    return share.mean.low, share.mean.high


def _summing(parts: list[tuple[str, PairedDifference]], figures: Figures) -> list[tuple[str, ...]]:
    """Rows rounded so that shown parts give the shown sum."""
    shown = parts_of([share.mean.value for _, share in parts], figures)
    clear = clear_differences([share for _, share in parts])
    return [
        (label, figures.bare_signed(mean), *_cells(share, figures, known)[1:])
        for (label, share), mean, known in zip(parts, shown, clear, strict=True)
    ]


def _cells(share: PairedDifference, figures: Figures, known: object) -> tuple[str, str, str]:
    mean = share.mean
    if _is_nothing(share):
        return figures.bare_signed(0.0), "", "none"
    clear = clear_ends(figures, mean.low, mean.high)
    return (
        figures.bare_signed(mean.value),
        clear.span(mean.low, mean.high),
        "undecided" if not known else "gain" if mean.value > 0 else "loss",
    )


def _waterfall(found: Explained, figures: Figures) -> Picture:
    clear = clear_differences([one.share for one in found.parts])
    parts = [
        (groups_label(one.groups), one.share.mean, known)
        for one, known in zip(found.parts, clear, strict=True)
    ]
    return parts_picture(parts, (found.total.mean, found.total.decided), figures)


def _moves(found: Explained) -> Section:
    known = [one for one in found.moves.moves if one.decided]
    new = [f"New: {project_label(key, name)}." for key, name in found.moves.added.items()][:MOST_SHOWN]
    new += [f"Gone: {project_label(key, name)}." for key, name in found.moves.removed.items()][:MOST_SHOWN]
    return Section(
        "Which projects move, and by what?",
        [*new, *([] if known else ["No project in both is known to move."])],
        (lambda: _moves_picture(known[:MOST_MOVES])) if known else None,
        f"Working days later (+) or earlier (−) in {quoted(label_of(found.second.name))}; average over "
        f"{futures(found.n)} with the range of the average. All projects are allowed for.",
        (_moves_grid(known, len(known)),) if known else (),
        (_moves_grid(known, MOST_SHOWN),) if known else (),
        notes=(
            "Days run from the proposal to completion, at most to the horizon, in both scenarios on the "
            "same futures; "
            "their causes sum to the days moved exactly and in each future. A project that is not "
            "completed by the "
            "horizon loses days of work within it, and waits longer instead.",
        ),
    )


def _moves_picture(known: list[Move]) -> Picture:
    import pandas as pd

    from workbench.charts import steps_chart

    rows = [
        {
            "group": project_label(one.project, one.name),
            "detail": _main_cause(one),
            "label": "",
            "mean": one.days.mean.value,
            "low": one.days.mean.low,
            "high": one.days.mean.high,
            "decided": True,
        }
        for one in known
    ]
    return steps_chart(pd.DataFrame(rows), Figures("", " d", 1.0, 0))


def _moves_grid(known: list[Move], most: int) -> Grid:
    order = [cause for cause in HEADS if any(one.causes[cause].value for one in known)]
    rows = []
    for one in known[:most]:
        shown = parts_of([one.causes[cause].value for cause in order], DAYS)
        cells = [DAYS.bare_signed(days) if days else "" for days in shown]
        span = DAYS.span(one.days.mean.low, one.days.mean.high)
        rows.append((project_label(one.project, one.name), *cells, DAYS.bare_signed(sum(shown)), span))
    head = ("project", *(HEADS[one] for one in order), "days moved", "range of the average")
    left = max(0, len(known) - most)
    more = f"; {left} more on the page" if left else ""
    return Grid(f"Days moved by cause, average{more}", head, rows)


def _lead_time(found: Explained) -> Section:
    title = "Where does lead time change?"
    if found.lead_time is None:
        return Section(title, ("No future has completed projects in both.",))
    names = label_of(found.first.name), label_of(found.second.name)
    grid = lead_time_grid(found.states, found.lead_time, names)
    note = (
        "Averages over the projects that each scenario completes by the horizon in a future; they need not "
        "be the same projects."
    )
    caption = (
        f"Working days, averages over {futures(found.lead_time.n)}, {label_of(found.first.name).lower()} in "
        "grey. Which differences are known stands in the table."
    )
    return Section(
        title, (), lambda: _states_picture(found, names), caption, (grid,), notes=(note, ROWS_ALLOWED)
    )


def _states_picture(found: Explained, names: tuple[str, str]) -> Picture:
    import pandas as pd

    from workbench.charts import states_chart

    rows = [{"label": STATES[one.state], "today": one.first, "what_if": one.second} for one in found.states]
    return states_chart(pd.DataFrame(rows), DAYS, names, "From proposal to completion")


def explained_json(found: Explained) -> str:
    """The same as JSON; keys never change."""
    content: dict[str, Any] = {
        "first": found.first.name,
        "second": found.second.name,
        "n": found.n,
        "currency": found.first.portfolio.currency,
        "changes": [
            {"group": one.group, "place": list(one.place), "before": one.before, "after": one.after}
            for one in found.changes
        ],
        "not_separable": [list(one) for one in found.joined],
        "npv": {
            "difference": _paired(found.total),
            "parts": [
                {"groups": list(one.groups), **judged}
                for one, judged in zip(found.parts, _judged([one.share for one in found.parts]), strict=True)
            ],
            "kinds": dict(
                zip(
                    [measure for measure, _ in found.kinds],
                    _judged([change for _, change in found.kinds]),
                    strict=True,
                )
            ),
        },
        "lead_time": [
            {"state": one.state, "first": one.first, "second": one.second, **judged}
            for one, judged in zip(found.states, _judged([one.change for one in found.states]), strict=True)
        ],
        "lead_time_together": None if found.lead_time is None else _paired(found.lead_time),
        "projects": {
            "added": list(found.moves.added),
            "removed": list(found.moves.removed),
            "moved": [
                {
                    "project": one.project,
                    **interval(one.days.mean),
                    "decided": one.decided,
                    "causes": {cause: interval(days) for cause, days in one.causes.items()},
                }
                for one in found.moves.moves
            ],
        },
        "groups": {key: group_label(key) for key in dict.fromkeys(one.group for one in found.changes)},
    }
    return as_json(content)


def _judged(those: list[PairedDifference]) -> list[dict[str, Any]]:
    """Differences that stand in one table, each decided with all of them allowed for."""
    known = clear_differences(those)
    return [{**interval(one.mean), "decided": clear} for one, clear in zip(those, known, strict=True)]


def _paired(one: PairedDifference) -> dict[str, Any]:
    return {**interval(one.mean), "decided": one.decided}
