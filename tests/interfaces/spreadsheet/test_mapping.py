from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from workbench.errors import InputError
from workbench.interfaces.spreadsheet import Mapping, mapping_as_yaml, read_mapping, read_strict, read_usable
from workbench.model import Filled

TODAY = date(2026, 12, 10)
Write = Callable[..., Path]


def test_a_mapping_names_columns_constants_filter_and_assumptions(csv_file: Write) -> None:
    path = csv_file(
        "Ref;Who;From;To;Money;State",
        "A;x team 1;2027-01-04;2027-01-29;100000;active",
        "B;nobody;2027-02-01;2027-02-26;200000;Active",
        "C;x team 1;2027-01-04;2027-01-29;1;stopped",
    )
    saved = csv_file(
        "id: Ref",
        "pool: {column: Who, pattern: '^x (team \\d)', otherwise: others}",
        "planned_start: From",
        "planned_end: To",
        "budget: {column: Money, times: 2}",
        "only: {State: active}",
        "constants: {class: web, urgency: fixed date}",
        "start: 2027-01-01",
        "currency: CHF",
        "assume:",
        "  value_per_year: {share_of_budget: 0.25}",
        "  team_size: {cost_per_fte_day: 1000, labour_share: 0.5}",
        name="map.yaml",
    )
    mapping = read_mapping(saved)
    portfolio = read_strict(path, mapping, today=TODAY)
    first, second = portfolio.projects
    assert portfolio.currency == "CHF"
    assert [pool.id for pool in portfolio.pools] == ["team 1", "others"]
    assert first.benefit.per_year == 50000
    assert first.packages[0].demand == {"team 1": 5.0}
    assert first.packages[0].duration.mean == 4
    assert first.external_cost == 100000
    assert (first.reference_class, second.due) == ("web", date(2027, 2, 26))
    by_what = {one.what: one for one in portfolio.assumptions}
    value = by_what["yearly value (2 of 2 projects)"]
    assert (value.value, value.bears_on) == ("25% of the budget", Filled.VALUE)
    assert by_what["urgency (2 of 2 projects)"].source == "stated in the mapping"
    reading = read_usable(path, mapping, today=TODAY)
    assert "1 row is not among those asked for" in str(reading.left_out[0])


def test_the_mapping_used_can_be_saved_and_used_again(csv_file: Write, tmp_path: Path) -> None:
    path = csv_file("Projekt;Nutzen (k€);Dauer;FTE", "A;1;20;1")
    reading = read_usable(path, today=TODAY)
    (tmp_path / "used.yaml").write_text(mapping_as_yaml(reading.mapping), encoding="utf-8")
    again = read_mapping(tmp_path / "used.yaml")
    assert again == reading.mapping
    assert read_usable(path, again, today=TODAY).portfolio == reading.portfolio


def test_another_agency_extends_the_shipped_mapping(csv_file: Write) -> None:
    mine = csv_file("extends: us_federal_it", "only: {Agency Name: NASA}", "title: NASA", name="nasa.yaml")
    mapping = read_mapping(mine)
    assert mapping.only == {"Agency Name": ("NASA",)}
    assert mapping.currency == "USD"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("due_dat: Go-live", "due_dat: is neither a field nor a setting; did you mean due_date?"),
        ("columns: {due_dat: x}", "there is no field due_dat; did you mean due_date?"),
        ("constants: {urgncy: steady}", "there is no field urgncy; did you mean urgency?"),
        ("pool: {column: A, pattern: '('}", "is not a regular expression"),
        ("assume: {value_per_year: {share: 1}}", "known: share_of_budget"),
        ("start: someday", "start: "),
        ("- a", "must be a list of “field: heading”"),
        ("a: [", "line 2"),
        ("a: !!python/object/apply:os.system [ls]", "is not plain YAML"),
        ("extends: nothing_like_it", "there is no such mapping file"),
    ],
)
def test_a_wrong_mapping_is_refused_with_its_place(csv_file: Write, text: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        read_mapping(csv_file(text, name="map.yaml"))
    assert said in str(caught.value)


def test_an_unknown_mapping_names_the_shipped_ones() -> None:
    with pytest.raises(InputError, match=r"shipped: us_federal_it; did you mean us_federal_it\?"):
        read_mapping("us_federal")


def test_headings_filters_and_sheets_that_are_not_there(csv_file: Write, workbook: Write) -> None:
    path = csv_file("Projekt;Nutzen;Dauer;FTE;Stand", "A;1;20;1;aktiv")
    for content, said in (
        (
            {"due_date": "Stnd"},
            "the mapping names a heading that is not there (got Stnd); did you mean Stand?",
        ),
        ({"only": {"Stadn": "aktiv"}}, "there is no column of this heading (got Stadn); did you mean Stand?"),
        ({"only": {"Stand": "aktv"}}, "no row has this value (got aktv); did you mean aktiv?"),
        ({"constants": {"due_date": "Q3 2027"}}, "the mapping: constants › due_date: is not one day"),
    ):
        with pytest.raises(InputError) as caught:
            read_usable(path, Mapping.model_validate(content), today=TODAY)
        assert said in str(caught.value)
    book = workbook(Plan=[("id", "Nutzen"), ("A", 1)])
    with pytest.raises(InputError, match=r"there is no sheet of this name \(got Plam\); did you mean Plan"):
        read_usable(book, Mapping(sheet="Plam"), today=TODAY)
