import pytest

from workbench.interfaces.spreadsheet.fields import POOL_FIELDS, PROJECT_FIELDS
from workbench.interfaces.spreadsheet.headings import key, understand


@pytest.mark.parametrize(
    ("heading", "field", "factor"),
    [
        ("Nutzen p.a. (k€)", "value_per_year", 1000),
        ("Value (k€/yr)", "value_per_year", 1000),
        ("Nutzen (Mio. EUR p. a.)", "value_per_year", 1e6),
        ("Nutzen/Monat [T€]", "value_per_year", 12000),
        ("value per year", "value_per_year", 1),
        ("Budget in TEUR", "budget", 1000),
        ("Plankosten k€, genehmigt", "budget", 1000),
        ("duration (weeks)", "duration_days", 5),
        ("Dauer (Monate)", "duration_days", 21),
        ("duration_days", "duration_days", 1),
        ("Fortschritt in %", "share_complete", 0.01),
        ("% complete", "share_complete", 0.01),
        ("TeamSize", "team_size", 1),
        ("FÄLLIG AM", "due_date", 1),
        ("Faelligkeit", "due_date", 1),
        ("Verzugskosten €/Tag", "lateness_cost_per_day", 1),
        ("Pflicht?", "mandatory", 1),
    ],
)
def test_headings_in_two_languages_with_units(heading: str, field: str, factor: float) -> None:
    found = understand(heading, PROJECT_FIELDS)
    assert found is not None
    assert found.unit is not None
    assert (found.field, found.unit.factor) == (field, pytest.approx(factor))


def test_an_unknown_unit_is_said_not_guessed() -> None:
    found = understand("Value (points)", PROJECT_FIELDS)
    assert found is not None
    assert found.unit is None


@pytest.mark.parametrize("fields", [PROJECT_FIELDS, POOL_FIELDS])
def test_no_alias_names_two_fields(fields: dict[str, object]) -> None:
    keys = [
        key(alias)
        for name, field in PROJECT_FIELDS.items()
        for alias in {key(name), *map(key, field.aliases)}
    ]
    assert len(keys) == len(set(keys))
    assert fields
