"""A scenario checks its parts against one another, and is known by its content."""

from datetime import date

import pytest

from workbench.errors import InputError
from workbench.model import ImportSource, LeftOutRow, Portfolio, Project, ResourcePool, WorkPackage
from workbench.scenario import Scenario

BASE = {
    "name": "x",
    "portfolio": Portfolio(
        name="p",
        start=date(2027, 1, 4),
        pools=(ResourcePool(id="dev", capacity=5),),
        projects=(Project(id="A", packages=(WorkPackage(id="w", duration=3, demand={"dev": 1}),)),),
    ),
    "horizon": date(2028, 1, 1),
}


def shock(**fields: object) -> dict[str, object]:
    return {"kind": "capacity", "id": "s", "pool": "dev", "fte": -1, "from": date(2027, 6, 1), **fields}


def step(day: date) -> dict[str, object]:
    return {"from": day, "maturity": 3}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"horizon": date(2027, 1, 4)}, "horizon: must be after the portfolio's start 2027-01-04"),
        ({"shocks": [shock(), shock()]}, "shocks › s: the id stands twice"),
        ({"shocks": [shock(pool="def")]}, "there is no pool of this name (got def); did you mean dev?"),
        ({"shocks": [shock(until=date(2027, 6, 1))]}, "shocks › s › until: must be after from"),
        ({"policy": {"selection": {"exclude": ["B"]}}}, "policy › selection › exclude: there is no project"),
        ({"pmo": {"levels": [step(date(2027, 6, 1))]}}, "a level path needs the present maturity"),
        (
            {"pmo": {"levels": [step(date(2027, 6, 1)), step(date(2027, 5, 1))]}},
            "pmo › levels: dates must rise",
        ),
    ],
)
def test_parts_that_do_not_fit_are_told(change: dict[str, object], expected: str) -> None:
    with pytest.raises(InputError) as error:
        Scenario.model_validate(BASE | change)
    assert expected in str(error.value)


def test_name_and_description_are_not_content() -> None:
    plain = Scenario.model_validate(BASE)
    assert plain.model_copy(update={"name": "y", "description": "z"}).hash == plain.hash


def test_where_the_portfolio_was_imported_from_is_not_content() -> None:
    plain = Scenario.model_validate(BASE)
    dropped = (LeftOutRow(place="plan.csv, cell B3", reason="is not a number"),)
    source = ImportSource(file="plan.csv", read_on=date(2027, 1, 4), rows=2, used=1, dropped=dropped)
    noted = plain.model_copy(update={"portfolio": plain.portfolio.model_copy(update={"source": source})})
    assert noted.hash == plain.hash
    assert Scenario.model_validate_json(noted.model_dump_json(by_alias=True)) == noted
    renamed = plain.model_copy(update={"portfolio": plain.portfolio.model_copy(update={"name": "q"})})
    assert renamed.hash != plain.hash


def test_a_copy_with_another_seed_has_another_hash() -> None:
    plain = Scenario.model_validate(BASE)
    assert plain.hash
    assert plain.model_copy(update={"seed": 2}).hash != plain.hash


def test_a_horizon_without_a_working_day_is_refused() -> None:
    weekend = BASE | {"portfolio": BASE["portfolio"].model_copy(update={"start": date(2027, 1, 2)})}
    with pytest.raises(
        InputError, match="horizon: leaves no working day from the portfolio's start 2027-01-02 on"
    ):
        Scenario.model_validate(weekend | {"horizon": date(2027, 1, 3)})
    assert Scenario.model_validate(weekend | {"horizon": date(2027, 1, 4)}).horizon == date(2027, 1, 4)
