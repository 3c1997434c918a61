"""What advice to the board is worth, for programs."""

from __future__ import annotations

from typing import Any

from workbench.experiment.worth.advice import Advised, Measure, Told
from workbench.interfaces.studies.as_json import as_json, interval


def advice_json(found: Advised) -> str:
    """All parts; what they change is counted from a PMO that informs, on the same futures."""

    def told(one: Told) -> dict[str, Any]:
        return {
            "role": one.part.advice.role.value,
            "assessors": one.part.advice.assessors,
            "followed": one.part.advice.heeded,
            "allocation": one.part.allocation.value,
            "replans": one.part.replans.value,
            "worth": interval(one.worth),
            "better": one.better,
            "exactly_nothing": one.part.is_nothing,
            "escalation": one.part.escalation.cadence.value,
            "tolerated_days": one.part.escalation.tolerated,
            "stopped_worth_finishing": interval(found.level(one.part, Measure.WRONGLY_STOPPED)),
            "carried_on_better_stopped": interval(found.level(one.part, Measure.CARRIED_ON)),
            "dates_kept": interval(found.level(one.part, Measure.DATES_KEPT)),
            "more_stopped_worth_finishing": interval(one.wrongly_stopped),
            "more_carried_on_better_stopped": interval(one.carried_on),
            "more_dates_kept": interval(one.dates_kept),
        }

    weighs = found.weighs
    return as_json(
        {
            "scenario": found.base.name,
            "hash": found.base.hash,
            "currency": found.base.portfolio.currency,
            "futures": found.futures,
            "boards_weigh_value": weighs,
            "gates": found.base.policy.gates.rule.value,
            "parts_looked_at": found.looked_at,
            "cost_of_a_person": found.person,
            "roles": [told(one) for one in found.roles()] if weighs else [],
            "by_share_followed": [told(one) for one in found.followed()] if weighs else [],
            "by_assessors": [told(one) for one in found.by_assessors()] if weighs else [],
            "day_to_day": [told(one) for one in found.day_to_day()],
        }
    )
