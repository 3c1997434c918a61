"""Page two: totals as read are the totals of the input, and money by year adds up as it is written."""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from tests.interfaces.reports.fake_run import FakeRun, write_fake
from tests.interfaces.reports.test_pieces import text_of
from workbench.interfaces.reports import open_comparison
from workbench.interfaces.reports.folder import open_run
from workbench.interfaces.reports.ledger import ledger_under
from workbench.policies import Pmo
from workbench.scenario import Scenario

ROWS = re.compile(r"<tr[^>]*>(.*?)</tr>", re.S)
CELLS = re.compile(r"<t[hd][^>]*>(.*?)</t[hd]>", re.S)


def tables_of(html: str) -> dict[str, list[str]]:
    """Cells of each row by its first; the caption of a table as the first of its head."""
    html = html.replace("\N{NO-BREAK SPACE}", " ")
    rows = [[re.sub(r"<[^>]+>", "", cell) for cell in CELLS.findall(row)] for row in ROWS.findall(html)]
    return {row[0]: row[1:] for row in rows if row}


def numbers(cells: Sequence[str]) -> list[float]:
    return [float(one.replace(",", "")) for one in cells]


@pytest.fixture(scope="module")
def scenario(single_run: Path) -> Scenario:
    return open_run(single_run, "").scenario("baseline")


def test_totals_are_those_of_the_input(scenario: Scenario) -> None:
    """Reckoned from the portfolio anew, project by project, as somebody with the ledger would."""
    portfolio = scenario.portfolio
    rows = tables_of(ledger_under("", scenario).text)
    rate = {"dev": 600, "ana": 550}
    year = portfolio.calendar.days_per_year(portfolio.start, scenario.horizon)
    whole = [0.0, 0.0, 0.0, 0.0]
    for name, row in (("Claims", "Claims"), ("Sales", "Sales"), ("", "No programme")):
        own = [one for one in portfolio.projects if one.programme == name]
        days = sum(p.duration.mean * (4 + 1.5) for one in own for p in one.packages)
        labour = sum(p.duration.mean * (4 * rate["dev"] + 1.5 * rate["ana"]) for o in own for p in o.packages)
        cost = labour + 4e5 * len(own)
        benefit = sum(one.benefit.per_year for one in own)
        expected = [len(own), cost / 1e6, benefit / 1e6, days / year]
        assert numbers(rows[row]) == pytest.approx(expected, abs=0.051)
        whole = [a + b for a, b in zip(whole, expected, strict=True)]
    assert numbers(rows["Total as read"]) == pytest.approx(whole, abs=0.051)
    assert whole[0] == len(portfolio.projects) == 6


def test_budget_pmo_and_people_are_those_of_the_input(scenario: Scenario) -> None:
    rows = tables_of(ledger_under("", scenario).text)
    assert rows["At the start of"] == ["2027", "2028", "2029", "total"]
    assert rows["Budget, €m"][2] == "open" and numbers(rows["Budget, €m"][:2]) == [9.0, 6.0]
    pmo = numbers(rows["PMO, €m"])
    days = [(date(2028, 1, 1) - date(2027, 1, 4)).days, 366, 365]
    assert pmo[:3] == pytest.approx([(8 * 0.11 + 0.26) * one / 365.25 for one in days], abs=0.006)
    assert numbers(rows["People, FTE"][:3]) == [28.0] * 3
    assert numbers(rows["for projects"][:3]) == [20 * 0.8 + 8] * 3


def test_people_alone_have_no_total(scenario: Scenario) -> None:
    portfolio = scenario.portfolio.model_copy(update={"budgets": {}})
    rows = tables_of(
        ledger_under("", scenario.model_copy(update={"portfolio": portfolio, "pmo": Pmo()})).text
    )
    assert rows["At the start of"] == ["2027", "2028", "2029"]
    assert numbers(rows["People, FTE"]) == [28.0] * 3


@pytest.mark.parametrize("yearly", [1.14e6, 1.04e6, 0.349e6, 12.6e6, 940.0])
def test_pmo_cost_by_year_adds_up_as_it_is_written(scenario: Scenario, yearly: float) -> None:
    of = scenario.model_copy(update={"pmo": Pmo(cash_per_year=yearly)})
    ((name, cells),) = [one for one in tables_of(ledger_under("", of).text).items() if "PMO" in one[0]]
    *years, total = numbers(cells)
    assert sum(years) == pytest.approx(total, abs=1e-9)
    unit = {"€m": 1e6, "€k": 1e3, "€": 1.0}[name.rpartition(", ")[2]]
    days = (date(2030, 1, 1) - date(2027, 1, 4)).days
    # Beside budgets of millions a thousand is nothing as it is written.
    assert total == pytest.approx(yearly * days / 365.25 / unit, rel=0.02, abs=0.005) and len(years) == 3


def test_years_that_have_no_column_of_their_own_are_shown_together(scenario: Scenario) -> None:
    portfolio = scenario.portfolio.model_copy(update={"budgets": dict.fromkeys(range(2027, 2036), 1000000.0)})
    far = scenario.model_copy(update={"portfolio": portfolio, "horizon": date(2034, 6, 30)})
    rows = tables_of(ledger_under("", far).text)
    head = rows["At the start of"]
    assert head == ["2027", "2028", "2029", "2030", "2031 to 2034", "total"]
    (budget,) = [numbers(cells) for name, cells in rows.items() if name.startswith("Budget")]
    (pmo,) = [numbers(cells) for name, cells in rows.items() if name.startswith("PMO")]
    assert budget == [1, 1, 1, 1, 4, 8]
    assert sum(pmo[:-1]) == pytest.approx(pmo[-1]) and pmo[4] == pytest.approx(1.14 * 3.5, abs=0.02)
    # Five years fit: no column stands for one year alone.
    five = far.model_copy(update={"horizon": date(2031, 6, 30)})
    assert tables_of(ledger_under("", five).text)["At the start of"][-2] == "2031"


def test_a_sentence_leads_from_money_paid_to_its_value_of_the_first_day(
    scenario: Scenario, tmp_path: Path
) -> None:
    report = open_comparison(str(write_fake(FakeRun(), tmp_path)), "")
    total = tables_of(report.ledger().text)["PMO, €m"][-1]
    seen = text_of(report.worth().text)
    assert f"Of the €{total}m that the PMO is paid until 31 Dec 2029 (table by year), €3.0m is left" in seen
    assert "as seen on 4 Jan 2027" in seen and "Cost of the PMO −3.0 " in seen, "both as they are written"
