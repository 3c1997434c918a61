"""Pages say what a track record beside the run says, with its n, and nothing that it could contradict."""

import json
import re
from pathlib import Path

import pytest

from tests.interfaces.reports.cases import made
from tests.interfaces.reports.fake_run import FakeRun, Shift, write_fake
from tests.interfaces.reports.test_pieces import text_of
from workbench.experiment.masked import Audience, Pseudonyms
from workbench.experiment.tracking import Finding
from workbench.experiment.worth import Doing
from workbench.interfaces.publishing.masking import for_audience
from workbench.interfaces.reports import index_page
from workbench.interfaces.reports.calibration import record_of, stamp_line, stamp_over
from workbench.interfaces.reports.case import record_for
from workbench.interfaces.reports.case.names import FOLDER
from workbench.interfaces.reports.case.pieces import CasePieces
from workbench.interfaces.reports.folder import open_run
from workbench.interfaces.reports.render import paper, template_of
from workbench.interfaces.reports.report import open_comparison, open_scenario
from workbench.interfaces.reports.stamps import stamp_of
from workbench.interfaces.reports.track_record import TRACK, TrackRecord, record_in
from workbench.interfaces.wording import STAMP
from workbench.interfaces.wording.calibrated import FOUND, TELLING

CHECKED = "checked on 23 outcomes: 17 inside the 8-in-10 range"
TRACKED = {
    "verdict": "Our ranges are too narrow: 17 of 23 inside.",
    "run": "fake zqvxName",
    "forecast_made": "2026-11-20T09:00:00+01:00",
    "findings": ["too narrow"],
    "too_early": False,
    "inside": {"hits": 17, "n": 23, "share": 0.74},
    "promises": {"n": 5, "kept": 1},
    "projects": [{"project": "P1", "name": "zqvxPortal"}],
}


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    return write_fake(FakeRun({"try": Shift(5.5e6, 5e6)}), tmp_path / "run")


def with_record(run: Path, **changed: object) -> Path:
    (run / "track").mkdir(exist_ok=True)
    told = {**TRACKED, "forecast": forecast_of(run), **changed}
    (run / "track" / "record.json").write_text(json.dumps(told), encoding="utf-8")
    return run


def forecast_of(run: Path) -> dict[str, object]:
    """What a record of the baseline judges."""
    made = open_run(run, "")
    entry = made.entry("baseline")
    return {**{key: made.manifest[key] for key in ("seed", "code")}, "hash": entry["hash"], "n": entry["n"]}


def last_answer(html: str) -> str:
    return text_of(re.findall(r"<dd>(.*?)</dd>", html, re.S)[-1])


def test_without_a_record_pages_are_uncalibrated_and_speak_of_this_run_alone(bare: Path) -> None:
    for report in (open_comparison(str(bare), ""), open_scenario(str(bare), "try", "")):
        html = report.front().text
        assert "uncalibrated:<br>literature defaults" in html and "wb-checked" not in html
        assert last_answer(html).startswith("None beside this run: nothing compares its forecast")
        assert "no forecast has been compared" not in html and "was compared with a forecast yet" not in html


def test_a_record_beside_the_run_takes_the_place_of_the_stamp_everywhere(bare: Path, tmp_path: Path) -> None:
    run = with_record(bare)
    assert stamp_line(record_of(open_run(run, ""))) == CHECKED
    for report in (open_comparison(str(run), ""), open_scenario(str(run), "", "")):
        html = report.front().text
        assert "checked on 23 outcomes:<br>17 inside the 8-in-10 range" in html
        assert "uncalibrated" not in html and "None beside" not in html
        said = "Of 23 outcomes, 17 fell inside the range that 8 in 10 should: the ranges are too narrow;"
        assert last_answer(html).startswith(said) and "zqvx" not in html
    index = index_page(run, tmp_path / "site").read_text(encoding="utf-8")
    assert CHECKED in index and "uncalibrated" not in index
    assert CHECKED in paper("a", CHECKED) and STAMP in paper("a")
    case = run / FOLDER
    case.mkdir()
    front = CasePieces(made({Doing.CLOSE: 2e6}), record_for(case)).front().text
    assert "17 fell inside" in front and "checked on 23 outcomes" in front and "uncalibrated" not in front


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"findings": [], "too_early": True, "inside": {"hits": 3, "n": 4}}, ": too early to say more; "),
        ({"findings": [], "too_early": True, "inside": {"hits": 9, "n": 12}}, ": too early to say more; "),
        ({"findings": []}, ": nothing clearly speaks against it; "),
        ({"findings": ["later", "too narrow"]}, "later than forecast and the ranges are too narrow; "),
        ({"findings": [], "inside": {"hits": 0, "n": 0}}, "Too early to say: no range of its forecast"),
        ({"findings": ["dearer"], "inside": {"hits": 0, "n": 0}}, "rojects cost more than forecast; "),
    ],
)
def test_the_fifth_sentence_follows_the_record(bare: Path, changed: dict[str, object], said: str) -> None:
    html = open_comparison(str(with_record(bare, **changed)), "").front().text
    assert said in last_answer(html) and "no outcomes" not in last_answer(html)
    counted = changed.get("inside", {"n": 23})["n"]  # type: ignore[index]
    assert ("uncalibrated" in html) == (counted < TELLING or "too_early" in changed)


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (1, "uncalibrated:<br>1 outcome checked so far, 1 inside the 8-in-10 range"),
        (TELLING - 1, f"uncalibrated:<br>{TELLING - 1} outcomes checked so far, 1 inside"),
        (TELLING, f"checked on {TELLING} outcomes:<br>1 inside"),
    ],
)
def test_a_few_outcomes_calibrate_nothing(bare: Path, tmp_path: Path, n: int, said: str) -> None:
    run = with_record(bare, inside={"hits": 1, "n": n})
    html = open_comparison(str(run), "").front().text
    assert said in html and ("wb-checked" in html) == (n >= TELLING)
    index = index_page(run, tmp_path / "site").read_text(encoding="utf-8")
    assert said.replace("<br>", " ") in index and ("uncalibrated" in index) == (n < TELLING)


