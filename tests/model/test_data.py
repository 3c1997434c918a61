"""What holds for every model type."""

import pickle
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from workbench.model import Calendar, ResourcePool
from workbench.scenario import Scenario

MONDAY = date(2027, 1, 4)


def test_a_copy_with_other_fields_forgets_what_was_computed_from_the_old_ones() -> None:
    calendar = Calendar()
    assert calendar.days_between(MONDAY, date(2027, 1, 11)) == 5
    longer = calendar.model_copy(update={"weekend": (6,)})
    assert longer.days_between(MONDAY, date(2027, 1, 11)) == 6


def test_a_value_travels_between_processes_whatever_was_computed_from_it() -> None:
    calendar = Calendar(holidays=(MONDAY,))
    calendar.days_between(MONDAY, date(2027, 2, 1))
    again = pickle.loads(pickle.dumps(calendar))
    assert again == calendar
    assert again.days_between(MONDAY, date(2027, 1, 11)) == 4


def test_values_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        Calendar().weekend = ()  # type: ignore[misc]


@pytest.mark.parametrize("bad", [float("nan"), float("inf"), -1])
def test_a_quantity_below_its_bound_or_not_finite_is_refused(bad: float) -> None:
    with pytest.raises(ValidationError):
        ResourcePool(id="dev", capacity=bad)


def test_every_quantity_carries_its_unit_and_description() -> None:
    capacity = ResourcePool.model_json_schema()["properties"]["capacity"]
    assert (capacity["unit"], capacity["minimum"], bool(capacity["description"])) == ("FTE", 0, True)


def test_every_number_that_a_file_may_state_has_bounds_on_both_sides() -> None:
    schema = Scenario.model_json_schema()
    kinds = schema["$defs"] | {"Scenario": schema}
    assert len(kinds) > 30
    open_ended = [
        f"{name}.{field}"
        for name, kind in kinds.items()
        for field, said in kind.get("properties", {}).items()
        for number in numbers(said)
        if "const" not in number and not {"minimum", "maximum"} <= number.keys()
    ]
    # Checked across fields: demand against its pool, scores from 0 to 100, years by their digits.
    assert open_ended == ["Project.scores", "WorkPackage.demand"]


def numbers(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every number that may stand in a field, in lists and mappings too."""
    if schema.get("type") in ("number", "integer"):
        yield schema
    inner = [schema.get("items"), schema.get("additionalProperties")]
    for one in [*schema.get("anyOf", []), *schema.get("oneOf", []), *inner]:
        if isinstance(one, dict):
            yield from numbers(one)
