from collections import Counter
from datetime import date
from pathlib import Path

import pytest
import yaml

import workbench
from workbench.interfaces.files import dump_portfolio
from workbench.interfaces.reports import comparison_report
from workbench.interfaces.spreadsheet import Mapping, Reading, read_mapping, read_usable
from workbench.model import Filled, Portfolio
from workbench.policies import IndexName, Policy, Release
from workbench.scenario import Scenario

TODAY = date(2026, 12, 10)


@pytest.fixture(scope="module")
def federal(shared_data: Path) -> Path:
    path = shared_data / "portfolio" / "us_it_dashboard_projects_2012.csv"
    if not path.is_file():
        pytest.skip("the US federal IT projects file is not here")
    return path


@pytest.fixture(scope="module")
def labor(federal: Path) -> Reading:
    return read_usable(federal, read_mapping("us_federal_it"), today=TODAY)


def test_one_agency_becomes_a_portfolio_of_at_least_sixty_projects(labor: Reading) -> None:
    portfolio = labor.portfolio
    assert len(portfolio.projects) == len(labor.used) == 113
    assert sum(project.in_flight for project in portfolio.projects) == 57
    assert len(portfolio.pools) == 16
    assert portfolio.start == date(2011, 10, 3)


def test_every_other_row_of_the_agency_is_listed_with_its_cell(labor: Reading) -> None:
    assert (
        len(labor.used) + len({one.place.strip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") for one in labor.dropped}) == 126
    )
    assert Counter(one.path[0] for one in labor.dropped) == {"planned_end": 12, "budget": 1}
    assert all(", cell " in one.place for one in labor.dropped)
    assert "2,341 rows are not among those asked for" in str(labor.left_out[0])


def test_value_is_a_labelled_assumption_and_capacity_stands_first(labor: Reading) -> None:
    assert labor.assumptions[0].what.startswith("pool capacity (16 of 16 pools)")
    value = next(one for one in labor.assumptions if one.what.startswith("yearly value"))
    assert (value.value, value.bears_on) == ("30% of the budget", Filled.VALUE)


def test_it_reads_back_from_yaml(labor: Reading) -> None:
    assert Portfolio.model_validate(yaml.safe_load(dump_portfolio(labor.portfolio))) == labor.portfolio


def test_exchanged_dates_leave_no_project_that_ends_before_it_begins(federal: Path) -> None:
    """The evidence for exchanging: as the file stands, planned ends lie before planned starts."""
    mapping = read_mapping("us_federal_it")
    every = mapping.model_copy(update={"only": {}})
    as_it_stands = every.model_copy(update={"exchanged": ()})

    def backwards(one: Mapping) -> int:
        dropped = read_usable(federal, one, today=TODAY).dropped
        return sum("is before the planned start" in problem.message for problem in dropped)

    assert backwards(as_it_stands) == 22
    assert backwards(every) == 0


@pytest.mark.slow
def test_an_agency_is_compared_under_two_policies_and_reported(labor: Reading, tmp_path: Path) -> None:
    """From the file to a page: today against cd3 with a limit on work in progress, in three futures."""
    end = labor.portfolio.start.replace(year=labor.portfolio.start.year + 3)
    today = Scenario(name="today", portfolio=labor.portfolio, horizon=end)
    limited = Policy(release=Release(index=IndexName.CD3, wip_limit=40))
    comparison = workbench.compare([today, today.model_copy(update={"name": "cd3", "policy": limited})], 3)
    assert not comparison.manifest.failures
    run = workbench.write_run(comparison, tmp_path / "run")
    page = comparison_report(run, tmp_path / "report")
    assert page.is_file()
    text = page.read_text(encoding="utf-8")
    assert "Department of Labor" in text
