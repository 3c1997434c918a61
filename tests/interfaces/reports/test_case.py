"""The business case: sentences its numbers cannot contradict, readers’ words, escaped names, stored once."""

import json
import re
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import papermill
import pytest

from tests.interfaces.conftest import EFFORT, computed
from tests.interfaces.reports.cases import HOSTILE, made, today
from tests.interfaces.reports.test_pieces import FORBIDDEN, text_of
from workbench.analysis import mean_interval
from workbench.errors import InputError
from workbench.experiment.worth import Doing, LeverCurve
from workbench.experiment.worth import case as storing
from workbench.experiment.worth.case import Case, Effort, read_case
from workbench.interfaces.files import dump_scenario
from workbench.interfaces.reports.agreements import Agreement, keep_agreements
from workbench.interfaces.reports.assumptions import assumption_rows
from workbench.interfaces.reports.case import agreements_for
from workbench.interfaces.reports.case.pieces import CasePieces
from workbench.interfaces.reports.render import template_of
from workbench.interfaces.reports.track_record import FILE, NoRecord, TrackRecord, keep_record, record_in
from workbench.interfaces.studies.case import case_json, first_sentences
from workbench.interfaces.studies.case.breaking import agree, conditions, losing_sentence, middle_sentence
from workbench.interfaces.studies.case.cash import cash_sentence, payback_sentence
from workbench.interfaces.studies.case.decision import decision_sentence, decision_title, people_sentences
from workbench.interfaces.studies.case.delivery import delivery_grid

PIECES = (
    "front",
    "money",
    "delivery",
    "losing",
    "literature",
    "ledger",
    "assumptions",
    "ranges",
    "track_record",
    "provenance",
)
LOSES = {one: -2e6 for one in Doing if one is not Doing.KEEP}
CASES: dict[str, Case] = {
    "cut": made({Doing.CUT_30: 2e6}),
    "close": made({Doing.CLOSE: 2e6, Doing.CUT_30: 1e6}),
    "keep": made({Doing.CLOSE: -2e6}),
    "all lose": made(LOSES),
    "extend loses": made({Doing.EXTEND: -2e6}),
    "undecided": made({}),
    "apart": made({}, middle=2e6),
}


@pytest.mark.parametrize(
    ("name", "title", "first"),
    [
        ("cut", "Cut it by 30 %: better on average than", "“Cut it by 30 %” would gain €"),
        ("close", "Close, keep the money: better on average", "“Close, keep the money” would gain €"),
        ("keep", "Keep the PMO: closing it loses", "Undecided: no way is known to be better"),
        ("all lose", "Leave the PMO as it is: all other ways lose", "Leave it: every other way would lose"),
        ("extend loses", "Do not extend the PMO; whether to cut", "Undecided: no way is known to be better"),
        ("undecided", "Fund, cut or leave the PMO: undecided", "Undecided: no way is known to be better"),
    ],
)
def test_the_decision_follows_the_intervals(name: str, title: str, first: str) -> None:
    hearing = CASES[name].hearing
    assert decision_title(hearing).startswith(title)
    assert decision_sentence(hearing).startswith(first)


@pytest.mark.parametrize("name", CASES)
def test_nothing_is_called_better_or_worse_that_the_verdicts_leave_open(name: str) -> None:
    hearing = CASES[name].hearing
    verdicts = hearing.verdicts()
    said = decision_sentence(hearing)
    assert ("would gain" in said) == any(one.better is True for one in verdicts)
    assert said.startswith("Undecided") == (
        not any(one.better is True for one in verdicts) and any(one.better is None for one in verdicts)
    )
    for doing, sentence in zip(
        (Doing.CLOSE_FOR_PEOPLE, Doing.PEOPLE_INSTEAD), people_sentences(hearing), strict=True
    ):
        better = next(one.better for one in verdicts if one.doing is doing)
        words = {True: "would gain", False: "would lose", None: "is undecided"}
        assert words[better] in sentence
        assert all(other not in sentence for key, other in words.items() if key is not better)


