"""Yardsticks beside every comparison: doing nothing new, first come, lots, and perfect foresight.

They are nobody's choices. They say how much there is to win by choosing at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from workbench.charts.numbers import Figures
from workbench.interfaces.cli.rows import summary_rows
from workbench.interfaces.cli.running import Order, compared
from workbench.interfaces.cli.streams import clean

if TYPE_CHECKING:
    from rich.table import Table

    from workbench.analysis import GapClosed
    from workbench.experiment import Comparison
    from workbench.scenario import Scenario

_HUNDREDTHS = Figures(divisor=0.01, decimals=0)


def with_yardsticks(scenarios: Sequence[Scenario], order: Order) -> Comparison:
    """The scenarios again, from blocks that are there, and the baseline under four other policies.

    Parameters
    ----------
    scenarios
        The first is the baseline, of which the yardsticks are made.
    order
        How to simulate.
    """
    from workbench.experiment import baselines

    taken = {one.name for one in scenarios}
    return compared([*scenarios, *(one for one in baselines(scenarios[0]) if one.name not in taken)], order)


def names_of(found: Comparison, scenarios: Sequence[Scenario]) -> list[str]:
    """Names of the yardsticks in a run of `with_yardsticks`."""
    taken = {one.name for one in scenarios}
    return [name for name in found.names if name not in taken]


def table(found: Comparison, scenarios: Sequence[Scenario]) -> Table:
    """What each yardstick is worth, apart from the choices."""
    from rich import box
    from rich.table import Table

    from workbench.charts.numbers import figures_for
    from workbench.interfaces.wording import capital, label_of

    rows = {name: summary_rows(found, name)["npv"] for name in names_of(found, scenarios)}
    ends = [end for row in rows.values() for end in (row.mean, row.low, row.high, row.p10, row.p90)]
    figures = figures_for(ends or [0.0], found.currency, found.currency)
    first = clean(label_of(scenarios[0].name))
    made = Table(
        title=f"Yardsticks, not choices: {first} under other rules, value ({figures.unit})",
        title_justify="left",
        title_style="bold",
        box=box.SIMPLE_HEAD,
        pad_edge=False,
    )
    made.add_column("", overflow="fold", ratio=1)
    for heading in ("average", "range of the average", "8 in 10 futures"):
        made.add_column(heading, justify="right")
    for name, row in rows.items():
        made.add_row(
            capital(name),
            figures.bare(row.mean),
            f"{figures.bare(row.low)} to {figures.bare(row.high)}",
            f"{figures.bare(row.p10)} to {figures.bare(row.p90)}",
        )
    return made


def gap_sentence(found: Comparison, scenarios: Sequence[Scenario]) -> str:
    """Which share of the gap from first come, first served to perfect foresight each scenario closes."""
    from workbench.interfaces.wording import label_of, listed, percent

    gaps = _gaps(found, scenarios)
    if not gaps:
        return (
            "Between first come, first served and perfect foresight there is no gap to speak of: who goes "
            "first decides little here."
        )
    said = [
        f"{label_of(name)} closes {percent(round(gap.share, 2))} "
        f"({_HUNDREDTHS.bare(gap.low)} to {_HUNDREDTHS.bare(gap.high)})"
        for name, gap in gaps.items()
    ]
    n = min(gap.n for gap in gaps.values())
    return clean(
        "Of the gap from first come, first served to perfect foresight (a rule that knows true durations; it "
        f"can be beaten), {listed(said)}; {n:,} futures."
    )


def plain(found: Comparison, scenarios: Sequence[Scenario]) -> dict[str, Any]:
    """The yardsticks for JSON: value by name, and the share of the gap that each scenario closes."""
    rows = {name: summary_rows(found, name)["npv"] for name in names_of(found, scenarios)}
    return {
        "npv": {
            name: {"mean": row.mean, "low": row.low, "high": row.high, "n": row.n}
            for name, row in rows.items()
        },
        "gap_closed": {
            name: {"share": gap.share, "low": gap.low, "high": gap.high, "n": gap.n}
            for name, gap in _gaps(found, scenarios).items()
        },
    }


def _gaps(found: Comparison, scenarios: Sequence[Scenario]) -> dict[str, GapClosed]:
    """By scenario; empty where the gap itself may be nothing."""
    from workbench.experiment import gap_of

    gaps = {one.name: gap_of(found, one.name) for one in scenarios}
    return {name: gap for name, gap in gaps.items() if gap is not None}
