"""What the controls of the page about course and consistency mean, and the pictures of what was found."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.analysis import Crossed, crossed
from workbench.charts.numbers import Figures
from workbench.experiment import Comparison
from workbench.experiment.worth import Effect, LevelGrid
from workbench.experiment.worth.better import (
    CHOICES,
    LARGER,
    Better,
    Choice,
    Limit,
    at_levels,
    policy_of,
)
from workbench.experiment.worth.interplay import Gain, corners_of
from workbench.experiment.worth.level_grid import LEVELS, cells_of, distinct
from workbench.interfaces.explorer.drawing import Card
from workbench.interfaces.studies.interplay import corners_picture
from workbench.interfaces.studies.interplay_levels import grid_figures, levels_picture
from workbench.interfaces.wording import capital
from workbench.model.maturity import Maturity
from workbench.policies import GateRule, IndexName
from workbench.scenario import Scenario

Floats = NDArray[np.float64]

ALONE = (Effect.DECISIONS, Effect.DELIVERY, Effect.BOTH, Effect.INTERACTION)


@dataclass(frozen=True)
class Wished:
    """What somebody calls better.

    Parameters
    ----------
    order
        Who starts first, and who gets people first; None leaves both as today.
    limit
        Most projects at once.
    gates
        What gates decide from.
    level
        Of delivery, on every perspective and in every programme.
    size
        People and cash of the PMO behind it, of today's.
    """

    order: IndexName | None
    limit: int
    gates: GateRule
    level: float
    size: float = LARGER

    def of(self, base: Scenario) -> Better:
        """As a policy and a PMO."""
        choice = Choice("chosen", self.order, _people(self.order), Limit.AS_TODAY, self.gates)
        policy = policy_of(base, choice)
        release = policy.release.model_copy(update={"wip_limit": self.limit})
        today = base.pmo.upkeep()[0]
        pmo = at_levels(base, Maturity.model_validate(self.level)).model_copy(
            update={
                "staff": self.size * today.people,
                "cash_per_year": self.size * today.cash,
                "staff_steps": (),
            }
        )
        return Better(policy.model_copy(update={"release": release}), pmo)


def _people(order: IndexName | None) -> IndexName | None:
    """Starts by cost of delay go with people to urgent dates first, as in the bundled scenarios."""
    return IndexName.ATC if order is IndexName.CD3 else order


def scenarios_of(base: Scenario, wished: Wished) -> list[Scenario]:
    """The four corners, today's first."""
    return list(corners_of(base, wished.of(base)).values())


def contrasts_of(found: Comparison) -> Crossed:
    """Net value of the four corners, future by future."""
    return crossed(*(found.values(name, "npv").to_numpy() for name in found.names))


def corners_card(gains: dict[Effect, Gain], figures: Figures) -> Card:
    """The interaction as two lines, and the same as a table."""
    rows = [
        (capital(one.value), figures.signed(mean.value), figures.span(mean.low, mean.high))
        for one, mean in ((effect, gains[effect].mean) for effect in ALONE)
    ]
    head = ("", "average", f"range ({figures.unit})")
    title = f"Net value less today’s ({figures.unit}): parallel lines mean that gains add up"
    return Card("corners", title, corners_picture(gains, figures), head=head, rows=rows)


def level_scenarios(base: Scenario) -> list[Scenario]:
    """Today, then every level of delivery × way to decide."""
    return [base, *cells_of(base, LEVELS, distinct(base, CHOICES)).values()]


def level_grid(base: Scenario, found: Comparison) -> LevelGrid:
    """What those were found to be worth."""
    choices = distinct(base, CHOICES)
    today, *cells = (found.values(name, "npv").to_numpy() for name in found.names)
    npv: Floats = np.stack([one - today for one in cells])
    return LevelGrid(base, LEVELS, choices, npv.reshape(len(LEVELS), len(choices), -1))


def levels_card(grid: LevelGrid) -> Card:
    """The heat map, and the same as a table."""
    figures = grid_figures(grid)
    rows = [
        (
            capital(choice.name),
            *(figures.bare_signed(grid.against_today(at, choice).mean.value) for at in grid.levels),
        )
        for choice in grid.choices
    ]
    title = f"Net value less today’s ({figures.unit}), by level of delivery and way to decide"
    head = ("", *(f"level {one:g}" for one in grid.levels))
    return Card("levels", title, levels_picture(grid, figures), head=head, rows=rows)
