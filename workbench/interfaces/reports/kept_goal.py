"""How well a study wanted its differences known, and how well they are, kept beside the run."""

from __future__ import annotations

import json
import math
from dataclasses import asdict, dataclass
from pathlib import Path

from workbench.interfaces.reports.folder import RunFolder
from workbench.interfaces.reports.render import write_page
from workbench.interfaces.wording.goals import goal_words

GOAL = "precision.json"


@dataclass(frozen=True)
class KeptGoal:
    """A goal, and what came of it.

    Parameters
    ----------
    measure
        Name of the measure.
    asked, reached
        Half the 95 % range of every average difference from the baseline, in the unit of the measure;
        infinite where one of them is not known.
    futures
        Simulated futures of each scenario.
    created
        Of the run that it belongs to.
    """

    measure: str
    asked: float
    reached: float
    futures: int
    created: str

    def words(self, currency: str) -> str:
        """Whether it was met, in a sentence."""
        return goal_words(self.measure, self.asked, self.reached, self.futures, currency)


def write_goal(goal: KeptGoal, folder: Path) -> None:
    """Keep a goal beside its run."""
    # JSON knows no infinity.
    told = {**asdict(goal), "reached": goal.reached if math.isfinite(goal.reached) else None}
    write_page(folder / GOAL, json.dumps(told, indent=1))


def kept_goal(run: RunFolder) -> KeptGoal | None:
    """The goal of this very run; nothing where it had none, or what is kept belongs to an earlier one."""
    try:
        told = json.loads((run.path / GOAL).read_text(encoding="utf-8"))
        reached = math.inf if told["reached"] is None else float(told["reached"])
        goal = KeptGoal(
            str(told["measure"]),
            float(told["asked"]),
            reached,
            int(told["futures"]),
            str(told["created"]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return goal if goal.created == str(run.manifest["created"]) else None
