"""Pieces of a report say the same as the run's tables, and nothing that a reader would stumble over."""

import re
from pathlib import Path

import pandas as pd
import pytest

from tests.interfaces.reports.conftest import ASSUMED
from tests.interfaces.reports.fake_run import HOSTILE, FakeRun, Shift, write_fake
from workbench.charts.numbers import MINUS
from workbench.errors import InputError
from workbench.interfaces.reports.flow import state_rows
from workbench.interfaces.reports.headline import headline
from workbench.interfaces.reports.ranking import standings
from workbench.interfaces.reports.report import Report, open_comparison, open_scenario
from workbench.interfaces.reports.subject import Kind, differences, kinds
from workbench.interfaces.reports.worth import NAMES

FORBIDDEN = (
    "epistemic",
    "aleatory",
    "Shapley",
    "oracle",
    "half-width",
    "CVaR",
    "replication",
    "p-value",
    "percentile",
    "quantile",
    "P10",
    "P90",
    "scenario A",
    "Monte Carlo",
    "NPV",
)
PIECES = ("front", "ledger", "time", "assumptions", "worth", "promises", "delivery", "people", "provenance")


def text_of(html: str) -> str:
    """What a reader sees: no scripts, no tags."""
    html = re.sub(r"<script.*?</script>|<svg.*?</svg>", " ", html, flags=re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


@pytest.fixture(scope="module")
def reports(run: Path, assumed_run: Path, single_run: Path) -> dict[str, Report]:
    return {
        "comparison": open_comparison(str(run), ""),
        "keep": open_comparison(str(assumed_run), ""),
        "alone": open_comparison(str(single_run), ""),
        "gain": open_scenario(str(run), "nine-at-once", ""),
        "undecided": open_scenario(str(run), "extend-pmo", ""),
        "loss": open_scenario(str(run), "cut-pmo", ""),
        "baseline": open_scenario(str(run), "", ""),
        "another baseline": open_scenario(str(run), "cut-pmo", "nine-at-once"),
    }


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize(
    "name", ["comparison", "keep", "alone", "gain", "undecided", "loss", "baseline", "another baseline"]
)
def test_every_piece_of_every_report_is_there_and_shows_no_nan(
    reports: dict[str, Report], name: str, piece: str
) -> None:
    html = getattr(reports[name], piece)().text
    seen = text_of(html)
    assert len(seen) > 100
    assert not re.search(
        r"\bnan\b|\bNone\b|\bNaT\b|\{\}", re.sub("None (beside|is signed)|is None|None of", "", seen)
    ), seen


@pytest.mark.parametrize("name", ["comparison", "keep", "alone", "gain", "undecided", "loss", "baseline"])
def test_first_pages_speak_readers_words(reports: dict[str, Report], name: str) -> None:
    html = reports[name].front().text
    seen = text_of(html) + " ".join(re.findall(r"<text[^>]*>([^<]*)<", html))
    for word in FORBIDDEN:
        # As a word: a hash may begin with a letter.
        assert not re.search(rf"(?<!\w){re.escape(word)}(?!\w)", seen, re.IGNORECASE), word
    assert "uncalibrated" in seen and "literature defaults" in seen
    assert (
        "simulated future" in seen and "What would make this wrong" in seen or name in ("alone", "baseline")
    )


def test_the_headline_comes_from_the_same_test_as_the_bars(reports: dict[str, Report]) -> None:
    subject = reports["comparison"].subject
    found = differences(subject.run, "npv")
    assert subject.focus == "nine-at-once" and found["nine-at-once"].decided
    assert headline(subject, found) == "Nine at once: clearly better than today’s way"
    keep = reports["keep"].subject
    assert not differences(keep.run, "npv")["extend-pmo"].decided
    assert headline(keep, differences(keep.run, "npv")) == "No choice is clearly better than today’s way"
    assert "undecided" in text_of(reports["keep"].front().text)


@pytest.mark.parametrize(
    ("looked_at", "title"),
    [(1, "Try 0: clearly better than today’s way"), (6, "No choice is clearly better than today’s way")],
)
def test_the_best_of_several_has_to_be_better_by_more_than_one_alone(
    tmp_path: Path, looked_at: int, title: str
) -> None:
    """An average of 2.2 standard errors: 3 in 100 by luck for one what-if, but not for the best of six."""
    shifts = {f"try-{k}": Shift(2e6 / (1 + 9 * k), 1e7) for k in range(looked_at)}
    seen = text_of(open_comparison(str(write_fake(FakeRun(shifts), tmp_path)), "").front().text)
    assert title in seen
    allowed = f"allows for having looked at {looked_at} what-ifs; each range is that of one what-if alone"
    assert (allowed in seen) == (looked_at > 1)


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("gain", "Nine at once would gain €5.5m"),
        ("loss", "Cut PMO would lose €2.3m"),
        ("undecided", "Extend PMO: undecided against today’s way"),
        ("baseline", "Today: a portfolio worth €61.4m"),
    ],
)
def test_titles_of_scenarios(reports: dict[str, Report], name: str, title: str) -> None:
    assert f"<h1>{title}</h1>" in reports[name].front().text


