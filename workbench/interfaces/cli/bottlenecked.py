"""Where it hurts: the studies of `workbench bottlenecks`, and how long they will take."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.interfaces.cli.running import Order, progress_bar
from workbench.interfaces.cli.showing import say
from workbench.interfaces.cli.studying import runs_with, words_of

if TYPE_CHECKING:
    from workbench.interfaces.studies.bottlenecks import Bottlenecks
    from workbench.scenario import Scenario

LONG = 5.0
"""Seconds from which on it is worth saying how long it will take."""


@dataclass(frozen=True)
class Wish:
    """What is looked at.

    Parameters
    ----------
    pools
        Ids; none for all.
    projects
        Ids of those taken away.
    count
        Or so many of those with the most work.
    most
        People more at most.
    """

    pools: tuple[str, ...]
    projects: tuple[str, ...]
    count: int
    most: int

    @classmethod
    def of(cls, pools: str, projects: str, most: int) -> Wish:
        """From the words of a command.

        Examples
        --------
        >>> Wish.of("dev, test", "5", 4)
        Wish(pools=('dev', 'test'), projects=(), count=5, most=4)
        """
        named = words_of(projects)
        number = named[0] if len(named) == 1 and named[0].isdecimal() else ""
        return cls(words_of(pools), () if number else named, int(number or 0), most)


def found_where_it_hurts(scenario: Scenario, order: Order, wish: Wish) -> Bottlenecks:
    """People, late commitments, who delays whom."""
    from workbench.experiment.studies.deletion import most_important, who_delays_whom
    from workbench.experiment.studies.late import MOST_WITNESSED, late_commitments
    from workbench.experiment.studies.people import value_of_people
    from workbench.interfaces.studies.bottlenecks import Bottlenecks

    runs = runs_with(order)
    projects = wish.projects or most_important(scenario, wish.count)
    began = time.perf_counter()
    first = runs([scenario])
    pools = len(wish.pools) or len(scenario.portfolio.pools)
    changes = 3 * pools + len(projects)
    seconds = (time.perf_counter() - began) * changes
    if first.manifest.replications and seconds > LONG:
        say(f"About {changes} changed scenarios of {order.replications:,} futures: some {seconds:,.0f} s.")
    people = value_of_people(scenario, runs, wish.pools, wish.most)
    with progress_bar("with a witness") as progress:
        late = late_commitments(scenario, min(order.replications, MOST_WITNESSED), progress)
    return Bottlenecks(scenario, people, late, who_delays_whom(scenario, runs, projects))
