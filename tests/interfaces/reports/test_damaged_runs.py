"""A damaged file of a run is named with what to do; what was kept to save time only is found anew."""

from pathlib import Path

import pytest

from tests.interfaces.reports.fake_run import FakeRun, Shift, write_fake
from workbench.errors import InputError
from workbench.experiment import load_run
from workbench.interfaces.cli import main
from workbench.interfaces.reports.agreements import AGREED
from workbench.interfaces.reports.folder import open_run
from workbench.interfaces.reports.kept_goal import DAMAGED, kept_goal_words
from workbench.interfaces.reports.kept_kinds import write_kinds
from workbench.interfaces.reports.page_list import pages_in
from workbench.interfaces.reports.subject import kinds


@pytest.fixture
def run(tmp_path: Path) -> Path:
    return write_fake(FakeRun({"try": Shift(5.5e6, 5e6)}), tmp_path / "run")


def read_all(run: Path) -> None:
    """What pages read."""
    found = open_run(run, "")
    found.values("npv")
    found.outcomes("try")
    found.scenario("try")
    _ = found.summary, found.commitments, found.states, found.differences, found.agreements


FILES = {
    "manifest.json": ["", "{", "[]", "[" * 100_000, '{"created": "2026-11-29", "scenarios": []}'],
    "measures.parquet": ["", "PAR1 and no more"],
    "projects.parquet": ["PAR1 and no more"],
    "scenarios/try.yaml": ["name: [", "name: try\n", "\x07"],
    "summary.csv": [""],
    AGREED: ["", "a,b\n1,2\n", "assumption,value,owner,agreed_on\nx,1,me,someday\n"],
}


@pytest.mark.parametrize(("file", "text"), [(file, text) for file, texts in FILES.items() for text in texts])
def test_a_damaged_file_is_named(run: Path, file: str, text: str) -> None:
    (run / file).write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"cannot be read") as told:
        read_all(run)
    (problem,) = told.value.problems
    assert problem.place == (run / file).as_posix() and problem.remedy == "run it again"
    if file not in ("summary.csv", AGREED):
        with pytest.raises(InputError) as again:
            load_run(run)
        assert again.value.problems == told.value.problems


@pytest.mark.parametrize("file", ["measures.parquet", "manifest.json", "scenarios/try.yaml"])
def test_publishing_names_it_and_calls_it_bad_input(
    run: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], file: str
) -> None:
    (run / file).write_text("PAR1", encoding="utf-8")
    words = ["publish", str(run), "--to", str(tmp_path / "site"), "--audience", "board"]
    assert main(words) == 2
    said = capsys.readouterr().err
    assert f"{file}: cannot be read" in said and "could not finish" not in said
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize("kind", ["bogus", ""])
def test_kinds_that_nobody_knows_are_found_anew(run: Path, kind: str) -> None:
    found = open_run(run, "")
    hashes = {name: str(found.entry(name)["hash"]) for name in found.names}
    meant = kinds(open_run(run, ""))
    write_kinds(hashes["baseline"], {hashes["try"]: kind}, run)
    assert kinds(open_run(run, "")) == meant
    (run / "kinds.json").write_text("[" * 100_000, encoding="utf-8")
    assert kinds(open_run(run, "")) == meant


def test_notes_beside_a_run_that_are_damaged_end_nothing(run: Path) -> None:
    (run / "pages.json").write_text("[" * 100_000, encoding="utf-8")
    assert pages_in(run) == ()
    told = '{"measure": "npv", "asked": 1, "reached": 1, "futures": 1e999, "created": ""}'
    (run / "precision.json").write_text(told, encoding="utf-8")
    assert kept_goal_words(open_run(run, ""), "EUR") == DAMAGED
