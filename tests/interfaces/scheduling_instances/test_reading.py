"""Scheduling instances become portfolios, or are refused where they are wrong."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.errors import InputError
from workbench.interfaces.files import load_portfolio, load_scenario, validate
from workbench.interfaces.scheduling_instances import enough_days, read_instance

SM = """\
************************************************************************
file with basedata            : small.bas
************************************************************************
projects                      :  1
jobs (incl. supersource/sink ):  5
horizon                       :  9
RESOURCES
  - renewable                 :  2   R
  - nonrenewable              :  0   N
  - doubly constrained        :  0   D
************************************************************************
PROJECT INFORMATION:
pronr.  #jobs rel.date duedate tardcost  MPM-Time
    1      3      4        9        7        5
************************************************************************
PRECEDENCE RELATIONS:
jobnr.    #modes  #successors   successors
   1        1          2           2   3
   2        1          1           4
   3        1          1           4
   4        1          1           5
   5        1          0
************************************************************************
REQUESTS/DURATIONS:
jobnr. mode duration  R 1  R 2
------------------------------------------------------------------------
  1      1     0       0    0
  2      1     3       1    0
  3      1     2       2    1
  4      1     2       0    3
  5      1     0       0    0
************************************************************************
RESOURCEAVAILABILITIES:
  R 1  R 2
    2    3
