"""A first page says what its numbers say, in readers' words, whichever way an answer falls."""

import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import pytest

from tests.interfaces.reports.cases import made
from tests.interfaces.reports.fake_run import FakeRun, Shift, write_fake
from tests.interfaces.reports.test_pieces import FORBIDDEN, text_of
from workbench.charts.numbers import MINUS, NBSP
from workbench.experiment.worth import Doing
from workbench.interfaces.reports import index_page
from workbench.interfaces.reports.case.pieces import CasePieces
from workbench.interfaces.reports.report import open_comparison, open_scenario
from workbench.interfaces.reports.track_record import NoRecord

CASES = {
    "better": Shift(5.5e6, 5e6),
    "worse": Shift(-2.3e6, 3e6),
    "undecided, above": Shift(0.7e6, 8e6),
    "undecided, below": Shift(-0.7e6, 8e6),
    "better by little": Shift(12_340, 10_000),
    "hardly any difference": Shift(1e4, 1e5),
    "the same": Shift(0.0, 0.0),
    "better by more than there is": Shift(123.4e6, 9e6),
}
PERCENTILE = r"(?<!\w)P\d{1,2}(?!\w)|\d+(?:st|nd|rd|th)? percentile"
AMOUNT = r"€([\d,]*\d(?:\.\d+)?)(?:bn|m|k)?"


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("runs")
    return {name: write_fake(FakeRun({"try": one}), folder / name) for name, one in CASES.items()}


