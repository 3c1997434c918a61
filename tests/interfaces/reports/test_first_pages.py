"""A first page says what its numbers say, in readers' words, whichever way an answer falls."""

import re
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
    html["case"] = CasePieces(made({Doing.CLOSE: 2e6, Doing.CUT_30: 1e6}), None).front().text
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
    assert ("undecided" in decision or "No difference" in decision) == (not row["decided"])
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


def test_the_answer_stands_in_few_labelled_sentences_over_one_chart(html: dict[str, str]) -> None:
    for name, page in html.items():
        if name in ("index", "case"):
            continue
        labels = re.findall(r"<dt>(.*?)</dt>", page)
        assert page.count("<figure") == 1, name
        asked = ["Value" if name == "baseline" else "Decision", "Money", "What would make this wrong"]
        assert [one for one in labels if one in asked] == asked, labels
        assert labels[-1] == "Track record" and len(labels) <= 7, labels


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
