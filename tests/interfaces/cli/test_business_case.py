"""`workbench business-case`: results stored once, JSON alone on standard output, what is missing is said."""

import json
from pathlib import Path

import pytest

from workbench.bundled import bundled

from .conftest import Run

BASELINE = str(bundled("scenarios") / "baseline.yaml")
FEW = ("--worlds", "2", "-n", "2", "--middle", "4", "--jobs", "1")


@pytest.mark.slow
def test_json_is_alone_on_standard_output_and_parts_are_kept(workbench: Run, folder: Path) -> None:
    done = workbench("business-case", BASELINE, "--to", "case", *FEW, "--json")
    assert done.code == 0, done.err
    found = json.loads(done.out)
    assert found["worlds"] == 2 and found["middle_futures"] == 4
    assert len(found["break_evens"]) == 4
    parts = sorted(one.name for one in (folder / "case").glob("*.npz"))
    assert parts == [
        f"{name}.npz" for name in ("cautious", "drawn", "hearing", "limits", "money", "strength")
    ]
    stamps = [(folder / "case" / one).stat().st_mtime_ns for one in parts]
    again = workbench("business-case", "case/scenario.yaml", "--to", "case", *FEW, "--json")
    assert again.code == 0, again.err
    assert json.loads(again.out)["measures"] == found["measures"]
    assert stamps == [(folder / "case" / one).stat().st_mtime_ns for one in parts]


def test_a_pmo_that_is_not_stated_leaves_no_case_behind(workbench: Run, folder: Path) -> None:
    done = workbench("business-case", "baseline.yaml", "--to", "case", *FEW)
    assert done.code == 2 and "what the PMO does is not stated" in done.err
    assert done.out == "" and not (folder / "case" / "case.json").exists()