@pytest.mark.parametrize("name", CASES)
def test_cash_by_year_adds_up_and_says_where_it_is_undecided(name: str) -> None:
    ledger = CASES[name].ledger
    said = cash_sentence(ledger)
    assert ("undecided" in said) == mean_interval(ledger.cash.sum(axis=1)).holds(0.0)
    assert re.search(r"−€1\.00?m in 2027", said) and "in 2028" in said and "which is no cash" in said


def test_who_never_pays_back_is_not_counted_as_paid_back() -> None:
    never, all_of_them = (payback_sentence(CASES[name].ledger) for name in ("close", "keep"))
    assert "fewer than one in ten ever are" in never and re.search(r" in 0\s%", never)
    assert "the others" not in all_of_them and re.search(r" in 100\s%", all_of_them)


@pytest.mark.parametrize("name", CASES)
def test_break_evens_lie_on_the_side_that_the_difference_lies_on(name: str) -> None:
    limits = CASES[name].limits
    cost = limits.cost_multiple()
    assert cost is not None
    net = mean_interval(limits.net)
    assert (cost.value > 1) == (net.value > 0)
    found = conditions(CASES[name].curve, limits)
    assert len(found) == 4
    for one in found:
        at = one.found.at
        assert (at is None) == (one.found.outcome.value != "crosses")
        assert (one.loses() in losing_sentence(found)) if at else not one.span()


@pytest.mark.parametrize("name", CASES)
def test_the_middle_is_told_apart_from_what_is_not_known(name: str) -> None:
    case = CASES[name]
    said = middle_sentence(case.hearing, case.limits)
    assert ("; over what we do not know" in said) != agree(case.hearing, case.limits)
    seen = text_of(CasePieces(case, NoRecord.NONE).front().text)
    assert (said in seen) != agree(case.hearing, case.limits)


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize("name", CASES)
def test_every_piece_is_there_escaped_and_without_nan(name: str, piece: str) -> None:
    html = getattr(CasePieces(CASES[name], NoRecord.NONE), piece)().text
    seen = text_of(html)
    assert len(seen) > 60
    assert not re.search(r"\bnan\b|\bNone\b(?! beside| is signed)|\binf\b", seen), seen
    assert HOSTILE not in html and "<b>Aldermere" not in html


@pytest.mark.parametrize("name", CASES)
def test_page_one_speaks_readers_words_and_answers_in_order(name: str) -> None:
    html = CasePieces(CASES[name], NoRecord.NONE).front().text
    seen = text_of(html) + " ".join(re.findall(r"<text[^>]*>([^<]*)<", html))
    for word in FORBIDDEN:
        assert not re.search(rf"(?<!\w){re.escape(word)}(?!\w)", seen, re.IGNORECASE), word
    places = [seen.index(one) for one in ("1  Fund".replace("  ", " "), "2 How much is cash", "3 What about")]
    assert places == sorted(places)
    assert (
        "uncalibrated: literature defaults" in seen and "None beside this case, so it is uncalibrated" in seen
    )
    for way in ("Cut it by half", "Close, hire people", "Extend it by a quarter"):
        assert way in seen


def test_who_agreed_stands_beside_the_assumption_and_is_counted_on_page_one(tmp_path: Path) -> None:
    unsigned = CasePieces(CASES["keep"], NoRecord.NONE)
    assert "none is signed" in text_of(unsigned.front().text)
    assert "A. Huber" not in text_of(unsigned.assumptions().text)
    rows = assumption_rows(CASES["keep"].base)
    rate = next(one for one in rows if one.name == "Discount rate a year")
    signed = [
        Agreement(rate.name, rate.value, "A. Huber", date(2026, 11, 3)),
        Agreement(rows[0].name, f"not {rows[0].value}", "B. Maier", date(2026, 11, 4)),
    ]
    keep_agreements(signed, tmp_path)
    assert agreements_for(tmp_path / "elsewhere") == ()
    pieces = CasePieces(CASES["keep"], NoRecord.NONE, agreements_for(tmp_path / "business-case"))
    left = len(rows) - 2
    said = f"1 signed, 1 changed after signing and {left} not signed"
    assert f"Of {len(rows)} assumptions, {said}." in text_of(pieces.front().text)
    seen = text_of(pieces.assumptions().text)
    keep_agreements([], tmp_path)
    assert agreements_for(tmp_path) == ()
    assert "A. Huber, 3 Nov 2026" in seen and "changed after signing: was not" in seen


