"""Scores on declared scales: absolute anchors, zero as if not done, weights that belong to their ranges."""

from datetime import date
from typing import Any

import numpy as np
import pytest

from workbench.errors import InputError
from workbench.model import (
    Objective,
    Portfolio,
    Project,
    ResourcePool,
    Scale,
    ScalePoint,
    WorkPackage,
    rescaled,
)
from workbench.model.alignment import contribution, weighted_score

WORK = (WorkPackage(id="w", duration=1, demand={"dev": 1}),)


def project(name: str = "P", **more: Any) -> Project:
    return Project(id=name, packages=WORK, **more)


def portfolio(*projects: Project, **more: Any) -> Portfolio:
    return Portfolio(
        name="One",
        start=date(2027, 1, 4),
        pools=(ResourcePool(id="dev", capacity=1),),
        projects=projects,
        **more,
    )


DAYS = Objective(id="speed", weight=40, scale=Scale(unit="days", worst=30, best=10))
CARE = Objective(id="care", weight=60)


def test_a_level_earns_its_place_between_the_declared_ends_whichever_is_the_lower_number() -> None:
    assert contribution(DAYS, project(levels={"speed": 30})) == 0
    assert contribution(DAYS, project(levels={"speed": 25})) == 25
    assert contribution(DAYS, project(levels={"speed": 10})) == 100


def test_points_bend_the_line() -> None:
    bent = Scale(worst=0, best=8, points=(ScalePoint(level=2, value=60), ScalePoint(level=6, value=90)))
    assert [bent.value_of(x) for x in (0, 1, 2, 4, 6, 7, 8)] == [0, 30, 60, 75, 90, 95, 100]


def test_what_is_there_without_the_project_is_not_its_contribution() -> None:
    assert contribution(CARE, project(scores={"care": 50}, not_done={"care": 30})) == 20
    assert contribution(CARE, project(scores={"care": 50}, not_done={"care": -10})) == 60


def test_a_project_that_states_nothing_adds_nothing_to_the_portfolio() -> None:
    assert weighted_score([DAYS, CARE], project()) == 0


def test_levels_and_scores_weigh_together() -> None:
    assert weighted_score([DAYS, CARE], project(levels={"speed": 20}, scores={"care": 10})) == 26


def test_money_never_counts_again_as_score() -> None:
    """Whatever a monetised objective weighs and however high the score on it: the same weighted score."""
    money = Objective(id="cost", weight=500, monetised=True)
    plain, rich = project(scores={"care": 50}), project(scores={"care": 50, "cost": 100})
    assert weighted_score([DAYS, CARE, money], rich) == weighted_score([DAYS, CARE], plain)


def test_a_wider_range_with_its_weight_in_proportion_changes_no_ratio_between_projects() -> None:
    """The new weight is w · new range ÷ range; without it the order of these two turns round."""
    fast, kind = project(levels={"speed": 16}), project(scores={"care": 45})
    before = [weighted_score([DAYS, CARE], one) for one in (fast, kind)]
    wider = rescaled(DAYS, best=-10)
    assert wider.weight == 80
    after = [weighted_score([wider, CARE], one) for one in (fast, kind)]
    assert after[0] / after[1] == pytest.approx(before[0] / before[1])
    forgotten = wider.model_copy(update={"weight": DAYS.weight})
    wrong = [weighted_score([forgotten, CARE], one) for one in (fast, kind)]
    assert before[0] > before[1] and wrong[0] < wrong[1]


def test_a_copy_of_a_rival_turns_no_order_round_where_normalising_to_the_sum_does() -> None:
    """Three criteria of equal weight (Belton & Gear 1983): a copy of B puts A ahead under the old way."""
    scores = {"A": (1, 9, 8), "B": (9, 1, 9), "C": (1, 1, 1)}

    def summed(table: dict[str, tuple[int, int, int]]) -> dict[str, float]:
        columns = np.array(list(table.values()), dtype=float)
        return dict(zip(table, (columns / columns.sum(axis=0)).mean(axis=1).round(3).tolist(), strict=True))

    assert summed(scores) == {"A": 0.451, "B": 0.470, "C": 0.079}
    with_copy = summed({**scores, "D": scores["B"]})
    assert with_copy == {"A": 0.365, "B": 0.289, "C": 0.057, "D": 0.289}

    criteria = [Objective(id=k, weight=1, scale=Scale(worst=0, best=10)) for k in "xyz"]
    ours = {
        name: weighted_score(criteria, project(name, levels=dict(zip("xyz", row, strict=True))))
        for name, row in scores.items()
    }
    assert ours["B"] > ours["A"] > ours["C"]  # and no other project is read


@pytest.mark.parametrize(
    ("made", "message", "place"),
    [
        ({"levels": {"care": 3}}, "no scale", ("projects", "P", "levels", "care")),
        (
            {"levels": {"speed": 5}},
            "outside the declared range 30 to 10 days",
            ("projects", "P", "levels", "speed"),
        ),
        (
            {"levels": {"speed": 20}, "scores": {"speed": 3}},
            "as a score too",
            ("projects", "P", "levels", "speed"),
        ),
        ({"levels": {"sped": 20}}, "no objective of this name", ("projects", "P", "levels")),
    ],
)
def test_what_cannot_be_valued_is_refused_by_place(
    made: dict[str, Any], message: str, place: tuple[str, ...]
) -> None:
    with pytest.raises(InputError) as error:
        portfolio(project(**made), objectives=(DAYS, CARE))
    (problem,) = error.value.problems
    assert message in problem.message and problem.path == place


@pytest.mark.parametrize(
    "scale",
    [
        Scale(worst=1, best=1),
        Scale(worst=0, best=10, points=(ScalePoint(level=8, value=20), ScalePoint(level=4, value=60))),
        Scale(worst=0, best=10, points=(ScalePoint(level=2, value=50), ScalePoint(level=4, value=40))),
    ],
)
def test_a_scale_rises_from_worst_to_best(scale: Scale) -> None:
    with pytest.raises(InputError):
        portfolio(project(), objectives=(Objective(id="x", weight=1, scale=scale),))


def test_a_programme_cannot_need_more_projects_than_it_has() -> None:
    with pytest.raises(InputError, match="only 1 projects name this programme"):
        portfolio(project(programme="north"), programmes=({"name": "north", "needs": 2},))


def test_programmes_may_be_bare_names() -> None:
    made = portfolio(project(programme="north"), programmes=("north",))
    assert [one.name for one in made.programmes] == ["north"]
