"""In place of a report that could not be made: the page that says why, as its readers may know it."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.experiment.manifest import NO_REASON
from workbench.interfaces.publishing.source import ALL, Sheet
from workbench.interfaces.reports.failed_page import Failing, reasons_on
from workbench.interfaces.reports.folder import RunFolder
from workbench.interfaces.reports.step import Step
from workbench.interfaces.reports.unmade import HIDDEN, reasons_for

ASK = "Whoever published this was told why, and can publish again once it is mended."


def not_reported(sheet: Sheet) -> Failing:
    """Of a report whose notebook failed, by the page that lies in its place."""
    run = sheet.run
    label = run.label(sheet.about) if sheet.about != ALL else "The comparison"
    # Where the results lie on this machine is nobody's business.
    at_home = f"{run.path.absolute()}"
    reasons = [one.replace(at_home, run.path.name) for one in reasons_on(sheet.wanted.page)]
    return _failing(run, label, Step.REPORTED, reasons)


def not_simulated(run: RunFolder, scenario: str) -> Failing:
    """Of a scenario of which there is no future."""
    return _failing(run, run.label(scenario), Step.SIMULATED, reasons_for(run, scenario))


def _failing(run: RunFolder, label: str, what: Step, reasons: Sequence[str]) -> Failing:
    study = str(run.manifest["name"])
    if run.masked is not None:
        return Failing(study, label, what, [HIDDEN], ASK)
    return Failing(study, label, what, reasons or [NO_REASON])
