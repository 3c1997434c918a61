"""What a PMO is worth: other ways of having one, on the same futures, over what we do not know."""

from workbench.experiment.worth.alternatives import Alternative, Doing, alternatives_of
from workbench.experiment.worth.families import (
    Family,
    family_of,
    half_levels,
    kept_practices,
    practices_of,
    present_split,
    sizes,
    splits,
)
from workbench.experiment.worth.hearing import Hearing, Verdict, hearing_of, hearing_step_by_step
from workbench.experiment.worth.interplay import Corner, Effect, Interplay, Kind, interplay_of
from workbench.experiment.worth.level_grid import LevelGrid, level_grid_of
from workbench.experiment.worth.levers import BreakEven, LeverCurve, Outcome
from workbench.experiment.worth.limits import Limits, limits_of
from workbench.experiment.worth.strength import StrengthCurve, by_strength
from workbench.experiment.worth.worlds import World, in_world, worlds_of

__all__ = [
    "BreakEven",
    "LeverCurve",
    "Limits",
    "Outcome",
    "limits_of",
    "Corner",
    "Effect",
    "Family",
    "Interplay",
    "Kind",
    "LevelGrid",
    "interplay_of",
    "level_grid_of",
    "family_of",
    "half_levels",
    "kept_practices",
    "practices_of",
    "present_split",
    "sizes",
    "splits",
    "Alternative",
    "Doing",
    "StrengthCurve",
    "Hearing",
    "Verdict",
    "World",
    "alternatives_of",
    "by_strength",
    "in_world",
    "hearing_of",
    "hearing_step_by_step",
    "worlds_of",
]
