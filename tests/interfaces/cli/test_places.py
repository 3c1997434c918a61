"""Results stay inside the folder that was asked for, whatever a scenario is called."""

from pathlib import Path

import pytest

from workbench.interfaces.cli.places import comparison_name, folder_name, folder_names

from .conftest import Run

NASTY = [
    "../../evil",
    "/etc/evil",
    "..",
    ".",
    "a/b",
    "a\\b",
    "C:\\evil",
    "con",
    "NUL.txt",
    " ",
    "x" * 300,
    "a:b",
    "…",
    "\n",
]


@pytest.mark.parametrize("name", NASTY)
def test_a_name_becomes_one_folder_on_any_system(name: str) -> None:
    made = folder_name(name)
    assert made and len(made) < 100
    assert not set(made) & set('/\\:*?"<>|\n') and made not in (".", "..") and made == made.strip(". ")
    assert made.split(".")[0].lower() not in {"con", "nul"}
    assert Path(made).name == made


def test_different_names_never_share_a_folder() -> None:
    names = [*NASTY, "a-b", "a b", "A-B", "baseline"]
    made = folder_names(names)
    assert len({one.lower() for one in made}) == len(names)
    assert made[-1] == "baseline"


def test_a_comparison_of_many_has_a_short_name() -> None:
    assert len(comparison_name([f"scenario-{k}" for k in range(50)])) < 80


@pytest.mark.parametrize("name", ["../../evil", "/tmp/evil-workbench", "..\\\\evil", "a/b"])
def test_a_scenario_cannot_write_outside(workbench: Run, folder: Path, name: str) -> None:
    inside = folder / "inside"
    inside.mkdir()
    (folder / "evil.yaml").write_text(f'extends: baseline.yaml\nname: "{name}"\n', encoding="utf-8")
    before = {path for path in folder.rglob("*") if path.is_file()}
    for words in (["run", "evil.yaml", "baseline.yaml"], ["compare", "evil.yaml", "baseline.yaml"]):
        assert workbench(*words, "-n", "2", "--jobs", "1", "--out", "inside/out").code == 0
    new = {path for path in folder.rglob("*") if path.is_file()} - before
    assert new and all((inside / "out") in path.parents for path in new)
    assert not Path("/tmp/evil-workbench").exists() and not (folder.parent / "evil").exists()


def test_runs_go_below_the_present_folder_unless_told_otherwise(workbench: Run, folder: Path) -> None:
    assert workbench("run", "baseline.yaml", "-n", "2", "--jobs", "1").code == 0
    assert (folder / "runs" / "baseline" / "manifest.json").is_file()
    assert workbench("compare", "baseline.yaml", "tight.yaml", "-n", "2", "--jobs", "1").code == 0
    assert (folder / "runs" / "baseline-against-tight" / "differences.csv").is_file()


def test_the_scenarios_of_a_run_can_be_run_again_and_have_the_same_hash(workbench: Run, folder: Path) -> None:
    from workbench.interfaces.files import load_scenario

    assert (
        workbench("compare", "baseline.yaml", "tight.yaml", "-n", "2", "--jobs", "1", "--out", "out").code
        == 0
    )
    for name in ("baseline", "tight"):
        assert (
            load_scenario(folder / "out" / "scenarios" / f"{name}.yaml").hash
            == load_scenario(f"{name}.yaml").hash
        )
