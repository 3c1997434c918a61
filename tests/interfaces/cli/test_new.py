"""The working folder: complete, refusing to overwrite, and its next three commands work as printed."""

import json
import re
import shlex
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from workbench.interfaces.cli.serving import EXPLORER
from workbench.interfaces.cli.working_folder import NEXT

from .conftest import PROGRAM, Run, environment

NEWS = "@jupyterlab/apputils-extension:announcements"
NOTEBOOK = """{"cells": [
{"cell_type": "markdown", "id": "a", "metadata": {}, "source": "For everybody"},
{"cell_type": "markdown", "id": "b", "metadata": {"tags": ["notebook-only"]}, "source": "Beside code"}
], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}"""


@pytest.fixture
def made(workbench: Run, folder: Path) -> Path:
    done = workbench("new", "ours")
    assert done.code == 0, done.err
    assert [line.strip() for line in done.out.splitlines()][-4:] == ["cd ours", *NEXT]
    return folder / "ours"


def test_the_folder_has_everything_and_says_what_to_do_next(made: Path) -> None:
    assert {"portfolio.xlsx", "scenarios", "notebooks", "README.md"} == {path.name for path in made.iterdir()}
    assert len(list((made / "scenarios").glob("*.yaml"))) == 4
    assert list((made / "notebooks").rglob("*.ipynb"))
    readme = (made / "README.md").read_text(encoding="utf-8")
    assert all(command in readme for command in NEXT)


def test_it_stands_alone_wherever_it_is_moved(made: Path, workbench: Run, tmp_path: Path) -> None:
    elsewhere = made.rename(tmp_path / "else where")
    assert workbench("validate", str(elsewhere / "portfolio.xlsx"), str(elsewhere / "scenarios")).code == 0


def test_the_pmo_in_comments_is_right_once_the_comments_go(made: Path, workbench: Run) -> None:
    baseline = made / "scenarios" / "baseline.yaml"
    lines = baseline.read_text(encoding="utf-8").splitlines()
    first = lines.index("# pmo:")
    shown = lines[:first] + [line.removeprefix("# ") for line in lines[first:]]
    baseline.write_text("\n".join(shown), encoding="utf-8")
    done = workbench("practices", str(baseline), "--describe", "--json")
    assert done.code == 0, done.err
    found = json.loads(done.out)
    assert found["at_odds"] == [] and found["mean_level"][-1] < found["mean_level"][0]


def test_a_folder_with_something_in_it_is_refused_and_left_alone(workbench: Run, folder: Path) -> None:
    (folder / "ours").mkdir()
    (folder / "ours" / "mine.txt").write_text("mine", encoding="utf-8")
    done = workbench("new", "ours")
    assert done.code == 2 and "not empty" in done.err
    assert [path.name for path in (folder / "ours").iterdir()] == ["mine.txt"]
    assert workbench("new", "baseline.yaml").code == 2


def test_an_empty_folder_will_do(workbench: Run, folder: Path) -> None:
    (folder / "ours").mkdir()
    assert workbench("new", "ours").code == 0


@pytest.mark.slow
@pytest.mark.parametrize("command", [one for one in NEXT if not one.endswith("lab")])
def test_the_next_commands_work_as_printed(made: Path, command: str) -> None:
    program, *words = shlex.split(command)
    assert program == "workbench"
    done = subprocess.run(
        [*PROGRAM, *words],
        cwd=made,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("command", ["lab", "app"])
def test_servers_listen_here_only_ask_for_a_token_and_show_what_is_needed(made: Path, command: str) -> None:
    if command == "lab":
        assert NEXT[-1] == "workbench lab"
    pytest.importorskip({"lab": "jupyterlab", "app": "voila"}[command])
    (made / "notebooks" / EXPLORER).write_text(NOTEBOOK, encoding="utf-8")
    log = made / "log.txt"
    with log.open("w", encoding="utf-8") as file:
        going = subprocess.Popen(
            [*PROGRAM, command, "--no-browser"], cwd=made, env=environment(), stdout=file, stderr=file
        )
    try:
        address, token = _address(log, going)
        assert address.startswith("http://127.0.0.1:")
        root = re.sub(r"(:\d+)/.*", r"\1", address)
        assert (
            _status(f"{root}/api/kernels") in (401, 403)
            if command == "lab"
            else "login" in _landing(f"{root}/")
        )
        if command == "lab":
            assert _status(f"{root}/api/kernels?token={token}") == 200
            assert _status(f"{root}/api/contents/portfolio.xlsx?content=0&token={token}") == 200
            assert address.endswith(f"/notebooks/{EXPLORER}")
            with urllib.request.urlopen(f"{address}?token={token}", timeout=20) as page:
                assert NEWS in json.loads(_page_config(page.read().decode()))["disabledExtensions"]
            said = log.read_text(encoding="utf-8").split("To access the server")[0]
            assert said.count("\n") <= 2, "nothing but the address"
        else:
            said = log.read_text(encoding="utf-8")
            assert said.count("\n") <= 2 and "[Voila]" not in said, "nothing but the address"
            with urllib.request.urlopen(f"{address}?token={token}", timeout=60) as page:
                seen = page.read().decode()
            assert "For everybody" in seen and "Beside code" not in seen
    finally:
        going.terminate()
        going.wait(timeout=30)


def _address(log: Path, going: "subprocess.Popen[bytes]") -> tuple[str, str]:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        found = re.search(r"(http://127\.0\.0\.1:\d+/\S*)\?token=(\w+)", log.read_text(encoding="utf-8"))
        if found:
            return found[1], found[2]
        assert going.poll() is None, log.read_text(encoding="utf-8")
        time.sleep(0.2)
    raise AssertionError(log.read_text(encoding="utf-8"))


def _page_config(page: str) -> str:
    found = re.search(r'<script id="jupyter-config-data" type="application/json">(.*?)</script>', page, re.S)
    assert found, page
    return found[1]


def _landing(address: str) -> str:
    with urllib.request.urlopen(address, timeout=20) as answer:
        return str(answer.url)


def _status(address: str) -> int:
    deadline = time.monotonic() + 20
    while True:
        try:
            with urllib.request.urlopen(address, timeout=20) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)
