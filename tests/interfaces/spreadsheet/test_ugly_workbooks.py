"""Five workbooks as they come: each is read right, or refused at the cell."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from workbench.errors import InputError
from workbench.interfaces.spreadsheet import read_strict, read_usable
from workbench.model import Filled, Portfolio, Project

TODAY = date(2026, 12, 10)
HEADINGS = ("id", "class", "value_per_year", "due_date", "duration_days", "team_size", "pool", "intake_date")
Write = Callable[..., Path]


def project(portfolio: Portfolio, name: str) -> Project:
    return next(one for one in portfolio.projects if one.id == name)


def test_merged_titles_blank_rows_and_notes_around_the_table(workbook: Write) -> None:
    path = workbook(
        merged=["A1:F1", "A2:F2", "D4:E4"],
        Deckblatt=[["Portfolio 2027"], ["vertraulich"]],
        Planung=[
            ["Projektportfolio 2027 – Stand Dezember"],
            ["bitte nur die weißen Felder füllen"],
            [],
            [None, None, None, "Aufwand"],
            ["Projekt-Nr.", "Bezeichnung", "Nutzen pro Jahr", "Dauer\n(Wochen)", "Teamgröße", "Abteilung"],
            ["A-1", "Kundenportal", 200000, 12, 3, "IT"],
            [],
            ["A-2", "Archiv", 100000, 20, 2, "IT"],
            [None, "Summe", 300000, None, 5],
            [],
            ["* Nutzen laut Fachbereich, nicht geprüft"],
        ],
        Kapazitäten=[["Pool", "Kapazität", "Tagessatz"], ["IT", 8, 600]],
    )
    reading = read_usable(path, today=TODAY)
    assert not reading.dropped
    assert reading.used == (6, 8)
    assert [one.message for one in reading.left_out] == ["a row of totals", "a note, not a project"]
    assert reading.left_out[0].place == "plan.xlsx, sheet Planung, row 9"
    assert reading.totals["value_per_year"] == 300000
    portfolio = read_strict(path, today=TODAY)
    assert portfolio == reading.portfolio
    assert [package.duration.mean for package in project(portfolio, "A-1").packages] == [12.0] * 5
    assert portfolio.pools[0].capacity == 8
    assert all(one.bears_on is not Filled.CAPACITY for one in portfolio.assumptions)


def test_decimal_commas_are_settled_by_the_sheet_and_that_is_listed(workbook: Write) -> None:
    """The only penalty could be 1.5 or 1500; every other column of the sheet writes decimals with commas."""
    headings = (*HEADINGS[:-1], "Budget", "Pönale pro Tag")
    path = workbook(
        Projects=[
            headings,
            ["P1", "", "1.200.000,50", "2027-12-31", "120", "2,5", "dev", "1.200", "1.500"],
            ["P2", "", "800", None, "60", "1,0", "dev", "950,50", None],
            ["P3", "", "1’000’000", None, "60", "2", "dev", "12.000", None],
        ]
    )
    reading = read_usable(path, today=TODAY)
    assert reading.used == (2, 3, 4) and not reading.dropped
    assert project(reading.portfolio, "P1").lateness.per_day == 1500
    assert reading.totals["budget"] == 1200 + 950.5 + 12000
    assert reading.totals["value_per_year"] == 1200000.5 + 1000800
    assert any("Pönale pro Tag" in f"{one.what} {one.value}" for one in reading.portfolio.assumptions)


def test_a_figure_that_nothing_settles_is_refused_by_its_cell(workbook: Write) -> None:
    headings = (*HEADINGS[:-1], "Pönale pro Tag")
    path = workbook(
        Projects=[
            headings,
            ["P1", "", "800", "2027-12-31", "120", "2", "dev", "1.500"],
            ["P2", "", "800", None, "60", "1", "dev", None],
        ]
    )
    reading = read_usable(path, today=TODAY)
    assert reading.used == (3,)
    (told,) = reading.dropped
    assert str(told).startswith(
        "plan.xlsx, sheet Projects, cell H2: lateness_cost_per_day: may be 1.5 or 1500, and no other figure"
    )
    with pytest.raises(InputError, match="cell H2"):
        read_strict(path, today=TODAY)


def test_dates_as_text_in_every_form(workbook: Write) -> None:
    rows = [
        ["P1", "03/04/2027", datetime(2027, 1, 4), "1. März 2027"],
        ["P2", "25/04/2027", "2027-01-04", "3 Apr 2027"],
        ["P3", "2027-05-06T00:00:00Z", "04/01/2027", "03.04.2027"],
        ["P4", "Q3 2027", None, None],
        ["P5", 46113, None, None],
        ["P6", "30.02.2027", None, None],
    ]
    path = workbook(
        Projects=[
            ("id", "due_date", "intake_date", "Planende", "value_per_year", "duration_days", "team_size"),
            *([*row, 1000, 20, 1] for row in rows),
        ]
    )
    reading = read_usable(path, today=TODAY)
    assert [project(reading.portfolio, name).due for name in ("P1", "P2")] == [
        date(2027, 4, 3),
        date(2027, 4, 25),
    ]
    places = {one.place.rpartition(" ")[2]: one for one in reading.dropped}
    assert set(places) == {"C4", "B5", "B6", "B7"}
    assert "2027-01-04 or 2027-04-01" in places["C4"].message
    assert "would be 2026-04-01" in places["B6"].message


def test_without_capacity_it_is_inferred_and_stands_first_among_the_assumptions(workbook: Write) -> None:
    path = workbook(
        Projects=[
            (*HEADINGS, "gestartet am", "Fortschritt"),
            ["P1", "ERP", 500000, None, 200, 4, "SAP", None, date(2026, 6, 1), 40],
            ["P2", "ERP", 300000, None, 100, 3, "SAP", None, date(2026, 9, 1), 60],
            ["P3", "Web", 200000, None, 100, 2, "Web", date(2027, 2, 1), None, None],
        ]
    )
    portfolio = read_strict(path, today=TODAY)
    first = portfolio.assumptions[0]
    assert first.bears_on is Filled.CAPACITY
    assert (first.what, first.value) == ("pool capacity (2 of 2 pools)", "SAP 7, Web 2 FTE")
    assert "docs/import.md" in first.source
    assert {pool.id: pool.capacity for pool in portfolio.pools} == {"SAP": 7, "Web": 2}
    under_way = project(portfolio, "P1")
    assert under_way.in_flight
    assert [package.done for package in under_way.packages] == [True, True, False, False, False]
    assert under_way.packages[2].spent_days == 0
    assert any(one.what == "column “Fortschritt”" and "percent" in one.value for one in portfolio.assumptions)


def test_thousands_of_euros_in_headings_and_cells(workbook: Write) -> None:
    path = workbook(
        Projects=[
            ("Projekt", "Nutzen p.a. (k€)", "Budget in TEUR", "Dauer (Monate)", "FTE"),
            ["Portal", 250, "120", 6, 2],
            ["Archiv", "0,5 Mio. €", "80,5", "8 Wochen", "1,5 FTE"],
            ["Klein", "200 €", 40, 2, 1],
            ["Fremd", 100, "50 k$", 2, 1],
        ]
    )
    assert any("cell C5" in str(one) and "USD" in str(one) for one in read_usable(path, today=TODAY).dropped)
    with pytest.raises(InputError, match=r"cell C5: amounts are in USD here and in EUR elsewhere"):
        read_strict(path, today=TODAY)
    path = workbook(
        Projects=[
            ("Projekt", "Nutzen p.a. (k€)", "Budget in TEUR", "Dauer (Monate)", "FTE"),
            ["Portal", 250, "120", 6, 2],
            ["Archiv", "0,5 Mio. €", "80,5", "8 Wochen", "1,5 FTE"],
            ["Klein", "200 €", 40, 2, 1],
        ]
    )
    reading = read_usable(path, today=TODAY)
    assert reading.portfolio.currency == "EUR"
    assert [one.benefit.per_year for one in reading.portfolio.projects] == [250000, 500000]
    assert reading.totals["budget"] == 200500
    assert [sum(package.duration.mean for package in one.packages) for one in reading.portfolio.projects] == [
        126,
        40,
    ]
    assert [str(one) for one in reading.dropped] == [
        "plan.xlsx, sheet Projects, cell B4: value_per_year of “Klein”: may be 200 or, in the unit of "
        "the heading, 200,000 (got 200 €); drop the sign in the cell or state its multiple"
    ]
