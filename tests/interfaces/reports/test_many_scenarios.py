"""A report of a run with many scenarios reads those it is about: one more costs the others nothing."""

import json
from pathlib import Path

import pytest

from tests.interfaces.reports.conftest import ASSUMED, SHIFTS
from tests.interfaces.reports.fake_run import FakeRun, write_fake
from workbench.experiment.run_folder import load_run
from workbench.interfaces.reports import open_scenario
from workbench.interfaces.reports.folder import RunFolder, open_run
from workbench.interfaces.reports.kept_kinds import KINDS, kept_kinds, write_kinds
from workbench.interfaces.reports.subject import kind_of, kinds
from workbench.interfaces.wording import capacity_assumed

SECTIONS = ("front", "time", "assumptions", "worth", "promises", "delivery", "people", "provenance")


@pytest.fixture
def many(tmp_path: Path) -> Path:
    fake = FakeRun(SHIFTS, event=frozenset({"budget-cut"}), assumptions=ASSUMED)
    folder = write_fake(fake, tmp_path / "run")
    base, *others = load_run(folder).scenarios
    write_kinds(base.hash, {one.hash: kind_of(base, one) for one in others}, folder)
    return folder


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Scenarios whose files are read whole."""
    names: list[str] = []
    whole = RunFolder._read_scenario

    def noted(self: RunFolder, name: str) -> object:
        names.append(name)
        return whole(self, name)

    monkeypatch.setattr(RunFolder, "_read_scenario", noted)
    return names


def test_a_report_on_one_scenario_reads_it_and_the_baseline_alone(many: Path, read: list[str]) -> None:
    report = open_scenario(str(many), "cut-pmo", "")
    with_kinds = [getattr(report, name)().text for name in SECTIONS]
    assert sorted(set(read)) == ["baseline", "cut-pmo"]
    # And says what it says where kinds are not kept.
    (many / KINDS).unlink()
    report = open_scenario(str(many), "cut-pmo", "")
    assert [getattr(report, name)().text for name in SECTIONS] == with_kinds


def test_kinds_are_believed_of_the_scenarios_that_they_were_kept_for_alone(many: Path) -> None:
    run = open_run(many, "")
    assert kept_kinds(run) == {name: str(kind) for name, kind in kinds(run).items()}
    assert kinds(run)["budget-cut"] == "event" and kinds(run)["cut-pmo"] == "choice"
    assert kept_kinds(open_run(many, "cut-pmo")) == {}
    told = json.loads((many / KINDS).read_text(encoding="utf-8"))
    told["kinds"].popitem()
    (many / KINDS).write_text(json.dumps(told), encoding="utf-8")
    assert kept_kinds(open_run(many, "")) == {}
    for text in ("", "[]", '{"baseline": 1}'):
        (many / KINDS).write_text(text, encoding="utf-8")
        assert kept_kinds(open_run(many, "")) == {}


@pytest.mark.parametrize("guessed_in", ["", "budget-cut"])
def test_everything_that_was_filled_in_is_found_whoever_has_it(tmp_path: Path, guessed_in: str) -> None:
    fake = FakeRun(SHIFTS, assumptions=ASSUMED, guessed_in=guessed_in)
    run = open_run(write_fake(fake, tmp_path), "")
    every = {said for name in run.names for said in capacity_assumed(run.scenario(name).portfolio)}
    found = {said for one in run.filled_in for said in capacity_assumed(one)}
    assert found == every and found
    assert len(run.filled_in) == (2 if guessed_in else 1)
