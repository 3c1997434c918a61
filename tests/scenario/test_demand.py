"""More demand: who is cloned, how evenly, and what stays."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.model import Portfolio, Project, ResourcePool, SharedRisk, WorkPackage
from workbench.scenario import Demand, with_demand
from workbench.scenario.demand import spread

WORK = (WorkPackage(id="w", duration=10, demand={"dev": 1}),)


def project(key: str, **fields: object) -> Project:
    return Project.model_validate({"id": key, "packages": WORK, **fields})


def portfolio(*projects: Project, risks: tuple[SharedRisk, ...] = ()) -> Portfolio:
    pools = (ResourcePool(id="dev", capacity=5),)
    return Portfolio(name="x", start=date(2027, 1, 4), pools=pools, projects=projects, risks=risks)


def clones(grown: Portfolio) -> list[str]:
    return [one.id for one in grown.projects if "~" in one.id]


TEN = portfolio(*(project(f"P{n}", intake=float(n)) for n in range(10)))


@pytest.mark.parametrize(("scale", "count"), [(1, 0), (1.04, 0), (1.05, 1), (1.3, 3), (2, 10), (2.5, 15)])
def test_the_number_of_clones_is_rounded_half_up(scale: float, count: int) -> None:
    assert len(clones(with_demand(TEN, Demand(scale=scale)))) == count


@given(small=st.floats(1, 4), large=st.floats(1, 4))
def test_a_larger_surge_holds_every_clone_of_a_smaller_one(small: float, large: float) -> None:
    small, large = sorted((small, large))
    assert set(clones(with_demand(TEN, Demand(scale=small)))) <= set(
        clones(with_demand(TEN, Demand(scale=large)))
    )


@given(st.integers(1, 200), st.data())
def test_every_beginning_of_the_order_is_spread_evenly(count: int, data: st.DataObject) -> None:
    order = spread(count)
    assert sorted(order) == list(range(count))
    taken = sorted(order[: data.draw(st.integers(1, count))])
    gaps = [later - earlier for earlier, later in zip([-1, *taken], [*taken, count], strict=True)]
    assert max(gaps) <= 4 * count / len(taken) + 1


def test_who_is_in_flight_or_mandatory_is_not_cloned() -> None:
    grown = with_demand(
        portfolio(project("free"), project("flying", in_flight=True), project("must", mandatory=True)),
        Demand(scale=2),
    )
    assert clones(grown) == ["free~1"]
    asked = with_demand(portfolio(project("must", mandatory=True)), Demand(scale=2, mandatory=True))
    assert clones(asked) == ["must~1"]


def test_classes_and_programmes_narrow_it() -> None:
    both = portfolio(
        project("A", **{"class": "it"}), project("B", programme="x"), project("C", programme="x")
    )
    assert clones(with_demand(both, Demand(scale=2, classes=("it",)))) == ["A~1"]
    assert clones(with_demand(both, Demand(scale=2, programmes=("x",)))) == ["B~1", "C~1"]


def test_a_clone_differs_by_id_and_name_alone_and_shares_shared_risks() -> None:
    risk = SharedRisk(id="r", probability=0.1, projects=("A",))
    grown = with_demand(
        portfolio(project("A", name="Portal", due=99.0), project("B"), risks=(risk,)), Demand(scale=2)
    )
    original, clone = (one for one in grown.projects if one.id.startswith("A"))
    assert clone.model_copy(update={"id": "A", "name": "Portal"}) == original
    assert clone.name == "Portal (once more)"
    assert grown.risks[0].projects == ("A", "A~1")
    assert Portfolio.model_validate(grown.model_dump()) == grown


def test_ids_of_clones_do_not_collide_when_demand_grows_again() -> None:
    once = with_demand(portfolio(project("A")), Demand(scale=2))
    twice = with_demand(once, Demand(scale=2))
    assert sorted(clones(twice)) == ["A~1", "A~2", "A~3"]


def test_shuffling_the_projects_clones_the_same_ones() -> None:
    shuffled = portfolio(*reversed(TEN.projects))
    assert clones(with_demand(shuffled, Demand(scale=1.3))) == clones(with_demand(TEN, Demand(scale=1.3)))
