"""`workbench explain`: what differs between two scenarios, and why their outcomes do."""

from __future__ import annotations

from pathlib import Path

import click

from workbench.interfaces.cli.options import JSON, MAP, out_option
from workbench.interfaces.cli.studying import studying_options


@click.command(epilog="Example: workbench explain scenarios/baseline.yaml scenarios/regulator-project.yaml")
@click.argument("first", metavar="A")
@click.argument("second", metavar="B")
@out_option("runs/explain")
@MAP
@JSON
@studying_options
def explain(
    *,
    first: str,
    second: str,
    out: Path | None,
    mapping: str | None,
    as_json: bool,
    replications: int,
    seed: int | None,
    jobs: int | None,
    engine: str,
) -> None:
    """Explain why B differs from A.

    What differs between the inputs; the difference in net value as parts that sum exactly; which projects
    move, by how many days and by what; where lead time changes. A and B are scenario files or folders of
    finished runs.
    """
    from workbench.experiment.studies.explain import explained
    from workbench.interfaces.cli.one_writer import one_writer
    from workbench.interfaces.cli.running import RUNS
    from workbench.interfaces.cli.studying import order_of, runs_with, show_answer, two_scenarios
    from workbench.interfaces.studies.explaining import explained_answer, explained_json

    one, other = two_scenarios(first, second, seed, mapping)
    root = RUNS if out is None else out
    folder = root / "explain" if out is None else out
    order = order_of(replications, jobs, engine, root)
    with one_writer(folder):
        found = explained(one, other, runs_with(order))
        if as_json:
            click.echo(explained_json(found))
        else:
            show_answer(explained_answer(found), folder)
