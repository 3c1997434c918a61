"""`workbench explain`: inputs and outcomes in words, from files or folders of finished runs."""

import json
from pathlib import Path

from .conftest import Run
from .test_trace import REMOTE, page_of

FEW = ("-n", "12", "--jobs", "1")


def test_it_says_what_differs_and_which_projects_move(workbench: Run, folder: Path) -> None:
    done = workbench("explain", "baseline.yaml", "tight.yaml", *FEW)
    said = " ".join(done.out.split())
    assert done.code == 0, done.err
    assert "Only one group of inputs differs: People." in said
    assert "pools › developers › capacity 6 4" in said
    assert "Which projects move, and by what?" in said and "Where does lead time change?" in said
    cells = [line.split() for line in done.out.splitlines() if line.startswith("People ")]
    assert any(one[-1] in ("gain", "loss", "undecided", "none") for one in cells), (
        "a verdict stands in every row"
    )
    text = page_of(done.out).read_text(encoding="utf-8")
    assert "<svg" in text and "<script" not in text and not REMOTE.search(text)


def test_folders_of_finished_runs_are_explained_too(workbench: Run, folder: Path) -> None:
    for name in ("baseline", "ranked"):
        assert workbench("run", f"{name}.yaml", *FEW, "--out", name).code == 0
    runs = [
        str(folder / name / name) if (folder / name / name).is_dir() else name
        for name in ("baseline", "ranked")
    ]
    done = workbench("explain", *runs, *FEW, "--json")
    assert done.code == 0, done.err
    found = json.loads(done.out)
    assert (found["first"], found["second"]) == ("baseline", "ranked")
    assert {tuple(one["groups"]) for one in found["npv"]["parts"]} == {("release",), ("dispatch",)}
    parts = sum(one["mean"] for one in found["npv"]["parts"])
    assert abs(parts - found["npv"]["difference"]["mean"]) < 1e-6 * max(1, abs(parts))


def test_the_same_twice_differs_in_nothing(workbench: Run) -> None:
    done = workbench("explain", "baseline.yaml", "baseline.yaml", *FEW)
    assert done.code == 0 and "Nothing differs" in " ".join(done.out.split())


def test_another_seed_is_refused(workbench: Run, folder: Path) -> None:
    (folder / "lucky.yaml").write_text("extends: baseline.yaml\nname: lucky\nseed: 8\n", encoding="utf-8")
    done = workbench("explain", "baseline.yaml", "lucky.yaml", *FEW)
    assert done.code == 2 and "same futures" in done.err and "Traceback" not in done.err
