"""`workbench diff`: what differs between two runs, and why."""

from __future__ import annotations

from pathlib import Path

import click

from workbench.interfaces.cli.options import JSON, out_option
from workbench.interfaces.cli.studying import studying_options


@click.command(epilog="Example: workbench diff runs/march runs/april")
@click.argument("first", metavar="A", type=click.Path(path_type=Path))
@click.argument("second", metavar="B", type=click.Path(path_type=Path))
@click.option(
    "--scenario", metavar="NAME", help="Which scenario of the two runs. [default: the first of each]"
)
@out_option("runs/diff")
@JSON
@studying_options
def diff(
    *,
    first: Path,
    second: Path,
    scenario: str | None,
    out: Path | None,
    as_json: bool,
    replications: int,
    seed: int | None,
    jobs: int | None,
    engine: str,
) -> None:
    """Tell what differs between two runs.

    A and B are folders of finished runs. How they were made, what differs between the inputs, what came out
    as stored; and, where inputs differ, the difference in net value as parts that sum exactly, for which the
    scenarios between the two are simulated.
    """
    from workbench.experiment import load_run
    from workbench.experiment.manifest import check_as_made
    from workbench.experiment.run_difference import run_difference
    from workbench.experiment.studies.explain import explained
    from workbench.interfaces.cli.one_writer import one_writer
    from workbench.interfaces.cli.running import RUNS
    from workbench.interfaces.cli.showing import say
    from workbench.interfaces.cli.studying import order_of, runs_with, show_answer
    from workbench.interfaces.reports.folder import known
    from workbench.interfaces.studies.run_diff import diff_answer, diff_json
    from workbench.interfaces.wording import listed, quoted

    runs = load_run(first), load_run(second)
    for folder, run in zip((first, second), runs, strict=True):
        check_as_made(run.manifest, folder)
    names = (
        (runs[0].names[0], runs[1].names[0])
        if scenario is None
        else (known(scenario, list(runs[0].names), "A"), known(scenario, list(runs[1].names), "B"))
    )
    found = run_difference(*runs, names)
    one, other = (
        next(s for s in run.scenarios if s.name == name) for run, name in zip(runs, names, strict=True)
    )
    root = RUNS if out is None else out
    folder = root / "diff" if out is None else out
    with one_writer(folder):
        why = None
        if one.hash != other.hash:
            luck = one.seed if seed is None else seed
            before, after = (each.model_copy(update={"seed": luck}) for each in (one, other))
            why = explained(before, after, runs_with(order_of(replications, jobs, engine, root)))
        if as_json:
            click.echo(diff_json(found, why))
        else:
            show_answer(diff_answer(found, other, why), folder)
            if shared := [one for one in runs[0].names if one in runs[1].names and one not in names]:
                more = f"Both runs hold {listed([quoted(label) for label in shared])} too"
                say(f"{more}: --scenario NAME compares {'it' if len(shared) == 1 else 'one of them'}.")
