"""`workbench risk`: in the terminal, on a page that loads nothing, and as JSON."""

import json

from .conftest import Run
from .test_trace import REMOTE, page_of

FEW = ("-n", "30", "--jobs", "1")


def test_it_says_how_risky_and_why_and_writes_a_page(workbench: Run) -> None:
    done = workbench("risk", "baseline.yaml", *FEW)
    said = " ".join(done.out.split())
    assert done.code == 0, done.err
    assert "in the worst tenth of the futures" in said and "What makes the worst tenth bad" in said
    text = page_of(done.out).read_text(encoding="utf-8")
    assert "How risky is it, and why" in text and "<script" not in text and not REMOTE.search(text)


def test_json_has_the_promised_keys(workbench: Run) -> None:
    found = json.loads(workbench("risk", "baseline.yaml", *FEW, "--json").out)
    assert set(found) == {
        *("scenario", "hash", "currency", "n", "npv", "worst_tenth", "loss", "drivers", "overruns", "pairs"),
        *("commitments", "concentration", "reserve"),
    }


def test_a_file_that_is_not_there_ends_with_2(workbench: Run) -> None:
    done = workbench("risk", "nothing.yaml", *FEW)
    assert done.code == 2 and "Traceback" not in done.err
