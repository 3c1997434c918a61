"""Words, figures and intervals say the same; names from input are text, never markup."""

import re
from datetime import UTC, date, datetime

import pytest

from workbench import Comparison, Scenario, compare, load_scenario
from workbench.bundled import bundled
from workbench.experiment import measure_of
from workbench.interfaces.explorer import WhatIf
from workbench.interfaces.explorer.board import DELIVERY, VALUE, Board
from workbench.interfaces.explorer.lines import lines, table
from workbench.interfaces.explorer.promises import Promises
from workbench.interfaces.explorer.session import Session
from workbench.interfaces.wording import SHORT

SETTINGS = [
    WhatIf(wip_limit=1),
    WhatIf(wip_limit=2),
    WhatIf(dispatch="random"),
    WhatIf(level=1.0),
    WhatIf(pool="developers", people=-2.0),
    WhatIf(pool="testers", people=1.0),
    WhatIf(demand=1.5),
    WhatIf(strength=0.0),
]


@pytest.fixture(scope="module")
def session(today: Scenario) -> Session:
    return Session(today)


def compared(session: Session, what_if: WhatIf, count: int) -> tuple[Comparison, bool]:
    pair = session.pair(what_if.of(session.baseline))
    while not pair.ready(count):
        pair.extend(count)
    return pair.comparison(count, datetime(2027, 1, 4, tzinfo=UTC)), pair.same


def board(session: Session, what_if: WhatIf, count: int) -> Board:
    comparison, same = compared(session, what_if, count)
    return Board(comparison, Promises.of(comparison), same=same)


def plain(html: str) -> str:
    return re.sub(r"<[^>]+>", " ", html)


def test_nothing_changed_says_so_and_leaves_no_average_without_its_range(session: Session) -> None:
    comparison, _ = compared(session, WhatIf(), 25)
    shown = board(session, WhatIf(), 25)
    assert "This is today. Move a control." in shown.answer()
    html = shown.scoreboards()
    assert "undecided" not in html
    row_of = r'<th scope="row">([^<]+)</th>.*?<td></td><td></td><td class="wb-range">(.*?)</'
    cells = dict(re.findall(row_of, html))
    known = comparison.averages("baseline", [*VALUE, *DELIVERY])
    for line in lines(comparison, [*VALUE, *DELIVERY]):
        row = known[line.measure]
        assert bool(cells[line.title]) == (row["low"] != row["high"])
    low, high = re.fullmatch(r"€([\d.]+)m to €([\d.]+)m", cells["Net value"]).groups()  # type: ignore[union-attr]
    assert float(low) == pytest.approx(known["npv"]["low"] / 1e6, abs=0.051)
    assert float(high) == pytest.approx(known["npv"]["high"] / 1e6, abs=0.051)


@pytest.mark.parametrize("what_if", [WhatIf(), WhatIf(wip_limit=1)])
def test_what_is_known_in_fewer_futures_says_in_how_many(today: Scenario, what_if: WhatIf) -> None:
    short = Session(today.model_copy(update={"horizon": date(2027, 4, 22)}))
    comparison, same = compared(short, what_if, 25)
    (lead,) = lines(comparison, ["lead_time"])
    n = lead.today_n if same else lead.n
    assert 2 <= n < 25
    html = Board(comparison, Promises.of(comparison), same=same).scoreboards()
    assert f"of {n} simulated futures</td>" in html and "of 25 simulated futures" not in html


@pytest.mark.parametrize("what_if", SETTINGS, ids=lambda one: str(one.model_dump(exclude_defaults=True)))
@pytest.mark.parametrize("count", [5, 50])
def test_sentence_and_interval_agree(session: Session, what_if: WhatIf, count: int) -> None:
    comparison, _ = compared(session, what_if, count)
    answer = plain(board(session, what_if, count).answer())
    frame = comparison.differences().set_index("measure")
    row = frame.loc["npv"]
    if row["decided"]:
        assert ("gain" in answer, "lose" in answer) == (row["mean"] > 0, row["mean"] < 0)
        assert row["low"] > 0 or row["high"] < 0
    else:
        assert "Undecided" in answer or "No difference" in answer or row["low"] == row["high"]
        assert row["low"] <= 0 <= row["high"]


@pytest.mark.parametrize("what_if", SETTINGS, ids=lambda one: str(one.model_dump(exclude_defaults=True)))
def test_a_row_is_undecided_exactly_where_its_range_touches_zero(session: Session, what_if: WhatIf) -> None:
    comparison, _ = compared(session, what_if, 50)
    html = board(session, what_if, 50).scoreboards()
    rows = re.findall(r'<th scope="row">([^<]+)</th>(.*?)</tr>', html)
    assert rows
    decided = sum("wb-difference" in cells for _, cells in rows)
    undecided = sum(">undecided<" in cells for _, cells in rows)
    unchanged = sum(">no difference<" in cells for _, cells in rows)
    assert decided + undecided + unchanged == len(rows)
    for _, cells in rows:
        if found := re.search(r'wb-range">(.+?) to (.+?)<', cells):
            signs = {end[0] for end in found.groups()}
            assert ("wb-difference" in cells) == (signs in ({"+"}, {"\N{MINUS SIGN}"}))
    assert comparison.differences()["decided"].any() or not decided


def test_a_gain_that_costs_strategic_score_says_so() -> None:
    """Neither dates nor delays are all that may get worse while value rises."""
    example = load_scenario(bundled("scenarios") / "baseline.yaml")
    comparison, same = compared(Session(example), WhatIf(wip_limit=14), 50)
    row = comparison.differences().set_index("measure").loc["strategic_value"]
    answer = plain(Board(comparison, Promises.of(comparison), same=same).answer())
    assert row["decided"] and row["mean"] < 0
    assert "strategic score delivered" in answer


