"""Reports of a batch made by the workers that simulated it: runs travel to them, pages come back."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import closing
from functools import cache
from typing import TYPE_CHECKING

import click

from workbench.interfaces.cli.streams import clean

if TYPE_CHECKING:
    from workbench.experiment.cluster.dask_executor import Dask
    from workbench.interfaces.cli.report_bar import ReportBar
    from workbench.interfaces.reports.elsewhere import Made
    from workbench.interfaces.reports.study_reports import Wanted


def made_elsewhere(
    missing: Sequence[Wanted], dask: Dask, bar: ReportBar
) -> Generator[tuple[Wanted, str], None, list[Wanted]]:
    """Each report as it comes back, with why it could not be made; returned are those nobody there makes.

    Parameters
    ----------
    missing
        The reports.
    dask
        Workers.
    bar
        Shows how far it is.
    """
    from workbench.experiment.cluster.flight import Errand
    from workbench.interfaces.reports.elsewhere import Made, Order, made_there, order_of, packed

    runs = {str(one.run.path): one.run for one in missing}
    begun: set[int] = set()

    @cache
    def sent(run: str) -> tuple[object, ...]:
        return (dask.lent(packed(runs[run])),)

    def begins(position: int) -> None:
        if position not in begun:
            begun.add(position)
            bar.begins(missing[position].scenario)

    def failed(order: Order, why: str) -> Made:
        return Made(why=why)

    def as_it_is(made: Made, differs: str) -> Made:
        return made

    errand = Errand(made_there, failed, as_it_is, lambda order: sent(order.run), begins)
    left: dict[str, list[Wanted]] = {}
    with closing(dask.each(errand, [order_of(one) for one in missing])) as landed:
        for position, made in landed:
            one = missing[position]
            if made.unlike:
                bar.waits(one.scenario)
                left.setdefault(made.unlike, []).append(one)
                continue
            yield one, made.why or _taken_in(made, one)
    for why in left:
        click.echo(clean(f"A worker makes no reports, they are made here: {why}."), err=True)
    return [one for own in left.values() for one in own]


def _taken_in(made: Made, one: Wanted) -> str:
    """Put a report where it belongs; why that could not be done, as of one that is made here."""
    from workbench.interfaces.reports.elsewhere import taken_in

    try:
        taken_in(made, one)
    except OSError as error:
        return " ".join(str(error).split())
    return ""
