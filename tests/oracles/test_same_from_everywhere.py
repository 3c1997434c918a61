"""Program, notebook and papermill find the same bits, whatever the number of processes (oracle 38)."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from pandas.testing import assert_frame_equal

from workbench.experiment import load_run
from workbench.interfaces.reports import scenario_report

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
SCENARIOS = [ROOT / "scenarios" / name for name in ("baseline.yaml", "wip-18.yaml")]
WHAT_IF = "wip-18"
FUTURES = 8
TABLES = ("summary.csv", "differences.csv", "commitments.csv", "states.csv")

IN_A_NOTEBOOK = """\
from datetime import datetime

import workbench
from workbench.experiment import write_run

scenarios = [workbench.load_scenario(path) for path in {paths}]
found = workbench.compare(scenarios, {futures}, created=datetime.fromisoformat({created!r}))
write_run(found, {folder!r})
"""


def environment(**more: str) -> dict[str, str]:
    """Of a process that finds the package of this checkout."""
    return {**os.environ, "PYTHONPATH": str(ROOT), **more}


def run(*words: str | Path, **more: str) -> None:
    done = subprocess.run(
        [sys.executable, *map(str, words)],
        env=environment(**more),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module", autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Kernels leave no traces outside."""
    own = tmp_path_factory.mktemp("jupyter")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR"):
            patch.setenv(name, str(own / name.lower()))
        yield


@pytest.fixture(scope="module")
def by_program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The run of `workbench compare`, on two processes."""
    folder = tmp_path_factory.mktemp("program") / "run"
    words = ["compare", *SCENARIOS, "-n", str(FUTURES), "--jobs", "2", "--out", folder]
    run("-m", "workbench.interfaces.cli", *words, PYTHONHASHSEED="1")
    return folder


@pytest.fixture(scope="module")
def by_notebook(by_program: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The run of `compare` in a notebook's kernel, in one process; its clock is set, nothing else."""
    folder = tmp_path_factory.mktemp("notebook") / "run"
    source = IN_A_NOTEBOOK.format(
        paths=[str(path) for path in SCENARIOS],
        futures=FUTURES,
        created=manifest(by_program)["created"],
        folder=str(folder),
    )
    node = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)])
    client = NotebookClient(node, timeout=120, kernel_name="python3")
    client.execute(env=environment(PYTHONHASHSEED="2"))
    return folder


def manifest(folder: Path) -> dict[str, object]:
    found: dict[str, object] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return found


def shown(notebook: Path) -> list[str]:
    """What the cells of an executed report show."""
    node = nbformat.read(notebook, as_version=4)
    outputs = [out for cell in node.cells for out in cell.get("outputs", ())]
    assert not [out for out in outputs if out.output_type == "error"]
    return [out.data["text/html"] for out in outputs if "text/html" in out.get("data", {})]


def test_program_and_notebook_ask_the_same_question(by_program: Path, by_notebook: Path) -> None:
    one, two = (
        [(entry["name"], entry["hash"], entry["n"]) for entry in manifest(folder)["scenarios"]]
        for folder in (by_program, by_notebook)
    )
    assert one == two
    assert len({entry[1] for entry in one}) == 2


def test_program_and_notebook_give_the_same_bits(by_program: Path, by_notebook: Path) -> None:
    one, two = load_run(by_program), load_run(by_notebook)
    assert one.values(WHAT_IF, "npv").size == FUTURES
    assert_frame_equal(one.measures, two.measures, check_exact=True)
    assert_frame_equal(one.projects, two.projects, check_exact=True)
    for table in TABLES:
        assert (by_program / table).read_bytes() == (by_notebook / table).read_bytes()


def test_papermill_by_hand_shows_the_figures_of_the_page(
    by_program: Path, by_notebook: Path, tmp_path: Path
) -> None:
    page = scenario_report(by_program, WHAT_IF, tmp_path / "site")
    template = ROOT / "notebooks" / "reports" / "scenario_report.ipynb"
    out = tmp_path / "out.ipynb"
    run("-m", "papermill", template, out, "-p", "run", by_notebook, "-p", "scenario", WHAT_IF)
    by_hand = shown(out)
    assert by_hand == shown(page.with_suffix(".ipynb"))
    text = page.read_text(encoding="utf-8")
    assert len(by_hand) == 9
    for piece in by_hand:
        assert piece in text
