"""`workbench compare`: what-ifs against a baseline, on the same simulated futures."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.interfaces.cli.options import AGREED, JSON, MAP, REPORT, out_option, running_options

if TYPE_CHECKING:
    from workbench.interfaces.cli.executing import Where


@click.command(epilog="Example: workbench compare scenarios/baseline.yaml scenarios/wip-18.yaml --report")
@click.argument("base", metavar="BASE")
@click.argument("others", metavar="OTHER...", nargs=-1)
@out_option("runs/BASE-against-OTHER")
@MAP
@JSON
@REPORT
@AGREED
@click.option(
    "--baselines/--no-baselines",
    default=None,
    help="Yardsticks beside the choices: nothing new, first come, by lot, perfect foresight. [default: "
    "--baselines; with --json only if asked for]",
)
@running_options
def compare(
    *,
    base: str,
    others: tuple[str, ...],
    out: Path | None,
    mapping: str | None,
    as_json: bool,
    report: bool,
    agreed: Path | None,
    baselines: bool | None,
    replications: int,
    seed: int | None,
    jobs: int | None,
    engine: str,
    twins: int,
    detail: int | str,
    where: Where,
) -> None:
    """Compare what-ifs with a baseline.

    BASE is how things are today, each OTHER a what-if. All of them meet the same simulated futures, so that a
    difference is due to the what-if and not to luck. With --map all of them are spreadsheets.
    """
    from workbench.experiment import check_run_folder
    from workbench.interfaces.cli.answer import as_json as json_of
    from workbench.interfaces.cli.inputs import read_scenarios
    from workbench.interfaces.cli.one_writer import one_writer
    from workbench.interfaces.cli.places import comparison_name
    from workbench.interfaces.cli.reporting import COMPARISON, report_on
    from workbench.interfaces.cli.running import BLOCKS, RUNS, Order, agreed_in, compared, staffed, written
    from workbench.interfaces.cli.showing import (
        next_after_comparison,
        say,
        say_behind_json,
        say_failures,
        show_comparison,
        show_next,
    )
    from workbench.interfaces.cli.yardsticks import plain, read, with_yardsticks

    asked = read_scenarios((base, *others), seed, mapping)
    if len(asked.scenarios) < 2:
        raise click.UsageError("Name at least two scenarios: how things are today, then what-ifs.")
    for line in asked.assumed:
        say(line)
    signed = agreed_in(agreed)
    root = RUNS if out is None else out
    folder = root if out is not None else root / comparison_name([one.name for one in asked.scenarios])
    check_run_folder(folder)
    order = Order(replications, jobs, root / BLOCKS, engine, twins, detail, where)
    wanted = not as_json if baselines is None else baselines
    with one_writer(folder):
        with staffed(order) as staffed_order:
            found = compared(asked.scenarios, staffed_order)
            yardsticks = with_yardsticks(asked.scenarios, staffed_order) if wanted else None
        written(found, folder, yardsticks, signed)
        pages = report_on(folder, [COMPARISON], jobs) if report else []
    failed = say_failures(found)
    beside = None if yardsticks is None else read(yardsticks)
    if as_json:
        say_behind_json(found)
        click.echo(json_of([found], None if beside is None else plain(beside)))
    else:
        show_comparison(found, folder, pages, beside)
        show_next(next_after_comparison(pages))
    if failed:
        raise click.exceptions.Exit(1)
