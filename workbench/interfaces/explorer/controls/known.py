"""What a scenario knows by name: what references and keys of mappings may be."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from workbench import evidence
from workbench.interfaces.explorer.controls.kinds import Option
from workbench.interfaces.explorer.controls.practice_words import PARAMETERS
from workbench.interfaces.explorer.controls.titles import name_words
from workbench.interfaces.wording.phrases import project_label
from workbench.scenario import Scenario

_REFERENCES = {
    "pool": "pools",
    "include": "projects",
    "exclude": "projects",
    "projects": "projects",
    "stages": "stages",
    "gates": "stages",
    "programme_limits": "programmes",
    "pool_limits": "pools",
    "people": "pools",
    "covers": "pools",
    "demand": "pools",
    "operations_effect": "pools",
    "estimate_cv": "classes",
    "weights": "objectives",
    "scores": "objectives",
    "evidence": "effects",
    "budgets": "years",
    "reserves": "years",
}
"""Name of a field in files → what it names."""


@dataclass(frozen=True)
class Known:
    """Names by what they are of, each with its value and its words."""

    by_kind: dict[str, tuple[Option, ...]] = field(default_factory=dict)
    currency: str = ""
    start: str = ""
    maturity: Any = None

    @classmethod
    def of(cls, scenario: Scenario) -> Known:
        """What a scenario knows."""
        portfolio = scenario.portfolio
        projects = portfolio.projects
        stages = dict.fromkeys(stage for one in projects for stage in one.stage_order)
        programmes = dict.fromkeys(one.programme for one in projects if one.programme)
        classes = dict.fromkeys(one.reference_class for one in projects if one.reference_class)
        effects = (*evidence.effects(), *evidence.practice_coefficients())
        years = range(portfolio.start.year, scenario.horizon.year + 1)
        stated = {*portfolio.budgets, *years}
        found = {
            "pools": tuple(Option(one.id, one.name or one.id) for one in portfolio.pools),
            "projects": tuple(Option(one.id, project_label(one.id, one.name)) for one in projects),
            "objectives": tuple(Option(one.id, one.name or one.id) for one in portfolio.objectives),
            "stages": tuple(Option(one, one) for one in stages),
            "programmes": tuple(Option(one, one) for one in programmes),
            "classes": tuple(Option(one, one) for one in classes),
            "effects": tuple(Option(one, _effect_words(one)) for one in effects),
            "years": tuple(Option(str(one), str(one)) for one in sorted(stated)),
        }
        maturity = portfolio.maturity
        present = None if maturity is None else maturity.model_dump(mode="json", by_alias=True)
        return cls(found, portfolio.currency, portfolio.start.isoformat(), present)

    def options(self, name: str) -> tuple[Option, ...]:
        """What the field of a name may name; nothing where that is open."""
        return self.by_kind.get(_REFERENCES.get(name, ""), ())


EFFECTS = {
    "estimation_bias_median": "How far work usually exceeds its plan",
    "log_sd_project_total": "How far estimates of a project miss",
    "log_sd_systemic": "How far all estimates of a project miss together",
    "log_sd_stage_independent": "How far the estimate of a single stage misses",
    "rework_probability": "Work that has to be done again",
    "late_detection_probability": "Defects found only at a gate",
    "risk_event_multiplier": "Risks that strike (1 = as listed)",
    "overhead_fraction": "Effort for standards",
    "overhead_in_project_pm": "Effort for managing a project",
    "overhead_central_pmo": "Effort for a central PMO",
    "context_switch_penalty": "Time lost per parallel project",
    "ramp_up_weeks": "Weeks until somebody new is productive",
    "gate_signal_log_sd": "Error of what gates are told",
    "status_optimism_probability": "Reports that say more than is true",
    "report_optimism_size": "By how much they do",
    "report_age_days": "Age of reports",
    "board_cadence_days": "Days from board to board",
}
"""Effects of maturity as readers know them."""


def _effect_words(name: str) -> str:
    """An effect, or a practice and what is known of it: “Coaching: how much it raises maturity”."""
    if name in EFFECTS:
        return EFFECTS[name]
    practice, dot, what = name.partition(".")
    owner = "PMO" if practice == "pmo" else name_words(practice)
    return f"{owner}: {PARAMETERS.get(what, what.replace('_', ' '))}" if dot else name_words(name)
