"""Every notebook runs from its first to its last cell, in the checkout and in a new working folder."""

import os
import shutil
from datetime import date
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from workbench.interfaces.cli.working_folder import make

ROOT = Path(__file__).parents[3]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A kernel that finds the package of this checkout and leaves no traces outside."""
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]))
    for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))


def executed(notebook: Path) -> nbformat.NotebookNode:
    node = nbformat.read(notebook, as_version=4)
    for cell in node.cells:
        if "parameters" in cell.metadata.get("tags", ()):
            cell.source = "futures = 10"
    resources = {"metadata": {"path": str(notebook.parent)}}
    return NotebookClient(node, timeout=60, kernel_name="python3", resources=resources).execute()


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_no_outputs_are_stored(notebook: Path) -> None:
    for cell in nbformat.read(notebook, as_version=4).cells:
        if cell.cell_type == "code":
            assert not cell.outputs and cell.execution_count is None


@pytest.mark.slow
@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_runs_in_the_checkout(notebook: Path) -> None:
    node = executed(notebook)
    kinds = {kind for cell in node.cells for out in cell.get("outputs", ()) for kind in out.get("data", ())}
    assert "application/vnd.jupyter.widget-view+json" in kinds
    assert "text/html" in kinds
    for cell in node.cells:
        for out in cell.get("outputs", ()):
            rows = out.get("data", {}).get("text/html", "").count("<tr")
            assert rows <= 12, f"{cell.id}: a table that nobody reads through"


@pytest.mark.slow
def test_in_a_working_folder_it_opens_the_scenarios_of_that_folder(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    make(folder, date(2027, 1, 4))
    notebook = folder / "notebooks" / "01_first_what_if.ipynb"
    node = nbformat.read(notebook, as_version=4)
    node.cells.append(nbformat.v4.new_code_cell("print(baseline.resolve())"))
    nbformat.write(node, notebook)
    printed = executed(notebook).cells[-1].outputs[0].text.strip()
    assert Path(printed) == (folder / "scenarios" / "baseline.yaml").resolve()


@pytest.mark.slow
def test_alone_it_opens_the_bundled_example(tmp_path: Path) -> None:
    notebook = Path(shutil.copy(ROOT / "notebooks" / "01_first_what_if.ipynb", tmp_path))
    node = nbformat.read(notebook, as_version=4)
    node.cells.append(nbformat.v4.new_code_cell("print(today.portfolio.organisation)"))
    nbformat.write(node, notebook)
    assert executed(notebook).cells[-1].outputs[0].text.strip() == "Aldermere Insurance (fictional)"
