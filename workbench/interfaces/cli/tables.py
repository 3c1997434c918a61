"""Results as tables on a terminal: the range of the average and that of futures never in one column."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from workbench.interfaces.cli.rows import Row, difference_rows, labels, summary_rows
from workbench.interfaces.cli.streams import clean

if TYPE_CHECKING:
    from rich.table import Table

    from workbench.charts.numbers import Figures
    from workbench.experiment import Comparison, Results, Scoreboard

MOST_COMMITMENTS = 12
RANGE_OF_AVERAGE, SINGLE_FUTURES = "range of the average", "8 in 10 futures"


def legend(results: Results) -> str:
    """How to read the two ranges, on how many futures they rest, and what they leave out."""
    n = max(entry.n for entry in results.manifest.scenarios)
    accepted = results.values(results.names[0], "truncated_packages")
    cut = "none" if not accepted.any() else f"{100 * float(accepted.mean()):.2g} %"
    return (
        f"From {n:,} simulated futures. Range of the average: 95 % sure to hold it, as far as luck goes; "
        "the assumptions are held at their middle values. 8 in 10 futures: where a single future ends up; "
        "1 in 10 is below and 1 in 10 above. Uncalibrated: literature defaults, not your own history. "
        f"Packages accepted with a defect because no further attempt is allowed: {cut}."
    )


def boards(results: Results) -> list[Table]:
    """Value and delivery of the first scenario."""
    name = results.names[0]
    rows = summary_rows(results, name)
    return [
        _levels(rows, _keys(rows, board, results), f"{title}: {_called(results, name)}", results.currency)
        for board, title in _boards()
    ]


def difference_boards(comparison: Comparison, scenario: str) -> list[Table]:
    """What a what-if changes in value and in delivery."""
    rows = difference_rows(comparison, scenario)
    name = f"{_called(comparison, scenario)} less {_called(comparison, comparison.names[0])}"
    return [
        _differences(rows, _keys(rows, board, comparison), f"{title}: {name}", comparison.currency)
        for board, title in _boards()
    ]


def busiest(results: Results) -> str:
    """Which people are scarce, in one line; empty if no pool is used."""
    from workbench.interfaces.wording import listed, whole_percent

    rows = summary_rows(results, results.names[0])
    used = {key.partition(".")[2]: row for key, row in rows.items() if key.startswith("utilisation.")}
    top = sorted(used, key=lambda pool: (-used[pool].mean, pool))[:3]
    said = listed([f"{pool} {whole_percent(used[pool].mean)}{_within(used[pool])}" for pool in top])
    return clean(f"Busiest people: {said} of their time for projects, on average.") if said else ""


def _within(row: Row) -> str:
    """Range of an average share, in brackets; empty where it is unknown."""
    return f" ({row.low * 100:.0f} to {row.high * 100:.0f})" if math.isfinite(row.low) else ""


def commitments(results: Results) -> Table | None:
    """Promised dates that are most at risk, by date, with the chance of keeping each under every scenario."""
    from workbench.charts.dates import dated
    from workbench.charts.numbers import give_or_take, out_of, whole

    n = max(entry.n for entry in results.manifest.scenarios)
    chances: dict[str, dict[str, float]] = {}
    projects: dict[str, tuple[date, str]] = {}
    reach = 0.0
    for record in results.commitments().dropna(subset="probability").to_dict("records"):
        project, due = str(record["project"]), record["due"]
        chances.setdefault(project, {})[str(record["scenario"])] = float(record["probability"])
        reach = max(reach, (float(record["high"]) - float(record["low"])) / 2)
        name = str(record["name"])
        label = project if name == project else f"{project} {name}"
        projects.setdefault(project, (due, label))
    if not chances:
        return None
    risky = sorted(chances, key=lambda project: (min(chances[project].values()), project))[:MOST_COMMITMENTS]
    which = f"the {len(risky)} of {len(chances)} most at risk" if len(risky) < len(chances) else "all"
    known = f"each known to {give_or_take(reach, whole(n))}"
    table = _table(f"Promised dates ({which}): kept, of {whole(n)} futures, {known}")
    table.add_column("project", overflow="fold")
    table.add_column("promised", no_wrap=True)
    for called in labels(results).values():
        table.add_column(clean(called), justify="right", overflow="fold")
    for project in sorted(risky, key=lambda project: projects[project]):
        due, label = projects[project]
        kept = (out_of(chances[project].get(name, float("nan")), n) for name in results.names)
        table.add_row(clean(label), dated(due), *kept)
    return table


def _called(results: Results, name: str) -> str:
    """A scenario in readers' words, with its name where that is another."""
    label = labels(results)[name]
    return clean(label if label.casefold() == name.casefold() else f"{label} ({name})")