def test_a_case_says_of_no_outcomes_that_none_had_ended(bare: Path) -> None:
    run = with_record(bare, inside={"hits": 0, "n": 0}, promises={"n": 0, "kept": 0}, findings=["dearer"])
    record = record_in(run / TRACK)
    assert isinstance(record, TrackRecord)
    assert record.words() == f"{TRACKED['verdict']} No range of “{TRACKED['run']}” had ended."


@pytest.mark.parametrize("other", [{"seed": 8}, {"code": "1" * 64}, {"hash": "f" * 64}, {"n": 7}, None])
def test_a_record_of_another_forecast_counts_for_nothing_and_that_is_said(
    bare: Path, other: dict[str, object] | None
) -> None:
    """None: of an earlier release, which did not say what it judged."""
    forecast = other and {**forecast_of(bare), **other}
    html = open_comparison(str(with_record(bare, forecast=forecast)), "").front().text
    assert (
        "uncalibrated" in html and "does not say that it is of the same scenarios, futures and code" in html
    )


@pytest.mark.parametrize(
    "again",
    [{"created": "2026-12-24T09:00:00+01:00"}, {"seed": 8}, {"code": "1" * 64}],
)
def test_a_page_that_stays_finished_says_what_it_would_say_now(bare: Path, again: dict[str, object]) -> None:
    """The same run made once more, later, is the same forecast; all that makes another changes the stamp."""
    run, path = with_record(bare), bare / "manifest.json"

    def stands() -> tuple[str, str]:
        made = open_run(run, "")
        return stamp_of(made, "try", template_of("scenario_report"), {}), stamp_line(record_of(made))

    before = stands()
    path.write_text(json.dumps({**json.loads(path.read_text(encoding="utf-8")), **again}), encoding="utf-8")
    after = stands()
    assert before[1] == CHECKED
    assert (after[0] == before[0]) == (after[1] == before[1]) == ("created" in again)


def test_a_record_that_cannot_be_read_ends_nothing_and_is_said(bare: Path, tmp_path: Path) -> None:
    run = with_record(bare)
    (run / "track" / "record.json").write_text("{", encoding="utf-8")
    for report in (open_comparison(str(run), ""), open_scenario(str(run), "try", "")):
        html = report.front().text
        assert "record.json beside this is damaged" in html and "uncalibrated" in html
    assert STAMP in index_page(run, tmp_path / "site").read_text(encoding="utf-8")


def test_a_finding_that_is_no_known_word_reaches_no_masked_run_and_no_page(
    bare: Path, tmp_path: Path
) -> None:
    run = with_record(bare, findings=["later", "zqvxPortal finished late"])
    assert "record.json beside this is damaged" in open_comparison(str(run), "").front().text
    masked = for_audience(run, Audience.BOARD, Pseudonyms.ON, tmp_path / "masked")
    kept = masked / "track" / "record.json"
    assert not kept.exists() or "zqvx" not in kept.read_text(encoding="utf-8")
    assert "zqvx" not in open_comparison(str(masked), "").front().text


def test_every_finding_has_its_words() -> None:
    assert set(FOUND) == {one.value for one in Finding}


def test_a_masked_run_keeps_the_record_without_names(bare: Path, tmp_path: Path) -> None:
    masked = for_audience(with_record(bare), Audience.BOARD, Pseudonyms.ON, tmp_path / "masked")
    assert "checked on 23 outcomes" in open_comparison(str(masked), "").front().text
    assert "zqvx" not in (masked / "track" / "record.json").read_text(encoding="utf-8")


def test_a_page_over_runs_that_differ_says_that_they_do(bare: Path, tmp_path: Path) -> None:
    other = write_fake(FakeRun(), tmp_path / "other")
    runs = [open_run(one, "") for one in (with_record(bare), other)]
    assert stamp_over(runs) == "checked in part: each report says how"
    assert stamp_over(runs[:1]) == CHECKED