************************************************************************
"""

RCP = "5 2\n2 3\n\n0 0 0 2 2 3\n3 1 0 1 4\n2 2 1 1\n4\n2 0 3 1 5\n0 0 0 0\n"

JSON: dict[str, Any] = {
    "capacities": {"R 1": 2, "R 2": 3},
    "projects": [
        {
            "id": 1,
            "release": 4,
            "tasks": [
                {"id": 1, "duration": 0, "demand": {}, "preds": []},
                {"id": 2, "duration": 3, "demand": {"R 1": 1}, "preds": [1]},
                {"id": 3, "duration": 2, "demand": {"R 1": 2, "R 2": 1}, "preds": [1]},
                {"id": 4, "duration": 2, "demand": {"R 2": 3}, "preds": [2, 3]},
                {"id": 5, "duration": 0, "demand": {}, "preds": [4]},
            ],
        }
    ],
}

TEXTS = {".sm": SM, ".rcp": RCP, ".json": json.dumps(JSON)}


def written(folder: Path, ending: str, text: str) -> Path:
    path = folder / f"small{ending}"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("ending", TEXTS)
def test_one_instance_in_three_formats_is_one_portfolio(tmp_path: Path, ending: str) -> None:
    read = read_instance(written(tmp_path, ending, TEXTS[ending]))
    (only,) = read.projects
    assert {one.id: one.capacity for one in read.pools} == {"R1": 2, "R2": 3}
    assert [(one.id, one.duration.mean, one.demand, one.after) for one in only.packages] == [
        ("W2", 3, {"R1": 1}, ()),
        ("W3", 2, {"R1": 2, "R2": 1}, ()),
        ("W4", 2, {"R2": 3}, ("W2", "W3")),
    ]
    assert only.intake == (0 if ending == ".rcp" else 4)
    assert (only.due, only.lateness.per_day) == ((9, 7) if ending == ".sm" else (None, 0))
    assert read.calendar.weekend == ()
    assert (enough_days(read) - read.start).days >= 7


def test_numbers_become_ids_in_the_order_of_the_numbers(tmp_path: Path) -> None:
    """Ids are compared as text: without leading zeros package 10 would stand before package 2."""
    many = [{"id": k, "duration": 1, "demand": {}, "preds": []} for k in range(1, 13)]
    stated = {"capacities": {"R": 1}, "projects": [{"id": 3, "release": 0, "tasks": many}]}
    ids = [p.id for p in read_instance(written(tmp_path, ".json", json.dumps(stated))).projects[0].packages]
    assert ids == sorted(ids) == [f"W{k:02d}" for k in range(1, 13)]


@pytest.mark.parametrize("ending", TEXTS)
def test_a_scenario_can_rest_on_an_instance(tmp_path: Path, ending: str) -> None:
    path = written(tmp_path, ending, TEXTS[ending])
    scenario = tmp_path / "scenario.yaml"
    scenario.write_text(
        f"name: s\nportfolio: {path.name}\nhorizon: 2027-02-01\n"
        "policy: {dispatch: {index: lft, sgs: serial}}\n",
        encoding="utf-8",
    )
    assert load_scenario(scenario).portfolio == load_portfolio(path) == read_instance(path)
    assert validate(path) == []


WRONG = {
    "a word for a number": (".sm", SM.replace("4      1     2       0", "4      1     two     0")),
    "a row that is too short": (".sm", SM.replace("3      1     2       2    1", "3  1 2 2")),
    "a row that is too long": (".sm", SM.replace("  3      1     2       2    1", "  3  1 2 2 1 1")),
    "more than there is": (".sm", SM.replace("4      1     2       0    3", "4 1 2 0 4")),
    "no such successor": (".sm", SM.replace("   3        1          1           4", "   3   1   1   9")),
    "several modes": (".sm", SM.replace("   3        1          1           4", "   3   2   1   4")),
    "a lacking row": (".sm", SM.replace("   5        1          0\n", "")),
    "a section that is not there": (".sm", SM.replace("RESOURCEAVAILABILITIES", "RESOURCES?")),
    "resources that are used up": (".sm", SM.replace("nonrenewable              :  0", "nonrenewable : 2")),
    "several projects": (".sm", SM.replace("projects                      :  1", "projects : 2")),
    "a circle": (".sm", SM.replace("   4        1          1           5", "   4   1   2   2 5")),
    "cut off": (".rcp", RCP[:20]),
    "left over": (".rcp", RCP + "7"),
    "a minus": (".rcp", RCP.replace("3 1 0 1 4", "-3 1 0 1 4")),
    "a fraction": (".rcp", RCP.replace("3 1 0 1 4", "3.5 1 0 1 4")),
    "itself": (".rcp", RCP.replace("3 1 0 1 4", "3 1 0 1 2")),
    "nothing to do": (".rcp", "2 0\n0 1 2\n0 0\n"),
    "empty": (".rcp", ""),
    "no JSON": (".json", "{'capacities': 1}"),
    "another JSON": (".json", "[1, 2]"),
    "a text for a number": (".json", TEXTS[".json"].replace('"duration": 3', '"duration": "3"')),
    "an unknown predecessor": (".json", TEXTS[".json"].replace('"preds": [4]', '"preds": [44]')),
    "an unknown resource": (".json", TEXTS[".json"].replace('{"R 1": 1}', '{"R 7": 1}')),
    "a number twice": (".json", TEXTS[".json"].replace('"id": 4', '"id": 3')),
    "no project": (".json", '{"capacities": {}, "projects": []}'),
    "deep": (".json", "[" * 100_000),
}  # fmt: skip


@pytest.mark.parametrize(("ending", "text"), WRONG.values(), ids=WRONG)
def test_a_broken_file_is_refused_with_its_place(tmp_path: Path, ending: str, text: str) -> None:
    path = written(tmp_path, ending, text)
    with pytest.raises(InputError) as error:
        read_instance(path)
    assert all(problem.place.startswith(path.as_posix()) for problem in error.value.problems)
    assert all(problem.message for problem in error.value.problems)
    assert validate(path)


def test_the_line_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError) as error:
        read_instance(written(tmp_path, *WRONG["a word for a number"]))
    (problem,) = error.value.problems
    assert problem.place.endswith("small.sm:30")
    assert "a duration in days must be a whole number (got two)" in str(problem)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    ending=st.sampled_from(sorted(TEXTS)),
    at=st.integers(0, 1500),
    gone=st.integers(0, 40),
    instead=st.text(st.sampled_from('0123456789 -.*R:\n{}[]"x²'), max_size=8),
)
def test_no_file_however_broken_is_more_than_an_error_of_input(
    tmp_path: Path, ending: str, at: int, gone: int, instead: str
) -> None:
    text = TEXTS[ending]
    at %= len(text)
    path = written(tmp_path, ending, text[:at] + instead + text[at + gone :])
    try:
        read_instance(path)
    except InputError as error:
        assert error.problems


def test_every_published_file_is_read(shared_data: Path) -> None:
    """A sample of each set, with the numbers of packages that the sets have."""
    counts = {"j30": 30, "j60": 60, "j90": 90, "j120": 120}
    for name, count in counts.items():
        for path in sorted((shared_data / "psplib" / name).glob("*.sm"))[::60]:
            assert len(read_instance(path).projects[0].packages) == count
    for path in sorted((shared_data / "rg" / "patterson").glob("*.rcp"))[::10]:
        assert read_instance(path).projects[0].packages
    big = read_instance(shared_data / "rg" / "RG300" / "RG300_1.rcp")
    assert len(big.projects[0].packages) == 300
    many = read_instance(shared_data / "mpsplib" / "mp_j30_a10_nr2.json")
    assert (len(many.projects), len(many.pools)) == (10, 31)
    assert np.max([one.intake for one in many.projects]) == 38
