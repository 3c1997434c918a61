"""What a report says in two places it says the same: worst date, even chance, undecided parts, dots."""

import re
from pathlib import Path

import pytest

from tests.interfaces.reports.fake_run import FakeRun, Shift, write_fake
from tests.interfaces.reports.test_pieces import text_of
from workbench.interfaces.explorer.start.dates_at_risk import Chance
from workbench.interfaces.reports.report import Report, open_comparison, open_scenario
from workbench.interfaces.wording.even_chance import even_words


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A what-if that makes five dates worse: the second of them, Customer portal, loses most."""
    return write_fake(
        FakeRun({"late": Shift(-60e6, 3e6), "open": Shift(0.4e6, 2e6)}), tmp_path_factory.mktemp("r")
    )


@pytest.fixture(scope="module")
def late(run: Path) -> Report:
    return open_scenario(str(run), "late", "")


def test_the_date_that_loses_most_is_named_wherever_dates_get_worse(late: Report, run: Path) -> None:
    table = late.subject.run.commitments.set_index(["scenario", "project"])["probability"]
    lost = table["baseline"] - table["late"]
    assert lost.idxmax() == "P1" and list(lost.index).index("P1") > 0, (
        "the worst is not the first of the list"
    )
    assert "clearly worse: five promised dates (most of all Customer portal)." in text_of(late.front().text)
    assert "no dates get clearly better and five clearly worse." in text_of(late.front().text)
    assert "Five promised dates get clearly worse, most of all Customer portal." in text_of(
        late.promises().text
    )
    for page in (late.front().text, late.promises().text):
        assert "&amp;amp;" not in page and "&amp;lt;" not in page


def test_a_date_is_below_even_chance_only_where_its_whole_range_is(late: Report, run: Path) -> None:
    table = late.subject.run.commitments
    ours = table[table["scenario"] == "baseline"]
    found = [Chance("", *map(float, row)) for row in ours[["probability", "low", "high"]].to_numpy()]
    missed, close = (sum(way) for way in ([c.below(0.5) for c in found], [c.near(0.5) for c in found]))
    said = even_words((one.low, one.high) for one in found)
    assert missed == 1 and close == 0 and said == "one is more likely missed than kept"
    today = open_scenario(str(run), "", "")
    for page in (today.front(), today.promises(), late.promises()):
        assert said in text_of(page.text) and "even chance" not in text_of(page.text)


def test_what_is_too_close_to_tell_is_counted_apart(tmp_path: Path) -> None:
    few = open_scenario(str(write_fake(FakeRun(n=12), tmp_path)), "", "")
    table = few.subject.run.commitments
    close = int(((table["low"] <= 0.5) & (table["high"] >= 0.5)).sum())
    below = int((table["high"] < 0.5).sum())
    assert close == 3 and below == 0
    for page in (few.front(), few.promises()):
        assert "none is more likely missed than kept, three are too close to tell" in text_of(page.text)


def test_parts_of_the_gain_that_are_undecided_are_called_so_on_page_one(late: Report) -> None:
    row = late.subject.run.differences[("late", "lateness_cost")]
    assert not row["decided"]
    money = text_of(late.front().text).partition("Money")[2].partition("Promised dates")[0]
    clear, _, undecided = money.partition("; on average, but undecided, ")
    assert "benefits fall by" in clear and "being late costs" not in clear
    assert "being late costs €0.1m more: together −€60.0m on average." in undecided


def test_where_every_part_is_undecided_none_is_told_as_a_fact(run: Path) -> None:
    report = open_scenario(str(run), "open", "")
    parts = {
        key[1] for key, row in report.subject.run.differences.items() if key[0] == "open" and row["decided"]
    }
    money = text_of(report.front().text).partition("Money")[2].partition("Promised dates")[0]
    assert not parts & {"benefit", "lateness_cost"} or "; on average" in money
    assert "on average, but undecided," in money


def test_the_counts_beside_the_dots_are_those_of_the_sentence(tmp_path: Path) -> None:
    report = open_scenario(str(write_fake(FakeRun({"try": Shift(3e6, 2.4e6)}, n=200), tmp_path)), "try", "")
    page = report.front().text
    often = re.search(r"luck alone can turn it: in (\d+) of 100 futures", text_of(page))
    assert often is not None
    drawn = re.findall(r"<text[^>]*>(\d+ of \d+)<", page)
    assert f"{often[1]} of 100" in drawn and f"{100 - int(often[1])} of 100" in drawn, drawn


def test_nothing_speaks_of_pages_or_of_money_of_a_day(late: Report, run: Path) -> None:
    for report in (late, open_comparison(str(run), "")):
        seen = text_of(report.front().text) + text_of(report.worth().text)
        assert "page two" not in seen and "money of the first day" not in seen
        assert "assumptions listed below" in seen
        assert "as seen on 4 January 2027: what comes later counts for less, by 8 % a year" in seen.replace(
            "\u00a0", " "
        )
