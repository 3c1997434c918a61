"""`workbench advice`: what the PMO's advice to the board is worth, and whose people they are."""

from __future__ import annotations

from pathlib import Path

import click

from workbench.interfaces.cli.executing import processes_of
from workbench.interfaces.cli.options import JSON, MAP, futures_option, luck_options, out_option


@click.command(epilog="Example: workbench advice scenarios/baseline.yaml --gates expected_value")
@click.argument("scenario", metavar="SCENARIO")
@futures_option(200, "of each part the PMO may have")
@click.option(
    "--gates",
    type=click.Choice(["expected_value", "option"]),
    help="What if gates and reviews weighed value so? [default: as SCENARIO states]",
)
@out_option("runs/advice")
@MAP
@JSON
@luck_options
def advice(
    *,
    scenario: str,
    futures: int,
    gates: str | None,
    out: Path | None,
    mapping: str | None,
    as_json: bool,
    seed: int | None,
    jobs: int | None,
    engine: str,
) -> None:
    """See what advice to the board is worth.

    A PMO that informs, advises, decides or does nothing, on the same futures; by how often it is followed
    and by how many assess, which matters where gates weigh value; and from day to day: whether projects
    should keep their people, and late ones go first.
    """
    from workbench.engines.engine import EngineName
    from workbench.experiment.worth.advice import advised_of, with_gates
    from workbench.interfaces.cli.inputs import read_one
    from workbench.interfaces.cli.one_writer import one_writer
    from workbench.interfaces.cli.running import RUNS, progress_bar
    from workbench.interfaces.cli.studying import show_answer
    from workbench.interfaces.studies.advising import advice_answer
    from workbench.interfaces.studies.advising_json import advice_json
    from workbench.policies import GateRule

    base = read_one(scenario, seed, mapping, "one PMO is looked at")
    if gates is not None:
        base = with_gates(base, GateRule(gates))
    folder = RUNS / "advice" if out is None else out
    processes = processes_of(jobs)
    with one_writer(folder):
        with progress_bar("parts of the PMO") as progress:
            found = advised_of(base, futures, jobs=processes, engine=EngineName(engine), progress=progress)
        if as_json:
            click.echo(advice_json(found))
        else:
            show_answer(advice_answer(found), folder)
