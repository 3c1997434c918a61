"""What a run's report says of a business case that lies in the folder of the run."""

from __future__ import annotations

from markupsafe import Markup

from workbench.errors import InputError
from workbench.experiment.worth.case import FACTS, read_case
from workbench.interfaces.reports.case.names import FOLDER, PAGE
from workbench.interfaces.reports.folder import RunFolder
from workbench.interfaces.reports.html import sentence
from workbench.interfaces.studies.case.decision import decision_sentence, sure_sentence


def case_words(run: RunFolder) -> Markup:
    """Its decision, where it is about the run's baseline; empty otherwise, or where there is none.

    One that cannot be read, above all because other code computed it, is said to be there and not quoted.
    """
    folder = run.path / FOLDER
    if not (folder / FACTS).is_file():
        return Markup()
    try:
        case = read_case(folder)
    except InputError as error:
        return sentence(
            "The business case in {} of the folder of the run is not quoted: {}.",
            FOLDER,
            error.problems[0].message,
        )
    if case.base.hash != run.entry(run.baseline)["hash"]:
        return Markup()
    said = "{} {}", decision_sentence(case.hearing), sure_sentence(case.hearing)
    if not (folder / PAGE).is_file():
        return sentence(*said)
    return sentence(
        f"{said[0]} All ways side by side: {{}}/{{}} in the folder of the run.", *said[1:], FOLDER, PAGE
    )
