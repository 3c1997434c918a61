"""What is said of practices without a simulation is what a simulation would read."""

import math
from pathlib import Path

import pytest

from workbench import load_scenario
from workbench.bundled import bundled
from workbench.engines.plan.calendar import close_of
from workbench.engines.plan.landscape import level_path
from workbench.errors import InputError
from workbench.experiment.worth.described import description_of
from workbench.policies import Practice, Size
from workbench.scenario import Scenario


def scenario(name: str) -> Scenario:
    return load_scenario(Path(bundled("scenarios")) / f"{name}.yaml")


def with_programmes(today: Scenario, inside: dict[str, float]) -> Scenario:
    """Every practice as far in use in some programmes as stated."""
    standards = today.pmo.standards
    assert standards is not None
    practices = {
        name: one.model_copy(update={"programmes": inside}) for name, one in standards.practices.items()
    }
    changed = standards.model_copy(update={"practices": practices})
    return today.model_copy(update={"pmo": today.pmo.model_copy(update={"standards": changed})})


@pytest.mark.parametrize("inside", [{}, {"Policy renewal": 0.0}], ids=["everywhere alike", "not in one"])
def test_levels_are_those_that_the_engines_read_at_boards(inside: dict[str, float]) -> None:
    closed = with_programmes(scenario("pmo-closed"), inside)
    found = description_of(closed)
    portfolio = closed.portfolio
    per_year = portfolio.calendar.days_per_year(portfolio.start, closed.horizon)
    ordered = sorted(portfolio.projects, key=lambda one: one.id)
    path = level_path(closed, ordered, close_of(portfolio, closed.horizon), per_year)
    last = [k for k, day in enumerate(path.days) if day <= close_of(portfolio, closed.horizon)][-1]
    weights = [list(path.unit_of).count(u) for u in range(len(path.profiles))]
    for name, levels in found.levels.items():
        rows = [row[last] for row in path.profiles]
        read = sum(w * getattr(row, name) for w, row in zip(weights, rows, strict=True)) / sum(weights)
        assert levels[0] == pytest.approx(getattr(portfolio.maturity.profile, name))  # type: ignore[union-attr]
        assert levels[-1] == pytest.approx(read, abs=0.02)


def test_what_is_paid_sums_to_what_the_pmo_costs() -> None:
    found = description_of(scenario("pmo-cut-30"))
    for k, upkeep in enumerate(found.scenario.pmo.upkeep()):
        assert math.fsum(one.paid[k].yearly for one in found.practices) == pytest.approx(upkeep.yearly)
        assert math.fsum(one.paid[k].people for one in found.practices) == pytest.approx(upkeep.people)


def test_today_stays_and_what_does_not_go_together_is_told() -> None:
    found = description_of(scenario("baseline"))
    assert len(set(found.mean)) == 1 and set(found.surcharge) == {0.0}
    assert found.at_odds == ["benefits"]
    assert found.own["benefits"] == pytest.approx(0.72, abs=0.005)
    assert found.kinds == {Size.MEDIUM: 17, Size.LARGE: 23}


def test_a_practice_that_nobody_pays_for_goes_towards_what_lasts() -> None:
    found = description_of(scenario("pmo-closed"))
    for one in found.practices:
        assert list(one.adoption) == sorted(one.adoption, reverse=True)
        assert one.adoption[-1] >= one.lasting
    audits = next(one for one in found.practices if one.practice is Practice.AUDITS)
    assert audits.adoption[-1] == pytest.approx(audits.lasting, abs=0.01)


def test_without_stated_practices_the_remedy_is_named() -> None:
    today = scenario("baseline")
    stated = today.model_copy(update={"pmo": today.pmo.with_stated_levels()})
    with pytest.raises(InputError, match="nothing to describe"):
        description_of(stated)
