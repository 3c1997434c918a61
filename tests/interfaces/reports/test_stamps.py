"""What a page rests on: each thing of it gives another stamp, and nothing else does."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import workbench
from tests.test_architecture import Source
from workbench.interfaces.reports import stamps
from workbench.interfaces.reports.folder import open_run
from workbench.interfaces.reports.stamps import stamp_of

WORD = {"word": "hello"}


@pytest.fixture
def copy(run: Path, tmp_path: Path) -> Path:
    """The run, and beside it a notebook."""
    (tmp_path / "probe.ipynb").write_text("{}", encoding="utf-8")
    return shutil.copytree(run, tmp_path / "run")


def stamp(copy: Path, parameters: dict[str, object] = WORD) -> str:
    return stamp_of(open_run(copy, ""), "cut-pmo", copy.parent / "probe.ipynb", parameters)


def appended(path: str) -> Callable[[Path], None]:
    def append(copy: Path) -> None:
        (copy / path).parent.mkdir(exist_ok=True)
        with (copy / path).open("ab") as file:
            file.write(b" ")

    return append


def in_manifest(change: Callable[[dict[str, Any]], None]) -> Callable[[Path], None]:
    def rewrite(copy: Path) -> None:
        path = copy / "manifest.json"
        told = json.loads(path.read_text(encoding="utf-8"))
        change(told)
        path.write_text(json.dumps(told), encoding="utf-8")

    return rewrite


def of_scenario(name: str, **fields: object) -> Callable[[dict[str, Any]], None]:
    def change(told: dict[str, Any]) -> None:
        next(one for one in told["scenarios"] if one["name"] == name).update(fields)

    return change


CHANGES = {
    "notebook": appended("../probe.ipynb"),
    "scenario": in_manifest(of_scenario("cut-pmo", hash="f" * 64)),
    "number of futures": in_manifest(of_scenario("cut-pmo", n=119)),
    "baseline": in_manifest(of_scenario("baseline", hash="f" * 64)),
    "sentence of a scenario": appended("scenarios/cut-pmo.yaml"),
    "seed": in_manifest(lambda told: told.update(seed=8)),
    "code": in_manifest(lambda told: told.update(code="1" * 64)),
    "averages": appended("summary.csv"),
    "futures": appended("measures.parquet"),
    "projects": appended("projects.parquet"),
    "differences": appended("differences.csv"),
    "promised dates": appended("commitments.csv"),
    "states": appended("states.csv"),
    "yardsticks": appended("yardsticks.csv"),
    "part of the gap that is closed": appended("gap_closed.csv"),
    "digest": appended("outcomes.csv"),
    "promises of all futures": appended("promises.parquet"),
    "agreements": appended("agreed.csv"),
    "business case": appended("business-case/case.json"),
    "its scenario": appended("business-case/scenario.yaml"),
    "its figures": appended("business-case/hearing.npz"),
    "that there is a page of it": appended("business-case/business-case.html"),
    "track record": appended("track/record.json"),
    "what moves the answer": appended("sensitivity/swings-a-b.json"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_what_a_page_rests_on_changes_its_stamp(copy: Path, what: str) -> None:
    before = stamp(copy)
    CHANGES[what](copy)
    assert stamp(copy) != before


def test_parameters_change_the_stamp_and_their_order_does_not(copy: Path) -> None:
    one = stamp(copy, {"word": "hello", "share": 0.2})
    assert one == stamp(copy, {"share": 0.2, "word": "hello"})
    others = [{"word": "hullo", "share": 0.2}, {"word": "hello"}, {"word": "hello", "share": "0.2"}]
    assert one not in [stamp(copy, other) for other in others]


def test_another_scenario_of_the_run_has_another_stamp(copy: Path) -> None:
    notebook = copy.parent / "probe.ipynb"
    every = [stamp_of(open_run(copy, ""), name, notebook, {}) for name in ("cut-pmo", "extend-pmo")]
    assert every[0] != every[1]


def test_the_release_of_the_workbench_changes_the_stamp(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = stamp(copy)
    monkeypatch.setattr(workbench, "__version__", "99.0")
    assert stamp(copy) != before


@pytest.mark.parametrize("package", stamps.DRAWING)
def test_the_release_of_a_package_that_draws_changes_the_stamp(
    copy: Path, monkeypatch: pytest.MonkeyPatch, package: str
) -> None:
    before, real = stamp(copy), stamps.version
    monkeypatch.setattr(stamps, "version", lambda name: "99.0" if name == package else real(name))
    assert again(copy) != before


def test_the_stamp_holds_the_source_of_every_module_that_pages_are_made_by() -> None:
    """As imports have it, late ones included; of what is bundled the template stands in the stamp."""
    root = Path(workbench.__file__).parents[1]
    sources = {
        one.module: one
        for path in (root / "workbench").rglob("*.py")
        for one in [Source(path.relative_to(root).as_posix(), path.read_text(encoding="utf-8"))]
    }
    reached, left = set[str](), {name for name in sources if name.startswith("workbench.interfaces.reports")}
    while left:
        reached.add(module := left.pop())
        for _, name in sources[module].imports:
            found = name if name in sources else name.rpartition(".")[0]
            left |= {found} & sources.keys() - reached
    assert {"workbench.evidence", "workbench.engines.plan.ramping"} <= reached
    apart = tuple(f"workbench/{name}" for name in stamps.APART)
    assert {one for one in reached if sources[one].path.startswith(apart)} == {"workbench.bundled"}


PAGE_SOURCES = ("evidence", "engines/plan", "model", "interfaces/files", "interfaces/reports", "analysis")


@pytest.mark.parametrize("folder", PAGE_SOURCES)
def test_a_byte_in_the_sources_of_pages_changes_the_stamp(
    copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    source = tmp_path / "workbench" / folder / "words.py"
    source.parent.mkdir(parents=True)
    source.write_text("A = 1\n", encoding="utf-8")
    monkeypatch.setattr(workbench, "__file__", str(tmp_path / "workbench" / "__init__.py"))
    before = again(copy)
    source.write_text("A = 2\n", encoding="utf-8")
    changed = again(copy)
    assert changed != before
    for name in (f"{folder}/__pycache__/words.nbi", "interfaces/cli/words.py", "bundled/notebooks/a.ipynb"):
        kept = tmp_path / "workbench" / name
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text("A = 3\n", encoding="utf-8")
    assert again(copy) == changed, "compiled code and what stands above reports"


def again(copy: Path) -> str:
    """The stamp as another process would reckon it, and nothing of it is kept for later tests."""
    stamps.pages_hash.cache_clear()
    try:
        return stamp(copy)
    finally:
        stamps.pages_hash.cache_clear()


def test_what_stays_as_it_is_has_the_same_stamp(copy: Path) -> None:
    before = stamp(copy)
    appended(".lock")(copy)
    in_manifest(lambda told: told.update(created="2026-11-21T09:00:00+01:00"))(copy)
    (copy / "measures.parquet").touch()
    assert stamp(copy) == before == again(copy)
