"""Studies: simulated once, reported, gone on with after whatever stopped them."""

import json
import re
from pathlib import Path
from urllib.parse import unquote

import nbformat
import pandas as pd
import pytest

from workbench.interfaces.cli import batch_order, sentences
from workbench.interfaces.cli.batch_order import BatchOrder
from workbench.interfaces.cli.executing import Kind, Where
from workbench.interfaces.cli.running import Order
from workbench.scenario.study import ExecutorName

from .conftest import STUDY, Run


def made(folder: Path) -> list[str]:
    return sorted((folder / "out" / "count.txt").read_text().splitlines())


NAMES = ["baseline", "baseline, wip_limit 1", "baseline, wip_limit 2"]


def test_a_study_goes_on_where_it_was_stopped_and_loses_nothing(
    workbench: Run, folder: Path, study: Path
) -> None:
    words = ["batch", "study.yaml", "--out", "out", "--jobs", "1"]
    done = workbench(*words)
    assert done.code == 0, done.err
    assert made(folder) == NAMES
    pages = folder / "out" / "report"
    assert "hello baseline" in (pages / "baseline.html").read_text()
    assert (pages / "index.html").is_file()

    # Nothing to do: nothing done.
    assert "All 3 reports are there already." in workbench(*words).err
    assert made(folder) == NAMES

    # A page cut in half, one without its stamp, one whose words have changed: each is made again, alone.
    half = pages / "baseline.html"
    half.write_bytes(half.read_bytes()[: half.stat().st_size // 2])
    assert "Making 1 report (2 are finished already) ..." in workbench(*words).err
    (pages / ".stamps" / "baseline, wip_limit 1.html.json").unlink()
    assert "Making 1 report (2 are finished already) ..." in workbench(*words).err
    assert made(folder) == sorted([*NAMES, *NAMES[:2]])
    study.write_text(STUDY.replace("hello", "goodbye"), encoding="utf-8")
    assert "Making 3 reports" in workbench(*words).err
    assert "goodbye baseline" in (pages / "baseline.html").read_text()


def test_a_report_that_fails_is_a_page_in_words_and_the_others_finish(
    workbench: Run, folder: Path, study: Path
) -> None:
    probe = nbformat.read(folder / "probe.ipynb", as_version=4)
    probe.cells[1].source += 'assert "wip_limit 1" not in scenario, "<b>no</b> such luck"\n'
    nbformat.write(probe, folder / "probe.ipynb")
    done = workbench("batch", "study.yaml", "--out", "out", "--jobs", "1")
    assert done.code == 1
    (line,) = [one for one in done.err.splitlines() if one.startswith("failed:")]
    assert "At most one project at once (baseline, wip_limit 1.html)" in line and "no</b> such luck" in line
    page = (folder / "out" / "report" / "baseline, wip_limit 1.html").read_text()
    assert "There is no report" in page
    assert "&lt;b&gt;no&lt;/b&gt; such luck" in page and "<b>no</b>" not in page
    assert "hello baseline" in (folder / "out" / "report" / "baseline, wip_limit 2.html").read_text()


def test_a_dry_run_counts_and_reckons_and_makes_nothing(workbench: Run, folder: Path, study: Path) -> None:
    done = workbench("batch", "study.yaml", "--out", "out", "--dry-run")
    assert done.code == 0
    assert "how many: 3 scenarios, 4 simulated futures each, 3 reports." in done.out
    assert all(f"  {name}" in done.out for name in NAMES)
    assert not (folder / "out").exists()


def test_what_ifs_that_are_not_told_of_are_counted(workbench: Run, folder: Path, study: Path) -> None:
    text = STUDY.replace("notebooks: [probe.ipynb]\nparameters: {word: [hello]}\n", "notebooks: []\n")
    study.write_text(text.replace("[1, 2]", "[1, 2, 3]"), encoding="utf-8")
    done = workbench("batch", "study.yaml", "--out", "runs/three")
    assert done.code == 0 and "One more what-if stands in the index." in done.out
    assert "allows for having looked at 3" in done.out, "and what the verdicts allow for is said"
    study.write_text(text, encoding="utf-8")
    assert "in the index" not in workbench("batch", "study.yaml", "--out", "runs/two").out
    # Names of what-ifs hold commas: in a list something else is between them.
    assert "baseline · baseline, wip_limit 1 and 1 more" in " ".join(workbench("runs", "runs").out.split())


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("word: [hello]", "wrd: [hello]", "did you mean word?"),
        ("word: [hello]", "word: [3]", "must be of type str"),
        ("word: [hello]", "run: [elsewhere]", "is filled in by the batch itself"),
        ("probe.ipynb", "prob.ipynb", "there is no such notebook"),
        ("wip_limit: [1, 2]", "wip_limit: [0]", "wip_limit"),
    ],
)
def test_nothing_runs_before_everything_is_right(
    workbench: Run, folder: Path, study: Path, before: str, after: str, told: str
) -> None:
    study.write_text(STUDY.replace(before, after), encoding="utf-8")
    done = workbench("batch", "study.yaml", "--out", "out")
    assert done.code == 2 and told in done.err and done.out == ""
    lines = study.read_text(encoding="utf-8").splitlines()
    (line,) = (number for number, one in enumerate(lines, start=1) if after in one)
    assert f"study.yaml:{line}:" in done.err
    assert not (folder / "out").exists()


