"""`workbench select`: which projects are above the line, why the others are not, what would change it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.interfaces.cli.options import JSON, MAP, running_options

if TYPE_CHECKING:
    from workbench.interfaces.cli.executing import Where


@click.command(
    epilog="Example: workbench select scenarios/budget-cut-15.yaml --against scenarios/baseline.yaml"
)
@click.argument("scenario", metavar="SCENARIO")
@click.option(
    "--rule",
    type=click.Choice(["optimal", "greedy"]),
    default="optimal",
    show_default=True,
    help="optimal: the better of greedy and a solver, proven or with its gap. greedy: value per share used.",
)
@click.option("--with-timing", is_flag=True, help="Also choose quarters, so that people suffice in each.")
@click.option("--against", metavar="BASE", help="Another scenario: who falls below the line, who rises.")
@click.option("-p", "--project", metavar="ID", help="What would get this project above the line?")
@click.option(
    "--to",
    "target",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the scenario with the list that was found.",
)
@MAP
@JSON
@running_options
def select(
    *,
    scenario: str,
    rule: str,
    with_timing: bool,
    against: str | None,
    project: str | None,
    target: Path | None,
    mapping: str | None,
    as_json: bool,
    replications: int,
    seed: int | None,
    jobs: int | None,
    engine: str,
    twins: int,
    detail: int | str,
    where: Where,
) -> None:
    """Choose projects within budgets and limits, before day 0.

    Budgets are those after the dated cuts of SCENARIO, as if the board knew of them. The list is found by
    plan, then simulated: what the plan promises stands beside what comes of it. `--to` writes a scenario
    with the list; nothing else in a run ever depends on a solver.
    """
    from workbench.interfaces.cli.inputs import files_behind, read_scenarios
    from workbench.interfaces.cli.places import check_target
    from workbench.interfaces.cli.running import BLOCKS, RUNS, Order, staffed
    from workbench.interfaces.cli.selecting import Wanted, answer, show, show_json, written_to
    from workbench.interfaces.cli.showing import say
    from workbench.interfaces.cli.streams import nothing_foreign

    named = (scenario,) if against is None else (scenario, against)
    asked = read_scenarios(named, seed, mapping)
    if len(asked.scenarios) != (1 if against is None else 2):
        raise click.UsageError("Name one scenario, and one with --against.")
    for line in asked.assumed:
        say(line)
    if target is not None:
        check_target(target, files_behind(named))
    base = None if against is None else asked.scenarios[1]
    wanted = Wanted(asked.scenarios[0], base, rule, "by quarter" if with_timing else "at intake", project)
    order = Order(replications, jobs, RUNS / BLOCKS, engine, twins, detail, where)
    with staffed(order) as staffed_order, nothing_foreign():
        found = answer(wanted, staffed_order)
    if target is not None:
        written_to(found, target)
    if as_json:
        show_json(found)
    else:
        show(found, target)