def _boards() -> list[tuple[Scoreboard, str]]:
    from workbench.experiment import Scoreboard

    return [(Scoreboard.VALUE, "Value"), (Scoreboard.DELIVERY, "Delivery")]


def _keys(rows: Mapping[str, Row], board: Scoreboard, results: Results) -> list[str]:
    from workbench.experiment import MEASURES
    from workbench.interfaces.wording import SHORT

    several = len(results.names) > 2
    return [
        key
        for key, measure in MEASURES.items()
        if measure.scoreboard is board and key in rows and (key in SHORT or not several)
    ]


def _levels(rows: Mapping[str, Row], keys: Sequence[str], title: str, currency: str) -> Table:
    table, most = _table(title), _most(rows)
    table.add_column("", overflow="fold", ratio=1)
    for heading in ("average", RANGE_OF_AVERAGE, SINGLE_FUTURES):
        table.add_column(heading, justify="right")
    for key in keys:
        row = rows[key]
        if row.nothing:
            continue
        figures, futures = row.figures(currency), row.futures(currency)
        table.add_row(
            _label(row, figures, most),
            figures.bare(row.mean),
            f"{figures.bare(row.low)} to {figures.bare(row.high)}",
            f"{futures.bare(row.p10)} to {futures.bare(row.p90)}",
        )
    return table


def _differences(rows: Mapping[str, Row], keys: Sequence[str], title: str, currency: str) -> Table:
    from workbench.charts.numbers import whole

    table, most = _table(title), _most(rows)
    table.add_column("", overflow="fold", ratio=1)
    for heading in ("difference", RANGE_OF_AVERAGE, SINGLE_FUTURES, f"better, of {whole(most)}"):
        table.add_column(heading, justify="right", overflow="fold")
    for key in keys:
        row = rows[key]
        if row.nothing:
            table.add_row(_label(row, None, most), "none", "", "", "")
            continue
        figures = row.figures(currency)
        table.add_row(
            _label(row, figures, most),
            figures.bare_signed(row.mean) if row.decided else "undecided",
            figures.span(row.low, row.high),
            row.futures(currency).span(row.p10, row.p90),
            row.chance(whole(most)),
        )
    return table


def _most(rows: Mapping[str, Row]) -> int:
    """Futures of the run; some measures are not defined in all of them."""
    return max((row.n for row in rows.values()), default=100)


def _label(row: Row, figures: Figures | None, most: int) -> str:
    """Title and unit, and the number of futures where it is not that of the run."""
    from workbench.experiment import measure_of

    unit = figures.unit if figures is not None else ""
    if "days" in row.unit or row.unit == "log-sd":
        unit = row.unit
    beside = [clean(unit).strip()] if unit else []
    beside += [f"in {row.n:,} futures"] if row.n < most else []
    title = measure_of(row.measure).title
    return f"{title} ({', '.join(beside)})" if beside else title


def _table(title: str) -> Table:
    from rich import box
    from rich.table import Table

    return Table(
        title=title,
        title_justify="left",
        title_style="bold",
        box=box.SIMPLE_HEAD,
        pad_edge=False,
        show_edge=False,
    )
