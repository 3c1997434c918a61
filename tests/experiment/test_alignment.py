"""Alignment over time, exchange rates and the list after a change of strategy, on futures known by hand."""

from datetime import date
from typing import Any

import numpy as np
import pytest

from tests.engines.build import chain, day, package, policy, pool, project, scenario
from workbench.errors import InputError
from workbench.experiment import compare, simulate
from workbench.experiment.alignment import (
    alignment_by_year,
    delivered_alignment,
    efficient_scenarios,
    exchange_rate_sweep,
)
from workbench.experiment.balance import risk_balance
from workbench.experiment.programmes import programme_lines
from workbench.experiment.reevaluation import reevaluate
from workbench.model import Fixed, Objective
from workbench.scenario import Scenario

OBJECTIVES = (Objective(id="growth", weight=1), Objective(id="care", weight=1))
TO_CARE = ({"from": day(60), "weights": {"growth": 0, "care": 1}},)


def certain(name: str, *days: float, **more: Any) -> Any:
    """A project that takes exactly so many days."""
    made = chain(*(package(f"w{k}", Fixed(value=one)) for k, one in enumerate(days)))
    return project(name, *made, **more)


def two(**more: Any) -> Scenario:
    """G of 100 days from day 0 and C of 300 after it, one person; the year ends on day 365."""
    made = [
        certain("A", 100.0, scores={"growth": 80}),
        certain("B", 300.0, scores={"care": 60, "growth": 20}, intake=1.0),
    ]
    return scenario(made, objectives=OBJECTIVES, policy=policy(release={"wip_limit": 1}), horizon=500, **more)


def test_score_is_delivered_on_the_day_of_completion() -> None:
    found = delivered_alignment(simulate(two(), 2)).set_index("date")
    assert found.loc[date(2027, 4, 1), "mean"] == 0  # day 90
    assert found.loc[date(2027, 5, 1), "mean"] == 40
    assert found.loc[date(2028, 2, 1), "mean"] == 40  # day 396
    assert found["mean"].iloc[-1] == 80


def test_years_add_up_to_the_whole() -> None:
    found = alignment_by_year(simulate(two(), 2))
    assert found[["year", "mean"]].to_numpy().tolist() == [[2027, 40], [2028, 40]]


def test_what_a_change_of_strategy_takes_is_the_score_at_release_less_that_at_completion() -> None:
    """A began for growth (40) and ends worthless on day 100; B begins under the new weights: 60."""
    values = simulate(two(strategy=TO_CARE, discount_rate=0.1), 2)
    assert values.values("test", "strategic_value").tolist() == [60, 60]
    assert values.values("test", "alignment_lost").tolist() == [40, 40]
    assert values.values("test", "time_to_realign").tolist() == [40, 40]
    assert values.values("test", "strategic_present").to_numpy() == pytest.approx(
        60 * 1.1 ** (-400 / 365), rel=1e-3
    )


def test_without_a_change_nothing_is_lost_and_nothing_said() -> None:
    assert not {"alignment_lost", "time_to_realign"} & set(simulate(two(), 2).measure_names())


def rivals() -> list[Scenario]:
    """One person for 100 days: money or score."""
    made = [
        certain("M", 80.0, benefit={"per_year": 1000, "plateau_years": 1}),
        certain("S", 80.0, scores={"growth": 40}),
    ]
    return [
        scenario(made, objectives=OBJECTIVES, policy=policy(exclude=(out,)), horizon=100, name=name)
        for out, name in (("S", "money"), ("M", "score"))
    ]


def test_the_best_turns_where_a_point_is_worth_as_much_as_the_money_given_up() -> None:
    """1000 in money against 20 points: even at 50 a point."""
    found = compare(rivals(), 40)
    table = exchange_rate_sweep(found, [0, 49, 51, 100])
    assert table[table["best"]]["scenario"].tolist() == ["money", "money", "score", "score"]
    score = table[table["scenario"] == "score"]
    assert score["gain"].to_numpy() == pytest.approx([-1000, -20, 20, 1000])
    assert score["ruled_out"].tolist() == [True, True, False, False]
    efficient = efficient_scenarios(found)
    assert efficient["scenario"].tolist() == ["money", "score"]
    assert efficient["to_rate"].tolist() == pytest.approx([50, np.inf])


def test_an_unknown_baseline_and_a_score_that_nobody_has_are_told() -> None:
    found = compare(rivals(), 2)
    with pytest.raises(InputError, match="no scenario of this name"):
        exchange_rate_sweep(found, [1.0], baseline="today")
    with pytest.raises(InputError, match="no future has this measure"):
        efficient_scenarios(found, "alignment_lost")


