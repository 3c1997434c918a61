"""A scenario with some of its fields changed, checked as a file would be."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from workbench.errors import InputError
from workbench.interfaces.files.idle import idle, unheld
from workbench.interfaces.files.validation import check_scenario
from workbench.scenario import Scenario
from workbench.scenario.overrides import Path, changed, fields_by_id


def applied(scenario: Scenario, changes: Iterable[tuple[Path, Any]]) -> Scenario:
    """The scenario with values of its own at some addresses.

    Parameters
    ----------
    scenario
        What is changed; it stays as it is.
    changes
        Addresses with what a file would state there: a value, or an operation such as ``{"scale": 0.8}``.

    Raises
    ------
    InputError
        With everything that cannot be, each at its address.
    """
    base = data = scenario.model_dump(mode="json", by_alias=True)
    for address, value in changes:
        # One after the other: a field may lie inside what an earlier change has set as a whole.
        found = changed(data, _nested(address, value), _lists())
        InputError.raise_if((*found.problems, *unheld(base, address)))
        data = found.value
    checked = check_scenario(data)
    InputError.raise_if(checked.problems)
    InputError.raise_if(tuple(idle(base["portfolio"], data["portfolio"], ("portfolio",))))
    assert checked.value is not None
    return checked.value


@cache
def _lists() -> frozenset[Path]:
    return fields_by_id(Scenario)


def _nested(address: Path, value: Any) -> Any:
    for step in reversed(address):
        value = {step: value}
    return value
