"""Reports by papermill alone, as its users know it: help, places for outputs, folders, what goes wrong."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from click.testing import CliRunner
from papermill.cli import papermill

import workbench
from workbench.errors import InputError
from workbench.interfaces.reports import open_comparison, open_scenario, preflight
from workbench.interfaces.reports.parameters import declared
from workbench.interfaces.reports.render import template_of

from .test_by_hand import folder

__all__ = ["folder"]

BUNDLED = sorted(template_of("scenario_report").parent.glob("*.ipynb"))


@pytest.mark.parametrize("path", BUNDLED, ids=lambda one: str(one.stem))
def test_the_help_names_every_parameter_with_type_default_and_meaning(path: Path) -> None:
    done = CliRunner().invoke(papermill, ["--help-notebook", str(path)])
    assert done.exit_code == 0
    assert "Unknown" not in done.output
    said = " ".join(done.output.split())
    for name, kind in declared(path).items():
        start = said.index(f"{name}: {kind} (default ")
        meaning = said[start:].split(")", 1)[1].strip()
        assert len(meaning.split()[0]) > 1 and meaning[0].islower()
    assert max(map(len, done.output.splitlines())) <= 140


@pytest.fixture
def remote() -> Iterator[tuple[str, dict[str, bytes]]]:
    """A place that takes what is put there, as papermill's scheme `http://` does."""
    taken: dict[str, bytes] = {}

    class Taking(BaseHTTPRequestHandler):
        def do_PUT(self) -> None:
            taken[self.path] = self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(200)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            return

    server = HTTPServer(("127.0.0.1", 0), Taking)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", taken
    server.shutdown()
    server.server_close()


@pytest.mark.slow
def test_the_executed_notebook_goes_wherever_papermill_can_write(
    folder: Path, remote: tuple[str, dict[str, bytes]]
) -> None:
    """From a folder below the working folder, scenario files named relative to the latter."""
    address, taken = remote
    (folder / "made").mkdir()
    here = Path.cwd()
    places = ["out.ipynb", "../../made/{scenario_name}.ipynb", str(folder / "made" / "absolute.ipynb"), "-"]
    places[1] = places[1].format(scenario_name="relative")
    said = {}
    for place in [*places, f"{address}/reports/out.ipynb"]:
        words = ["-p", "scenario", "scenarios/one.yaml", "-p", "replications", "4", "--no-progress-bar"]
        done = subprocess.run(
            [sys.executable, "-m", "papermill", str(template_of("scenario_report")), place, *words],
            env={**os.environ, "PYTHONPATH": str(Path(workbench.__file__).parents[1])},
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        assert done.returncode == 0, done.stderr
        said[place] = done.stdout
    bodies = [
        (here / "out.ipynb").read_text(encoding="utf-8"),
        (folder / "made" / "relative.ipynb").read_text(encoding="utf-8"),
        (folder / "made" / "absolute.ipynb").read_text(encoding="utf-8"),
        said["-"][said["-"].rindex('{\n "cells"') :],
        taken["/reports/out.ipynb"].decode(),
    ]
    fronts = set()
    for body in bodies:
        outputs = [out for cell in json.loads(body)["cells"] for out in cell.get("outputs", [])]
        shown = ["".join(one["data"]["text/html"]) for one in outputs if "text/html" in one.get("data", {})]
        assert len(shown) == 9
        fronts.add(shown[0])
    assert len(fronts) == 1
    # Simulated once, in the working folder.
    assert len(list((folder / "runs" / "by-hand").iterdir())) == 1
    assert not (here / "runs").exists()


def test_a_run_is_found_above_the_folder_of_the_notebook(folder: Path) -> None:
    open_scenario("", "scenarios/one.yaml", "scenarios/today.yaml", 3)
    (made,) = (folder / "runs" / "by-hand").iterdir()
    named = f"runs/by-hand/{made.name}"
    assert open_scenario(named, "one", "").subject.focus == "one"
    assert open_comparison(named, "").subject.run.names == ("today", "one")
    with pytest.raises(InputError, match="is no folder of a finished run"):
        open_comparison("runs/by-hand/none", "")


def test_a_place_that_cannot_be_written_to_is_told_before_anything_is_simulated(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "runs").write_text("", encoding="utf-8")
    monkeypatch.setattr("workbench.experiment.compare", lambda *_, **__: pytest.fail("it was simulated"))
    with pytest.raises(InputError, match="cannot be written to"):
        open_scenario("", "scenarios/one.yaml", "", 3)


def test_a_kernel_that_cannot_import_the_workbench_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    lacking = subprocess.CompletedProcess(
        [], 1, "", "Traceback\nModuleNotFoundError: No module named 'simpy'\n"
    )
    monkeypatch.setattr(preflight, "_found_by", lambda *_: lacking)
    with pytest.raises(InputError, match="cannot be imported by the kernel: ModuleNotFoundError.*simpy"):
        preflight.check_kernel()


@pytest.mark.parametrize("path", BUNDLED, ids=lambda one: str(one.stem))
def test_a_kernel_without_this_workbench_says_so_in_the_first_cell(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    code = ["".join(one["source"]) for one in cells if one["cell_type"] == "code"][1]
    for name in ("workbench.interfaces.reports", "workbench.interfaces.reports.case"):
        monkeypatch.setitem(sys.modules, name, None)  # type: ignore[arg-type]
    with pytest.raises(RuntimeError, match=r"workbench is not installed in .*, or too old"):
        exec(compile(code, path.name, "exec"), {})
