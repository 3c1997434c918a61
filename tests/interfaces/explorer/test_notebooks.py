"""Every notebook runs from its first to its last cell, in the checkout and in a new working folder."""

import os
import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import jupytext
import nbformat
import pytest
from nbclient import NotebookClient

from workbench.interfaces.cli.working_folder import make

ROOT = Path(__file__).parents[3]
FIRST = "01_first_what_if.ipynb"
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
ALL = sorted((ROOT / "notebooks").rglob("*.ipynb"))
WIDGET = "application/vnd.jupyter.widget-view+json"
AS_CODE = ROOT / "notebooks_as_code"


@pytest.fixture(scope="module")
def kernel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[NotebookClient]:
    """One for all notebooks: importing takes longer than most of them. Leaves no traces outside."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]))
        for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR"):
            patch.setenv(name, str(tmp_path_factory.mktemp(name.lower())))
        resources = {"metadata": {"path": str(ROOT / "notebooks")}}
        empty = nbformat.v4.new_notebook()
        client = NotebookClient(empty, timeout=60, kernel_name="python3", resources=resources)
        with client.setup_kernel():
            yield client


def executed(notebook: Path, kernel: NotebookClient) -> nbformat.NotebookNode:
    """A notebook run from its first to its last cell, without a name left over from the one before."""
    node = nbformat.read(notebook, as_version=4)
    for cell in node.cells:
        if "parameters" in cell.metadata.get("tags", ()):
            cell.source = "futures = 10"
    node.cells.insert(0, nbformat.v4.new_code_cell("%reset -f"))
    client = NotebookClient(node, timeout=60, km=kernel.km)
    client.kc = kernel.kc
    return client.execute()


def names_of(notebook: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the cells of a notebook, up to the one that finds the scenario, define when opened in a folder."""
    monkeypatch.chdir(folder)
    names: dict[str, Any] = {}
    for cell in nbformat.read(notebook, as_version=4).cells:
        if cell.cell_type == "code" and "today" not in names:
            exec(cell.source, names)
    return names


@pytest.mark.parametrize("notebook", ALL, ids=lambda path: path.stem)
def test_no_outputs_are_stored(notebook: Path) -> None:
    for cell in nbformat.read(notebook, as_version=4).cells:
        if cell.cell_type == "code":
            assert not cell.outputs and cell.execution_count is None


def test_every_notebook_reads_the_same_as_plain_code() -> None:
    assert [one.relative_to(ROOT / "notebooks").with_suffix(".py") for one in ALL] == sorted(
        one.relative_to(AS_CODE) for one in AS_CODE.rglob("*.py")
    )
    for notebook in ALL:
        code = (AS_CODE / notebook.relative_to(ROOT / "notebooks")).with_suffix(".py")
        cells = [_content(file) for file in (notebook, code)]
        assert cells[0] == cells[1], f"{notebook.name} and {code.name} differ: run `make notebooks`"


def _content(file: Path) -> list[tuple[str, str, list[str]]]:
    read = jupytext.read(file)
    return [(cell.cell_type, cell.source, cell.metadata.get("tags", [])) for cell in read.cells]


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_question_comes_first_and_its_answer_last(notebook: Path) -> None:
    cells = nbformat.read(notebook, as_version=4).cells
    assert re.fullmatch(r"# [^\n]{10,90}\?", cells[0].source.splitlines()[0])
    assert cells[-1].source.splitlines()[-1].startswith("print("), "a sentence written from the numbers"


@pytest.mark.slow
@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_runs_in_the_checkout(notebook: Path, kernel: NotebookClient) -> None:
    node = executed(notebook, kernel)
    kinds = {kind for cell in node.cells for out in cell.get("outputs", ()) for kind in out.get("data", ())}
    assert kinds & {"text/html", WIDGET}
    if any(re.search(r"(explore\w*|policies|assess)\(", cell.source) for cell in node.cells):
        assert WIDGET in kinds
    last = node.cells[-1].outputs[-1].text
    assert re.search(r"\w{4}.*\.\s*$", last), last
    for cell in node.cells:
        for out in cell.get("outputs", ()):
            rows = out.get("data", {}).get("text/html", "").count("<tr")
            assert rows <= 12, f"{cell.id}: a table that nobody reads through"


def test_in_a_working_folder_it_opens_the_scenarios_of_that_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "mine"
    make(folder, date(2027, 1, 4))
    found = names_of(folder / "notebooks" / FIRST, folder / "notebooks", monkeypatch)
    assert found["baseline"].resolve() == (folder / "scenarios" / "baseline.yaml").resolve()


def test_alone_it_opens_the_bundled_example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    notebook = Path(shutil.copy(ROOT / "notebooks" / FIRST, tmp_path))
    today = names_of(notebook, tmp_path, monkeypatch)["today"]
    assert today.portfolio.organisation == "Aldermere Insurance (fictional)"