def test_the_figures_of_page_one_are_those_of_the_table(reports: dict[str, Report], run: Path) -> None:
    table = (
        pd.read_csv(run / "differences.csv").query("scenario == 'nine-at-once' and measure == 'npv'").iloc[0]
    )
    seen = text_of(reports["gain"].front().text)
    low, high = f"€{table['low'] / 1e6:.1f}m", f"€{table['high'] / 1e6:.1f}m"
    assert f"would gain €{table['mean'] / 1e6:.1f}m on average" in seen
    assert f"the average lies between {low} and {high}" in seen
    assert f"in {(1 - table['better']) * 100:.0f} of 100 futures" in seen


def test_parts_of_the_value_add_up_to_the_difference_of_page_one(reports: dict[str, Report]) -> None:
    html = reports["gain"].worth().text
    rows = re.findall(r'<th scope="row">([^<]*)</th>(.*?)</tr>', html, flags=re.S)
    numbers = {
        name: [
            float(c.replace(MINUS, "-").replace("+", ""))
            for c in re.findall(r"<td[^>]*>(?:<span[^>]*>)?([^<]*)<", cells)[:3]
        ]
        for name, cells in rows
        if name in ("Benefits", "Running what is delivered", "Value") or name.startswith("Cost of")
    }
    total = numbers.pop("Value")
    for column in range(3):
        assert round(sum(part[column] for part in numbers.values()), 6) == pytest.approx(total[column])
    assert total[2] == 5.5


def test_times_by_state_add_up_to_the_lead_time(reports: dict[str, Report]) -> None:
    rows = state_rows(reports["gain"].subject)
    total = reports["gain"].subject.run.states
    assert rows["today"].sum() > 0 and len(rows) == 6
    assert {key for _, key in total} == {
        "work",
        "rework",
        "people",
        "board",
        "predecessor",
        "release_wait",
    }


def test_capacity_that_nobody_stated_is_the_first_line(reports: dict[str, Report]) -> None:
    html = reports["keep"].front().text
    assert html.index(
        "Not stated, so assumed: pool capacity (2 of 2 pools): 20 and 8 FTE (present load)."
    ) < html.index("<h1>")
    said = text_of(html)
    # No what-if of this run orders or chooses projects otherwise.
    assert "Not stated but assumed: " in said and "; every value shown rests on it" in said
    assert "prioritizing" not in said
    assert "Not stated, so assumed" not in text_of(reports["gain"].front().text)


def test_capacity_that_only_a_what_if_assumes_is_said_too(tmp_path: Path) -> None:
    fake = FakeRun({"other": Shift(1e6, 1e6)}, assumptions=ASSUMED, guessed_in="other")
    html = open_comparison(str(write_fake(fake, tmp_path / "run")), "").front().text
    assert html.count("Not stated, so assumed: pool capacity (2 of 2 pools)") == 1


