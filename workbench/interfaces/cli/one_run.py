"""Scenarios simulated together: one run, a report on each of them, an index, and how it ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.interfaces.cli.failing import (
    Failed,
    incomplete,
    last_words,
    sweep_failed,
    without_figures,
)
from workbench.interfaces.cli.making import report_all
from workbench.interfaces.cli.places import shown
from workbench.interfaces.cli.reporting import PAGES, index_over
from workbench.interfaces.cli.retiring import retire_alone
from workbench.interfaces.cli.running import Order, written
from workbench.interfaces.cli.sentences import opening, verdicts
from workbench.interfaces.cli.showing import say_failures
from workbench.interfaces.cli.streams import clean
from workbench.interfaces.reports.step import Step

if TYPE_CHECKING:
    from workbench.experiment import Comparison
    from workbench.interfaces.cli.running import Agreed
    from workbench.interfaces.reports.folder import RunFolder
    from workbench.interfaces.reports.study_reports import Template, Wanted
    from workbench.scenario.study import Precision

MOST_NAMED = 2
"""What-ifs that the terminal tells of; the index has all."""


@dataclass(frozen=True)
class Brief:
    """What becomes of scenarios once they are simulated.

    Parameters
    ----------
    name
        Of the batch, for pages.
    made_of
        The reports on each scenario.
    out
        Folder of results.
    agreed
        Who agreed to what.
    goal
        How well differences were to be known, where that was asked.
    """

    name: str
    made_of: Sequence[Template]
    out: Path
    agreed: Agreed = ()
    goal: Precision | None = None

    @property
    def pages(self) -> Path:
        """Folder of its pages."""
        return self.out / PAGES


def finished(found: Comparison, brief: Brief, order: Order, before: Sequence[Failed] = ()) -> bool:
    """Write the run, report, index, and say how it ended; whether everything could be done.

    Parameters
    ----------
    found
        The scenarios, simulated.
    brief
        What becomes of them.
    order
        Who makes the reports.
    before
        What failed before anything was simulated.
    """
    from workbench.interfaces.reports.folder import open_run
    from workbench.interfaces.reports.kept_unmade import keep_unmade
    from workbench.interfaces.reports.page_list import write_list
    from workbench.interfaces.reports.pages import INDEX
    from workbench.interfaces.reports.study_reports import listing, wanted

    say_failures(found)
    folder = written(found, brief.out, agreed=brief.agreed)
    retire_alone(brief.out)
    said = [*opening(found), *verdicts(found, MOST_NAMED), *_met(found, brief.goal, folder)]
    run = open_run(folder.absolute(), "")
    every = wanted([(run, name) for name in run.names], brief.made_of, brief.pages)
    lived = [one for one in every if run.futures(one.scenario)]
    lost = _tell_unlived(run, every, brief)
    unmade = without_figures(before, brief.name, brief.pages, [*lost, *(one.page for one in every)])
    failed = [*before, *incomplete(found)]
    failed += report_all(lived, brief.name, order.jobs, order.staff, INDEX)
    write_list(listing(every), brief.pages)
    sweep_failed(brief.pages, [*lost, *(one.page for one in every), *(one.page for one in unmade)])
    for line in said:
        click.echo(clean(line))
    keep_unmade([one.shown for one in unmade], [run], brief.pages)
    index = index_over([folder], brief.pages, [one.shown for one in unmade])
    click.echo(f"Index: {index.resolve().as_uri()}")
    click.echo(f"Files: {shown(brief.out)}")
    for line in last_words(failed, len(found.names) + len(before), brief.pages):
        click.echo(line)
    return not failed


def _met(found: Comparison, goal: Precision | None, folder: Path) -> list[str]:
    """Whether differences are known as well as was asked, kept beside the run and said."""
    from workbench.experiment.stopping import reached
    from workbench.interfaces.reports.kept_goal import KeptGoal, write_goal

    if goal is None or len(found.names) < 2:
        return []
    manifest = found.manifest
    kept = KeptGoal(
        measure=goal.measure,
        asked=goal.half_range,
        reached=reached(found, goal.measure),
        futures=max(one.n for one in manifest.scenarios),
        created=manifest.created,
    )
    write_goal(kept, folder)
    return [kept.words(found.currency)]


def _tell_unlived(run: RunFolder, every: Sequence[Wanted], brief: Brief) -> list[Path]:
    """A page in place of each report on a scenario of which no future could be simulated; one at least."""
    from workbench.interfaces.reports.failed_page import Failing, failed_page
    from workbench.interfaces.reports.pages import INDEX, page_name
    from workbench.interfaces.reports.unmade import reasons_for

    told = []
    for name in run.names:
        if run.futures(name):
            continue
        failing = Failing(brief.name, run.label(name), Step.SIMULATED, reasons_for(run, name), back=INDEX)
        own = [one.page for one in every if one.scenario == name]
        for page in own or [brief.pages / page_name(run, name)]:
            failed_page(failing, page)
            told.append(page)
    return told
