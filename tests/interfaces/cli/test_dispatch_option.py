"""Scheduling instances and who gets people first, on the command line."""

import json
from pathlib import Path

from tests.interfaces.scheduling_instances.test_reading import RCP, SM

from .conftest import Run


def test_an_instance_is_imported_and_run_and_both_give_its_makespan(workbench: Run, folder: Path) -> None:
    """Packages 2 and 3 cannot run together, 4 follows: 7 days, from the release on day 4."""
    (folder / "small.sm").write_text(SM, encoding="utf-8")
    done = workbench("import", "small.sm", "--to", "small.yaml")
    assert done.code == 0
    assert "1 project, 3 packages, 2 pools" in done.out
    for file in ("small.sm", "small.yaml"):
        done = workbench("run", file, "--dispatch", "lft", "--sgs", "serial", "-n", "2", "--json")
        assert done.code == 0
        assert "rule lft, schedule serial" in done.err
        said = json.loads(done.out)
        assert _makespan(said) == 11.0


def _makespan(said: object) -> float:
    """The mean makespan, wherever the JSON keeps it."""
    if isinstance(said, dict):
        if "makespan" in said:
            return float(said["makespan"]["mean"])
        said = list(said.values())
    for one in said if isinstance(said, list) else ():
        found = _makespan(one)
        if found == found:
            return found
    return float("nan")


def test_a_rule_that_is_not_there_is_refused_with_the_nearest(workbench: Run) -> None:
    done = workbench("run", "baseline.yaml", "--dispatch", "lftt")
    assert done.code == 2
    assert "Did you mean lft?" in done.err.replace("\n", " ")
    done = workbench("run", "baseline.yaml", "--dispatch", "ltf")
    assert done.code == 2
    assert "Did you mean lst or lft?" in done.err.replace("\n", " ")
    done = workbench("run", "baseline.yaml", "--sgs", "seral")
    assert done.code == 2
    assert "Did you mean serial?" in done.err.replace("\n", " ")


def test_a_serial_schedule_of_a_rule_that_moves_is_bad_input(workbench: Run) -> None:
    done = workbench("run", "baseline.yaml", "--dispatch", "cd3", "--sgs", "serial")
    assert done.code == 2
    assert "a serial schedule needs an order of packages that is fixed" in done.err


def test_a_mapping_says_nothing_about_an_instance(workbench: Run, folder: Path) -> None:
    (folder / "small.rcp").write_text(RCP, encoding="utf-8")
    done = workbench("import", "small.rcp", "--to", "small.yaml", "--map", "any")
    assert done.code == 2
    assert "small.rcp is none" in done.err
    done = workbench("import", "small.rcp", "--to", "small.txt")
    assert done.code == 2
    (folder / "small.rcp").write_text("5 2 1", encoding="utf-8")
    done = workbench("import", "small.rcp", "--to", "small.yaml")
    assert done.code == 2
    assert "small.rcp:1: ends where the units of R2 is expected" in done.err
