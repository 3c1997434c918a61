"""`workbench risk`: how bad the worst tenth of the futures is, and what makes it so."""

from __future__ import annotations

from pathlib import Path

import click

from workbench.interfaces.cli.options import JSON, MAP, out_option
from workbench.interfaces.cli.studying import studying_options


@click.command(epilog="Example: workbench risk scenarios/baseline.yaml")
@click.argument("scenario", metavar="SCENARIO")
@out_option("runs/risk")
@MAP
@JSON
@studying_options
def risk(
    *,
    scenario: str,
    out: Path | None,
    mapping: str | None,
    as_json: bool,
    replications: int,
    seed: int | None,
    jobs: int | None,
    engine: str,
) -> None:
    """Say how risky the portfolio is, and why.

    Net value over the futures with the average of the worst tenth; what is different in that tenth; whether
    overruns go together; the chance of every promised date; and how much hangs on few things. SCENARIO as in
    `run`.
    """
    from workbench.experiment.studies.risk import risk_study
    from workbench.interfaces.cli.inputs import read_scenarios
    from workbench.interfaces.cli.one_writer import one_writer
    from workbench.interfaces.cli.running import RUNS
    from workbench.interfaces.cli.showing import say
    from workbench.interfaces.cli.studying import order_of, runs_with, show_answer
    from workbench.interfaces.studies.risks import risk_answer, risk_json

    asked = read_scenarios((scenario,), seed, mapping)
    if len(asked.scenarios) != 1:
        raise click.UsageError("Name one scenario: risk is asked of one at a time.")
    for line in asked.assumed:
        say(line)
    root = RUNS if out is None else out
    folder = root / "risk" if out is None else out
    (one,) = asked.scenarios
    with one_writer(folder):
        found = risk_study(one, runs_with(order_of(replications, jobs, engine, root)))
        if as_json:
            click.echo(risk_json(found))
        else:
            show_answer(risk_answer(found), folder)
