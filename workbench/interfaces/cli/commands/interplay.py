"""`workbench interplay`: better decisions, better delivery, or both, and whether their gains add up."""

from __future__ import annotations

from pathlib import Path

import click

from workbench.interfaces.cli.executing import processes_of
from workbench.interfaces.cli.options import (
    JSON,
    MAP,
    WORLDS,
    Whole,
    futures_option,
    luck_options,
    out_option,
)


@click.command(epilog="Example: workbench interplay scenarios/baseline.yaml")
@click.argument("scenario", metavar="SCENARIO")
@click.option(
    "--decisions",
    metavar="FILE",
    help="Scenario whose policy stands for better decisions. [default: derived from SCENARIO]",
)
@click.option(
    "--delivery",
    metavar="FILE",
    help="Scenario whose PMO stands for better delivery. [default: derived from SCENARIO]",
)
@WORLDS
@futures_option(6, "for each draw")
@click.option(
    "--grid",
    type=Whole(2, 100_000),
    default=100,
    show_default=True,
    metavar="N",
    help="How many futures to simulate of each level of delivery and way to decide.",
)
@out_option("runs/interplay")
@MAP
@JSON
@luck_options
def interplay(
    *,
    scenario: str,
    decisions: str | None,
    delivery: str | None,
    worlds: int,
    futures: int,
    grid: int,
    out: Path | None,
    mapping: str | None,
    as_json: bool,
    seed: int | None,
    jobs: int | None,
    engine: str,
) -> None:
    """See whether better decisions and better delivery add up.

    Today, better decisions, better delivery and both live through the same futures, over what nobody knows
    for sure; then five levels of delivery meet several ways to decide. SCENARIO states the present maturity.
    """
    from workbench.engines.engine import EngineName
    from workbench.experiment.worth import interplay_of, level_grid_of
    from workbench.experiment.worth.better import better_of
    from workbench.interfaces.cli.inputs import read_one
    from workbench.interfaces.cli.one_writer import one_writer
    from workbench.interfaces.cli.running import RUNS, progress_bar
    from workbench.interfaces.cli.studying import show_answer
    from workbench.interfaces.studies.interplay import interplay_answer, interplay_json

    base = read_one(scenario, seed, mapping, "all four corners are made from one")
    policy = None if decisions is None else read_one(decisions, seed, None, "its policy is used").policy
    pmo = None if delivery is None else read_one(delivery, seed, None, "its PMO is used").pmo
    better = better_of(base, policy, pmo)
    folder = RUNS / "interplay" if out is None else out
    processes = processes_of(jobs)
    chosen = EngineName(engine)
    with one_writer(folder):
        with progress_bar("decisions and delivery") as progress:
            found = interplay_of(
                base, worlds, futures, better=better, jobs=processes, engine=chosen, progress=progress
            )
        with progress_bar("levels and ways to decide") as progress:
            levels = level_grid_of(base, grid, jobs=processes, engine=chosen, progress=progress)
        if as_json:
            click.echo(interplay_json(found, levels))
        else:
            show_answer(interplay_answer(found, levels), folder)
