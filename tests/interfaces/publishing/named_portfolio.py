"""A small portfolio in which everything that can have a name has one that is found wherever it is left."""

from datetime import date
from typing import Any

from workbench.scenario import Scenario

MARK = "zqvx"
"""Every name begins with it, and nothing else of the package holds it."""

PORTFOLIO: dict[str, Any] = {
    "name": "zqvxKaleidoscope 2027",
    "organisation": "zqvxBrackwater Mutual",
    "start": date(2027, 1, 4),
    "maturity": {"profile": 2.5, "programmes": {"zqvxLighthouse": 3}},
    "budgets": {2027: 4_000_000, 2028: 4_000_000},
    "objectives": [
        {
            "id": "zqvxgrowth",
            "name": "zqvxGrowth in Ruritania",
            "weight": 60,
            "scale": {"unit": "zqvxcrowns", "worst": 0, "best": 9},
        },
        {"id": "zqvxtrust", "weight": 40},
    ],
    "programmes": ["zqvxLighthouse", {"name": "zqvxHarbour", "benefit": {"per_year": 50_000}}],
    "estimate_cv": {"zqvxmigration": 0.2},
    "pools": [
        {
            "id": "zqvxdev",
            "name": "zqvxSmiths",
            "capacity": 5,
            "cost_per_fte_day": 600,
            "covers": {"zqvxana": 0.5},
        },
        {"id": "zqvxana", "name": "zqvxScribes", "capacity": 3, "cost_per_fte_day": 500},
        {"id": "zqvxhub", "name": "Dr. zqvxHuber", "capacity": 1, "cost_per_fte_day": 900},
    ],
    "risks": [
        {
            "id": "zqvxstorm",
            "name": "zqvxStorm at sea",
            "probability": 0.2,
            "cost": 10_000,
            "projects": ["zqvxP2"],
        }
    ],
    "incidents": [
        {"id": "zqvxouttage", "name": "zqvxOutage", "per_year": 2, "duration": 3, "people": {"zqvxdev": 1}}
    ],
    "assumptions": [
        {
            "what": "yearly value (3 of 6 projects)",
            "value": "€1m",
            "source": "workbench.evidence: discount_rate (assumed)",
            "bears_on": "value",
        },
        {
            "what": "column “zqvxNutzen”",
            "value": "as zqvxPoints",
            "source": "zqvxsheet, row 4",
            "bears_on": "other",
        },
        {
            "what": "pool capacity (1 of 3 pools)",
            "value": "zqvxSmiths 5 FTE",
            "source": "inferred from the planned load; formula in docs/import.md",
            "bears_on": "capacity",
        },
    ],
    "source": {
        "file": "zqvxplan.xlsx",
        "read_on": date(2026, 12, 1),
        "rows": 9,
        "used": 6,
        "dropped": [{"place": "zqvxplan.xlsx, zqvxSheet!A4", "reason": "“zqvxAnna says so” is no number"}],
    },
}
NAMES = ("zqvxAtlas", "zqvxBorealis", "zqvxCormorant", "zqvxDrift", "zqvxEstuary", "zqvxFathom")


def _project(k: int) -> dict[str, Any]:
    return {
        "id": f"zqvxP{k}",
        "name": NAMES[k],
        "class": "zqvxmigration" if k % 2 else "",
        "programme": ("zqvxLighthouse", "zqvxHarbour", "")[k % 3],
        "due": date(2027, 6 + k, 15) if k < 5 else None,
        "in_flight": k == 0,
        "after": ["zqvxP0"] if k == 4 else [],
        "benefit": {"per_year": 200_000 + 30_000 * k, "plateau_years": 3},
        "lateness": {"per_day": 500 if k < 5 else 0},
        "scores": {"zqvxtrust": 10 * k},
        "levels": {"zqvxgrowth": k},
        "not_done": {"zqvxtrust": -5},
        "operations_effect": {"zqvxana": 0.1},
        "stages": ["zqvxdraft", "zqvxforge"],
        "gates": ["zqvxdraft"],
        "packages": [
            {
                "id": f"zqvxd{k}",
                "name": "zqvxDrawing",
                "stage": "zqvxdraft",
                "duration": 15,
                "demand": {"zqvxana": 1, "zqvxhub": 0.5},
            },
            {
                "id": "zqvxforging",
                "stage": "zqvxforge",
                "duration": 40 + 5 * k,
                "demand": {"zqvxdev": 2},
                "after": [f"zqvxd{k}"],
            },
        ],
        "risks": [
            {
                "id": "zqvxrust",
                "name": "zqvxRust",
                "probability": 0.3,
                "delay": 0.2,
                "packages": ["zqvxforging"],
            }
        ],
    }


POLICY: dict[str, Any] = {
    "release": {
        "wip_limit": 4,
        "programme_limits": {"zqvxHarbour": 2},
        "pool_limits": {"zqvxdev": 4},
        "cadence": "monthly",
    },
    "triggers": [
        {
            "id": "zqvxcalm",
            "when": "utilisation",
            "pool": "zqvxdev",
            "above": 0.99,
            "then": "pause_intake",
            "for": 5,
        }
    ],
}


def scenarios() -> list[Scenario]:
    """Today, a what-if named by our words, and one that drops two projects and says so."""
    base: dict[str, Any] = {
        "name": "baseline",
        "portfolio": {**PORTFOLIO, "projects": [_project(k) for k in range(6)]},
        "policy": POLICY,
        "pmo": {"staff": 2, "cost_per_fte": 100_000, "one_off": [_one_off()]},
        "shocks": [
            {"kind": "capacity", "id": "zqvxexodus", "pool": "zqvxdev", "fte": -1, "from": "2027-09-01"}
        ],
        "strategy": [{"from": "2027-10-01", "weights": {"zqvxtrust": 80}}],
        "horizon": date(2028, 6, 30),
        "seed": 7,
    }
    fewer = {**POLICY, "release": {**POLICY["release"], "wip_limit": 2}}
    stop = {"selection": {"rule": "all", "exclude": ["zqvxP3", "zqvxP5"]}}
    return [
        Scenario.model_validate(one)
        for one in (
            base,
            {**base, "name": "wip-6", "description": "At most two projects at once.", "policy": fewer},
            {
                **base,
                "name": "without-zqvxDrift",
                "description": "zqvxDrift stops, says zqvxAnna.",
                "policy": {**POLICY, **stop},
            },
        )
    ]


def _one_off() -> dict[str, Any]:
    return {"on": date(2027, 3, 1), "amount": 9_000, "what": "zqvxConsultants"}
