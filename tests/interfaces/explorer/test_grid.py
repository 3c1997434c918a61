"""The projects of a portfolio in a table: typing, pasting, what cannot be, and one project at a time."""

import time
from typing import Any

import pytest

from workbench import Scenario, load_scenario
from workbench.bundled import bundled
from workbench.errors import InputError, Problem
from workbench.interfaces.explorer.controls.grid.one_project import OneProject
from workbench.interfaces.explorer.controls.grid.portfolio import PortfolioPanel
from workbench.interfaces.explorer.controls.grid.table import ProjectsTable
from workbench.interfaces.explorer.controls.panels import PANELS
from workbench.interfaces.explorer.draft import Change, Draft
from workbench.interfaces.explorer.what_if import WhatIf


class Desk:
    """Stands in for the page."""

    def __init__(self, make: Any, baseline: Scenario) -> None:
        self.draft, self.baseline, self.steps = Draft(), baseline, 0
        self.group = make(baseline, self.change)
        self.rest: tuple[Problem, ...] = ()

    def change(self, change: Change) -> None:
        self.draft, self.steps = change(self.draft), self.steps + 1
        self.group.show(self.draft, self.baseline)
        problems: tuple[Problem, ...] = ()
        try:
            self.draft.of(self.baseline)
        except InputError as error:
            problems = error.problems
        self.rest = tuple(self.group.tell(problems))

    def made(self, project: str) -> Any:
        return next(one for one in self.draft.of(self.baseline).portfolio.projects if one.id == project)

    def cells(self, project: str) -> dict[str, str]:
        table: ProjectsTable = self.group
        row = next(one for one in table.widget.rows if one["id"] == project)
        return dict(zip([one["key"] for one in table.widget.columns], row["cells"], strict=True))

    def say(self, **message: Any) -> None:
        self.group.widget._handle_custom_msg(message, [])


@pytest.fixture
def desk(today: Scenario) -> Desk:
    return Desk(ProjectsTable, today)


def test_the_table_shows_every_project_with_what_the_types_say_of_its_columns(desk: Desk) -> None:
    assert [row["id"] for row in desk.group.widget.rows] == ["P01", "P02", "P03", "P04"]
    columns = {one["key"]: one for one in desk.group.widget.columns}
    assert columns["benefit/per_year"]["unit"] == "€ a year"
    assert columns["due"]["tip"].startswith("promised date, or working days after the start. Allowed: a date")
    assert columns["team/testers"]["title"] == "testers"
    assert desk.cells("P01") | {"name": ""} == {
        "name": "",
        "programme": "",
        "benefit/per_year": "400,000",
        "due": "2027-06-30",
        "intake": "any time",
        "durations": "100",
        "team/developers": "3",
        "team/testers": "1",
        "mandatory": "no",
        "forced": "",
    }


def test_typing_is_an_edit_at_the_field_of_the_project(desk: Desk) -> None:
    desk.say(cell=["P02", "benefit/per_year"], text="1.2e6")
    desk.say(cell=["P02", "due"], text="31 January 2028")
    desk.say(cell=["P02", "mandatory"], text="yes")
    made = desk.made("P02")
    assert (made.benefit.per_year, str(made.due), made.mandatory) == (1_200_000, "2028-01-31", True)
    assert {edit.address[:3] for edit in desk.draft.edits} == {("portfolio", "projects", "P02")}
    row = next(one for one in desk.group.widget.rows if one["id"] == "P02")
    assert "today: 900,000\xa0€ a year" in row["before"]
    desk.say(cell=["P02", "benefit/per_year"], text="900000")
    desk.say(cell=["P02", "due"], text="2027-09-30")
    desk.say(cell=["P02", "mandatory"], text="no")
    assert desk.draft == Draft()


def test_durations_go_by_a_factor_of_today_and_back(desk: Desk) -> None:
    desk.group.type("P01", "durations", "150 %")
    assert [one.duration.mean for one in desk.made("P01").packages] == [90, 30]
    assert desk.cells("P01")["durations"] == "150"
    desk.group.type("P01", "durations", "100")
    assert desk.draft == Draft()


def test_a_team_keeps_its_proportions_and_can_leave(desk: Desk) -> None:
    desk.group.type("P01", "team/developers", "1.5")
    assert [dict(one.demand) for one in desk.made("P01").packages] == [{"developers": 1.5}, {"testers": 1}]
    desk.group.type("P02", "team/testers", "1")
    assert [dict(one.demand) for one in desk.made("P02").packages] == [{"developers": 4, "testers": 1}]
    desk.group.type("P02", "team/testers", "0")
    desk.group.type("P01", "team/developers", "3")
    assert desk.draft == Draft()


