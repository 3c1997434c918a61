"""Names and notes that would like to be code, paths or formulas, through a whole batch: they stay text."""

import ast
import csv
import html
import re
from pathlib import Path
from urllib.parse import unquote

import nbformat
import pytest
import yaml

from .conftest import Run

NAMES = [
    "<script>alert(1)</script>",
    "=cmd|' /C calc'!A0",
    "../../x",
    "a:b",
    "a_b",
    "{run} {0.__class__}",
    "\N{ROCKET} \N{RIGHT-TO-LEFT OVERRIDE}lmth.exe",
    "long " + "x" * 295,
    "long " + "x" * 294 + "y",
    "</title><img src=x onerror=alert(1)>",
]
NOTE = "=1+1 <script>alert(2)</script> {{ 7 * 7 }}\n</style>\u202e"


@pytest.fixture
def poisoned(folder: Path) -> Path:
    data = yaml.safe_load((folder / "portfolio.yaml").read_text(encoding="utf-8"))
    data["name"], data["organisation"] = NOTE, NAMES[0]
    data["projects"]["P02"].update(name=NAMES[1])
    data["projects"]["P03"].update(name=NAMES[9])
    data["assumptions"] = [{"what": NOTE, "value": NAMES[0], "source": NOTE, "bears_on": "value"}]
    inside = folder / "work"
    inside.mkdir()
    (inside / "portfolio.yml").write_text(yaml.safe_dump(data), encoding="utf-8")
    base = {"portfolio": "portfolio.yml", "horizon": "2029-12-31", "seed": 7}
    for k, name in enumerate(NAMES):
        policy = {"release": {"wip_limit": k + 1}}
        text = yaml.safe_dump({**base, "name": name, "description": NOTE, "policy": policy})
        (inside / f"s{k}.yaml").write_text(text, encoding="utf-8")
    study = {
        "name": NAMES[2] + NAMES[0],
        "scenarios": [f"s{k}.yaml" for k in range(len(NAMES))],
        "replications": 4,
        "notebooks": ["scenario_report"],
    }
    (inside / "study.yml").write_text(yaml.safe_dump(study), encoding="utf-8")
    return inside


@pytest.mark.slow
@pytest.mark.parametrize("words", [["study.yml"], ["s0.yaml", "s3.yaml", "s4.yaml", "s5.yaml"]])
def test_hostile_names_stay_text_and_inside_their_folder(
    workbench: Run, poisoned: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    monkeypatch.chdir(poisoned)
    outside = sorted(poisoned.parent.glob("*"))
    before = sorted(poisoned.glob("*"))
    done = workbench("batch", *words, "-n", "4", "--out", "out/here", "--jobs", "2")
    assert done.code == 0, done.err
    assert "\u202e" not in done.out + done.err
    assert sorted(poisoned.parent.glob("*")) == outside
    assert sorted(poisoned.glob("*")) == sorted([*before, poisoned / "out"])
    assert sorted(one.name for one in (poisoned / "out").iterdir()) == [".blocks", "here"]

    report = poisoned / "out" / "here" / "report"
    count = len(NAMES) if len(words) == 1 else len(words)
    pages = [one for one in report.glob("*.html") if one.name != "index.html"]
    assert len(pages) == count
    for page in [*pages, report / "index.html"]:
        _is_inert(page.read_text(encoding="utf-8"))
    index = (report / "index.html").read_text(encoding="utf-8")
    links = {unquote(html.unescape(one)) for one in re.findall(r'href="([^"#]+)"', index)}
    assert all((report / one).resolve().is_relative_to(report) and (report / one).is_file() for one in links)
    assert {one.name for one in pages} <= links

    told = set()
    for notebook in report.glob("*.ipynb"):
        cells = nbformat.read(notebook, as_version=4).cells
        (given,) = [one for one in cells if "injected-parameters" in one.metadata.get("tags", [])]
        told.add(_assigned(given.source)["scenario"])
        for shown in (out for cell in cells for out in cell.get("outputs", [])):
            _is_inert(str(shown.get("data", {}).get("text/html", "")))
    assert told == (set(NAMES) if len(words) == 1 else {NAMES[int(one[1])] for one in words})

    for table in (poisoned / "out").rglob("*.csv"):
        with table.open(encoding="utf-8", newline="") as lines:
            for cell in (cell for row in csv.reader(lines) for cell in row):
                assert not re.match(r"[=+@\t\r]|-(?![\d.]|inf)", cell), (table.name, cell)


def _assigned(source: str) -> dict[str, object]:
    """Values that a cell gives to names; nothing in it is more than a value."""
    lines = ast.parse(source).body
    assert all(isinstance(one, ast.Assign) for one in lines)
    pairs = [(one.targets[0], one.value) for one in lines if isinstance(one, ast.Assign)]
    return {name.id: ast.literal_eval(value) for name, value in pairs if isinstance(name, ast.Name)}


def _is_inert(text: str) -> None:
    assert "<script>alert" not in text and "<img src=x" not in text and "</style>\u202e" not in text