def test_rows_dropped_are_said_also_where_there_were_none() -> None:
    html = CasePieces(CASES["keep"], NoRecord.NONE).ledger().text
    assert "no rows that could be dropped" in html
    assert html.startswith("<section") and "&lt;section" not in html


def test_questions_stand_in_order() -> None:
    pieces = CasePieces(CASES["undecided"], NoRecord.NONE)
    seen = " ".join(text_of(getattr(pieces, one)().text) for one in PIECES)
    found = [int(one) for one in re.findall(r"(?<!\d)(\d+) (?:Fund|How|What|Do|Which|Is|Have|Can)", seen)]
    assert [one for one in found if one <= 10] == list(range(1, 11))


def test_a_track_record_takes_the_place_of_none(tmp_path: Path) -> None:
    stored = tmp_path / "track.json"
    stored.write_text(
        '{"verdict": "Ranges held.", "run": "Q1 <i>", "inside": {"hits": 17, "n": 23},'
        ' "promises": {"n": 5, "kept": 1}}'
    )
    keep_record(stored, tmp_path)
    found = record_in(tmp_path)
    assert found == TrackRecord("Ranges held.", "Q1 <i>", 17, 23, 5, 1)
    front = CasePieces(CASES["keep"], found).front().text
    assert "17 fell inside" in front and "<i>" not in front and "None beside" not in front
    keep_record(None, tmp_path)
    assert record_in(tmp_path) is NoRecord.NONE
    stored.write_text("{}")
    with pytest.raises(InputError, match="is no track record"):
        keep_record(stored, tmp_path)
    assert not (tmp_path / FILE).is_file()
    (tmp_path / FILE).write_text("{", encoding="utf-8")
    front = text_of(CasePieces(CASES["keep"], record_in(tmp_path)).front().text)
    assert "record.json beside this is damaged" in front and "uncalibrated" in front


def test_json_and_terminal_say_the_same(tmp_path: Path) -> None:
    case = CASES["close"]
    found = json.loads(case_json(case))
    assert found["keeping_against_closing"]["npv"]["mean"] == pytest.approx(float(case.limits.net.mean()))
    assert [one["outcome"] for one in found["break_evens"]]
    assert first_sentences(case)[0] == decision_sentence(case.hearing)


def test_the_parameter_has_a_type_and_a_sentence_and_the_template_no_logic() -> None:
    import nbformat

    declared = papermill.inspect_notebook(str(template_of("pmo_business_case")))
    assert list(declared) == ["case"]
    assert declared["case"]["inferred_type_name"] == "str" and len(declared["case"]["help"]) > 20
    for cell in nbformat.read(template_of("pmo_business_case"), as_version=4).cells:
        if cell.cell_type == "code":
            assert not cell.outputs and cell.execution_count is None and cell.source.count("\n") < 10


