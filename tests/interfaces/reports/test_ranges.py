"""Every figure on a page stands with its number of futures and its range, and in a unit that reads."""

import io
import re
from pathlib import Path

import pandas as pd
import pytest

from tests.interfaces.reports.fake_run import FakeRun, Shift, write_fake
from tests.interfaces.reports.test_pieces import text_of
from workbench.charts.numbers import give_or_take
from workbench.interfaces.reports import index_page
from workbench.interfaces.reports.promises import kept
from workbench.interfaces.reports.render import style
from workbench.interfaces.reports.report import open_comparison, open_scenario
from workbench.interfaces.wording.sources import source_words
from workbench.model import Assumption, Filled

ROW = re.compile(r'<tr[^>]*><th scope="row">.*?</tr>', re.S)


def _cells(html: str) -> list[str]:
    rows = [row for row in ROW.findall(html) if "wb-ledger" not in row]
    return [cell for row in rows for cell in re.findall(r"<td(?! class=\"wb-text)[^>]*>(.*?)</td>", row)]


def test_levels_and_differences_stand_over_their_range(run: Path) -> None:
    report = open_scenario(str(run), "nine-at-once", "")
    for piece in (report.worth(), report.delivery()):
        tables = re.sub(r"<details.*?</details>", "", piece.text, flags=re.S)
        # What is the same in every future has no range: PMO, running costs, costs of the fake projects.
        bare = [cell for cell in _cells(tables) if "wb-range" not in cell and cell != "no difference"]
        assert not [cell for cell in bare if cell not in {"−2.0", "−24.0", "−3.0", "0.0"}], bare
    assert "from 120 simulated futures" in text_of(report.worth().text)


def test_the_worst_tenth_carries_the_range_of_the_summary(run: Path) -> None:
    row = pd.read_csv(run / "summary.csv").query("scenario == 'nine-at-once' and measure == 'npv'").iloc[0]
    span = " to ".join(f"€{row[c] / 1e6:.1f}m" for c in ("worst10_low", "worst10_high"))
    worst = f"€{row['worst10'] / 1e6:.1f}m ({span})"
    assert worst in text_of(open_scenario(str(run), "nine-at-once", "").worth().text)


def test_promised_dates_kept_are_counted_future_by_future(run: Path) -> None:
    subject = open_comparison(str(run), "").subject
    found = kept(subject, "baseline")
    table = subject.run.commitments.query("scenario == 'baseline'")
    assert found.value == pytest.approx(table["probability"].sum())
    assert found.low < found.value < found.high
    said = f"{found.value:.1f} ({found.low:.1f} to {found.high:.1f})"
    assert said in text_of(open_scenario(str(run), "nine-at-once", "").front().text)
    assert said in text_of(open_comparison(str(run), "").promises().text)


def test_a_run_written_before_a_column_was_added_still_opens(tmp_path: Path) -> None:
    folder = write_fake(FakeRun({"nine-at-once": Shift(9e6, 1e6)}), tmp_path)
    for name, columns in (
        ("differences", ["better_low", "better_high"]),
        ("summary", ["worst10_low", "worst10_high"]),
    ):
        pd.read_csv(folder / f"{name}.csv").drop(columns=columns).to_csv(folder / f"{name}.csv", index=False)
    report = open_comparison(str(folder), "")
    assert "better" in text_of(report.front().text) and "worst 10 %" in text_of(report.worth().text)


def test_amounts_beside_a_small_difference_have_no_thousands(tmp_path: Path) -> None:
    folder = write_fake(FakeRun({"extend-pmo": Shift(2e4, 1e5)}), tmp_path)
    report = open_scenario(str(folder), "extend-pmo", "")
    seen = text_of(report.front().text + report.worth().text)
    assert not re.search(r"\d,\d{3}(\.\d)?(k|m)", seen)
    assert "+0.02" in seen  # two decimals in millions, so that the difference does not vanish


