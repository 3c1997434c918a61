"""The compiled engine from outside: a plan and draws in, paths out."""

from __future__ import annotations

from typing import Any

import numpy as np

from workbench.engines.compiled.block import Facts, live_block
from workbench.engines.compiled.bundle import Bundle
from workbench.engines.compiled.given import given_of, lucks_of
from workbench.engines.compiled.state import STATES, state_of
from workbench.engines.draws import Draws
from workbench.engines.path import Attempts, GateSittings, Paths, Served
from workbench.engines.plan import Plan
from workbench.engines.rules.records import Desks

ENTRIES = 64
"""Room in each log to begin with, besides what the plan lets expect."""


def live(plan: Plan, draws: Draws) -> Paths:
    """Live through every future of the draws; the same bits as the engine in SimPy.

    It holds no lock of Python, so several threads may do so at once.

    Parameters
    ----------
    plan
        The scenario as arrays.
    draws
        Luck of a block of replications of this plan.
    """
    count = len(draws.replications)
    projects, packages = len(plan.projects.ids), len(plan.packages.ids)
    if count == 0:
        return Paths.none(projects, packages)
    given = given_of(plan)
    room = _Room(count, projects, packages, len(plan.projects.gate_stages.items), given.records.desks)
    bundles = Bundle(given), Bundle(state_of(given)), Bundle.rows(lucks_of(draws))
    given_at, state_at, luck_at = (bundle.address for bundle in bundles)
    row = 0
    while row < count:
        facts = Bundle(room.facts)
        row = live_block(given_at, state_at, luck_at, facts.address, row, count)
        if row < count:
            room.widen()
    return room.paths(count, projects, packages)


class _Room:
    """Arrays for what futures leave behind; logs grow as they fill."""

    def __init__(self, count: int, projects: int, packages: int, gates: int, desks: Desks) -> None:
        self._desks = desks
        sizes = {
            "used": 3,
            "events": count,
            "state_days": count * projects * STATES,
            "package_done": count * packages,
            **dict.fromkeys(("asked", "began", "ended"), count * 3 * desks.packages),
            "waited": count * desks.packages,
            **dict.fromkeys(("reports", "overdue"), count * desks.projects),
        }
        logs = {"attempt": 2 * packages, "gate": 2 * gates, "charge": packages // 8}
        arrays: list[Any] = []
        for name in Facts._fields:
            log = logs.get(name.partition("_")[0])
            size = sizes.get(name, count * projects) if log is None else count * log + ENTRIES
            arrays.append(np.zeros(size, dtype=_type_of(name)))
        self.facts = Facts(*arrays)

    def widen(self) -> None:
        """Twice the room in every log; what stands in them stays."""
        wider: dict[str, Any] = {
            name: np.concatenate([log, np.zeros_like(log)])
            for name, log in zip(Facts._fields, self.facts, strict=True)
            if name.startswith(_LOGS)
        }
        self.facts = self.facts._replace(**wider)

    def paths(self, count: int, projects: int, packages: int) -> Paths:
        """What was filled, in shape."""
        facts = self.facts
        attempts, gates, charges = facts.used.tolist()
        by_project = (count, projects)
        return Paths(
            end=facts.end.reshape(by_project),
            reason=facts.reason.reshape(by_project),
            release=facts.release.reshape(by_project),
            start=facts.start.reshape(by_project),
            finish=facts.finish.reshape(by_project),
            state_days=facts.state_days.reshape(count, projects, STATES),
            package_done=facts.package_done.reshape(count, packages),
            belief_at_release=facts.believed.reshape(by_project),
            release_rank=facts.rank.reshape(by_project),
            reduced=facts.reduced.reshape(by_project),
            attempts=Attempts(
                package=facts.attempt_package[:attempts],
                number=facts.attempt_number[:attempts],
                start=facts.attempt_start[:attempts],
                end=facts.attempt_end[:attempts],
                outcome=facts.attempt_outcome[:attempts],
                late=facts.attempt_late[:attempts],
            ),
            attempt_row=facts.attempt_row[:attempts],
            gates=GateSittings(
                day=facts.gate_day[:gates],
                project=facts.gate_project[:gates],
                stage=facts.gate_stage[:gates],
                decision=facts.gate_decision[:gates],
                belief=facts.gate_belief[:gates],
                benefit=facts.gate_benefit[:gates],
                rest=facts.gate_rest[:gates],
            ),
            gate_row=facts.gate_row[:gates],
            served=self._served(count),
            risk_day=facts.charge_day[:charges],
            risk_project=facts.charge_project[:charges],
            risk_cost=facts.charge_amount[:charges],
            risk_row=facts.charge_row[:charges],
            events=facts.events,
        )

    def _served(self, count: int) -> Served:
        facts, packages = self.facts, self._desks.packages
        by_request = (count, 3, packages)
        return Served(
            asked=facts.asked.reshape(by_request),
            began=facts.began.reshape(by_request),
            ended=facts.ended.reshape(by_request),
            waited=facts.waited.reshape(count, packages),
            reports=facts.reports.reshape(count, self._desks.projects),
            overdue=facts.overdue.reshape(count, self._desks.projects),
        )


_LOGS = ("attempt_", "gate_", "charge_")


def _type_of(name: str) -> type:
    stated = Facts.__annotations__[name].__forward_arg__
    return {"Floats": np.float64, "Ints": np.int64, "Bools": np.bool_}[stated]
