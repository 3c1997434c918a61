"""Levels of delivery × ways to decide, in words, as a heat map, as tables and for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbench.analysis import Interval
from workbench.charts.numbers import Figures, clear_ends, money
from workbench.experiment.worth.better import AS_TODAY
from workbench.experiment.worth.level_grid import Lead, LevelGrid, better_in
from workbench.interfaces.studies.answer import LUCK_ALONE, Grid, Section
from workbench.interfaces.studies.as_json import interval
from workbench.interfaces.wording import capital, futures, listed

if TYPE_CHECKING:
    from workbench.charts.live import Picture

QUESTION = "Does the best way to decide depend on how well we deliver?"


def levels_sentence(grid: LevelGrid) -> str:
    """Whether the ranking of ways to decide changes with the level."""
    if grid.reversals:
        one = grid.reversals[0]
        more = f" (and {len(grid.reversals) - 1} more pairs)" if len(grid.reversals) > 1 else ""
        return (
            "The ranking of ways to decide is known to change with the level of delivery: "
            f"“{one.first.name}” beats “{one.second.name}” at level {one.at:g} and loses to it at level "
            f"{one.later:g}{more}."
        )
    same = len({one.choice for one in grid.leads}) == 1
    first = "No two ways to decide are known to change places between levels of delivery"
    if same:
        return f"{first}; “{grid.leads[0].choice.name}” does best on average at every level tried."
    told = listed([f"“{one.choice.name}” at level {one.level:g}" for one in _turns(grid.leads)])
    return f"{first}, though the best on average is {told}."


def _turns(leads: tuple[Lead, ...]) -> list[Lead]:
    """Leads at which the best changes, the first included."""
    return [one for k, one in enumerate(leads) if k == 0 or one.choice != leads[k - 1].choice]


def worth_sentence(grid: LevelGrid) -> str:
    """What better decisions gain at the lowest and at the highest level."""
    choice = better_in(grid)
    if choice == AS_TODAY:
        return "No way to decide other than today’s was tried."
    found, change = grid.worth_of(choice)[0], grid.change_of_worth(choice)
    figures = _figures(grid, [found[0], found[-1], change.mean])
    low, high = grid.levels[0], grid.levels[-1]
    said = (
        f"“{capital(choice.name)}” against deciding as today: {_amount(found[0], figures)} at level "
        f"{low:g} and {_amount(found[-1], figures)} at level {high:g}"
    )
    if not change.decided:
        span = f"{figures.signed(change.mean.low)} to {figures.signed(change.mean.high)}"
        return f"{said}; undecided whether it is worth more or less where delivery is better ({span})."
    less = "less" if change.mean.value < 0 else "more"
    return f"{said}; better delivery makes it worth {less} ({_amount(change.mean, figures)})."


def best_grid(grid: LevelGrid) -> Grid:
    """The best choice at each level, and what cannot be told from it."""
    rows = [
        (
            f"level {one.level:g}",
            capital(one.choice.name),
            "known to beat every other" if one.known else capital("; ".join(two.name for two in one.alike)),
        )
        for one in grid.leads
    ]
    head = ("", "best on average", "cannot be told from it")
    return Grid("Best by level, perfect foresight left out", head, rows, texts=frozenset({0, 1, 2}))


def levels_section(grid: LevelGrid) -> Section:
    """The grid as a section: heat map, averages, and what each cell holds beyond its row and column."""
    figures = grid_figures(grid)
    heads = [f"level {one:g}" for one in grid.levels]
    rows = [
        (capital(choice.name), *(_cell(grid.against_today(at, choice).mean, figures) for at in grid.levels))
        for choice in grid.choices
    ]
    cells = grid.beyond()
    beyond = [
        (
            capital(choice.name),
            *(f"{'*' if row[k].known else ''}{_cell(row[k].beyond, figures)}" for row in cells),
        )
        for k, choice in enumerate(grid.choices)
    ]
    table = Grid(f"Net value less today’s ({figures.unit}), average with its range", ("", *heads), rows)
    known = sum(cell.known for row in cells for cell in row)
    return Section(
        QUESTION,
        (worth_sentence(grid),),
        lambda: levels_picture(grid, figures),
        f"Net value less that of today, as we decide and deliver now; {futures(grid.futures)} of each cell.",
        (
            table,
            best_grid(grid),
            Grid(
                f"What level and choice do only together ({figures.unit}): cell less its row and column, "
                f"plus the overall average; * known ({known} of {len(grid.levels) * len(grid.choices)})",
                ("", *heads),
                beyond,
            ),
        ),
        short=(table, best_grid(grid)),
        notes=(
            "Every perspective is at the level from the first board on, and the PMO costs what it costs "
            f"today: what reaching a level costs is not in it. {LUCK_ALONE}",
            "Perfect foresight knows true durations beforehand; it is a yardstick that nobody can choose, "
            "and being a rule of thumb it can be beaten. Comparisons allow for all that were looked at.",
        ),
    )


def levels_picture(grid: LevelGrid, figures: Figures) -> Picture:
    """Cells shaded by their average, numbers in them, the best of each level outlined."""
    import pandas as pd

    from workbench.charts import heat_chart

    best = {(one.level, one.choice) for one in grid.leads}
    rows = []
    for choice in grid.choices:
        for at in grid.levels:
            mean = grid.against_today(at, choice).mean
            rows.append(
                {
                    "row": capital(choice.name),
                    "column": f"level {at:g}",
                    "mean": mean.value,
                    "low": mean.low,
                    "high": mean.high,
                    "best": (at, choice) in best,
                }
            )
    key = f"{figures.unit} against today; darker: more; outlined: best on average there"
    return heat_chart(pd.DataFrame(rows), figures, key)


def grid_figures(grid: LevelGrid) -> Figures:
    """How amounts of the grid are written."""
    return _figures(grid, [grid.against_today(at, one).mean for at in grid.levels for one in grid.choices])


def _figures(grid: LevelGrid, means: list[Interval]) -> Figures:
    figures = money([end for one in means for end in (one.low, one.high)], grid.base.portfolio.currency)
    return clear_ends(figures, means[-1].low, means[-1].high) if len(means) == 3 else figures


def _amount(found: Interval, figures: Figures) -> str:
    return f"{figures.signed(found.value)} ({figures.span(found.low, found.high)})"


def _cell(found: Interval, figures: Figures) -> str:
    return f"{figures.bare_signed(found.value)} ({figures.span(found.low, found.high)})"


def levels_json(grid: LevelGrid) -> dict[str, Any]:
    """The grid for programs."""
    cells, better = grid.beyond(), better_in(grid)
    return {
        "futures": grid.futures,
        "levels": list(grid.levels),
        "choices": [{"name": one.name, "yardstick": one.foresees} for one in grid.choices],
        "against_today": {
            one.name: [interval(grid.against_today(at, one).mean) for at in grid.levels]
            for one in grid.choices
        },
        "beyond_row_and_column": {
            one.name: [{**interval(row[k].beyond), "known": row[k].known} for row in cells]
            for k, one in enumerate(grid.choices)
        },
        "worth_of_better_decisions": {
            "choice": better.name,
            "by_level": [interval(one) for one in grid.worth_of(better)[0]],
            "highest_less_lowest_level": interval(grid.change_of_worth(better).mean),
            "change_known": grid.change_of_worth(better).decided,
        },
        "best": [
            {
                "level": one.level,
                "choice": one.choice.name,
                "known": one.known,
                "alike": [other.name for other in one.alike],
            }
            for one in grid.leads
        ],
        "change_places": [
            {"better_first": one.first.name, "at": one.at, "better_then": one.second.name, "later": one.later}
            for one in grid.reversals
        ],
    }
