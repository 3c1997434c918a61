"""A report as a handful of pieces, each a method that a notebook cell calls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from workbench.experiment.run_folder import MANIFEST
from workbench.interfaces.reports.assumptions import assumptions_section
from workbench.interfaces.reports.by_hand import found_above, run_of
from workbench.interfaces.reports.delivery import delivery_section
from workbench.interfaces.reports.flow import time_section
from workbench.interfaces.reports.folder import known, open_run
from workbench.interfaces.reports.front import comparison_front, scenario_front
from workbench.interfaces.reports.html import Html
from workbench.interfaces.reports.ledger import ledger_section
from workbench.interfaces.reports.people import people_section
from workbench.interfaces.reports.promises import promises_section
from workbench.interfaces.reports.provenance import provenance_section
from workbench.interfaces.reports.subject import Subject, focus_of
from workbench.interfaces.reports.worth import worth_section
from workbench.interfaces.reports.yardsticks import yardsticks_section

REPLICATIONS = 200
"""Simulated futures of a report by hand, unless told otherwise."""


@dataclass(frozen=True, eq=False)
class Report:
    """The pieces of a report, in the order of its pages.

    Parameters
    ----------
    subject
        What it is about.
    first
        Draws page one.
    """

    subject: Subject
    first: Callable[[Subject], Html]

    def front(self) -> Html:
        """Page one: the answer in readers' words."""
        return self.first(self.subject)

    def ledger(self) -> Html:
        """Totals as read, to hold beside one's own ledger."""
        return ledger_section(self.subject)

    def time(self) -> Html:
        """Where lead time goes."""
        return time_section(self.subject)

    def assumptions(self) -> Html:
        """What the answer rests on."""
        return assumptions_section(self.subject)

    def worth(self) -> Html:
        """Value, its parts and its spread."""
        return worth_section(self.subject)

    def yardsticks(self) -> Html:
        """What there is to win by choosing; empty where the run has no yardsticks."""
        return yardsticks_section(self.subject)

    def promises(self) -> Html:
        """Promised dates and chances."""
        return promises_section(self.subject)

    def delivery(self) -> Html:
        """Both scoreboards."""
        return delivery_section(self.subject)

    def people(self) -> Html:
        """Use of pools."""
        return people_section(self.subject)

    def provenance(self) -> Html:
        """What the pages were made of."""
        return provenance_section(self.subject)


def open_comparison(run: str, baseline: str) -> Report:
    """A report on all scenarios of a run.

    Parameters
    ----------
    run
        Folder of a finished run; a relative one is looked for in the present folder and above it.
    baseline
        Scenario to compare with; empty for the first of the run.
    """
    folder = open_run(found_above(run, MANIFEST), baseline)
    return Report(Subject(folder, focus_of(folder)), comparison_front)


def open_scenario(run: str, scenario: str, baseline: str, replications: int = REPLICATIONS) -> Report:
    """A report on one scenario beside the baseline.

    Parameters
    ----------
    run
        Folder of a finished run, looked for in the same way; empty where scenario files are named instead.
    scenario
        Name of the scenario in that run, empty for the baseline itself; without a run, a scenario file.
    baseline
        Scenario to compare with, empty for the first of the run; without a run, a scenario file or empty.
    replications
        Simulated futures, where there is no run yet.
    """
    if not run and scenario:
        folder = open_run(run_of(scenario, baseline, replications), "")
        name = folder.others[0] if folder.others else folder.baseline
    else:
        folder = open_run(found_above(run, MANIFEST), baseline)
        name = known(scenario, list(folder.names), "scenario") if scenario else folder.baseline
    return Report(Subject(folder, "" if name == folder.baseline else name), scenario_front)
