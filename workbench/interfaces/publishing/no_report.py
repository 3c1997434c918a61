"""In place of a report that could not be made: the page that says why, as its readers may know it."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.interfaces.publishing.source import ALL, Sheet
from workbench.interfaces.reports.failed_page import Failing, reasons_on
from workbench.interfaces.reports.folder import RunFolder

HIDDEN = "Why is not shown to these readers: it may name what they are not to see."
ASK = "Whoever published this was told why, and can publish again once it is mended."
UNKNOWN = "Nothing was written down of why."


def not_reported(sheet: Sheet) -> Failing:
    """Of a report whose notebook failed, by the page that lies in its place."""
    run = sheet.run
    label = run.label(sheet.about) if sheet.about != ALL else "The comparison"
    # Where the results lie on this machine is nobody's business.
    at_home = f"{run.path.absolute()}"
    reasons = [one.replace(at_home, run.path.name) for one in reasons_on(sheet.wanted.page)]
    return _failing(run, label, "reported", reasons)


def not_simulated(run: RunFolder, scenario: str) -> Failing:
    """Of a scenario of which there is no future."""
    told = [
        str(one["error"]).strip() for one in run.manifest.get("failures", ()) if one["scenario"] == scenario
    ]
    reasons = list(dict.fromkeys(one.splitlines()[-1] for one in told if one))
    return _failing(run, run.label(scenario), "simulated", reasons)


def _failing(run: RunFolder, label: str, what: str, reasons: Sequence[str]) -> Failing:
    study = str(run.manifest["name"])
    if run.masked is not None:
        return Failing(study, label, what, [HIDDEN], ASK)
    return Failing(study, label, what, reasons or [UNKNOWN])