def crowded() -> Scenario:
    """On day 60: U1, U2 under way, W1, W2 waiting; 2 people, 2 places; growth gives way to care."""
    rich, poor = {"per_year": 90_000, "plateau_years": 2}, {"per_year": 0}
    made = [
        certain("U1", 50.0, 100.0, scores={"growth": 90}, benefit=rich),
        certain("U2", 50.0, 100.0, scores={"growth": 80}, benefit=poor),
        certain("W1", 100.0, scores={"care": 70}, benefit=rich),
        certain("W2", 100.0, scores={"care": 60}, benefit=poor),
        certain("X", 10.0, intake=61.0, scores={"care": 99}),
    ]
    return scenario(
        made,
        [pool(capacity=2, cost_per_fte_day=100)],
        objectives=OBJECTIVES,
        policy=policy(release={"index": "strategic", "wip_limit": 2}),
        discount_rate=0.05,
        strategy=TO_CARE,
    )


def test_the_list_after_a_change_of_strategy_says_what_to_stop() -> None:
    found = reevaluate(crowded(), 3).set_index("project")
    assert found["recommendation"].to_dict() == {
        "W1": "green-light",
        "W2": "green-light",
        "U1": "re-evaluate",  # worth its money, no longer in line
        "U2": "terminate",
    }
    assert found["rank_before"].to_dict() == {"U1": 1, "U2": 2, "W1": 3, "W2": 4}
    assert found["rank_after"].to_dict() == {"W1": 1, "W2": 2, "U1": 3, "U2": 4}
    assert found.loc["U2", "worth_left"] == pytest.approx(-100 * 100, rel=0.02)  # 100 days of one person
    assert (found["stability"] == 1).all() and found["line_before"].tolist() == [0, 0, 1, 1]


def test_people_left_draw_the_line_too() -> None:
    """With room for 100 FTE-days only (2 people, 50 days), one of them fits."""
    found = reevaluate(crowded(), 2, months=12 * 50 / 365).set_index("project")
    assert found.loc["W1", "recommendation"] == "green-light"
    assert found.loc["W2", "recommendation"] == "hold"


def test_a_point_of_score_may_be_worth_money() -> None:
    kept = reevaluate(crowded(), 2, worth_of_a_point=1e6).set_index("project")
    assert kept.loc["U2", "recommendation"] == "terminate"  # it scores nothing any more
    made = crowded()
    mild = made.model_copy(
        update={"strategy": (made.strategy[0].model_copy(update={"weights": {"care": 9}}),)}
    )
    assert (
        reevaluate(mild, 2, worth_of_a_point=1e6).set_index("project").loc["U2", "recommendation"]
        == "re-evaluate"
    )


def test_without_a_change_there_is_no_list() -> None:
    with pytest.raises(InputError, match="no change of strategy number 1"):
        reevaluate(two(), 2)


def joined() -> Scenario:
    """Two projects of 10 and 20 days for one person, worth 1000 for a year together; a third of 70 alone."""
    north = {"name": "north", "benefit": {"per_year": 1000, "plateau_years": 1}}
    made = [
        certain("A", 10.0, programme="north"),
        certain("B", 20.0, programme="north"),
        certain("C", 70.0, reference_class="web", benefit={"per_year": 500, "plateau_years": 1}),
    ]
    return scenario(made, [pool(cost_per_fte_day=10)], programmes=(north,), objectives=OBJECTIVES)


def test_a_programme_is_one_line_with_its_benefit_counted_once() -> None:
    found = simulate(joined(), 2)
    (line,) = programme_lines(found).to_dict("records")
    assert (line["programme"], line["projects"], line["needs"], line["complete"]) == ("north", 2, 2, 1)
    assert (line["day_p50"], line["cost"], line["benefit"]) == (30, 300, 0)
    assert line["own_benefit"] == pytest.approx(1000) and line["npv"] == pytest.approx(700)
    assert found.values("test", "benefit").to_numpy() == pytest.approx(1500)
    assert found.values("test", "npv").to_numpy() == pytest.approx(1500 - 1000)


def test_a_programme_that_misses_a_project_is_never_complete() -> None:
    made = joined().model_copy(update={"policy": policy(exclude=("B",))})
    (line,) = programme_lines(simulate(made, 2)).to_dict("records")
    assert (line["complete"], line["day_p50"], line["own_benefit"]) == (0, np.inf, 0)


def test_concentration_of_cost_by_hand() -> None:
    """Costs 100, 200 and 700: by programme 300 against 700, by project the three; value hangs on C alone."""
    found = risk_balance(joined()).set_index(["by", "of"])
    assert found.loc[("programme", "cost"), "herfindahl"] == pytest.approx(0.3**2 + 0.7**2)
    assert found.loc[("project", "cost"), "herfindahl"] == pytest.approx(0.01 + 0.04 + 0.49)
    assert found.loc[("project", "cost"), "largest"] == "C"
    assert found.loc[("project", "value"), "herfindahl"] == 1
    assert found.loc[("class", "cost"), "as_if"] == pytest.approx(1 / 0.58)


def test_concentration_by_objective_is_that_of_weighted_contributions() -> None:
    found = risk_balance(two()).set_index(["by", "of"]).loc[("objective", "score")]
    assert found["herfindahl"] == pytest.approx((100 / 160) ** 2 + (60 / 160) ** 2)
    assert found["largest"] == "growth"