def test_projects_are_forced_in_or_out_by_the_policy(desk: Desk) -> None:
    desk.group.type("P01", "forced", "in")
    desk.group.type("P02", "forced", "forced out")
    selection = desk.draft.of(desk.baseline).policy.selection
    assert (selection.include, selection.exclude) == (("P01",), ("P02",))
    desk.group.type("P01", "forced", "out")
    assert desk.draft.of(desk.baseline).policy.selection.exclude == ("P02", "P01")
    for project in ("P01", "P02"):
        desk.group.type(project, "forced", "")
    assert desk.draft == Draft()


def test_a_block_is_one_change_and_wrong_cells_are_marked_with_what_is_allowed(desk: Desk) -> None:
    block = "Claims\t500.000,00 €\t2028-03-31\r\nWeb\tlots\t30.06.2028\r\n"
    desk.say(paste=block, projects=["P03", "P01", "P02"], column="programme")
    assert desk.steps == 1
    assert (desk.made("P03").programme, desk.made("P03").benefit.per_year) == ("Claims", 500_000)
    assert (desk.made("P01").programme, str(desk.made("P01").due)) == ("Web", "2028-06-30")
    (wrong,) = desk.group.widget.wrong
    assert (wrong["project"], wrong["column"], wrong["text"]) == ("P01", "benefit/per_year", "lots")
    assert wrong["sentence"].startswith("“lots” cannot be: allowed is a number from 0 to")
    assert desk.group.widget.said == "5 cells taken. 1 could not be read: marked, with what is allowed."
    assert desk.cells("P01")["benefit/per_year"] == "400,000", "the last good value stands in the draft"
    desk.group.type("P01", "benefit/per_year", "400000")
    assert desk.group.widget.wrong == []


def test_what_finds_no_place_is_told_and_nothing_of_it_is_lost(desk: Desk) -> None:
    desk.say(paste="a\nb\nc", projects=["P04"], column="name")
    assert desk.made("P04").name == "a"
    assert desk.group.widget.left == ["b", "c"]
    desk.say(paste="in\tover\tthe edge", projects=["P04"], column="forced")
    assert desk.group.widget.left == ["over\tthe edge"]


def test_titles_copied_along_are_passed_over(desk: Desk) -> None:
    desk.group.paste("Name\tProgramme\nPortal\tClaims", ["P01", "P02"], "name")
    assert (desk.made("P01").name, desk.made("P02").name) == ("Portal", "")


def test_what_cannot_be_together_marks_its_cell_and_the_rest_is_given_back(desk: Desk) -> None:
    desk.group.type("P01", "team/testers", "9")
    (wrong,) = desk.group.widget.wrong
    assert (wrong["project"], wrong["column"], wrong["text"]) == ("P01", "team/testers", None)
    assert "above the 2 FTE that the pool ever has" in wrong["sentence"]
    elsewhere = Problem(("portfolio", "projects", "P01", "stages"), "is wrong")
    assert tuple(desk.group.tell([elsewhere])) == (elsewhere,)


def test_reset_takes_marks_away(desk: Desk) -> None:
    desk.group.type("P01", "due", "soon")
    desk.change(lambda _: Draft())
    assert desk.group.widget.wrong == []


def test_messages_that_mean_nothing_change_nothing(desk: Desk) -> None:
    messages: tuple[dict[str, Any], ...] = (
        {"cell": ["P99", "due"], "text": "1"},
        {"cell": ["P01"], "text": "1"},
        {"paste": "1", "projects": ["P01"], "column": "none"},
        {"paste": 3, "projects": ["P01"], "column": "due"},
    )
    for message in messages:
        desk.say(**message)
    assert desk.steps == 0


def test_clones_of_more_demand_can_be_changed_too(today: Scenario) -> None:
    desk = Desk(ProjectsTable, today)
    desk.change(lambda _: Draft(WhatIf(demand=1.5)))
    added = [row["id"] for row in desk.group.widget.rows if "~" in row["id"]]
    desk.group.type(added[0], "benefit/per_year", "1")
    assert desk.made(added[0]).benefit.per_year == 1


def test_one_project_has_every_control_of_its_type(today: Scenario) -> None:
    desk = Desk(OneProject, today)
    desk.group.choose("P02")
    controls = desk.group.controls
    assert "portfolio/projects/P02/packages/build/duration/mean" in controls.names
    controls.control("portfolio/projects/P02/packages/build/duration/mean").value = 50.0
    assert desk.made("P02").packages[0].duration.mean == 50
    controls.control("portfolio/projects/P02/lateness/per_day").value = 900.0
    assert desk.made("P02").lateness.per_day == 900


