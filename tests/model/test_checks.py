"""Cross-checks of a portfolio; what a file makes of them is tested with the files."""

from datetime import date

import pytest

from workbench.errors import InputError
from workbench.model import Portfolio

START = date(2027, 1, 4)


def package(name: str = "w", **fields: object) -> dict[str, object]:
    return {"id": name, "duration": 5, "demand": {"dev": 1}, **fields}


def project(name: str = "A", **fields: object) -> dict[str, object]:
    return {"id": name, "packages": [package()], **fields}


def problems(*projects: dict[str, object], **fields: object) -> list[str]:
    data = {
        "name": "x",
        "start": START,
        "pools": [{"id": "dev", "capacity": 5}, {"id": "qa", "capacity": 2}],
        "projects": projects or [project()],
        **fields,
    }
    try:
        Portfolio.model_validate(data)
    except InputError as error:
        return [str(problem) for problem in error.problems]
    return []


def test_a_sound_portfolio_has_no_problem() -> None:
    assert (
        problems(project("A"), project("B", after=["A"], due=date(2028, 1, 1), lateness={"per_day": 1})) == []
    )


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"packages": []}, "projects › A: a project needs at least one work package"),
        ({"packages": [package(), package()]}, "projects › A › packages › w: the id stands twice"),
        (
            {"packages": [package(after=["v"])]},
            "packages › w › after: there is no package of this name (got v)",
        ),
        (
            {"packages": [package(demand={"def": 1})]},
            "there is no pool of this name (got def); did you mean dev?",
        ),
        ({"packages": [package(demand={"dev": 5.01})]}, "demand is above the 5 FTE"),
        ({"packages": [package(demand={"dev": 100_000})]}, "demand is above the 5 FTE"),
        ({"packages": [package(spent_days=1)]}, "only a project in flight can have packages under way"),
        ({"packages": [package(done=True), package("v")]}, "a project with finished packages is in flight"),
        ({"in_flight": True, "packages": [package(done=True)]}, "every package is done already"),
        (
            {"in_flight": True, "packages": [package(spent_days=1, after=["v"]), package("v")]},
            "has begun although v",
        ),
        ({"stages": ["plan"]}, "there is no stage of this name (got work)"),
        ({"gates": ["biuld"], "packages": [package(stage="build")]}, "(got biuld); did you mean build?"),
        ({"stages": ["work", "end"], "gates": ["end"]}, "a gate needs packages in its stage (got end)"),
        ({"lateness": {"step": 1}}, "projects › A › lateness: a lateness cost needs a due date"),
        ({"due": 5.0, "intake": 6.0}, "due: is before the intake 6"),
        ({"due": date(2027, 1, 8), "intake": 6.0}, "due: is before the intake 6"),
        ({"benefit": {"window_closes": START}}, "window_closes: is before the start"),
        (
            {"scores": {"growth": 1}},
            "there is no objective of this name (got growth); there is no objective at all",
        ),
        ({"operations_effect": {"ops": 1}}, "operations_effect: there is no pool of this name"),
        (
            {"risks": [{"id": "r", "probability": 0.1, "packages": ["x"]}]},
            "there is no package of this name (got x)",
        ),
    ],
)
def test_a_project_that_does_not_fit(fields: dict[str, object], expected: str) -> None:
    told = problems(project(**fields))
    assert any(expected in line for line in told), told


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"projects": ()}, "a portfolio needs at least one project"),
        ({"pools": []}, "a portfolio needs at least one pool of people"),
        (
            {"risks": [{"id": "r", "probability": 0.1, "projects": ["B"]}]},
            "risks › r › projects: there is no project",
        ),
        (
            {
                "pools": [
                    {
                        "id": "dev",
                        "capacity": 5,
                        "capacity_steps": [{"from": START, "fte": 1}, {"from": START, "fte": 2}],
                    }
                ]
            },
            "pools › dev › capacity_steps: dates must rise",
        ),
    ],
)
def test_a_portfolio_that_does_not_fit(fields: dict[str, object], expected: str) -> None:
    data = {"projects": [project()], **fields}
    told = problems(*data.pop("projects"), **data) if data["projects"] else _without_projects()
    assert any(expected in line for line in told), told


