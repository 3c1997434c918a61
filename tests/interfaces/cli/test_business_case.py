"""`workbench business-case`: results stored once, JSON alone on standard output, what is missing is said."""

import json
import shutil
from pathlib import Path

import pytest

from .conftest import Run

FEW = ("--worlds", "2", "-n", "2", "--middle", "4", "--jobs", "1")


@pytest.mark.slow
def test_json_is_alone_on_standard_output_and_parts_are_kept(
    workbench: Run, folder: Path, stored_case: Path
) -> None:
    case = shutil.copytree(stored_case, folder / "case")
    (case / "money.npz").unlink()
    stamps = {one.name: one.stat().st_mtime_ns for one in case.glob("*.npz")}
    assert sorted(stamps) == ["cautious.npz", "drawn.npz", "hearing.npz", "limits.npz", "strength.npz"]
    done = workbench("business-case", "case/scenario.yaml", "--to", "case", *FEW, "--json")
    assert done.code == 0, done.err
    found = json.loads(done.out)
    assert found["worlds"] == 2 and found["middle_futures"] == 4
    assert len(found["break_evens"]) == 4
    kept = {one.name: one.stat().st_mtime_ns for one in case.glob("*.npz") if one.name != "money.npz"}
    assert kept == stamps and (case / "money.npz").is_file()


def test_a_pmo_that_is_not_stated_leaves_no_case_behind(workbench: Run, folder: Path) -> None:
    done = workbench("business-case", "baseline.yaml", "--to", "case", *FEW)
    assert done.code == 2 and "what the PMO does is not stated" in done.err
    assert done.out == "" and not (folder / "case" / "case.json").exists()
