"""`workbench trace`: sentences, a page that loads nothing, JSON, and what is wrong said in one line."""

import json
import re
from pathlib import Path

import pytest

from .conftest import Run

REMOTE = re.compile(r"""(?:src|href)\s*=\s*["'](?!#|data:)|@import|url\((?!["']?(?:#|data:))""")


def page_of(out: str) -> Path:
    found = re.search(r"file://(\S+\.html)", out)
    assert found, out
    return Path(found[1])


def test_one_project_is_told_with_dates_and_a_page(workbench: Run, folder: Path) -> None:
    done = workbench("trace", "baseline.yaml", "--replication", "3", "--project", "P02", "--seed", "11")
    said = " ".join(done.out.split())
    assert done.code == 0, done.err
    assert "one simulated future of many: number 3 of seed 11" in said
    assert "Released, " in said and "1 Feb 2027 Proposed" in said
    assert "Work on “build”" in said and "Completed" in said
    page = page_of(done.out)
    assert page.parent == folder / "runs" / "trace"
    text = page.read_text(encoding="utf-8")
    assert "<svg" in text and "Work on “build”" in text and "number 3 of seed 11" in text


def test_the_page_escapes_names_loads_nothing_and_holds_no_script(workbench: Run, folder: Path) -> None:
    portfolio = (folder / "portfolio.yaml").read_text(encoding="utf-8")
    evil = portfolio.replace("Claims [bold]portal[/bold]", "<script>alert(1)</script><b>Claims</b>")
    (folder / "portfolio.yaml").write_text(evil, encoding="utf-8")
    for words in ([], ["--project", "P01"]):
        done = workbench("trace", "baseline.yaml", *words, "--out", "pages")
        assert done.code == 0, done.err
        text = page_of(done.out).read_text(encoding="utf-8")
        assert "<script" not in text and "<b>Claims" not in text and "&lt;script" in text
        assert not REMOTE.search(text)
    assert len(list((folder / "pages").glob("*.html"))) == 2


def test_without_a_project_all_are_told_in_short(workbench: Run) -> None:
    done = workbench("trace", "baseline.yaml")
    said = " ".join(done.out.split())
    assert done.code == 0, done.err
    assert "number 0 of seed 7" in said and "Of 3 projects: 3 completed." in said
    assert "Claims [bold]portal[/bold]" in said
    assert "--project ID" in said


def test_json_holds_facts_and_sentences_and_writes_no_page(workbench: Run, folder: Path) -> None:
    done = workbench("trace", "baseline.yaml", "--project", "P01", "--json")
    found = json.loads(done.out)
    assert [one["what"] for one in found["happenings"]][:3] == ["proposed", "released", "worked"]
    assert found["happenings"][0] | {"sentence": ""} == {
        "what": "proposed",
        "date": "2027-01-04",
        "sentence": "",
        "day": 0.0,
        "in_flight": False,
        "mandatory": False,
        "promised": "2027-06-30",
        "planned_days": 60.0,
    }
    assert found["project"]["id"] == "P01" and found["project"]["status"] == "completed"
    assert found["project"]["finish"] == found["happenings"][-1]["day"]
    assert (found["seed"], found["replication"]) == (7, 0)
    assert not (folder / "runs").exists()
    whole = json.loads(workbench("trace", "baseline.yaml", "--json").out)
    assert [one["id"] for one in whole["projects"]] == ["P01", "P02", "P03"]
    assert whole["npv"] == found["npv"]


@pytest.mark.parametrize(
    ("project", "remedy"),
    [
        ("p02", "did you mean P02?"),
        ("Claims portal", "did you mean P01?"),
        ("zzz", "there are: P01, P02, P03"),
    ],
)
def test_an_unknown_project_ends_with_2_and_the_nearest_spelling(
    workbench: Run, folder: Path, project: str, remedy: str
) -> None:
    done = workbench("trace", "baseline.yaml", "--project", project)
    assert done.code == 2 and remedy in done.err and "Traceback" not in done.err
    assert done.out == "" and not (folder / "runs").exists()


def test_a_project_may_be_called_by_its_name(workbench: Run) -> None:
    done = workbench("trace", "baseline.yaml", "--project", "Claims [bold]portal[/bold]")
    assert done.code == 0 and "(P01)" in done.out


def test_a_portfolio_on_its_own_is_told_with_what_is_assumed(workbench: Run) -> None:
    done = workbench("trace", "portfolio.yaml", "--project", "P03")
    assert done.code == 0 and "Not stated, so assumed" in done.err


def test_a_date_promised_for_a_day_off_is_told_as_promised(workbench: Run, folder: Path) -> None:
    """27 June 2027 is a Sunday."""
    text = (folder / "portfolio.yaml").read_text(encoding="utf-8")
    (folder / "portfolio.yaml").write_text(text.replace("2027-06-30", "2027-06-27"), encoding="utf-8")
    done = workbench("trace", "baseline.yaml", "--project", "P01")
    assert "promised for 27 Jun 2027" in " ".join(done.out.split())
    assert "promised date 27 Jun 2027" in page_of(done.out).read_text(encoding="utf-8")


def test_a_number_of_a_future_is_0_or_more(workbench: Run) -> None:
    done = workbench("trace", "baseline.yaml", "--replication", "-1")
    assert done.code == 2 and "between 0" in done.err
