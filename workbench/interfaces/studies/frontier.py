"""The frontier of simulated lists: in words, as a picture, as a table and as JSON."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from workbench.analysis import SURE, mean_interval
from workbench.charts.numbers import Figures, money
from workbench.experiment.selecting.frontier import GREEDY, LISTED, Frontier, Point, Searched
from workbench.interfaces.studies.answer import LUCK_ALONE, Answer, Grid, Section
from workbench.interfaces.studies.as_json import as_json, interval
from workbench.interfaces.wording import (
    between,
    between_values,
    count,
    futures,
    label_of,
    listed,
    span_words,
    too_few,
)
from workbench.interfaces.wording.frontier import values_of
from workbench.scenario import Scenario

if TYPE_CHECKING:
    from workbench.charts.live import Picture

TITLE = "Which list of projects: value, bad futures and strategy"
MOST_NAMED = 4
"""Lists named in a sentence."""

PROPOSED = (
    "Lists come from plans (average against the worst 10 % in several weights, lower budgets, greedy lists "
    "that grow); where they lie is simulated on the same futures. A better list may exist that no plan "
    "proposes."
)
BEATEN = (
    "Beaten: paired ranges, widened for the number of rivals, show another list to be no worse in average "
    "value, in the worst 10 % and in score, and better in one. A range that spans zero leaves it open."
)


def frontier_answer(found: Frontier, scenario: Scenario) -> Answer:
    """The answer, sentence first."""
    n = _futures(found)
    few = too_few(n)
    return Answer(
        "frontier",
        TITLE,
        scenario,
        label_of(scenario.name),
        [*lead(found, scenario), *([few] if few else [])],
        (_section(found, scenario),),
        n,
        (LUCK_ALONE,),
    )


def lead(found: Frontier, scenario: Scenario) -> list[str]:
    """Which lists are left, what the most valuable of them is worth, and where the ranking turns down."""
    left, figures = found.efficient, _figures(found, scenario)
    of = count(len(found.points), "list", "lists")
    best = max(left, key=lambda one: one.value.value)
    if len(found.points) == 1:
        said = [f"There is only one list to look at: “{best.candidate.name}”."]
    elif len(left) == len(found.points):
        said = [f"Undecided: of {of}, none is shown to be beaten by another."]
    elif len(left) == 1:
        said = [f"Of {of}, “{best.candidate.name}” is left; every other list is shown to be beaten."]
    else:
        names = [f"“{one.candidate.name}”" for one in sorted(left, key=lambda one: -one.value.value)]
        more = len(names) - MOST_NAMED
        named = listed(names) if more <= 0 else f"{', '.join(names[:MOST_NAMED])} and {more} more"
        said = [f"Of {of}, {len(left)} are not shown to be beaten by another: {named}."]
    lies = between_values(best.value.low, best.value.high, figures)
    said.append(
        f"The highest average is {figures.plain(best.value.value)}, with {_projects(best)}; the average lies "
        f"{lies}. In the worst 10 % of futures it averages {figures.plain(best.worst.value)}"
        f"{span_words(best.worst.low, best.worst.high, figures)}, all from {futures(best.n)}."
    )
    turning = _turning(found, figures)
    return [*said, turning] if turning else said


def frontier_json(found: Frontier, scenario: Scenario) -> str:
    """The same as JSON; keys never change."""
    content: dict[str, Any] = {
        "scenario": scenario.name,
        "hash": scenario.hash,
        "currency": scenario.portfolio.currency,
        "n": _futures(found),
        "lists": [
            {
                "name": one.candidate.name,
                "curve": one.candidate.curve,
                "projects": list(one.candidate.projects),
                "value": interval(one.value),
                "worst_tenth": interval(one.worst),
                "score": interval(one.alignment),
                "dominated_by": one.dominated_by or None,
            }
            for one in found.points
        ],
    }
    return as_json(content)


def _turning(found: Frontier, figures: Figures) -> str:
    """Whether the longest list of the ranking is worth less than a shorter one, by pairs of futures."""
    curve = [one for one in found.points if one.candidate.curve == GREEDY]
    if len(curve) < 2:
        return ""
    longest = max(curve, key=lambda one: len(one.candidate.projects))
    peak = max(curve, key=lambda one: one.value.value)
    if peak is longest:
        return "No shorter list of the ranking has a higher average than the longest."
    pairs = values_of(found, peak) - values_of(found, longest)
    # The peak was picked from the curve, so its range is widened for the others (Bonferroni).
    gain = mean_interval(pairs, 1 - SURE / (len(curve) - 1))
    if not gain.low > 0:
        return "Whether the list that a ranking makes should stop earlier is undecided."
    return (
        f"The list that a ranking makes is worth {figures.plain(gain.value)} more with {_projects(peak)} "
        f"than with {len(longest.candidate.projects)} on average; the average lies "
        f"{between(gain.low, gain.high, figures)}."
    )


def _section(found: Frontier, scenario: Scenario) -> Section:
    figures, shown = _figures(found, scenario), _shown(found)

    def picture() -> Picture:
        from workbench.charts.frontier import frontier_chart

        frame = found.frame()
        return frontier_chart(frame[frame["name"].isin([one.candidate.name for one in shown])], figures)

    unit = f" ({figures.unit})" if figures.unit else ""
    head = ["list", "projects", f"average{unit}", "range", "worst 10 %", "range"]
    rows = [_row(one, figures) for one in sorted(shown, key=lambda one: -one.value.value)]
    head += ["score", "beaten by"]
    if not any(one.alignment.value for one in found.points):
        head, rows = _unscored(head), [_unscored(row) for row in rows]
    last = len(head) - 1
    grid = Grid("Lists, the most valuable first", head, rows, texts=frozenset({0, last}))
    in_short = [[*row[:6], row[last]] for row in rows]
    short = Grid(grid.caption, [*head[:6], head[last]], in_short, texts=frozenset({0, 6}))
    return Section(
        "Which lists are worth choosing from?",
        (),
        picture,
        f"{_futures(found):,} simulated futures per list. Filled: not shown to be beaten; hollow: beaten. "
        "Thin lines: ranges of the averages. Grey line: the list of a ranking as it grows.",
        (grid,),
        (short,),
        (_searched(found, shown), BEATEN),
    )


def _shown(found: Frontier) -> tuple[Point, ...]:
    """Lists for picture and table: those that plans propose, and of the others the best on average."""
    best = {one.candidate.name for one in found.best_on_average}
    return tuple(one for one in found.points if one.candidate.curve != LISTED or one.candidate.name in best)


def _searched(found: Frontier, shown: Sequence[Point]) -> str:
    if found.searched is Searched.PROPOSED:
        return PROPOSED
    said = f"All {len(found.points)} lists that keep every limit were simulated: none is missing."
    if len(shown) == len(found.points):
        return said
    hidden = [one for one in found.efficient if one not in shown]
    return (
        f"{said} Shown are those that plans propose and those that no other list beats in all averages. Of "
        f"the others, {len(hidden)} cannot be told from the best beyond doubt; --json holds all lists."
    )


def _row(one: Point, figures: Figures) -> list[str]:
    row = [
        one.candidate.name,
        str(len(one.candidate.projects)),
        figures.bare(one.value.value),
        _span(one.value.low, one.value.high, figures),
        figures.bare(one.worst.value),
        _span(one.worst.low, one.worst.high, figures),
    ]
    return [*row, f"{one.alignment.value:,.0f}", one.dominated_by]


def _unscored(row: list[str]) -> list[str]:
    """Without the column of scores: the portfolio has none."""
    return [*row[:-2], row[-1]]


def _span(low: float, high: float, figures: Figures) -> str:
    if not (math.isfinite(low) and math.isfinite(high)):
        return "too few futures"
    return f"{figures.bare(low)} to {figures.bare(high)}"


def _projects(one: Point) -> str:
    return count(len(one.candidate.projects), "project", "projects")


def _futures(found: Frontier) -> int:
    return min(one.n for one in found.points)


def _figures(found: Frontier, scenario: Scenario) -> Figures:
    values = [end for one in found.points for end in (one.value.value, one.worst.value)]
    return money(values, scenario.portfolio.currency)