@pytest.fixture(scope="module")
def html(runs: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Every first page there is, by what it is of."""
    html = {}
    for name, run in runs.items():
        html[f"comparison, {name}"] = open_comparison(str(run), "").front().text
        html[f"scenario, {name}"] = open_scenario(str(run), "try", "").front().text
    html["baseline"] = open_scenario(str(runs["better"]), "", "").front().text
    html["case"] = CasePieces(made({Doing.CLOSE: 2e6, Doing.CUT_30: 1e6}), NoRecord.NONE).front().text
    site = tmp_path_factory.mktemp("site")
    html["index"] = index_page(runs["better"], site).read_text(encoding="utf-8")
    return html


@pytest.fixture(scope="module")
def pages(html: dict[str, str]) -> dict[str, str]:
    """What is read on them."""
    return {name: seen_in(text) for name, text in html.items()}


def sentences_in(html: str) -> str:
    """Text of a page, without scripts, styles and what only tools read."""
    return text_of(re.sub(r"<style.*?</style>|<head>.*?</head>", " ", html, flags=re.S))


def seen_in(html: str) -> str:
    """The same with the text of its pictures."""
    return sentences_in(html) + " ".join(re.findall(r"<text[^>]*>([^<]*)<", html))


def row_of(run: Path) -> dict[str, float]:
    table = pd.read_csv(run / "differences.csv")
    return table[table["measure"] == "npv"].iloc[0].to_dict()


@pytest.mark.parametrize("kind", ["comparison", "scenario"])
@pytest.mark.parametrize("name", CASES)
def test_the_verdict_is_that_of_the_range(
    runs: dict[str, Path], pages: dict[str, str], kind: str, name: str
) -> None:
    row, seen = row_of(runs[name]), pages[f"{kind}, {name}"]
    decision = seen[seen.index("Decision") : seen.index("Money")]
    gains, loses = "would gain" in decision, "would lose" in decision
    assert gains == bool(row["decided"] and row["mean"] > 0)
    assert loses == bool(row["decided"] and row["mean"] < 0)
    assert ("undecided" in decision or "no difference" in decision) == (not row["decided"])
    assert (": clearly better than today’s way" in seen) == (gains and kind == "comparison")
    moved = any(row[key] for key in ("low", "high", "p10", "p90"))
    assert ("includes zero" in seen) == (row["low"] <= 0 <= row["high"] and moved)


@pytest.mark.parametrize("name", [one for one, shift in CASES.items() if shift.sd])
def test_figures_of_the_sentences_are_those_of_the_table(
    runs: dict[str, Path], pages: dict[str, str], name: str
) -> None:
    row = row_of(runs[name])
    for kind in ("comparison", "scenario"):
        seen = pages[f"{kind}, {name}"]
        decision = seen[seen.index("Decision") : seen.index("Money")]
        for key in ("mean", "low", "high") if row["decided"] else ("high",):
            assert any(close(one, abs(row[key])) for one in amounts(decision)), (key, decision)
        often = {int(one) for one in re.findall(r"in (\d+) of 100 futures", seen)}
        share = 100 * row["better"]
        assert all(min(abs(one - share), abs(one - (100 - share))) <= 0.5 for one in often)


def amounts(text: str) -> list[tuple[float, float]]:
    """Amounts with the size of their last digit."""
    found = []
    for digits, unit in re.findall(r"€([\d,]*\d(?:\.\d+)?)(bn|m|k)?", text):
        size = {"bn": 1e9, "m": 1e6, "k": 1e3, "": 1.0}[unit]
        decimals = len(digits.partition(".")[2])
        found.append((float(digits.replace(",", "")) * size, size / 10**decimals))
    return found


def close(shown: tuple[float, float], value: float) -> bool:
    """Rounded, or up where it says “by less than”."""
    return -0.51 * shown[1] <= shown[0] - value <= shown[1]


WORDS = 170
"""Of five sentences at the most."""


def answers_in(html: str) -> dict[str, str]:
    """What stands behind each label."""
    return {label: text_of(said) for label, said in re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", html, re.S)}


def test_the_answer_stands_in_five_labelled_sentences_over_one_chart(
    html: dict[str, str], run: Path, assumed_run: Path, lost: Path
) -> None:
    told = {name: page for name, page in html.items() if name not in ("index", "case")}
    for k, one in enumerate((run, assumed_run, lost)):
        told[f"several {k}"] = open_comparison(str(one), "").front().text
    told["lost"] = open_scenario(str(lost), "try", "").front().text
    for name, page in told.items():
        assert page.count("<figure") == 1, name
        answers = answers_in(page)
        assert len(answers) == 5
        first, money, third, *rest = answers
        assert [first, money] == ["Value" if name == "baseline" else "Decision", "Money"], answers
        assert third in ("Alternatives", "What could happen", "Promised dates"), answers
        assert rest == ["What would make this wrong", "Track record"], answers
        for said in answers.values():
            # One sentence: a stop at its end, and none that another word with a capital follows.
            assert said.endswith(".") and not re.search(r"[.!?] +[“A-Z]", said), said
        assert sum(len(said.split()) for said in answers.values()) <= WORDS, name


CLAUSE = {
    (True, True): r"would gain €[\d.]+m",
    (True, False): r"would lose €[\d.]+m",
    (False, True): r"is undecided",
    (False, False): r"is undecided",
}


def test_each_clause_about_an_alternative_is_the_verdict_of_its_row(run: Path) -> None:
    found = pd.read_csv(run / "differences.csv").query("measure == 'npv'").set_index("scenario")
    said = answers_in(open_comparison(str(run), "").front().text)["Alternatives"]
    clauses = said.rstrip(".").split("; ")
    names = {"Extend PMO": "extend-pmo", "Cut PMO": "cut-pmo", "Budget cut": "budget-cut"}
    assert [one.removeprefix("of what could happen, ").split("”")[0][1:] for one in clauses] == list(names)
    for clause, key in zip(clauses, names.values(), strict=True):
        row = found.loc[key]
        assert re.search(CLAUSE[bool(row["decided"]), bool(row["mean"] > 0)], clause), clause
        for end in ("low", "high"):
            assert any(close(one, abs(row[end])) for one in amounts(clause)), clause


LOSSES = {
    # measure, average, low, high, what is said
    "strategic_value": (-3.1, -3.8, -2.4, "strategic score delivered (by 3.10 points, 2.40 to 3.80)"),
    "on_time": (-0.062, -0.08, -0.044, "promised dates kept (by 6.2 percentage points, 4.4 to 8.0)"),
    "lead_time": (12.0, 8.2, 15.8, "time from proposal to completion (by 12.0 working days, 8.2 to 15.8)"),
    "rework_share": (
        0.02,
        0.01,
        0.03,
        "share of effort that is rework (by 2.0 percentage points, 1.0 to 3.0)",
    ),
}


def told_loss(run: Path, told: Mapping[str, bool], folder: Path) -> Path:
    """The same run with these measures against the what-if, decided or not, and no other measure decided."""
    shutil.copytree(run, folder)
    table = pd.read_csv(folder / "differences.csv")
    table["decided"] &= table["measure"].isin(["npv", "benefit"])
    for key, decided in told.items():
        here = table["measure"] == key
        table.loc[here, ["mean", "low", "high"]] = LOSSES[key][:3]
        table.loc[here, "decided"] = decided
    table.to_csv(folder / "differences.csv", index=False)
    return folder


@pytest.fixture(scope="module")
def lost(runs: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A gain in value with four measures that clearly get worse."""
    return told_loss(runs["better"], dict.fromkeys(LOSSES, True), tmp_path_factory.mktemp("lost") / "run")


@pytest.mark.parametrize("key", LOSSES)
@pytest.mark.parametrize("clear", ["clear", "undecided"])
def test_what_is_clearly_lost_beside_a_gain_is_named_on_page_one(
    runs: dict[str, Path], tmp_path: Path, key: str, clear: str
) -> None:
    decided = clear == "clear"
    folder = told_loss(runs["better"], {key: decided}, tmp_path / "run")
    for report in (open_comparison(str(folder), ""), open_scenario(str(folder), "try", "")):
        decision = answers_in(report.front().text)["Decision"].replace(NBSP, " ")
        assert "would gain €5.5m" in decision
        assert (f"; clearly worse: {LOSSES[key][3]}." in decision) == decided, decision
        assert ("clearly worse" in decision) == decided


def test_a_loss_that_the_page_writes_as_zero_is_not_named(runs: dict[str, Path], tmp_path: Path) -> None:
    folder = told_loss(runs["better"], {}, tmp_path / "run")
    table = pd.read_csv(folder / "differences.csv")
    here = table["measure"] == "plan_ratio_duration"
    table.loc[here, ["mean", "low", "high"]] = [0.0017, 0.0002, 0.0031]
    table.loc[here, "decided"] = True
    table.to_csv(folder / "differences.csv", index=False)
    assert "clearly worse" not in answers_in(open_comparison(str(folder), "").front().text)["Decision"]


def test_of_many_losses_two_are_named_and_the_others_counted(lost: Path) -> None:
    decision = answers_in(open_scenario(str(lost), "try", "").front().text)["Decision"].replace(NBSP, " ")
    named = [LOSSES[key][3] for key in ("on_time", "lead_time")]
    assert f"; clearly worse: {named[0]}, {named[1]} and two more measures." in decision


def test_words_of_the_trade_are_on_no_first_page(pages: dict[str, str]) -> None:
    for name, seen in pages.items():
        for word in FORBIDDEN:
            assert not re.search(rf"(?<!\w){re.escape(word)}(?!\w)", seen, re.IGNORECASE), (name, word)
        assert not re.search(PERCENTILE, seen), name
        assert "uncalibrated" in seen or name == "index"


def test_amounts_have_three_digits_that_count_at_most(html: dict[str, str]) -> None:
    """In sentences: in a column of a picture or table, decimals are equal so that digits stand in line."""
    for name, page in html.items():
        found = re.findall(AMOUNT, sentences_in(page))
        assert found, name
        for one in found:
            digits = one.replace(",", "")
            counts = digits.replace(".", "").lstrip("0") if "." in digits else digits.strip("0")
            assert len(counts) <= 3, (name, one)


@pytest.mark.parametrize("name", ["better", "worse", "undecided, above"])
def test_the_two_ranges_are_told_apart(runs: dict[str, Path], pages: dict[str, str], name: str) -> None:
    row = row_of(runs[name])
    for kind in ("comparison", "scenario"):
        seen = pages[f"{kind}, {name}"]
        assert "The bar is where the average lies." in seen
        assert "The line is what a single future can bring." in seen
        head = "average range of the average 8 in 10 futures better, of 100"
        assert head in seen
        line = seen[seen.index(head) + len(head) :]
        spans = re.findall(rf"([+{MINUS}]?[\d.]+) to ([+{MINUS}]?[\d.]+)", line)[:2]
        shown = [tuple(float(end.replace(MINUS, "-")) for end in span) for span in spans]
        assert shown[0] == pytest.approx((row["low"] / 1e6, row["high"] / 1e6), abs=0.051)
        assert shown[1] == pytest.approx((row["p10"] / 1e6, row["p90"] / 1e6), abs=0.051)


def test_a_pool_with_hardly_any_time_left_is_warned_of(tmp_path: Path) -> None:
    run = write_fake(FakeRun({"try": Shift(5.5e6, 5e6)}), tmp_path)
    table = pd.read_csv(run / "summary.csv")
    assert "Take care" not in seen_in(open_scenario(str(run), "try", "").front().text)
    here = (table["measure"] == "utilisation.dev") & (table["scenario"] == "try")
    table.loc[here, ["mean", "low", "high"]] = [0.97, 0.96, 0.98]
    table.to_csv(run / "summary.csv", index=False)
    said = f"Take care: Developers at 97{NBSP}% (96 to 98) of their time with “Try”: queues grow long"
    for report in (open_scenario(str(run), "try", ""), open_comparison(str(run), "")):
        assert said in report.front().text
    assert "Developers at" not in open_scenario(str(run), "", "").front().text


@pytest.mark.parametrize(
    ("shifts", "title"),
    [
        ({"flood": Shift(-9e6, 2e6), "strike": Shift(-2e6, 2e6)}, "Flood: the event that would cost most"),
        (
            {"flood": Shift(-9e6, 90e6), "strike": Shift(-2e6, 2e6)},
            "Flood: the event that would cost most on average, but not clearly",
        ),
        ({"flood": Shift(1e6, 2e6), "strike": Shift(3e6, 2e6)}, "Each of the events clearly gains"),
        (
            {"flood": Shift(0.1e6, 9e6), "strike": Shift(3e6, 2e6)},
            "None of the events clearly costs value, one clearly gains",
        ),
        (
            {"flood": Shift(0.1e6, 9e6), "strike": Shift(0.2e6, 9e6)},
            "None of the events clearly changes the value",
        ),
    ],
)
def test_of_events_alone_title_and_decision_speak_of_the_same(
    tmp_path: Path, shifts: dict[str, Shift], title: str
) -> None:
    run = write_fake(FakeRun(shifts, event=frozenset(shifts)), tmp_path / "run")
    html = open_comparison(str(run), "").front().text
    assert title in text_of(html)
    answers = answers_in(html)
    assert answers["Decision"].startswith("“Flood”") and "“Strike”" in answers["What could happen"]


def test_a_single_event_that_gains_is_told_as_the_decision_tells_it(tmp_path: Path) -> None:
    run = write_fake(FakeRun({"leave": Shift(1.4e6, 0.4e6)}, event=frozenset({"leave"})), tmp_path / "run")
    html = open_comparison(str(run), "").front().text
    assert "Leave: an event that clearly gains" in text_of(html)
    assert "“Leave” would gain €1.4m" in answers_in(html)["Decision"]


@pytest.mark.parametrize("kind", ["comparison", "scenario"])
def test_where_nothing_differs_nothing_stays_open(pages: dict[str, str], kind: str) -> None:
    seen = pages[f"{kind}, the same"]
    assert "makes no difference" in seen and "the average stays open" not in seen
    assert "so nothing stays open" in seen and "the answer is undecided" not in seen


@pytest.fixture(scope="module")
def barely(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One what-if of seven that an interval of its own calls a gain, one of no difference worth a name."""
    shifts = {f"other-{k}": Shift(0.1e6 * (k - 3), 9e6) for k in range(5)}
    shifts |= {"close": Shift(1.1e6, 5e6), "tiny": Shift(1e3, 1e5)}
    return write_fake(FakeRun(shifts), tmp_path_factory.mktemp("barely") / "run")


def test_a_page_of_one_what_if_allows_for_all_as_the_index_does(barely: Path, tmp_path: Path) -> None:
    table = pd.read_csv(barely / "differences.csv").set_index(["scenario", "measure"])
    assert table.loc[("close", "npv"), "decided"], "an interval alone calls it a gain"
    report = open_scenario(str(barely), "close", "")
    page = text_of(report.front().text)
    assert "Close: undecided against" in page and "Close would gain" not in page
    assert "7 what-ifs were looked at" in answers_in(report.front().text)["Decision"]
    assert "The verdict allows for having looked at 7 what-ifs" in page
    index = index_page(barely, tmp_path).read_text(encoding="utf-8")
    (row,) = (one for one in index.split("<tr class=")[1:] if ">Close<" in one)
    assert "data-undecided" in row


def test_the_filter_of_the_index_counts_as_its_lead_does(barely: Path, tmp_path: Path) -> None:
    index = index_page(barely, tmp_path).read_text(encoding="utf-8")
    rows = index.split("<tr class=")[1:]
    assert sum("data-undecided" in one for one in rows) == 6
    assert "Undecided 6</button>" in index and "Six scenarios are undecided" in text_of(index)
    (tiny,) = (one for one in rows if ">Tiny<" in one)
    assert "data-undecided" not in tiny and "no difference" in tiny


def test_every_average_of_the_index_lies_in_its_range_as_written(tmp_path: Path) -> None:
    """Beside a large event, what a choice gives up is little: not 0.0 between 0.003 and 0.005."""
    shifts = {"flood": Shift(-9e6, 2e6), "try": Shift(1_600, 8_000)}
    run = write_fake(FakeRun(shifts, event=frozenset({"flood"})), tmp_path / "run")
    index = index_page(run, tmp_path).read_text(encoding="utf-8")
    cells = re.findall(
        r"([+−]?[\d.]+)<small class=\"wb-range\">(?:<em>.*?</em><br>)?([^\s<]+) to ([^\s<]+)<", index
    )
    shown = [[float(one.replace(MINUS, "-")) for one in cell] for cell in cells]
    assert len(shown) >= 12
    assert all(low <= value <= high for value, low, high in shown), shown
