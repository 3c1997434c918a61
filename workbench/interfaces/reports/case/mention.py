"""What a run's report says of a business case that lies in the folder of the run."""

from __future__ import annotations

from markupsafe import Markup

from workbench.errors import InputError
from workbench.experiment.worth.case import read_case
from workbench.interfaces.reports.case.names import FOLDER, PAGE
from workbench.interfaces.reports.folder import RunFolder
from workbench.interfaces.reports.html import sentence
from workbench.interfaces.studies.case.decision import decision_sentence, sure_sentence


def case_words(run: RunFolder) -> Markup:
    """Its decision, where it is about the run's baseline; empty otherwise, or where it cannot be read."""
    folder = run.path / FOLDER
    try:
        case = read_case(folder)
    except InputError:
        return Markup()
    if case.base.hash != run.entry(run.baseline)["hash"]:
        return Markup()
    return sentence(
        "{} {} All ways side by side: {}/{} in the folder of the run.",
        decision_sentence(case.hearing),
        sure_sentence(case.hearing),
        FOLDER,
        PAGE,
    )
