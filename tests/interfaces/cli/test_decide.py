"""`workbench decide`: advice in the terminal, on a page that loads nothing, and as JSON."""

import json
from pathlib import Path

from .conftest import Run
from .test_trace import REMOTE, page_of

FEW = ("-n", "30", "--jobs", "1")


def test_it_says_what_to_do_and_writes_a_page(workbench: Run) -> None:
    done = workbench("decide", "baseline.yaml", *FEW)
    said = " ".join(done.out.split())
    assert done.code == 0, done.err
    assert "to decide on now" in said and "Money already spent is in none of these" in said
    assert "Stable: for " in said and "must be done" not in said.partition("Going on is")[0]
    assert "each range is that of one comparison alone" in said
    text = page_of(done.out).read_text(encoding="utf-8")
    assert "What to do with each project now" in text and "<script" not in text and not REMOTE.search(text)
    assert "Claims [bold]portal[/bold]" in text


def test_json_has_the_promised_keys(workbench: Run) -> None:
    found = json.loads(workbench("decide", "baseline.yaml", *FEW, "--json", "--projects", "P01").out)
    assert set(found) == {
        *("scenario", "hash", "currency", "n", "later_months", "projects", "not_yet", "not_selected"),
        *("together", "when_the_strategy_changes"),
    }
    (one,) = found["projects"]
    assert one["project"] == "P01"
    assert one["recommendation"] in {"green-light", "hold", "re-evaluate", "terminate"}


def test_what_has_begun_is_stopped_and_what_has_not_is_turned_down(workbench: Run, folder: Path) -> None:
    (folder / "bad.yaml").write_text(
        "extends: baseline.yaml\nname: bad\n"
        "portfolio:\n  projects:\n"
        "    P01: {mandatory: true}\n"
        "    P02: {benefit: {per_year: 0, plateau_years: 3}, intake: 2027-01-04}\n"
        "    P03: {benefit: {per_year: 0, plateau_years: 3}, intake: 2027-01-04, in_flight: true}\n",
        encoding="utf-8",
    )
    said = " ".join(workbench("decide", "bad.yaml", *FEW).out.split())
    assert "Of three projects to decide on now: one to stop, one to turn down and one to" in said
    assert "Stop (under way): P03 (best in " in said and "Turn down (not begun): P02 (best in " in said
    assert "must be done" in said, "where a range cannot be, the reason stands"


def test_a_misspelt_project_ends_with_2(workbench: Run) -> None:
    done = workbench("decide", "baseline.yaml", *FEW, "--projects", "P1")
    assert done.code == 2 and "P01" in done.err and "Traceback" not in done.err


def test_later_by_what_is_no_number_ends_with_2(workbench: Run) -> None:
    done = workbench("decide", "baseline.yaml", *FEW, "--later", "nan")
    assert done.code == 2 and "between 0.5 and 60" in done.err


def test_a_change_of_strategy_is_answered_too(workbench: Run, folder: Path) -> None:
    (folder / "shift.yaml").write_text(
        "extends: baseline.yaml\nname: shift\n"
        "portfolio:\n  objectives: {growth: {weight: 1}, safety: {weight: 1}}\n"
        "  projects: {P02: {scores: {growth: 50}}, P03: {scores: {safety: 50}}}\n"
        "strategy: [{from: 2027-02-15, weights: {growth: 0}}]\n",
        encoding="utf-8",
    )
    said = " ".join(workbench("decide", "shift.yaml", *FEW).out.split())
    assert "The strategy changes on 15 Feb 2027: what do we stop?" in said
