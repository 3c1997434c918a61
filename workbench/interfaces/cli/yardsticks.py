"""Yardsticks beside every comparison: doing nothing new, first come, lots, and perfect foresight.

They are nobody's choices. They say how much there is to win by choosing at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from workbench.charts.numbers import clear_ends, figures_for
from workbench.interfaces.cli.running import Order, compared
from workbench.interfaces.cli.streams import clean
from workbench.interfaces.wording import capital, label_of
from workbench.interfaces.wording.beside import Beside, beside_of

if TYPE_CHECKING:
    from rich.table import Table

    from workbench.experiment.yardsticks import Yardsticks
    from workbench.scenario import Scenario


def with_yardsticks(scenarios: Sequence[Scenario], order: Order) -> Yardsticks:
    """The scenarios again, from blocks that are there, and the baseline under four other policies.

    Parameters
    ----------
    scenarios
        The first is the baseline, of which the yardsticks are made.
    order
        How to simulate.
    """
    from workbench.experiment.yardsticks import Yardsticks, beside

    made = beside(scenarios)
    found = compared([*scenarios, *made.values()], order)
    choices = tuple(one.name for one in scenarios)
    return Yardsticks(found, choices, {key: one.name for key, one in made.items()})


def read(yardsticks: Yardsticks) -> Beside | None:
    """What they found, as the pages read it too."""
    return beside_of(yardsticks.table(), yardsticks.closed(), yardsticks.found.currency)


def table(found: Beside) -> Table:
    """What each yardstick is worth, apart from the choices, and how far that is from the baseline."""
    from rich import box
    from rich.table import Table

    ends = [end for row in found.values.values() for end in (row.mean, row.low, row.high)]
    figures = figures_for(ends or [0.0], found.currency, found.currency)
    first = clean(label_of(found.baseline))
    made = Table(
        title=f"Yardsticks, not choices: {first} under other rules, value ({figures.unit})",
        title_justify="left",
        title_style="bold",
        box=box.SIMPLE_HEAD,
        pad_edge=False,
    )
    made.add_column("", overflow="fold", ratio=1)
    for heading in ("average", "range of the average", "difference", "range of the difference"):
        made.add_column(heading, justify="right")
    for name, row in found.values.items():
        cells = [figures.bare(row.mean), f"{figures.bare(row.low)} to {figures.bare(row.high)}"]
        less = found.less.get(name)
        if less is not None and less.nothing:
            cells += ["none", ""]
        elif less is not None:
            closer = clear_ends(figures, less.low, less.high)
            shown = closer.bare_signed(less.mean) if less.decided else "undecided"
            cells += [shown, closer.span(less.low, less.high)]
        made.add_row(capital(name), *cells)
    return made


def plain(found: Beside) -> dict[str, Any]:
    """The yardsticks for JSON: value by name, and the share of the gap that each scenario closes."""
    return {
        "npv": {
            name: {"mean": row.mean, "low": row.low, "high": row.high, "n": row.n}
            for name, row in found.values.items()
        },
        "less_baseline": {
            name: {"mean": row.mean, "low": row.low, "high": row.high, "n": row.n}
            for name, row in found.less.items()
        },
        "gap_closed": {
            name: {"share": one.share, "low": one.low, "high": one.high, "n": one.n}
            for name, one in found.closed.items()
        },
    }