@pytest.mark.parametrize(
    ("words", "where"),
    [
        (["study.yaml"], Where(Kind.DASK)),
        (["study.yaml", "--scheduler", "tcp://h:1"], Where(Kind.DASK, "tcp://h:1")),
        (["study.yaml", "--allow-unlike-workers"], Where(Kind.DASK, takes_unlike=True)),
        (["study.yaml", "--executor", "serial"], Where(Kind.SERIAL)),
        (["study.yaml", "--executor", "auto"], Where(Kind.AUTO)),
        (["baseline.yaml"], Where(Kind.AUTO)),
    ],
)
def test_a_study_says_where_it_is_simulated_and_the_command_line_wins(
    workbench: Run, study: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], where: Where
) -> None:
    study.write_text(f"{STUDY}executor: dask\n", encoding="utf-8")
    heard: list[Order] = []

    def carried_out(_asked: BatchOrder, order: Order, *_others: object) -> bool:
        heard.append(order)
        return True

    monkeypatch.setattr(batch_order, "carried_out", carried_out)
    assert workbench("batch", *words, "--out", "out").code == 0
    assert heard[0].where == where


def test_a_scheduler_goes_with_no_other_executor_of_a_study(
    workbench: Run, folder: Path, study: Path
) -> None:
    study.write_text(f"{STUDY}executor: threads\n", encoding="utf-8")
    done = workbench("batch", "study.yaml", "--scheduler", "tcp://h:1", "--out", "out")
    assert done.code == 2 and "--scheduler goes with --executor dask" in done.err
    assert not (folder / "out").exists()


def test_a_study_knows_every_executor_of_the_command_line() -> None:
    assert {str(one) for one in ExecutorName} == {str(one) for one in Kind}


def test_the_same_scenario_in_two_studies_is_simulated_once(
    workbench: Run, folder: Path, study: Path
) -> None:
    (folder / "probe.ipynb").unlink()
    text = STUDY.replace("notebooks: [probe.ipynb]\nparameters: {word: [hello]}\n", "notebooks: []\n")
    study.write_text(text, encoding="utf-8")
    assert workbench("batch", "study.yaml", "--out", "runs/one").code == 0
    (folder / "other.yaml").write_text(text.replace("how many", "again").replace("[1, 2]", "[2, 3]"))
    assert workbench("batch", "other.yaml", "--out", "runs/two").code == 0
    manifest = json.loads((folder / "runs" / "two" / "manifest.json").read_text())
    assert (manifest["blocks_reused"], manifest["blocks_computed"]) == (2, 1)
    values = []
    for one in ("one", "two"):
        rows = pd.read_parquet(folder / "runs" / one / "measures.parquet")
        own = rows[rows["scenario"] == "baseline, wip_limit 2"]
        values.append(own.dropna().set_index(["measure", "replication"])["value"].to_dict())
    assert values[0] == values[1] and values[0]


def test_a_damaged_block_is_made_again_and_told_whatever_else_is_to_be_said(
    workbench: Run, folder: Path, study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "probe.ipynb").unlink()
    guessed = ["Capacity is guessed.", "Value is guessed.", "Urgency is guessed."]
    monkeypatch.setattr(sentences, "_assumed", lambda _: iter(guessed))
    study.write_text(
        STUDY.replace("notebooks: [probe.ipynb]\nparameters: {word: [hello]}\n", "notebooks: []\n"),
        encoding="utf-8",
    )
    words = ["batch", "study.yaml", "--out", "runs/one"]
    assert workbench(*words).code == 0
    measures = pd.read_parquet(folder / "runs" / "one" / "measures.parquet")
    block, *_ = sorted(folder.glob("runs/.blocks/*/*/block-*/measures.parquet"))
    whole = block.read_bytes()
    block.write_bytes(whole[:-9])
    again = workbench(*words)
    assert again.code == 0
    assert "One kept block was damaged: found by checksum, thrown away and computed again." in again.out
    manifest = json.loads((folder / "runs" / "one" / "manifest.json").read_text())
    assert (manifest["blocks_damaged"], manifest["blocks_computed"], manifest["blocks_reused"]) == (1, 1, 2)
    pd.testing.assert_frame_equal(measures, pd.read_parquet(folder / "runs" / "one" / "measures.parquet"))
    assert "kept block" not in workbench(*words).out


def test_the_index_links_every_page_of_every_scenario(workbench: Run, folder: Path, study: Path) -> None:
    (folder / "second_look.ipynb").write_bytes((folder / "probe.ipynb").read_bytes())
    text = STUDY.replace("[probe.ipynb]", "[probe.ipynb, second_look.ipynb]").replace("[1, 2]", "[1]")
    study.write_text(text.replace("[hello]", "[hello, goodbye]"), encoding="utf-8")
    done = workbench("batch", "study.yaml", "--out", "out", "--jobs", "2")
    assert done.code == 0, done.err
    pages = folder / "out" / "report"
    index = (pages / "index.html").read_text(encoding="utf-8")
    links = [unquote(one) for one in re.findall(r'<a href="([^"]+)">', index)]
    ends = ["", "--probe-2", "--second_look-1", "--second_look-2"]
    assert links == [f"{name}{end}.html" for name in NAMES[1::-1] for end in ends] or links == [
        f"{name}{end}.html" for name in NAMES[:2] for end in ends
    ]
    assert all((pages / one).is_file() for one in links)
    assert "second look, word goodbye<span" in index


def test_a_misspelt_factor_and_a_misspelt_notebook_are_told_at_once(
    workbench: Run, folder: Path, study: Path
) -> None:
    text = STUDY.replace("policy.release.wip_limit", "portfolio.pools.developer.capacity")
    study.write_text(text.replace("probe.ipynb", "scenario_reprt"), encoding="utf-8")
    done = workbench("batch", "study.yaml", "--dry-run")
    assert done.code == 2 and done.out == ""
    assert "(got developer); did you mean developers?" in done.err
    assert "there is no such notebook (got scenario_reprt); did you mean scenario_report?" in done.err
