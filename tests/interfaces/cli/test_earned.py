"""`workbench earned`: sentences, a page that loads nothing, JSON, and mistakes said in one line."""

import json
import re
from pathlib import Path

from .conftest import Run

REMOTE = re.compile(r"""(?:src|href)\s*=\s*["'](?!#|data:)|@import|url\((?!["']?(?:#|data:))""")
QUICK = ("-n", "6", "--engine", "simpy")


def test_performance_is_told_and_a_page_is_written(workbench: Run, folder: Path) -> None:
    done = workbench("earned", "baseline.yaml", *QUICK)
    said = " ".join(done.out.split())
    assert done.code == 0, done.err
    assert "Averages over 6 simulated futures of seed 7" in said
    assert "when it was approved costs" in said and "Average error of forecasts" in said
    text = (folder / "runs" / "earned" / "baseline.html").read_text(encoding="utf-8")
    assert text.count("<svg") == 3 and "<script" not in text and not REMOTE.search(text)
    assert "Claims [bold]portal[/bold]" in text or "No benefits were planned" in text


def test_one_project_in_one_future_as_json(workbench: Run, folder: Path) -> None:
    done = workbench("earned", "baseline.yaml", *QUICK, "-p", "P01", "-r", "2", "--json")
    found = json.loads(done.out)
    assert (found["project"], found["replication"], found["replications"]) == ("P01", 2, 6)
    assert {one["n"] for one in found["curves"]} == {1}
    last = {one["series"]: one["mean"] for one in found["curves"]}
    assert last["earned"] == last["planned"] > 0
    assert [one["project"] for one in found["projects"]] == ["P01"]
    assert not (folder / "runs").exists()


def test_an_unknown_project_is_said_with_the_nearest(workbench: Run) -> None:
    done = workbench("earned", "baseline.yaml", "--project", "P1")
    assert done.code == 2 and "did you mean P01?" in done.err and "Traceback" not in done.err
