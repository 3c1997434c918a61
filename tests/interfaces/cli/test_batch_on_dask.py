"""One study by one worker, by two, and by workers of Dask: the same numbers, the same pages."""

import re
from pathlib import Path

import nbformat
import pandas as pd
import pytest

from .conftest import STUDY, Run

KINDS = {
    "one": ["--jobs", "1"],
    "two": ["--jobs", "2"],
    "dask": ["--jobs", "2", "--executor", "dask"],
}
MADE_AT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.+]+")
BLOCKS = re.compile(r"\d+ computed, \d+ reused")


@pytest.mark.slow
def test_one_worker_two_and_dask_make_the_same_study(process: Run, folder: Path, study: Path) -> None:
    text = STUDY.replace("[probe.ipynb]", "[scenario_report, probe.ipynb]").replace("[1, 2]", "[2]")
    study.write_text(text, encoding="utf-8")
    for name, words in KINDS.items():
        # Folders of blocks of their own: everything is simulated anew.
        done = process("batch", "study.yaml", "--out", f"{name}/out", *words)
        assert done.code == 0, done.err
        assert "Traceback" not in done.err and "made here" not in done.err
    tables = {name: pd.read_parquet(folder / name / "out" / "measures.parquet") for name in KINDS}
    pd.testing.assert_frame_equal(tables["one"], tables["two"])
    pd.testing.assert_frame_equal(tables["one"], tables["dask"])
    pages = sorted(one.name for one in (folder / "one" / "out" / "report").glob("*.html"))
    assert len(pages) == 5
    for page in pages:
        told = {name: _page(folder / name / "out" / "report" / page) for name in KINDS}
        assert told["one"] == told["two"] == told["dask"]
    books = {name: sorted((folder / name / "out" / "report").glob("*.ipynb")) for name in KINDS}
    for trio in zip(*books.values(), strict=True):
        shown = [_outputs(one) for one in trio]
        assert shown[0] == shown[1] == shown[2] and len(shown[0]) > 0
    # What came back can be executed again here: it names the run where it is.
    for path in books["dask"]:
        read = nbformat.read(path, as_version=4)
        run = str(folder / "dask" / "out")
        assert read.metadata.papermill.parameters.run == run
        assert folder / read.metadata.papermill.output_path == path
        assert f'run = "{run}"' in "".join(one.source for one in read.cells)
    # And nothing is made twice, wherever it was made.
    again = process("batch", "study.yaml", "--out", "dask/out", "--jobs", "2")
    assert "All 4 reports are there already." in again.err


@pytest.mark.slow
def test_a_report_that_fails_on_a_worker_is_told_like_any_other(
    process: Run, folder: Path, study: Path
) -> None:
    probe = nbformat.read(folder / "probe.ipynb", as_version=4)
    probe.cells[1].source += 'assert "wip_limit 1" not in scenario, "no such luck"\n'
    nbformat.write(probe, folder / "probe.ipynb")
    study.write_text(f"{STUDY}executor: dask\n", encoding="utf-8")
    done = process("batch", "study.yaml", "--out", "out", "--jobs", "2")
    assert done.code == 1
    (line,) = [one for one in done.err.splitlines() if one.startswith("failed:")]
    assert "wip_limit 1" in line and "probe.ipynb, cell 3: AssertionError: no such luck" in line
    page = (folder / "out" / "report" / "baseline, wip_limit 1.html").read_text()
    assert "There is no report" in page
    assert "hello baseline" in (folder / "out" / "report" / "baseline, wip_limit 2.html").read_text()


def _page(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    return BLOCKS.sub("BLOCKS", MADE_AT.sub("WHEN", text))


def _outputs(path: Path) -> list[str]:
    cells = nbformat.read(path, as_version=4).cells
    found = [
        str(out.get("data", {}).get("text/html", "")) for cell in cells for out in cell.get("outputs", [])
    ]
    return [MADE_AT.sub("WHEN", one) for one in found]
