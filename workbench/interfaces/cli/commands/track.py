"""`workbench track`: what a stored run forecast, and what happened."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from workbench.interfaces.cli.options import DEBUG, JSON, out_option


@click.command(epilog="Example: workbench track runs/baseline actuals.csv --as-of 2027-12-31")
@click.argument("run", metavar="RUN", type=click.Path(path_type=Path))
@click.argument("actuals", metavar="ACTUALS", type=click.Path(path_type=Path))
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="The day at whose close the file was true, for rows that state none, as 2027-12-31.",
)
@click.option(
    "--scenario",
    metavar="NAME",
    help="Which scenario of the run was lived. [default: the first]",
)
@out_option("RUN/track")
@JSON
@DEBUG
def track(
    *,
    run: Path,
    actuals: Path,
    as_of: datetime | None,
    scenario: str | None,
    out: Path | None,
    as_json: bool,
) -> None:
    """Hold what a run forecast to what happened.

    Which ranges held, whether forecasts run late or are too narrow, and how good the chances of promised
    dates were; nothing is simulated again. RUN is the folder of a finished run, ACTUALS a CSV or Excel file
    with a row for each project: project, completed (empty if not yet), and cost and as-of date if known.
    """
    from workbench.experiment import load_run
    from workbench.experiment.tracking import track as tracked
    from workbench.experiment.tracking.forecast import scenario_of
    from workbench.interfaces.cli.showing import say
    from workbench.interfaces.cli.studying import show_answer
    from workbench.interfaces.reports.track_record import TRACK, keep_text
    from workbench.interfaces.spreadsheet.actuals import Expected, read_actuals
    from workbench.interfaces.studies.tracking import tracking_answer
    from workbench.interfaces.studies.tracking_json import tracking_json

    results = load_run(run)
    lived = scenario_of(results, scenario)
    portfolio = lived.portfolio
    names = {one.id: one.name or one.id for one in portfolio.projects}
    day = None if as_of is None else as_of.date()
    read = read_actuals(actuals, Expected(names, portfolio.start, portfolio.currency, day))
    for line in read.notes:
        say(line)
    found = tracked(results, read.actuals, lived.name)
    if as_json:
        click.echo(tracking_json(found))
    else:
        folder = run / TRACK if out is None else out
        show_answer(tracking_answer(found), folder)
        keep_text(tracking_json(found), folder)
