"""A what-if as a scenario file of its own."""

from __future__ import annotations

from pathlib import Path

from workbench.interfaces.files import dump_scenario
from workbench.scenario import Scenario


def save(what_if: Scenario, folder: Path) -> Path:
    """Write the complete scenario under the first free name, which is also its own.

    Parameters
    ----------
    what_if
        The scenario.
    folder
        Where to.
    """
    count = 1
    while True:
        stem = what_if.name if count == 1 else f"{what_if.name}-{count}"
        target = folder / f"{stem}.yaml"
        text = dump_scenario(what_if.model_copy(update={"name": stem}))
        try:
            with target.open("x", encoding="utf-8", newline="\n") as file:
                file.write(text)
        except FileExistsError:
            count += 1
            continue
        return target
