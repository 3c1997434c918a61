"""Reports made by another process: what travels, what comes back, who may."""

import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.interfaces.reports.fake_run import FakeRun, Shift, write_fake
from tests.interfaces.reports.test_calibration import with_record
from tests.interfaces.reports.test_swings import hashes, keep
from workbench.experiment.run_folder import GAP_CLOSED, YARDSTICKS
from workbench.experiment.worth.case import FACTS
from workbench.interfaces.cli.making_elsewhere import made_elsewhere
from workbench.interfaces.reports import elsewhere, open_scenario
from workbench.interfaces.reports.case.names import FOLDER, PAGE
from workbench.interfaces.reports.elsewhere import Made, Order, Parcel, made_there, order_of, packed
from workbench.interfaces.reports.folder import open_run
from workbench.interfaces.reports.render import sweep, template_of
from workbench.interfaces.reports.stamps import stamp_of
from workbench.interfaces.reports.study_reports import Template, Wanted


@pytest.fixture
def wanted(run: Path, tmp_path: Path) -> Wanted:
    template = Template(template_of("scenario_report"), {}, "")
    return Wanted(open_run(run, ""), "cut-pmo", template, tmp_path / "cut.html", "")


def test_a_parcel_holds_the_run_alone_and_depends_on_its_content_alone(run: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(run, tmp_path / "copy")
    (copy / "report").mkdir()
    (copy / "report" / "page.html").write_text("made of it", encoding="utf-8")
    (copy / ".lock").write_text("", encoding="utf-8")
    assert packed(open_run(copy, "")) == packed(open_run(run, ""))
    (copy / "summary.csv").write_text("other", encoding="utf-8")
    assert packed(open_run(copy, "")) != packed(open_run(run, ""))


def test_a_business_case_in_the_folder_of_the_run_travels_with_it(run: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(run, tmp_path / "copy")
    (copy / FOLDER).mkdir()
    for name in (FACTS, PAGE, "hearing.npz"):
        (copy / FOLDER / name).write_text("{}", encoding="utf-8")
    with ZipFile(BytesIO(packed(open_run(copy, "")).content)) as parcel:
        there = {one for one in parcel.namelist() if one.startswith(FOLDER)}
    assert there == {f"{FOLDER}/{FACTS}", f"{FOLDER}/{PAGE}", f"{FOLDER}/hearing.npz"}


def test_a_page_of_what_travelled_is_the_page_made_here(tmp_path: Path) -> None:
    """Piece by piece, with everything beside the run that a page tells of."""
    here = write_fake(FakeRun({"nine-at-once": Shift(5.5e6, 5e6)}), tmp_path / "here" / "run")
    bare = {name: pieces(here, name) for name in ("", "nine-at-once")}
    run = open_run(here, "")
    keep(here, *hashes(here, "baseline", "nine-at-once"))
    with_record(here)
    there = tmp_path / "there" / "run"
    with ZipFile(BytesIO(packed(run).content)) as parcel:
        parcel.extractall(there)
    for name, alone in bare.items():
        made = pieces(here, name)
        assert made != alone, "what was put beside the run is told"
        assert pieces(there, name) == made


def pieces(run: Path, scenario: str) -> list[str]:
    """What a notebook shows of a scenario, without the place of the run."""
    report = open_scenario(str(run), scenario, "")
    calls = re.findall(r"report\.(\w+)\(\)", template_of("scenario_report").read_text(encoding="utf-8"))
    assert "front" in calls and "assumptions" in calls
    return [getattr(report, name)().text.replace(str(run.parent), "") for name in calls]


def test_what_cannot_be_put_in_its_place_is_told_and_the_others_go_on(
    wanted: Wanted, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_made: Made, _one: Wanted) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(elsewhere, "taken_in", full)
    staff = _Staff(Made("page", "notebook"))
    told = list(made_elsewhere([wanted, wanted], staff, _Bar()))  # type: ignore[arg-type]
    assert [why for _, why in told] == ["[Errno 28] No space left on device"] * 2


class _Staff:
    """Workers that make the same of every order."""

    def __init__(self, made: Made) -> None:
        self.made = made

    def lent(self, parcel: Parcel) -> Parcel:
        return parcel

    def each(self, _errand: object, orders: Sequence[Order]) -> Iterator[tuple[int, Made]]:
        yield from ((position, self.made) for position, _ in enumerate(orders))


class _Bar:
    def begins(self, name: str) -> None:
        pass


@pytest.mark.parametrize(
    "name", [f"{YARDSTICKS}.csv", f"{GAP_CLOSED}.csv", f"{FOLDER}/{FACTS}", f"{FOLDER}/{PAGE}"]
)
def test_a_page_is_no_longer_finished_once_there_is_more_to_say(run: Path, tmp_path: Path, name: str) -> None:
    notebook = template_of("scenario_report")
    before = stamp_of(open_run(run, ""), "cut-pmo", notebook, {})
    copy = shutil.copytree(run, tmp_path / "copy")
    assert stamp_of(open_run(copy, ""), "cut-pmo", notebook, {}) == before
    more = shutil.copytree(run, tmp_path / "more")
    (more / name).parent.mkdir(exist_ok=True)
    (more / name).write_text("more", encoding="utf-8")
    assert stamp_of(open_run(more, ""), "cut-pmo", notebook, {}) != before


def test_half_a_page_and_half_a_notebook_are_swept_away_and_nothing_else(tmp_path: Path) -> None:
    kept = {"a.ipynb", ".own.ipynb", ".notes"}
    for name in (*kept, ".a.html.12", ".a.ipynb.12", ".a.html.json.12"):
        (tmp_path / name).write_text("half", encoding="utf-8")
    sweep(tmp_path)
    assert {one.name for one in tmp_path.iterdir()} == kept


@pytest.mark.parametrize("field", ["version", "pages"])
def test_a_machine_with_other_pages_makes_none(wanted: Wanted, field: str) -> None:
    order = replace(order_of(wanted), **{field: "other"})
    made = made_there(order, packed(wanted.run))
    assert (
        made.unlike == "its pages are those of another release, or drawn by other packages" and not made.page
    )
