"""What is said of the example portfolio is counted here."""

import csv
import math
from datetime import date
from pathlib import Path
from statistics import mean, median, stdev

import pytest

from workbench.interfaces.files import load_portfolio
from workbench.interfaces.spreadsheet import read_strict
from workbench.model import Portfolio, ResourcePool

FOLDER = Path(__file__).parents[2] / "scenarios" / "portfolios"
HORIZON = date(2029, 12, 31)


@pytest.fixture(scope="module")
def insurer() -> Portfolio:
    return load_portfolio(FOLDER / "insurer.yaml")


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def capacity(portfolio: Portfolio, pool: ResourcePool) -> float:
    """FTE-days for projects until the horizon, from the file's own figures."""
    steps = [(portfolio.start, pool.capacity), *((step.from_, step.fte) for step in pool.capacity_steps)]
    days = [portfolio.calendar.days_between(portfolio.start, day) for day, _ in steps]
    days.append(portfolio.calendar.days_through(portfolio.start, HORIZON))
    people = sum((end - begin) * fte for begin, end, (_, fte) in zip(days[:-1], days[1:], steps, strict=True))
    return people * (1 - pool.operations_share)


def load(portfolio: Portfolio, pool: ResourcePool) -> float:
    """Planned FTE-days still to be worked."""
    return sum(
        max(0.0, package.duration.mean - (package.spent_days or 0.0)) * package.demand.get(pool.id, 0.0)
        for project in portfolio.projects
        for package in project.packages
        if not package.done
    )


def test_forty_projects_six_pools_one_programme(insurer: Portfolio) -> None:
    assert len(insurer.projects) == 40
    assert len(insurer.pools) == 6
    members = [project for project in insurer.projects if project.programme]
    assert {project.programme for project in members} == {one.name for one in insurer.programmes}
    assert len(insurer.programmes) == 1
    assert len(members) == 7
    linked = [project for project in insurer.projects if project.after]
    assert len(linked) == 4
    assert all(project in members for project in linked)


def test_a_third_is_mandatory_without_benefit_and_costs_when_late(insurer: Portfolio) -> None:
    mandatory = [project for project in insurer.projects if project.mandatory]
    assert 0.3 <= len(mandatory) / len(insurer.projects) <= 0.36
    for project in mandatory:
        assert project.benefit.per_year == 0
        assert project.due is not None
        assert project.lateness.per_day > 0 or project.lateness.step > 0
    assert all(project.benefit.per_year > 0 for project in insurer.projects if not project.mandatory)


def test_a_third_is_under_way_with_something_done(insurer: Portfolio) -> None:
    under_way = [project for project in insurer.projects if project.in_flight]
    assert 0.3 <= len(under_way) / len(insurer.projects) <= 0.36
    for project in under_way:
        assert any(package.done for package in project.packages)
        assert any(package.spent_days is not None for package in project.packages)
        assert project.external_cost == 0


def test_planned_load_is_tight_on_the_developers_and_bearable_elsewhere(insurer: Portfolio) -> None:
    ratios = {pool.id: load(insurer, pool) / capacity(insurer, pool) for pool in insurer.pools}
    assert max(ratios, key=ratios.__getitem__) == "developers"
    assert 0.8 <= ratios["developers"] <= 0.9
    assert all(0.45 <= ratio <= 0.7 for pool, ratio in ratios.items() if pool != "developers")


def test_daily_operations_keep_a_fifth_to_a_half_and_two_pools_change(insurer: Portfolio) -> None:
    assert all(0.2 <= pool.operations_share <= 0.5 for pool in insurer.pools)
    assert sum(bool(pool.capacity_steps) for pool in insurer.pools) == 2
    assert sum(pool.capacity for pool in insurer.pools) == 105


def test_work_needs_several_pools_at_once_in_fractions(insurer: Portfolio) -> None:
    packages = [package for project in insurer.projects for package in project.packages]
    assert all(5 <= len(project.packages) <= 8 for project in insurer.projects)
    assert sum(len(package.demand) >= 2 for package in packages) > len(packages) / 2
    assert sum(len(package.demand) >= 3 for package in packages) >= 30
    assert any(round(100 * fte) % 10 for package in packages for fte in package.demand.values())


def test_dates_windows_risks_gates_and_objectives(insurer: Portfolio) -> None:
    projects = insurer.projects
    assert 24 <= sum(project.due is not None for project in projects) <= 30
    assert sum(project.benefit.window_closes is not None for project in projects) == 3
    assert sum(bool(project.gates) for project in projects) >= 12
    assert sum(bool(project.operations_effect) for project in projects) == 3
    assert sum(bool(project.risks) for project in projects) >= 4
    assert len(insurer.risks) == 2
    assert len(insurer.objectives) == 4
    assert sum(objective.monetised for objective in insurer.objectives) == 1
    assert all(project.ordinal is not None for project in projects)


def test_present_maturity_is_2_4_on_average(insurer: Portfolio) -> None:
    assert insurer.maturity is not None
    assert mean(insurer.maturity.profile.model_dump().values()) == pytest.approx(2.39, abs=0.005)


def test_the_history_is_that_of_a_firm_at_2_4(insurer: Portfolio) -> None:
    history = rows("insurer_history.csv")
    finished = [row for row in history if row["status"] == "finished"]
    running = [row for row in history if row["status"] == "running"]
    assert len(finished) + len(running) == len(history) == 39
    assert all(date(2025, 1, 1) <= date.fromisoformat(row["finished_on"]) < insurer.start for row in finished)
    assert not any(row["finished_on"] for row in running)
    logs = [math.log(float(row["actual_days"]) / float(row["planned_days"])) for row in finished]
    assert math.exp(median(logs)) == pytest.approx(1.25, abs=0.02)
    assert stdev(logs) == pytest.approx(0.35, abs=0.02)
    classes = {project.id: project.reference_class for project in insurer.projects if project.in_flight}
    assert {row["id"]: row["class"] for row in running} == classes
    assert {row["class"] for row in history} == {project.reference_class for project in insurer.projects}


def test_the_thin_spreadsheet_is_the_same_portfolio(insurer: Portfolio) -> None:
    thin = {row["id"]: row for row in rows("insurer_thin.csv")}
    assert list(thin) == [project.id for project in insurer.projects]
    for project in insurer.projects:
        row = thin[project.id]
        assert row["name"] == project.name
        assert row["class"] == project.reference_class
        assert row["programme"] == project.programme
        assert row["due_date"] == (str(project.due) if project.due else "")
        assert row["mandatory"] == ("yes" if project.mandatory else "no")
        assert bool(row["started_on"]) == project.in_flight
        value = project.benefit.per_year - project.benefit.run_cost_per_year
        assert float(row["value_per_year"]) == max(0.0, value)


def test_the_thin_spreadsheet_is_read_without_a_complaint(insurer: Portfolio) -> None:
    read = read_strict(FOLDER / "insurer_thin.csv", today=date(2026, 12, 1), start=insurer.start)
    assert len(read.projects) == 40
    assert sum(project.in_flight for project in read.projects) == 13
