"""How many requests for coaching a run served, beside how many the plan takes to be served."""

from __future__ import annotations

import math

from workbench.analysis import Interval
from workbench.interfaces.wording.phrases import whole_percent
from workbench.policies import Service
from workbench.scenario import Scenario

TOO_FAR = 0.1
"""Shares further apart than this are told as a warning."""


def service_words(scenario: Scenario, label: str, measured: Interval) -> str:
    """Measured beside planned, with a warning where they are far apart; empty where service is planned.

    Parameters
    ----------
    scenario
        What was run.
    label
        What it is called.
    measured
        Share of requests for coaching that were served, average with its range; NaN where nobody asked.
    """
    standards = scenario.pmo.standards
    if math.isnan(measured.value) or standards is None or standards.service is Service.PLANNED:
        return ""
    from workbench.experiment.attended import planned_share

    planned = planned_share(scenario)
    said = (
        f"{label}: of the requests for coaching, {whole_percent(measured.value)} are served "
        f"({100 * measured.low:.0f} to {100 * measured.high:.0f}); the plan takes {whole_percent(planned)}."
    )
    if abs(measured.value - planned) <= TOO_FAR:
        return said
    return (
        f"{said} Warning: these are more than {100 * TOO_FAR:.0f} in 100 apart, and levels and habits follow "
        "the plan; check active_projects and the people of coaching."
    )