def test_what_is_zero_under_both_has_no_line_and_no_range_reads_zero_to_zero(session: Session) -> None:
    comparison, _ = compared(session, WhatIf(wip_limit=2), 50)
    assert not comparison.values("baseline", "payroll_change").any()
    html = board(session, WhatIf(wip_limit=2), 50).scoreboards()
    assert "Payroll" not in html and "Net value" in html
    spans = re.findall(r'wb-range">([^<]*)<', html)
    assert spans and all(not span or re.search("[1-9]", span) for span in spans)


def test_a_range_with_a_width_never_reads_the_same_at_both_ends(session: Session) -> None:
    comparison, _ = compared(session, WhatIf(wip_limit=1), 200)
    found = {line.measure: line.span for line in lines(comparison, [*VALUE, *DELIVERY]) if line.span}
    assert found
    today, other = comparison.names
    gaps = comparison.gaps(other, today, [*found])
    for measure, span in found.items():
        low, _, high = span.partition(" to ")
        assert gaps[measure]["low"] < gaps[measure]["high"] and low != high, measure


def test_the_short_table_says_what_the_frame_says(session: Session) -> None:
    comparison, _ = compared(session, WhatIf(wip_limit=1), 50)
    shown = table(comparison)
    frame = comparison.differences().set_index("measure")
    assert len(shown) <= len(SHORT)
    for line in lines(comparison, SHORT):
        row, cells = frame.loc[line.measure], shown.loc[line.title]
        assert cells["futures"] == row["n"] == 50
        assert (cells["difference"] in ("undecided", "no difference")) != row["decided"]
        sign = int(measure_of(line.measure).direction) * row["mean"]
        assert cells[""] == ("" if not row["decided"] else "better" if sign > 0 else "worse")
    assert shown.loc["Net value", ""] == "worse"


def test_a_table_names_scenarios_that_have_a_name(today: Scenario) -> None:
    first, second = (
        WhatIf(release=rule, dispatch=rule).of(today).model_copy(update={"name": name})
        for rule, name in (("fifo", "first come, first served"), ("cd3", "ours"))
    )
    columns = list(table(compare([first, second], 5)).columns)
    assert columns[:3] == ["first come, first served", "Ours", "difference"]
    assert list(table(compare([today, WhatIf(wip_limit=1).of(today)], 5)).columns)[:2] == ["today", "what-if"]


def test_nothing_changed_in_any_future_is_no_difference_in_so_many(session: Session) -> None:
    comparison, _ = compared(session, WhatIf(), 30)
    answer = plain(Board(comparison, Promises.of(comparison), same=False).answer())
    assert "No difference in 30 simulated futures." in " ".join(answer.split())
    assert "less than" not in answer and "undecided" not in answer.lower()


def test_few_equal_futures_are_too_few_in_words_and_cells(session: Session) -> None:
    # In each of two futures the what-if costs one and the same amount more.
    dearer = session.baseline.pmo.model_copy(update={"cost_per_fte": 150_000.0})
    what_if = session.baseline.model_copy(update={"name": "what-if", "pmo": dearer})
    pair = session.pair(what_if)
    while not pair.ready(2):
        pair.extend(2)
    comparison = pair.comparison(2, datetime(2027, 1, 4, tzinfo=UTC))
    board = Board(comparison, Promises.of(comparison), same=False)
    answer = plain(board.answer())
    assert "Too few futures to tell" in answer and "worse in each of 2 simulated futures" in answer
    assert "undecided" not in answer.lower()
    (line,) = lines(comparison, ["npv"])
    assert (line.difference, line.span) == ("too few futures", "")
    assert ">undecided<" not in board.scoreboards()


def test_one_future_has_no_range_to_show(session: Session) -> None:
    comparison, _ = compared(session, WhatIf(wip_limit=1), 1)
    shown = table(comparison)
    assert set(shown["difference"]) <= {"too few futures", "no difference"}
    assert not shown["range of the average"].str.contains("nan|inf").any()


def test_shown_today_and_shown_difference_add_up(session: Session) -> None:
    html = board(session, WhatIf(wip_limit=1), 50).scoreboards()
    pattern = r'wb-today">([^<]+)</td><td>([^<]+)</td><td class="wb-difference">([^<]+)<'
    rows = re.findall(pattern, html)
    assert rows
    for row in rows:
        units = {re.sub(r"[\d.,+\N{MINUS SIGN}]", "", cell) for cell in row}
        numbers = [float(re.sub(r"[^\d.-]", "", cell.replace("\N{MINUS SIGN}", "-"))) for cell in row]
        decimals = {len(cell.partition(".")[2].rstrip("mk")) for cell in row}
        if len(units) == len(decimals) == 1:
            assert numbers[0] + numbers[2] == pytest.approx(numbers[1], abs=1e-9)


def test_names_from_the_input_are_text(session: Session) -> None:
    comparison, same = compared(session, WhatIf(wip_limit=1), 50)
    lost = Promises({"P01": "worse"}, ("P01",), {"P01": "Claims <script>alert(1)</script>"})
    answer = Board(comparison, lost, same=same).answer()
    assert "<script>" not in answer and "&lt;script&gt;" in answer


def test_promises_follow_the_paired_differences(session: Session) -> None:
    comparison, _ = compared(session, WhatIf(pool="developers", people=-4.0), 50)
    found = Promises.of(comparison)
    chances = comparison.commitments().set_index(["scenario", "project"])["probability"]
    today, other = comparison.names
    for project, change in found.changes.items():
        gap = chances[other, project] - chances[today, project]
        assert (change == "better") == (gap > 0)
    assert len(found.lost) == list(found.changes.values()).count("worse") > 0
