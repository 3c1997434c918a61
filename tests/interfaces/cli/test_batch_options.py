"""What a batch is asked for on the command line: patterns, notebooks, parameters, a dry run."""

import ast
import re
from collections.abc import Sequence
from pathlib import Path

import nbformat
import pytest

from workbench.experiment import Dask
from workbench.interfaces.cli import batching, one_run
from workbench.interfaces.cli.failing import Failed
from workbench.interfaces.reports.study_reports import Wanted

from .conftest import STUDY, Run

PROBE = ["--notebook", "probe.ipynb", "-n", "4", "--jobs", "1", "--out", "out"]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Wanted]:
    found: list[Wanted] = []

    def report_all(
        every: Sequence[Wanted], batch: str, jobs: int | None, staff: Dask | None, index: str
    ) -> list[Failed]:
        found.extend(every)
        return []

    for module in (batching, one_run):
        monkeypatch.setattr(module, "report_all", report_all)
    return found


def test_a_dry_run_of_a_pattern_counts_reckons_and_makes_nothing(workbench: Run, folder: Path) -> None:
    done = workbench("batch", "*[dt].yaml", "--out", "out", "-n", "60", "--jobs", "2", "--dry-run")
    assert done.code == 0, done.err
    assert "batch: 2 scenarios, 60 simulated futures each, 2 reports." in done.out
    assert re.search(
        r"^About \d+ (s|min) on 2 cores: .* for simulating .*, \d+ s for reports\.$", done.out, re.M
    )
    assert "  ranked\n  tight\n" in done.out and not (folder / "out").exists()
    nothing = workbench("batch", "x*.yaml", "--dry-run")
    assert nothing.code == 2 and "there is no scenario file here" in nothing.err


def test_a_dry_run_with_a_broken_file_reckons_the_others_and_ends_as_the_batch(
    workbench: Run, folder: Path
) -> None:
    (folder / "bad.yaml").write_text("extends: baseline.yaml\nhorizn: 2030\n", encoding="utf-8")
    done = workbench("batch", "baseline.yaml", "bad.yaml", "tight.yaml", "-n", "60", "--dry-run")
    assert done.code == 1 and "failed: bad.yaml: line 2" in done.err
    assert "batch: 2 scenarios, 60 simulated futures each, 2 reports." in done.out and "About " in done.out
    assert "Compared with " in done.out
    named = workbench("batch", "baseline.yaml", "tight.yaml", "--baseline", "BASELINE", "--dry-run")
    assert named.code == 2 and "did you mean baseline?" in named.err


def test_a_study_is_validated_as_one(workbench: Run, folder: Path, study: Path) -> None:
    done = workbench("validate", "study.yaml")
    assert done.code == 0, done.err
    assert re.search(r"^study\.yaml: ok; a study of \w+ scenarios: workbench batch", done.out)
    study.write_text(study.read_text(encoding="utf-8") + "sed: 1\n", encoding="utf-8")
    wrong = workbench("validate", "study.yaml")
    assert wrong.code == 2 and "sed" in wrong.err and "scenarios: is not a known key" not in wrong.err


def test_a_parameter_with_two_values_makes_two_reports(
    workbench: Run, folder: Path, study: Path, asked: list[Wanted]
) -> None:
    words = ["-p", "word", "hello", "-p", "word", "goodbye"]
    assert workbench("batch", "ranked.yaml", *words, *PROBE).code == 0
    assert [one.template.parameters for one in asked] == [{"word": "hello"}, {"word": "goodbye"}]
    assert len({one.page for one in asked}) == 2


@pytest.mark.parametrize("text", ["3", "true", "1e3", "null", "2027-01-04", "[1, 2]", "a: b"])
def test_what_looks_like_a_number_stays_text_where_the_notebook_says_text(
    workbench: Run, folder: Path, study: Path, asked: list[Wanted], text: str
) -> None:
    done = workbench("batch", "ranked.yaml", "-p", "word", text, *PROBE)
    assert done.code == 0, done.err
    assert [one.template.parameters for one in asked] == [{"word": text}]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["ranked.yaml", "-p", "wrd", "x"], "did you mean word?"),
        (["ranked.yaml", "-p", "scenario", "x"], "is filled in by the batch itself"),
        (["ranked.yaml", "-p", "most", "many"], "must be of type int"),
        (["study.yaml"], "A study file states its notebooks and their parameters itself."),
    ],
)
def test_what_no_notebook_takes_is_refused_before_anything_runs(
    workbench: Run, folder: Path, study: Path, words: list[str], told: str
) -> None:
    probe = nbformat.read(folder / "probe.ipynb", as_version=4)
    probe.cells[0].source += "\nmost: int = 3"
    nbformat.write(probe, folder / "probe.ipynb")
    done = workbench("batch", *words, *PROBE)
    assert done.code == 2 and told in done.err and not (folder / "out").exists()


def test_a_study_has_the_first_of_its_scenarios_as_its_baseline(
    workbench: Run, folder: Path, study: Path
) -> None:
    done = workbench("batch", "study.yaml", "--baseline", "baseline, wip_limit 1")
    assert done.code == 2 and "A study compares with the first of its scenarios" in done.err


def test_a_value_of_a_parameter_is_never_code(workbench: Run, folder: Path, study: Path) -> None:
    hostile = "\"); import os #\n1/0 {run} {0.__class__} \\\" %s '''"
    text = STUDY.replace("[hello]", "['" + hostile.replace("'", "''").replace("\n", "\n\n") + "']")
    study.write_text(text.replace("factors: {policy.release.wip_limit: [1, 2]}\n", ""), encoding="utf-8")
    done = workbench("batch", "study.yaml", "--out", "out", "--jobs", "1")
    assert done.code == 0, done.err
    book = nbformat.read(folder / "out" / "report" / "baseline.ipynb", as_version=4)
    (given,) = [one for one in book.cells if "injected-parameters" in one.metadata.get("tags", [])]
    body = ast.parse(given.source).body
    assert all(isinstance(one, ast.Assign) for one in body)
    told = {
        ast.unparse(one.targets[0]): ast.literal_eval(one.value)
        for one in body
        if isinstance(one, ast.Assign)
    }
    assert told["word"] == hostile
