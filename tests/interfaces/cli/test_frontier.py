"""`workbench frontier`: lists in the terminal, on a page that loads nothing, and as JSON."""

import json
from pathlib import Path

from .conftest import Run
from .test_trace import REMOTE, page_of

FEW = ("-n", "30", "--jobs", "1", "--engine", "simpy")


def test_it_says_which_lists_are_left_and_writes_a_page(workbench: Run, folder: Path) -> None:
    done = workbench("frontier", "baseline.yaml", *FEW)
    said = " ".join(done.out.split())
    assert done.code == 0, done.err
    assert "The highest average is €" in said and "Which lists are worth choosing from?" in said
    page = page_of(done.out)
    assert page.parent == folder / "runs" / "frontier"
    text = page.read_text(encoding="utf-8")
    assert "<svg" in text and "<script" not in text and not REMOTE.search(text)
    assert "30 simulated futures per list" in text


def test_json_has_the_promised_keys_and_names_only_lists_that_are_there(workbench: Run) -> None:
    found = json.loads(workbench("frontier", "baseline.yaml", *FEW, "--json").out)
    assert set(found) == {"scenario", "hash", "currency", "n", "lists"}
    assert found["n"] == 30
    names = {one["name"] for one in found["lists"]}
    assert len(names) == len(found["lists"]) >= 2
    for one in found["lists"]:
        assert set(one) == {"name", "curve", "projects", "value", "worst_tenth", "score", "dominated_by"}
        assert one["dominated_by"] is None or one["dominated_by"] in names
        assert one["value"]["low"] <= one["value"]["mean"] <= one["value"]["high"]
    assert any(one["dominated_by"] is None for one in found["lists"])


def test_limits_that_no_list_keeps_are_named(workbench: Run, folder: Path) -> None:
    text = "extends: baseline.yaml\nname: torn\nportfolio: {budgets: {2027: 1}}\n"
    text += "policy: {selection: {include: [P03]}}\n"
    (folder / "torn.yaml").write_text(text, encoding="utf-8")
    done = workbench("frontier", "torn.yaml", *FEW)
    assert done.code == 2 and "2027" in done.err and "Traceback" not in done.err
