"""Whatever stands in a file: values that can be planned, or located problems, never anything else."""

import copy
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from workbench.engines.plan import plan_of
from workbench.interfaces.files import dump_scenario, load_scenario, validate
from workbench.interfaces.files.tree import read_tree

VALUES: list[Any] = [
    *(None, True, -1, 0, 1.5, 1e308, float("inf"), float("nan"), 10**19),
    *("x", "P01", "", "2027-13-01", "9999-12-31", "0001-01-01", "2999-12-31", "1900-01-01", "2027-02-01"),
    *([], [1], ["P01"], [{}], [{"id": "P01"}], [[1]]),
    *({}, {"id": "x"}, {"id": [1]}, {"law": "pert"}, {"law": "lognormal", "mean": 5, "cv": 1}),
    *({"scale": 2}, {"add": 1e308}, {"set": None}, {"set": {}}, {"each": {}}, {"each": {"scale": 2}}),
    *(
        {"remove": ["P01"]},
        {"remove": 1},
        {"id": None},
        {"27": 1},
        {"9999": 1},
        {"extends": "small.yaml"},
        {"extends": 1},
    ),
]
KEYS = ["each", "set", "remove", "id", "law", "extends", "x~1"]


def places(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    inside = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in inside:
        yield (*path, key)
        yield from places(value, (*path, key))


def spoil(data: Any, luck: random.Random) -> None:
    found = list(places(data))
    if not found:
        return
    *path, last = luck.choice(found)
    here = data
    for key in path:
        here = here[key]
    way = luck.random()
    if way < 0.7:
        here[last] = copy.deepcopy(luck.choice(VALUES))
    elif way < 0.85:
        del here[last]
    elif isinstance(here, dict):
        here[luck.choice(KEYS)] = here[last]
    else:
        here.append(copy.deepcopy(here[last]))


@pytest.mark.parametrize("seed", range(6))
def test_a_spoilt_file_gives_located_problems(write, seed: int) -> None:
    write(
        "what-if.yaml",
        """\
        extends: baseline.yaml
        portfolio:
          projects: {P01: {benefit: {per_year: {scale: 2}}}, remove: [P02]}
          pools: {each: {capacity: 9}}
        shocks: {a: {kind: capacity, pool: dev, fte: -1, from: 2027-05-03}}
        demand: {scale: 1.5, classes: [software]}
        """,
    )
    write("full.yaml", dump_scenario(load_scenario("what-if.yaml")))
    luck = random.Random(seed)
    for _ in range(60):
        name = luck.choice(["small.yaml", "baseline.yaml", "what-if.yaml", "full.yaml"])
        data = read_tree(Path(name).read_text(encoding="utf-8"), name)[0].plain()
        for _ in range(luck.randint(1, 4)):
            spoil(data, luck)
        path = write("spoilt.yaml", yaml.safe_dump(data, sort_keys=False))
        problems = validate(path)
        assert all(problem.place for problem in problems), path.read_text()
        if not problems and name != "small.yaml":
            assert plan_of(load_scenario(path)).projects.ids
