"""`workbench cash`: a difference in a finance department's terms, year by year."""

from __future__ import annotations

from pathlib import Path

import click

from workbench.interfaces.cli.options import JSON, MAP, out_option
from workbench.interfaces.cli.studying import studying_options


@click.command(epilog="Example: workbench cash scenarios/baseline.yaml scenarios/pmo-closed.yaml")
@click.argument("base", metavar="BASE")
@click.argument("other", metavar="OTHER")
@out_option("runs/cash")
@MAP
@JSON
@studying_options
def cash(
    *,
    base: str,
    other: str,
    out: Path | None,
    mapping: str | None,
    as_json: bool,
    replications: int,
    seed: int | None,
    jobs: int | None,
    engine: str,
) -> None:
    """Say how much of a difference is cash, and in which year.

    Benefits earlier or more, what is bought, being late, people's time that is freed and used or not, and
    what the PMO costs; by fiscal year, in lines that sum to the difference of net value; and when it turns.
    BASE and OTHER as in `explain`.
    """
    from workbench.engines.engine import EngineName
    from workbench.experiment.worth.ledger import ledger_of
    from workbench.interfaces.cli.one_writer import one_writer
    from workbench.interfaces.cli.running import RUNS, progress_bar
    from workbench.interfaces.cli.studying import show_answer, two_scenarios
    from workbench.interfaces.studies.in_money import money_answer, money_json

    first, second = two_scenarios(base, other, seed, mapping)
    folder = RUNS / "cash" if out is None else out
    with one_writer(folder):
        with progress_bar("money by year") as progress:
            found = ledger_of(first, second, replications, engine=EngineName(engine), progress=progress)
        if as_json:
            click.echo(money_json(found))
        else:
            show_answer(money_answer(found), folder)