@pytest.mark.slow
def test_what_is_stored_is_read_and_never_computed_twice(stored_case: Path, tmp_path: Path) -> None:
    shutil.copytree(stored_case, tmp_path, dirs_exist_ok=True)
    first = read_case(tmp_path)
    assert computed(tmp_path) == []
    again = read_case(tmp_path)
    np.testing.assert_array_equal(first.hearing.values, again.hearing.values)
    np.testing.assert_array_equal(first.ledger.net, again.ledger.net)
    assert first.base.hash == today().hash
    # Another number of futures in the middle leaves the hearing alone.
    assert EFFORT.counts()["hearing"] == Effort(2, 2, 5).counts()["hearing"]
    (tmp_path / "money.npz").unlink()
    (tmp_path / "drawn.npz").write_bytes((tmp_path / "cautious.npz").read_bytes())
    assert len(computed(tmp_path)) == 2
    np.testing.assert_array_equal(read_case(tmp_path).drawn.net, first.drawn.net)
    assert first.limits.net == pytest.approx(
        -first.curve.differences[STRENGTH_OF_ONE, first.curve.doings.index(Doing.CLOSE)]
    )
    np.testing.assert_allclose(first.ledger.net, first.limits.net, rtol=1e-9, atol=1e-3)
    # Money by year in draws is the hearing's difference, line by line.
    closing = first.hearing.against_keeping(Doing.CLOSE).ravel()
    np.testing.assert_allclose(first.drawn.net, -closing, rtol=1e-9, atol=1e-3)
    facts = json.loads((tmp_path / storing.FACTS).read_text())
    (tmp_path / storing.FACTS).write_text(json.dumps({**facts, "study": "0" * 64}))
    with pytest.raises(InputError, match="computed by other code"):
        read_case(tmp_path)
    (tmp_path / storing.FACTS).write_text(json.dumps({**facts, "middle": 6}))
    with pytest.raises(InputError, match=r"another strength\.npz"):
        read_case(tmp_path)
    (tmp_path / storing.FACTS).write_text(json.dumps(facts))
    (tmp_path / "scenario.yaml").write_text(
        dump_scenario(today().model_copy(update={"seed": 5})), encoding="utf-8"
    )
    with pytest.raises(InputError, match="is another scenario"):
        read_case(tmp_path)


STRENGTH_OF_ONE = 4


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04" + 200 * b"\0", b"\x93NUMPY", 64 * b"\xff"])
def test_a_damaged_part_is_told_and_made_again(tmp_path: Path, content: bytes) -> None:
    part = tmp_path / "limits.npz"
    part.write_bytes(content)
    with pytest.raises(InputError, match=r"limits\.npz is missing or damaged"):
        storing._arrays(part)
    assert storing._made_from(part) == ""


@pytest.mark.parametrize(
    "text",
    [
        200_000 * "[",
        '{"verdict": "", "run": "", "inside": {"hits": 7, "n": 3}, "promises": {"n": 0, "kept": 0}}',
        '{"verdict": "", "run": "", "inside": {"hits": 1, "n": 3}, "promises": {"n": 1, "kept": -5}}',
        '{"verdict": "", "run": "", "inside": {"hits": Infinity, "n": 3}, "promises": {"n": 0, "kept": 0}}',
    ],
    ids=["deep", "more than all", "negative", "infinite"],
)
def test_a_record_that_cannot_be_is_refused(tmp_path: Path, text: str) -> None:
    stored = tmp_path / "of-last-year.json"
    stored.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="is no track record"):
        keep_record(stored, tmp_path)


def test_a_folder_without_a_case_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is no folder of a business case"):
        read_case(tmp_path)
    (tmp_path / storing.FACTS).write_text('{"hash": ""}')
    with pytest.raises(InputError, match="incomplete"):
        read_case(tmp_path)


@pytest.mark.parametrize(("slope", "said"), [(1.0, "fewer than"), (-1.0, "more than")])
def test_what_it_loses_with_lies_on_the_side_that_loses(slope: float, said: str) -> None:
    case = CASES["keep"]
    wobble = 0.01 * np.linspace(-1, 1, 50)
    demand = LeverCurve((0.5, 1.0, 2.0), np.array([slope * at + wobble for at in (-2.0, 1.0, 3.0)]))
    found = conditions(case.curve, replace(case.limits, demand=demand))[3]
    assert found.loses().startswith(said)


def test_delivery_calls_nothing_known_that_luck_over_all_measures_leaves_open() -> None:
    """Six measures of nine ways, all noise: none is told as known."""
    grid = delivery_grid(CASES["undecided"].hearing, CASES["undecided"].limits)
    assert all("undecided" in row[1] or row[1] == "–" for row in grid.rows)