def test_the_panel_gives_back_only_what_no_part_has_a_place_for(today: Scenario) -> None:
    panel = PortfolioPanel(today, lambda _: None)
    budget = Problem(("portfolio", "budgets", "2027"), "is wrong")
    cell = Problem(("portfolio", "projects", "P03", "due"), "is wrong")
    nowhere = Problem(("policy", "release"), "is wrong")
    assert tuple(panel.tell([budget, cell, nowhere])) == (nowhere,)
    panel.open("Money and the rest")
    assert panel.rest.control("portfolio/budgets/2027").value == 4_000_000


@pytest.mark.slow
def test_five_hundred_projects_and_a_thousand_cells_take_a_moment() -> None:
    baseline = load_scenario(bundled("scenarios") / "baseline.yaml")
    projects = baseline.portfolio.projects
    many = tuple(
        one.model_copy(update={"id": f"{one.id}-{turn}", "after": ()})
        for turn in range(13)
        for one in projects
    )[:500]
    portfolio = baseline.portfolio.model_copy(update={"projects": many, "risks": ()})
    desk = Desk(ProjectsTable, baseline.model_copy(update={"portfolio": portfolio}))
    started = time.perf_counter()
    ids = [one.id for one in many]
    desk.group.paste("\n".join("250000\t2029-01-31" for _ in ids), ids, "benefit/per_year")
    assert time.perf_counter() - started < 10
    assert {one.benefit.per_year for one in desk.draft.of(desk.baseline).portfolio.projects} == {250_000}


@pytest.fixture
def opened(today: Scenario) -> Scenario:
    """A scenario with another pool, another project, one gone, and one that takes half as long again."""
    data = today.model_dump(mode="json", by_alias=True)
    portfolio = data["portfolio"]
    portfolio["pools"].append(portfolio["pools"][1] | {"id": "lawyers", "name": "Lawyers"})
    first, second, *rest = portfolio["projects"]
    for package in first["packages"]:
        package["duration"]["mean"] *= 1.5
    portfolio["projects"] = [first, second | {"id": "P09", "name": "New tariff"}, *rest]
    return Scenario.model_validate(data)


def test_durations_are_of_what_an_opened_scenario_plans(desk: Desk, opened: Scenario) -> None:
    desk.change(lambda draft: Draft(start=opened))
    assert desk.cells("P01")["durations"] == "100"
    row = next(one for one in desk.group.widget.rows if one["id"] == "P01")
    assert "today: 66.7\xa0% of planned" in row["before"]
    desk.group.type("P01", "durations", "200")
    assert [one.duration.mean for one in desk.made("P01").packages] == [180, 60]
    assert desk.cells("P01")["durations"] == "200"
    desk.group.type("P01", "durations", "100")
    assert not desk.draft.edits


def test_the_table_has_the_pools_of_an_opened_scenario(desk: Desk, opened: Scenario) -> None:
    desk.change(lambda draft: Draft(start=opened))
    assert "team/lawyers" in [one["key"] for one in desk.group.widget.columns]
    assert [row["id"] for row in desk.group.widget.rows] == ["P01", "P09", "P03", "P04"]
    desk.change(lambda draft: Draft())
    assert "team/lawyers" not in [one["key"] for one in desk.group.widget.columns]


def test_one_project_offers_those_of_an_opened_scenario(today: Scenario, opened: Scenario) -> None:
    desk = Desk(OneProject, today)
    desk.group.choose("P02")
    desk.change(lambda draft: Draft(start=opened))
    assert "P09" in dict(desk.group._menu.options).values() and desk.group._menu.value == "P01"
    assert desk.group.controls.control("portfolio/projects/P01/packages/build/duration/mean").value == 90
    desk.group.choose("P09")
    control = desk.group.controls.control("portfolio/projects/P09/benefit/per_year")
    control.value = 1
    assert desk.made("P09").benefit.per_year == 1
    notes = str(desk.group.controls.widget.nodes)
    assert "not there today" in notes and "today: 900" not in notes
    desk.change(lambda draft: Draft())
    assert "P02" in dict(desk.group._menu.options).values()


def test_panels_have_the_pools_of_an_opened_scenario_and_today_beside(
    today: Scenario, opened: Scenario
) -> None:
    desk = Desk(PANELS["People"], today)
    fewer = opened.model_dump(mode="json", by_alias=True)
    fewer["portfolio"]["pools"][0]["capacity"] = 5
    desk.change(lambda draft: Draft(start=Scenario.model_validate(fewer)))
    desk.group.control("portfolio/pools/lawyers/capacity").value = 4
    assert desk.draft.of(today).portfolio.pools[2].capacity == 4
    assert desk.group.control("portfolio/pools/developers/capacity").value == 5
    assert "today: 6" in str(desk.group.widget.nodes)
