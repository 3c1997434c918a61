"""`workbench business-case`: a CFO's ten questions about the PMO, answered on a page."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from workbench.interfaces.cli.executing import processes_of
from workbench.interfaces.cli.options import (
    AGREED,
    JSON,
    MAP,
    WORLDS,
    Folder,
    Whole,
    decision_option,
    futures_option,
    luck_options,
)


@click.command("business-case", epilog="Example: workbench business-case scenarios/baseline.yaml")
@click.argument("scenario", metavar="SCENARIO")
@click.option(
    "--to",
    "to",
    type=Folder(),
    metavar="DIR",
    help="Folder for results and page. [default: runs/business-case]",
)
@WORLDS
@futures_option(6, "for each draw")
@click.option(
    "--middle",
    type=Whole(2, 100_000),
    default=200,
    show_default=True,
    metavar="N",
    help="How many futures where assumptions are held at their middle: money by year, break-evens.",
)
@decision_option()
@click.option(
    "--record",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="What `workbench track --json` printed of an earlier forecast, for the track record.",
)
@AGREED
@MAP
@JSON
@luck_options
def business_case(
    *,
    scenario: str,
    to: Path | None,
    worlds: int,
    futures: int,
    middle: int,
    day: datetime | None,
    record: Path | None,
    agreed: Path | None,
    mapping: str | None,
    as_json: bool,
    seed: int | None,
    jobs: int | None,
    engine: str,
) -> None:
    """Write the business case of the PMO.

    Fund, cut or leave it; what is cash, and when; developers for the same money; what must be true to lose;
    and six more questions of a CFO, each with a sentence, a picture or table and its range. Results go into
    the folder once, and the page is made from there; a command that was stopped goes on. With --json there
    is no page, and that of an earlier time is taken away. SCENARIO states
    what the PMO does in pmo.standards.
    """
    from workbench.engines.engine import EngineName
    from workbench.experiment.worth.case import Effort, compute_case, read_case
    from workbench.interfaces.cli.inputs import read_one
    from workbench.interfaces.cli.one_writer import one_writer
    from workbench.interfaces.cli.running import RUNS, agreed_in, progress_bar
    from workbench.interfaces.cli.showing import say
    from workbench.interfaces.cli.streams import clean
    from workbench.interfaces.cli.streams import results as standard_output
    from workbench.interfaces.files import dump_scenario
    from workbench.interfaces.reports.agreements import keep_agreements
    from workbench.interfaces.reports.case import case_report, forget_page
    from workbench.interfaces.reports.preflight import check_folder
    from workbench.interfaces.reports.track_record import keep_record
    from workbench.interfaces.studies.case import case_json, first_sentences

    base = read_one(scenario, seed, mapping, "one PMO has a case")
    signed = agreed_in(agreed)
    folder = RUNS / "business-case" if to is None else to
    check_folder(folder)
    with one_writer(folder):
        keep_record(record, folder)
        keep_agreements(signed, folder)
        forget_page(folder)
        compute_case(
            base,
            folder,
            Effort(worlds, futures, middle),
            dump_scenario,
            on=None if day is None else day.date(),
            jobs=processes_of(jobs),
            engine=EngineName(engine),
            watched=progress_bar,
        )
        found = read_case(folder)
        if as_json:
            click.echo(case_json(found))
            return
        console = standard_output()
        for line in first_sentences(found):
            console.print()
            console.print(clean(line))
        say("Making the page ...")
        page = case_report(folder)
    console.print()
    console.print(f"Page:   {page.resolve().as_uri()}", soft_wrap=True)
