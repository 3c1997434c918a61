"""The Patterson format `.rcp`: numbers of packages and resources, capacities, then a row for each package."""

from __future__ import annotations

from pathlib import Path

from workbench.interfaces.scheduling_instances.instance import Instance, Network, Step
from workbench.interfaces.scheduling_instances.numbers import MOST_POOLS, MOST_STEPS, Numbers


def read_patterson(text: str, path: Path) -> Instance:
    """Read a file in the Patterson format; rows may go on over several lines.

    Raises
    ------
    InputError
        With the line at which it is not what it should be.
    """
    numbers = Numbers(text, path.as_posix())
    count = numbers.take("the number of packages", 1, MOST_STEPS)
    pools = [f"R{one}" for one in range(1, numbers.take("the number of resources", 0, MOST_POOLS) + 1)]
    capacities = {pool: numbers.take_units(pool) for pool in pools}
    rows: list[tuple[str, int, dict[str, int]]] = []
    after: dict[int, list[int]] = {number: [] for number in range(1, count + 1)}
    for number in range(1, count + 1):
        place = numbers.place
        days = numbers.take_days()
        rows.append((place, days, {pool: numbers.take_units(pool) for pool in pools}))
        for _ in range(numbers.take("the number of successors", 0, count)):
            after[numbers.take("a successor", 1, count)].append(number)
    numbers.end()
    steps = tuple(
        Step(number, days, demand, tuple(after[number]), place)
        for number, (place, days, demand) in enumerate(rows, start=1)
    )
    return Instance(path.stem, path.as_posix(), capacities, (Network(1, 0, steps),))
