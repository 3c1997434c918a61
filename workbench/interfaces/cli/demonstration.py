"""The demo: the bundled example copied, compared, reported."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from workbench.bundled import bundled
from workbench.interfaces.cli.inputs import read_scenarios
from workbench.interfaces.cli.reporting import COMPARISON, PAGES, Request, index_over, make_pages
from workbench.interfaces.cli.running import RUNS, Order, compared, written
from workbench.interfaces.cli.showing import say, say_failures, show_comparison

BASELINE = "baseline"
WHAT_IFS = ("wip-18", "maturity-3", "five-engineers-leave")


def demonstrate(out: Path, order: Order, seed: int | None) -> bool:
    """Run the demo in a folder; whether all of it worked."""
    scenarios = out / "scenarios"
    shutil.copytree(bundled("scenarios"), scenarios, dirs_exist_ok=True)
    say(f"An invented insurer, today and in three what-ifs, in {order.replications} simulated futures each.")
    asked = read_scenarios([str(scenarios / f"{name}.yaml") for name in (BASELINE, *WHAT_IFS)], seed)
    found = compared(asked.scenarios, order)
    folder = written(found, out / RUNS / "comparison")
    wanted = [Request(folder, one, out / PAGES) for one in (COMPARISON, BASELINE)]
    pages = make_pages(wanted, order.jobs)
    index = index_over([folder], out / PAGES)
    failed = say_failures(found)
    show_comparison(found, folder, pages)
    click.echo(f"Index:  {index.resolve().as_uri()}")
    click.echo("Next:   workbench lab (or make lab in a checkout): move sliders yourself")
    click.echo("        workbench new NAME: the same with your own portfolio")
    return not failed
