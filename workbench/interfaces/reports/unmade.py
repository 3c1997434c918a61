"""Scenarios that an index has no figures of, and why: they stand in it all the same, with their pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from workbench.experiment.manifest import NO_REASON, reason_in
from workbench.interfaces.reports.folder import RunFolder
from workbench.interfaces.reports.html import sentence
from workbench.interfaces.reports.index_links import Link, Links
from workbench.interfaces.reports.step import Step
from workbench.interfaces.wording import capital, count, quoted

HIDDEN = "Why is not shown to these readers: it may name what they are not to see."
MOST_NAMED = 3


@dataclass(frozen=True)
class Unmade:
    """A scenario without figures.

    Parameters
    ----------
    label
        What readers call it.
    step
        What could not be done.
    reasons
        Sentences.
    links
        Its page, relative to the index.
    """

    label: str
    step: Step
    reasons: Sequence[str]
    links: Sequence[Link] = ()


def reasons_for(run: RunFolder, scenario: str) -> list[str]:
    """Why futures of a scenario could not be simulated, each reason once, as its readers may know it."""
    if run.masked is not None:
        return [HIDDEN]
    told = [reason_in(str(one["error"])) for one in _failures(run, scenario)]
    return list(dict.fromkeys(told)) or [NO_REASON]


def gap_words(run: RunFolder, scenario: str) -> str:
    """How many futures a scenario with figures lacks, and why; empty where it has them all, or none."""
    lost = sum(int(one["stop"]) - int(one["start"]) for one in _failures(run, scenario))
    if not lost or not run.futures(scenario):
        return ""
    number = f"{lost:,} of {lost + run.futures(scenario):,} futures"
    return f"{number} could not be simulated: {'; '.join(reasons_for(run, scenario))}"


def _failures(run: RunFolder, scenario: str) -> list[Mapping[str, Any]]:
    return [one for one in run.manifest.get("failures", ()) if one["scenario"] == scenario]


def unlived(run: RunFolder, links: Links) -> list[Unmade]:
    """Scenarios of a run of which no future could be simulated."""
    return [
        Unmade(run.label(name), Step.SIMULATED, reasons_for(run, name), links.of(run, name))
        for name in run.names
        if not run.futures(name)
    ]


def unmade_words(unmade: Sequence[Unmade]) -> Markup:
    """Which scenarios are missing from the figures, in a sentence for each step; empty where none is."""
    said = Markup()
    for step in Step:
        labels = [quoted(one.label) for one in unmade if one.step is step]
        if labels:
            named = ", ".join(labels) if len(labels) <= MOST_NAMED else f"{labels[0]} and others"
            number = capital(count(len(labels), "scenario", "scenarios"))
            said += sentence(" {} could not be {}: {}; the last table says why.", number, step, named)
    return said
