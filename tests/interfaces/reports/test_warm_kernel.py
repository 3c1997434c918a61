"""Kernels that are forked: everything is imported, nothing is shared, nobody is left behind."""

import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
import pytest
import zmq

from workbench.interfaces.reports.render import ReportError, execute
from workbench.interfaces.reports.warm_kernel import WarmPython, can_fork

pytestmark = pytest.mark.skipif(not can_fork(), reason="no server can fork on this system")

PROBE = """\
import os, signal, sys
from ipykernel.kernelapp import IPKernelApp
before = "left" in globals()
left = number
private = IPKernelApp.instance().curve_secretkey is not None
quiet = signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, [])
print(before, "pandas" in sys.modules, os.getpid(), number, private, quiet)
"""


def notebook(folder: Path, source: str) -> Path:
    parameters = nbformat.v4.new_code_cell("number: int = 0", metadata={"tags": ["parameters"]})
    made = nbformat.v4.new_notebook(cells=[parameters, nbformat.v4.new_code_cell(source)])
    made.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    path = folder / "probe.ipynb"
    nbformat.write(made, path)
    return path


def said(path: Path) -> list[str]:
    read = nbformat.read(path, as_version=4)
    return "".join(out.get("text", "") for cell in read.cells for out in cell.get("outputs", [])).split()


def test_each_kernel_has_all_imported_and_nothing_of_another(tmp_path: Path) -> None:
    template = notebook(tmp_path, PROBE)

    def make(number: int) -> list[str]:
        out = tmp_path / f"{number}.ipynb"
        execute(template, {"number": number}, out, WarmPython)
        return said(out)

    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(make, range(3)))
    assert [one[3] for one in found] == ["0", "1", "2"]
    assert all(one[:2] == ["False", "True"] for one in found)
    assert {one[4] for one in found} == {str(bool(zmq.has("curve")))}, (
        "spoken to in private where that can be"
    )
    assert {one[5] for one in found} == {"True"}, "whoever asked ends them, not Ctrl-C"
    deadline = time.monotonic() + 20
    while any(Path(f"/proc/{one[2]}").exists() for one in found) and time.monotonic() < deadline:
        time.sleep(0.1)
    if Path("/proc/self").exists():
        assert not any(Path(f"/proc/{one[2]}").exists() for one in found)
    assert os.getpid() not in {int(one[2]) for one in found}


def test_a_cell_that_fails_says_so_as_in_any_kernel(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="ZeroDivisionError"):
        execute(notebook(tmp_path, "1 / 0"), {}, tmp_path / "out.ipynb", WarmPython)
