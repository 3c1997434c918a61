"""`workbench sensitivity`: a tornado in words, as a page and as JSON."""

import json
import re
from pathlib import Path

import pytest

from workbench.experiment.codehash import code_hash
from workbench.interfaces.cli.studying import blocks_beside
from workbench.interfaces.files import load_scenario

from .conftest import Run
from .test_trace import REMOTE, page_of

KEYS = ("rework_probability", "discount_rate", "benefits")
FEW = ("-n", "30", "--jobs", "1", "--only", ",".join(KEYS))


def test_it_says_what_the_answer_hangs_on(workbench: Run, folder: Path) -> None:
    done = workbench("sensitivity", "baseline.yaml", "ranked.yaml", *FEW)
    said = " ".join(done.out.split())
    assert done.code == 0, done.err
    assert "It hangs most on this:" in said and "published low" in said
    text = page_of(done.out).read_text(encoding="utf-8")
    assert "<svg" in text and "<script" not in text and not REMOTE.search(text)
    assert "as assumed" in said and "Swing: from the least to the most" in said
    assert re.search(r"goes from \S+ \(\S+ to \S+\) to \S+ \(\S+ to \S+\)", said), (
        "both ends with their range"
    )
    (file,) = (folder / "runs" / "sensitivity").glob("swings-*.json")
    kept = json.loads(file.read_text(encoding="utf-8"))
    assert set(kept["by_key"]) == set(KEYS) and kept["n"] == 30
    hashes = [load_scenario(folder / f"{one}.yaml").hash for one in ("baseline", "ranked")]
    assert [kept["base"], kept["other"], kept["code"]] == [*hashes, code_hash()]
    assert file.stem == f"swings-{hashes[0][:8]}-{hashes[1][:8]}"
    found = json.loads(workbench("sensitivity", "baseline.yaml", "ranked.yaml", *FEW, "--json").out)
    assert set(found) == {"base", "other", "n", "currency", "difference", "assumptions", "left_out"}
    assert {"rework_probability", "discount_rate", "benefits"} <= {
        one["assumption"] for one in found["assumptions"]
    }


def test_blocks_are_kept_beside_a_run_and_never_in_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    run = Path("runs") / "march"
    run.mkdir(parents=True)
    (run / "manifest.json").write_text("{}", encoding="utf-8")
    assert blocks_beside(Path("runs/march/sensitivity")) == tmp_path / "runs"
    monkeypatch.chdir(tmp_path / "runs" / "march")
    assert blocks_beside(Path("sensitivity")) == tmp_path / "runs"
    assert blocks_beside(tmp_path / "studies") == tmp_path / "studies"


def test_a_misspelt_assumption_ends_with_2(workbench: Run) -> None:
    done = workbench("sensitivity", "baseline.yaml", "ranked.yaml", "-n", "4", "--only", "benefit")
    assert done.code == 2 and "did you mean benefits?" in done.err and "Traceback" not in done.err
