"""Where it hurts: people, late commitments and who delays whom, as one answer and as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from workbench.experiment.studies.deletion import DelayStudy
from workbench.experiment.studies.late import LateStudy
from workbench.experiment.studies.people import PeopleStudy, Step
from workbench.interfaces.studies.answer import LUCK_ALONE, Answer
from workbench.interfaces.studies.as_json import as_json, interval
from workbench.interfaces.studies.lateness import (
    delays_section,
    delays_sentence,
    late_section,
    late_sentence,
)
from workbench.interfaces.studies.worth_of_people import people_section, people_sentence
from workbench.interfaces.wording import label_of, too_few
from workbench.scenario import Scenario


@dataclass(frozen=True)
class Bottlenecks:
    """The three studies of one scenario."""

    scenario: Scenario
    people: PeopleStudy
    late: LateStudy
    delays: DelayStudy

    def pool(self, key: str) -> str:
        """What people call a pool."""
        return next((one.name or key for one in self.scenario.portfolio.pools if one.id == key), key)

    def project(self, key: str) -> str:
        """What people call a project, with its id."""
        name = self.delays.names.get(key, key)
        return name if name == key else f"{key} {name}"


def bottlenecks_answer(found: Bottlenecks) -> Answer:
    """The answer, sentence first."""
    lead = [
        people_sentence(found.people),
        late_sentence(found.late, found.pool),
        delays_sentence(found.delays),
    ]
    few = too_few(min(found.people.n, found.late.n))
    return Answer(
        "bottlenecks",
        "Where it hurts",
        found.scenario,
        label_of(found.scenario.name),
        [*lead, *([few] if few else [])],
        (
            people_section(found.people),
            late_section(found.late, found.pool, found.project),
            delays_section(found.delays),
        ),
        found.people.n,
        (LUCK_ALONE,),
    )


def bottlenecks_json(found: Bottlenecks) -> str:
    """The same as JSON; keys never change."""
    people, late, delays = found.people, found.late, found.delays
    content: dict[str, Any] = {
        "scenario": found.scenario.name,
        "hash": found.scenario.hash,
        "currency": people.currency,
        "n": people.n,
        "people": {
            "confidence": people.confidence,
            "pools": [
                {
                    "pool": one.id,
                    "fte": one.people,
                    "utilisation": interval(one.used),
                    "cost_per_year": one.cost,
                    "one_fewer": None if one.lost is None else _step(one.lost),
                    "steps": [_step(step) for step in one.steps],
                    "paying": one.paying,
                }
                for one in people.pools
            ],
        },
        "late": {
            "n": late.n,
            "promised": late.promised,
            "beyond_horizon": late.beyond,
            "commitments": [
                {
                    "project": one.project,
                    "missed": interval(one.missed),
                    "days_late": interval(one.late),
                    "causes": {part.cause: interval(part.days) for part in one.parts},
                    "holders": {part.cause: interval(part.days) for part in one.holders},
                }
                for one in late.late
            ],
        },
        "delays": {
            "n": delays.n,
            "deleted": list(delays.deleted),
            "needing": {key: list(value) for key, value in delays.needing.items()},
            "cells": [
                {"by": one.by, "of": one.of, "days": interval(one.days.mean), "decided": one.decided}
                for one in delays.cells
            ],
        },
    }
    return as_json(content)


def _step(step: Step) -> dict[str, Any]:
    return {"people": step.people, **interval(step.gain.mean), "verdict": step.pays.value}
