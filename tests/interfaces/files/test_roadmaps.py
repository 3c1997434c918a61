"""Files of roadmaps: every slip at its place."""

from pathlib import Path

import pytest

from workbench import load_scenario
from workbench.bundled import bundled
from workbench.errors import InputError
from workbench.interfaces.files.roadmaps import read_roadmaps
from workbench.scenario import Scenario


@pytest.fixture(scope="module")
def today() -> Scenario:
    return load_scenario(Path(bundled("scenarios")) / "baseline.yaml")


def read(folder: Path, base: Scenario, text: str) -> str:
    """The error that a file gives."""
    file = folder / "own.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_roadmaps([file], base, ("none",))
    return str(caught.value)


def test_the_roadmap_that_the_page_shows_is_read(tmp_path: Path, today: Scenario) -> None:
    page = (Path(__file__).parents[3] / "docs" / "roadmaps.md").read_text(encoding="utf-8")
    file = tmp_path / "own.yaml"
    file.write_text(page.split("```yaml\n")[1].split("```")[0], encoding="utf-8")
    (found,) = read_roadmaps([file], today, ())
    assert len(found.steps) == 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("name: own\nstpes: []\n", ("own.yaml:2:1", "steps")),
        ("name: own\nsteps:\n  - {from: 2027-07-01, introduce: [coachin]}\n", ("own.yaml:3", "coaching")),
        ("name: own\nsteps:\n  - {from: 2020-07-01}\n", ("own.yaml:3", "within the run")),
        ("name: own\nsteps:\n  - {introduce: [tools]}\n", ("own.yaml:3", "from")),
        ("steps: []\n", ("own.yaml", "name")),
        ("name: none\n", ("own.yaml", "another roadmap")),
        ("name: None\n", ("own.yaml", "another roadmap")),
        ("- 1\n", ("own.yaml", "mapping")),
    ],
)
def test_a_slip_is_told_at_its_place(
    tmp_path: Path, today: Scenario, text: str, expected: tuple[str, ...]
) -> None:
    said = read(tmp_path, today, text)
    for part in expected:
        assert part in said