def test_charts_of_promised_dates_share_one_axis(run: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from workbench.interfaces.reports import promises

    monkeypatch.setattr(promises, "PER_CHART", 2)
    html = open_comparison(str(run), "").promises().text
    specs = re.findall(r'class="wb-spec">(.*?)</script>', html, flags=re.S)
    assert len(specs) == 3
    # The only scale across is in days, the only one down in pixels from zero.
    axes = [set(re.findall(r'"domain":\[(7\d{5}[^\]]*)\]', spec)) for spec in specs]
    assert len(axes[0]) == 1 and axes[0] == axes[1] == axes[2]


def test_sources_are_said_in_words_and_nothing_is_listed_twice(tmp_path: Path) -> None:
    filled = (
        Assumption(
            what="discount rate",
            value="8% a year",
            source="workbench.evidence: discount_rate (assumed)",
            bears_on=Filled.OTHER,
        ),
        Assumption(
            what="work packages",
            value="5 equal ones in a row",
            source="workbench.evidence: stage_count (assumed; P_stage_shares, P_spread_identity)",
            bears_on=Filled.OTHER,
        ),
    )
    folder = write_fake(FakeRun({"nine-at-once": Shift(9e6, 1e6)}, assumptions=filled), tmp_path)
    seen = text_of(open_comparison(str(folder), "").assumptions().text)
    assert seen.lower().count("discount rate") == 1
    assert "workbench.evidence" not in seen and "P_" not in seen
    assert "Work packages 5 equal ones in a row judgement of the authors" in seen
    assert source_words("workbench.evidence: gone_since (cited)") == "judgement of the authors"


def test_scenarios_on_their_own_are_not_set_against_each_other(single_run: Path, tmp_path: Path) -> None:
    other = write_fake(FakeRun(n=60), tmp_path / "other")
    page = index_page([single_run, other], tmp_path).read_text(encoding="utf-8")
    seen = text_of(page)
    assert re.search(r"€[\d.]+m to €[\d.]+m", seen) and not re.search(r"€[\d.]+m and €", seen)
    assert "To compare them on the same futures: workbench compare" in seen


def test_an_index_of_several_runs_says_what_any_of_them_assumes(
    single_run: Path, assumed_run: Path, tmp_path: Path
) -> None:
    seen = text_of(index_page([single_run, assumed_run], tmp_path).read_text(encoding="utf-8"))
    assert seen.count("Not stated, so assumed: pool capacity (2 of 2 pools)") == 1


def test_the_foot_of_printed_pages_writes_a_dot() -> None:
    assert 'content: "Scenario ab · seed 7" " · page "' in style("Scenario ab · seed 7")
    assert "<" not in style("</style>").partition("@bottom-right")[2]


def test_every_level_of_a_comparison_lies_inside_its_range_as_written(run: Path) -> None:
    html = open_comparison(str(run), "").worth().text
    seen = re.findall(r"<td[^>]*>([^<]*)<[^>]*>([^<]*?)([+−]?[\d.,]+) to ([+−]?[\d.,]+)<", html)
    figures = [
        [float(one.replace("−", "-").replace(",", "")) for one in (v, low, high)] for v, _, low, high in seen
    ]
    assert len(figures) >= 6
    for value, low, high in figures:
        assert low <= value <= high


def test_page_one_says_a_gain_and_what_it_is_made_of_in_the_unit_of_its_axis(tmp_path: Path) -> None:
    """A gain of thousands beside an event of millions, which sets the axis."""
    shifts = {"extend-pmo": Shift(2e5, 1e5), "budget-cut": Shift(-7.9e6, 4e6)}
    folder = write_fake(FakeRun(shifts, event=frozenset({"budget-cut"})), tmp_path)
    seen = text_of(open_comparison(str(folder), "").front().text)
    rows = seen[seen.index("Decision") : seen.index("What could happen")]
    assert "would gain €0.20m" in rows and "together +€0.20m" in rows
    assert not re.search(r"€[\d.,]+k", rows)


def test_one_rule_rounds_how_well_a_chance_is_known(run: Path) -> None:
    from rich.console import Console

    from workbench.experiment import load_run
    from workbench.interfaces.cli.tables import commitments

    page = text_of(open_comparison(str(run), "").promises().text)
    console = Console(width=300, record=True, file=io.StringIO())
    console.print(commitments(load_run(run)))
    told = re.search(r"each known to ±(\d+)", console.export_text())
    assert told is not None
    on_page = re.search(r"each chance is known to ±(\d+) of 100", page)
    assert on_page is not None and int(on_page[1]) <= int(told[1])
    assert give_or_take(0.0641, 100) == "±7" and give_or_take(0.06, 100) == "±6"


def test_provenance_names_a_comparison_by_what_it_compares(run: Path, single_run: Path) -> None:
    seen = text_of(open_comparison(str(run), "").provenance().text)
    assert "Comparison today’s way against “Extend PMO”" in seen
    assert "Run fake" in text_of(open_comparison(str(single_run), "").provenance().text)