def _without_projects() -> list[str]:
    with pytest.raises(InputError) as error:
        Portfolio.model_validate(
            {"name": "x", "start": START, "pools": [{"id": "dev", "capacity": 1}], "projects": []}
        )
    return [str(problem) for problem in error.value.problems]


def test_projects_and_packages_in_a_circle_are_told_with_the_circle() -> None:
    told = problems(project("A", after=["B"]), project("B", after=["A"]))
    assert len(told) == 1
    assert "predecessors run in a circle" in told[0]
    assert "A → B → A" in told[0] or "B → A → B" in told[0]


def test_all_problems_come_at_once() -> None:
    told = problems(
        project("A", after=["C"]), project("A", lateness={"per_day": 1}), project("B", packages=[])
    )
    assert len(told) == 4


def test_capacity_is_the_most_that_the_pool_ever_has() -> None:
    later = {"id": "dev", "capacity": 1, "capacity_steps": [{"from": date(2028, 1, 1), "fte": 4}]}
    assert problems(project(packages=[package(demand={"dev": 3})]), pools=[later]) == []


def test_value_without_end_is_refused_unless_something_ends_it() -> None:
    def told(**benefit: object) -> list[str]:
        return problems(project(benefit={"per_year": 1, **benefit}), discount_rate=0)

    assert "value without end" in told()[0]
    for ending in ({"plateau_years": 3}, {"window_closes": date(2030, 1, 1)}):
        assert told(**ending) == []
    assert problems(project(benefit={"per_year": 1})) == []


@pytest.mark.parametrize(
    ("year", "remedy"),
    [
        (27, "did you mean 2027?"),
        (0, "did you mean 2000?"),
        (-27, "write for example 2027"),
        (20270, "write"),
    ],
)
def test_a_budget_belongs_to_a_year_of_four_digits(year: int, remedy: str) -> None:
    (said,) = problems(budgets={2028: 5, year: 5})
    assert said.startswith(f"budgets › {year}: a fiscal year is a year of four digits (got {year}); {remedy}")


def test_a_reserve_needs_a_budget_to_be_overspent() -> None:
    (said,) = problems(budgets={2028: 5}, reserves={2027: 1, 2028: 1})
    assert said.startswith("reserves › 2027: only a year with a budget") and "{2027: …}" in said


def test_stages_without_an_order_of_their_own_take_that_of_the_predecessors() -> None:
    """Shuffling the packages changes nothing; where predecessors leave it open, gates ask for an order."""
    chain = [package("b", stage="test", after=["a"]), package("a", stage="build")]
    for packages in (chain, chain[::-1]):
        (found,) = Portfolio.model_validate(
            {
                "name": "x",
                "start": date(2027, 1, 4),
                "pools": [{"id": "dev", "capacity": 9}],
                "projects": [project("A", packages=packages, gates=["build"])],
            }
        ).projects
        assert found.stage_order == ("build", "test")
    side_by_side = [package("b", stage="test"), package("a", stage="build")]
    (said,) = problems(project("A", packages=side_by_side, gates=["build"]))
    assert "leave the order of the stages open" in said and "state stages" in said


@pytest.mark.parametrize(
    "fields",
    [
        {"packages": [package(duration=1e300)]},
        {"benefit": {"per_year": 1e308, "plateau_years": 100}},
        {"external_cost": 1e300},
        {"packages": [package(demand={"dev": 1e308})]},
        {"packages": [package(spent_days=40_000)], "in_flight": True},
        {"intake": 40_000},
        {"due": 1e300},
        {"benefit": {"per_year": 1, "decay_per_year": 200}},
        {"operations_effect": {"dev": -1e6}},
    ],
)
def test_sizes_beyond_reason_are_refused(fields: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="(less|greater) than or equal"):
        Portfolio.model_validate(
            {
                "name": "x",
                "start": START,
                "pools": [{"id": "dev", "capacity": 5}],
                "projects": [project(**fields)],
            }
        )
