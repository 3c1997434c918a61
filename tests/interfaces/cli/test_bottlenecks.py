"""`workbench bottlenecks`: sentences first, a page that loads nothing, JSON, nothing simulated twice."""

import json
import re
from pathlib import Path

from .conftest import Run
from .test_trace import REMOTE, page_of

FEW = ("-n", "12", "--jobs", "1")


def test_it_says_where_it_hurts_and_writes_a_page(workbench: Run, folder: Path) -> None:
    done = workbench("bottlenecks", "baseline.yaml", *FEW)
    said = " ".join(done.out.split())
    assert done.code == 0, done.err
    assert "Which role is worth one more person?" in said and "Who delays whom?" in said
    assert re.search(r"One more person is (worth most among|not shown to pay in) developers", said)
    assert "stops paying" not in said and "or by some days on average" not in said
    text = page_of(done.out).read_text(encoding="utf-8")
    assert page_of(done.out).parent == folder / "runs" / "bottlenecks"
    assert "<svg" in text and "<script" not in text and not REMOTE.search(text)
    assert "Claims [bold]portal[/bold]" in text


def test_json_has_the_promised_keys_and_a_second_run_simulates_nothing_again(
    workbench: Run, folder: Path
) -> None:
    done = workbench("bottlenecks", "baseline.yaml", *FEW, "--json", "--projects", "P01,P02")
    found = json.loads(done.out)
    assert set(found) == {"scenario", "hash", "currency", "n", "people", "late", "delays"}
    assert found["n"] == 12 and found["delays"]["deleted"] and len(found["delays"]["cells"]) == 4
    (pool,) = found["people"]["pools"]
    assert set(pool) == {"pool", "fte", "utilisation", "cost_per_year", "one_fewer", "steps", "paying"}
    kept = sorted(path.name for path in (folder / "runs" / ".blocks").iterdir())
    again = workbench("bottlenecks", "baseline.yaml", *FEW, "--json", "--projects", "P01,P02")
    assert again.out == done.out
    assert sorted(path.name for path in (folder / "runs" / ".blocks").iterdir()) == kept


def test_a_misspelt_project_ends_with_2(workbench: Run) -> None:
    done = workbench("bottlenecks", "baseline.yaml", *FEW, "--projects", "P1")
    assert done.code == 2 and "P01" in done.err and "Traceback" not in done.err