def test_names_are_data(reports: dict[str, Report]) -> None:
    for piece in PIECES:
        html = getattr(reports["keep"], piece)().text
        assert HOSTILE not in html and "<script>alert" not in html and "<i>by us" not in html
        assert "Analysts <b>" not in re.sub(r'"wb-spec">.*?</script>', "", html)
        for spec in re.findall(r'class="wb-spec">(.*?)</script>', html, flags=re.S):
            assert "<" not in spec and ">" not in spec
    assert "&lt;script&gt;alert" in reports["keep"].promises().text


def test_every_figure_has_a_text_alternative_a_picture_and_its_n(reports: dict[str, Report]) -> None:
    for piece in PIECES:
        html = getattr(reports["comparison"], piece)().text
        for figure in re.findall(r"<figure.*?</figure>", html, flags=re.S):
            assert re.search(r'role="img" aria-label="[^"]{40,}"', figure)
            assert "<svg" in figure and "<figcaption>" in figure
            caption = re.search(r"<figcaption>(.*?)</figcaption>", figure, flags=re.S)
            assert caption and "120 simulated futures" in caption[1]


def test_events_are_told_from_choices(reports: dict[str, Report]) -> None:
    found = kinds(reports["comparison"].subject.run)
    assert found.pop("budget-cut") is Kind.EVENT
    assert set(found.values()) == {Kind.CHOICE}


def test_regret_rises_as_the_averages_fall_and_wins_add_up(reports: dict[str, Report]) -> None:
    rows = [row for row in standings(reports["comparison"].subject) if row.kind is Kind.CHOICE]
    sums = [row.average + (row.regret.value if row.regret else 0.0) for row in rows]
    assert [row.average for row in rows] == sorted((row.average for row in rows), reverse=True)
    assert max(sums) - min(sums) < 1.0  # money
    assert sum(row.best.value if row.best else 0.0 for row in rows) == pytest.approx(1.0)
    assert all(
        row.regret is None for row in standings(reports["comparison"].subject) if row.kind is Kind.EVENT
    )


def test_another_baseline_turns_the_sign(reports: dict[str, Report]) -> None:
    one = differences(reports["another baseline"].subject.run, "npv")["cut-pmo"]
    assert one.mean == pytest.approx(-2.3e6 - 5.5e6)


def test_a_single_future_says_so(tmp_path: Path) -> None:
    folder = write_fake(FakeRun({"nine-at-once": Shift(1e6, 1e6)}, n=2), tmp_path)
    assert "simulated futures" in text_of(open_comparison(str(folder), "").front().text)


