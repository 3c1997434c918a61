"""A what-if that is saved gives the very same numbers in another process, whatever it was called."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from workbench import Scenario, load_scenario
from workbench.interfaces.explorer import ANYTHING, Explorer
from workbench.interfaces.explorer.saving import save

from .test_explorer import button, texts


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("../../elsewhere", "_.._elsewhere.yaml"),
        ("/etc/passwd", "_etc_passwd.yaml"),
        ("C:\\x\u0000y", "C__x_y.yaml"),
        ("  ", "scenario.yaml"),
        ("..", "scenario.yaml"),
        ("nine at once: <b>CD3</b>", "nine at once_ _b_CD3__b_.yaml"),
    ],
)
def test_no_name_leads_out_of_the_folder(today: Scenario, tmp_path: Path, name: str, file: str) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    save(today.model_copy(update={"name": name}), folder)
    assert [one.relative_to(tmp_path).as_posix() for one in tmp_path.rglob("*.yaml")] == [
        f"mine/{file.lstrip()}"
    ]


def test_the_same_name_again_gets_a_number_in_file_and_name(today: Scenario, tmp_path: Path) -> None:
    nine = today.model_copy(update={"name": "nine: at once"})
    assert [save(nine, tmp_path).name for _ in range(2)] == ["nine_ at once.yaml", "nine_ at once-2.yaml"]
    assert load_scenario(tmp_path / "nine_ at once-2.yaml").name == "nine: at once-2"


@pytest.mark.slow
def test_levers_and_fields_give_the_same_numbers_in_a_new_process(
    today: Scenario, baseline_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    explorer = Explorer(today, 25, ANYTHING)
    explorer.control("wip_limit").value = 1
    explorer.control("portfolio/pools/testers/capacity").value = 3
    explorer.control("name").value = "one: at once"
    explorer.control("note").value = "asked by the board"
    button(explorer, "Save as scenario").click()
    assert "saved beside this notebook: one_ at once.yaml" in texts(explorer)
    saved = load_scenario(tmp_path / "one_ at once.yaml")
    assert (saved.name, saved.description, saved.seed) == ("one: at once", "asked by the board", today.seed)
    assert saved.hash == explorer.scenario.hash

    words = ["compare", str(baseline_file), "one_ at once.yaml", "-n", "25", "--jobs", "1", "--json"]
    told = subprocess.run(
        [sys.executable, "-m", "workbench.interfaces.cli", *words],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
    ).stdout
    theirs = {
        row["measure"]: (row["mean"], row["low"], row["high"]) for row in json.loads(told)["differences"]
    }
    assert explorer.comparison is not None
    for row in explorer.comparison.differences().dropna(subset="mean").to_dict("records"):
        assert theirs[row["measure"]] == (row["mean"], row["low"], row["high"])
