"""What simulation confirms of changes found by plan, when several of them are looked at."""

from dataclasses import dataclass
from typing import cast

import numpy as np
import pandas as pd
import pytest

from tests.engines.build import project, scenario
from workbench.experiment.results import Comparison
from workbench.experiment.selecting.change import Change, Kind
from workbench.experiment.selecting.outcome import confirmed

FUTURES = 200


@dataclass(frozen=True)
class Ran:
    """A run of pairs of lists whose net values are given."""

    differences: list[np.ndarray]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(f"{side} {k}" for k in range(len(self.differences)) for side in ("without", "with"))

    def values(self, name: str, measure: str) -> pd.Series:
        side, k = name.split()
        return pd.Series(self.differences[int(k)] if side == "with" else np.zeros(FUTURES))


def changes(count: int) -> list[Change]:
    return [Change(Kind.DROP, 1.0, (), scenario([project("A", 1.0)]), (), ("A",)) for _ in range(count)]


def told(differences: list[np.ndarray]) -> list[bool]:
    found = confirmed(changes(len(differences)), cast("Comparison", Ran(differences)))
    return [one.is_confirmed or one.is_refuted for one in found]


@pytest.mark.parametrize("count", [2, 8])
def test_of_changes_that_do_nothing_few_studies_confirm_any(count: int) -> None:
    """At most about 5 in 100 studies, however many changes each looks at (300 studies)."""
    luck = np.random.default_rng(5)
    alarms = [any(told([luck.normal(size=FUTURES) for _ in range(count)])) for _ in range(300)]
    assert np.mean(alarms) <= 0.05 + 3 * np.sqrt(0.05 * 0.95 / 300)


def test_one_that_gains_is_confirmed_beside_seven_that_do_nothing() -> None:
    luck = np.random.default_rng(6)
    rows = [luck.normal(size=FUTURES) for _ in range(7)] + [luck.normal(1.0, 1.0, size=FUTURES)]
    assert told(rows)[-1]
