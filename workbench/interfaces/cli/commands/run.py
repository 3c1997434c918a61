"""`workbench run`: simulate scenarios, one by one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.interfaces.cli.dispatching import dispatch_options
from workbench.interfaces.cli.options import AGREED, JSON, MAP, REPORT, out_option, running_options

if TYPE_CHECKING:
    from workbench.interfaces.cli.executing import Where


@click.command(epilog="Example: workbench run scenarios/baseline.yaml -n 500 --report")
@click.argument("scenarios", metavar="SCENARIO...", nargs=-1, required=True)
@out_option("runs/NAME")
@MAP
@JSON
@REPORT
@AGREED
@dispatch_options
@running_options
def run(
    *,
    scenarios: tuple[str, ...],
    out: Path | None,
    mapping: str | None,
    as_json: bool,
    report: bool,
    agreed: Path | None,
    dispatch: str | None,
    sgs: str | None,
    replications: int,
    seed: int | None,
    jobs: int | None,
    engine: str,
    twins: int,
    detail: int | str,
    where: Where,
) -> None:
    """Simulate scenarios and print what each brings.

    SCENARIO is a scenario file, or a portfolio (YAML, CSV, Excel, .sm, .rcp, .json): then the plainest
    scenario around it is taken, and what that assumes is said. With --map every SCENARIO is a spreadsheet.
    """
    from contextlib import ExitStack

    from workbench.interfaces.cli.answer import as_json as json_of
    from workbench.interfaces.cli.dispatching import dispatched
    from workbench.interfaces.cli.inputs import read_scenarios
    from workbench.interfaces.cli.one_writer import one_writer
    from workbench.interfaces.cli.reporting import report_on
    from workbench.interfaces.cli.running import BLOCKS, RUNS, Order, agreed_in, simulated, staffed, written
    from workbench.interfaces.cli.showing import (
        next_after_run,
        say,
        say_behind_json,
        say_failures,
        show_next,
        show_run,
    )

    asked = dispatched(read_scenarios(scenarios, seed, mapping), dispatch, sgs)
    for line in asked.assumed:
        say(line)
    signed = agreed_in(agreed)
    root = RUNS if out is None else out
    order = Order(replications, jobs, root / BLOCKS, engine, twins, detail, where)
    runs, failed = [], False
    pages: list[Path] = []
    folders = _folders(root, [one.name for one in asked.scenarios], alone=out is not None)
    with ExitStack() as held:
        for folder in folders:
            held.enter_context(one_writer(folder))
        order = held.enter_context(staffed(order))
        for scenario, folder in zip(asked.scenarios, folders, strict=True):
            found = simulated(scenario, order)
            written(found, folder, agreed=signed)
            pages = report_on(folder, [scenario.name], jobs) if report else []
            failed = say_failures(found) or failed
            runs.append(found)
            if as_json:
                say_behind_json(found)
            else:
                show_run(found, folder, pages)
    if as_json:
        click.echo(json_of(runs))
    else:
        show_next(next_after_run(scenarios[0], pages))
    if failed:
        raise click.exceptions.Exit(1)


def _folders(root: Path, names: list[str], *, alone: bool) -> list[Path]:
    """Where results go: a scenario that is alone in a folder of its own has it to itself."""
    from workbench.experiment import check_run_folder
    from workbench.interfaces.cli.places import folder_names

    folders = [root] if alone and len(names) == 1 else [root / name for name in folder_names(names)]
    for folder in folders:
        check_run_folder(folder)
    return folders