def test_a_wrong_folder_or_name_is_one_sentence(run: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no folder of a finished run"):
        open_comparison(str(tmp_path), "")
    with pytest.raises(InputError, match="did you mean nine-at-once"):
        open_scenario(str(run), "nine-at-onse", "")


@pytest.mark.parametrize("without", [("baseline", "nine-at-once"), ("nine-at-once",), ("baseline",)])
def test_where_nothing_is_completed_a_sentence_stands_for_the_chart(
    without: tuple[str, ...], tmp_path: Path
) -> None:
    folder = write_fake(FakeRun({"nine-at-once": Shift(1e6, 1e6)}, without=frozenset(without)), tmp_path)
    for report in (open_comparison(str(folder), ""), open_scenario(str(folder), "nine-at-once", "")):
        for piece in PIECES:
            assert "nan" not in text_of(getattr(report, piece)().text).lower().split()
        seen = text_of(report.time().text)
        under = {2: "", 1: " under “Nine at once”" if without == ("nine-at-once",) else " under today’s way"}
        assert (
            f"No project is completed by the horizon{under[len(without)]}, so there is no time to split."
            in seen
        )
        assert "<figure" not in report.time().text


def test_few_futures_are_counted_and_said_to_be_few(tmp_path: Path) -> None:
    folder = write_fake(FakeRun({"nine-at-once": Shift(9e6, 1e6)}, n=12), tmp_path)
    report = open_comparison(str(folder), "")
    seen = text_of("".join(getattr(report, piece)().text for piece in ("front", "worth")))
    assert "Fewer than 30 futures in all: the ranges are too narrow; take 200 or more in all." in seen
    assert "over 99" not in seen and "better, of 12" in seen


def test_few_equal_futures_are_too_few_and_not_undecided(tmp_path: Path) -> None:
    folder = write_fake(FakeRun({"nine-at-once": Shift(9e6, 1e6)}, n=12), tmp_path / "run")
    found = pd.read_csv(folder / "differences.csv")
    found["low"] = found["high"] = found["mean"]
    found["decided"] = False
    found.to_csv(folder / "differences.csv", index=False)
    report = open_comparison(str(folder), "")
    cells = [
        cell
        for piece in PIECES
        for cell in re.findall(r"<t[dh]\b[^>]*>(.*?)</t[dh]>", getattr(report, piece)().text, re.DOTALL)
    ]
    assert any("too few futures" in cell for cell in cells)
    assert not any("undecided" in cell for cell in cells)


def test_worth_carries_its_range_and_all_worse_is_said(tmp_path: Path) -> None:
    folder = write_fake(FakeRun({"a": Shift(-9e6, 1e6), "b": Shift(-5e6, 1e6)}), tmp_path)
    report = open_comparison(str(folder), "")
    seen = text_of(report.front().text)
    assert "Today’s way is clearly better than the others" in seen
    assert re.search(r"portfolio value of €61\.4m \(between €\d\d\.\dm and €6\d\.\dm\) under", seen)
    assert "workbench compare scenarios/baseline.yaml scenarios/a.yaml scenarios/b.yaml -n 120" in text_of(
        report.provenance().text
    )


def test_the_index_says_how_many_are_undecided(run: Path, tmp_path: Path) -> None:
    from workbench.interfaces.reports import index_page

    assert "One scenario is undecided against today’s way." in text_of(
        index_page(run, tmp_path).read_text(encoding="utf-8")
    )


def test_the_head_of_chances_stands_clear_of_a_heading_on_two_lines() -> None:
    from workbench.charts import commitments
    from workbench.charts.canvas import LINE_HEIGHT

    lines = commitments.wrapped("At most 18 at once", 10).count("\n") + 1
    assert lines == 2
    assert commitments.HEAD - 6 - lines * LINE_HEIGHT + 1 >= commitments.HEAD_AT + LINE_HEIGHT / 2


@pytest.mark.parametrize("name", ["gain", "undecided", "loss", "comparison"])
def test_a_part_that_is_not_decided_is_not_coloured_as_if_it_were(
    reports: dict[str, Report], name: str
) -> None:
    subject = reports[name].subject
    html = reports[name].worth().text
    table = re.search(r"<table.*?they add up.*?</table>", html, re.S)
    assert table is not None
    cells = re.findall(r'<th scope="row">([^<]*)</th>.*(<td[^>]*>.*?)</td></tr>', table[0])
    keys = {title: key for key, title in NAMES.items()} | {"Value": "npv"}
    seen = set()
    for title, cell in cells:
        row = subject.run.differences[(subject.focus, keys[title])]
        muted = '<span class="wb-muted">' in cell
        assert muted == (not row["decided"]), (title, cell)
        assert (
            muted == any(word in cell for word in ("undecided", "no difference", "too few"))
            or row["low"] == row["high"]
        )
        seen.add(muted)
    assert True in seen
    others = re.search(r"<table[^>]*>\s*<caption>All scenarios.*?</table>", html, re.S)
    if others:
        for label, one in ((one.label, one) for one in differences(subject.run, "npv").values()):
            line = re.search(rf'<th scope="row">{label}</th>(.*?)</tr>', others[0], re.S)
            assert line is not None and ("wb-muted" in line[1]) == (not one.decided)
