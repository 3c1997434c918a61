"""The working folder: complete, refusing to overwrite, and its next three commands work as printed."""

import json
import shlex
import subprocess
from pathlib import Path

import pytest

from workbench.interfaces.cli.working_folder import NEXT

from .conftest import PROGRAM, Run, environment


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
