"""The PMO on trial for programs: every alternative against keeping it, as JSON."""

from __future__ import annotations

from typing import Any

from workbench.experiment.worth import Doing, Hearing, StrengthCurve, Verdict
from workbench.interfaces.studies.as_json import as_json, interval
from workbench.interfaces.studies.pmo_hearing import DELIVERY


def hearing_json(hearing: Hearing, curve: StrengthCurve) -> str:
    """Every alternative over what is not known, and by strength of the published effect."""

    def verdict(one: Verdict) -> dict[str, Any]:
        worth = one.worth
        return {
            "alternative": one.doing.value,
            "better": one.better,
            **interval(worth.mean),
            "unknown_low": worth.low,
            "unknown_high": worth.high,
            "unknown_sd": worth.ignorance,
            "luck_sd": worth.luck,
            "pays_share": interval(worth.positive),
        }

    return as_json(
        {
            "scenario": hearing.base.name,
            "hash": hearing.base.hash,
            "currency": hearing.base.portfolio.currency,
            "worlds": len(hearing.worlds),
            "futures_per_world": hearing.values.shape[2],
            "against": Doing.KEEP.value,
            "measures": {
                measure: [verdict(one) for one in hearing.verdicts(measure)]
                for measure in ("npv", "pmo_cost", *DELIVERY)
            },
            "by_strength": {
                "futures": curve.futures,
                "strengths": list(curve.strengths),
                "alternatives": {
                    one.value: {
                        "npv": [interval(found) for found in curve.at(one)],
                        "break_even": None if (root := curve.break_even(one)) is None else interval(root),
                    }
                    for one in curve.doings
                },
            },
        }
    )
