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
DAMAGED = f"How well differences were meant to be known cannot be read: {GOAL} of the run is damaged."


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


def kept_goal_words(run: RunFolder, currency: str) -> str:
    """What came of the goal of this very run, or that it cannot be read; empty where it had none."""
    path = run.path / GOAL
    if not path.is_file():
        return ""
    try:
        goal = _read(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return DAMAGED
    return goal.words(currency) if goal.created == str(run.manifest["created"]) else ""


def _read(text: str) -> KeptGoal:
    told = json.loads(text)
    return KeptGoal(
        str(told["measure"]),
        float(told["asked"]),
        math.inf if told["reached"] is None else float(told["reached"]),
        int(told["futures"]),
        str(told["created"]),
    )
