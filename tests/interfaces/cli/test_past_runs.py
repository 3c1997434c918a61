"""Runs that were made: listed, exported, made again."""

import json
import re
import shutil
from html import unescape
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

import workbench as workbench_package
from workbench import compare, load_run
from workbench.interfaces.explorer.reporting import make
from workbench.interfaces.files import load_scenario

from .conftest import TIGHT, Ended, Run
from .test_trace import page_of

ROOMY = TIGHT.replace("tight", "roomy").replace("capacity: 4", "capacity: 12")


@pytest.fixture
def ran(workbench: Run, folder: Path) -> Path:
    assert workbench("compare", "baseline.yaml", "ranked.yaml", "-n", "6", "--out", "made/both").code == 0
    return folder / "made" / "both"


def test_runs_lists_the_latest_first_and_says_what_cannot_be_read(
    workbench: Run, folder: Path, ran: Path
) -> None:
    assert workbench("run", "tight.yaml", "-n", "4", "--out", "made/one").code == 0
    manifest = folder / "made" / "one" / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"created": "20', '"created": "21'))
    broken = folder / "made" / "broken"
    broken.mkdir()
    (broken / "manifest.json").write_text("{", encoding="utf-8")
    listed = json.loads(workbench("runs", "made", "--json").out)
    assert [one["folder"] for one in listed["runs"]] == ["made/one", "made/both"]
    assert [one["name"] for one in listed["runs"][1]["scenarios"]] == ["baseline", "ranked"]
    assert listed["runs"][1]["scenarios"][0]["futures"] == 6 and listed["runs"][0]["same_code"]
    assert listed["unreadable"] == [
        {"folder": "made/broken", "reason": "its manifest.json cannot be read: run it again"}
    ]
    shown = workbench("runs", "made")
    assert shown.code == 0 and "made/both" in shown.out and "cannot be read" in shown.out


def test_runs_looks_where_the_explorer_and_the_demo_keep_theirs(
    workbench: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nothing = workbench("runs")
    assert nothing.code == 2 and "There is no folder runs here" in nothing.err
    scenarios = [load_scenario(folder / "baseline.yaml"), load_scenario(folder / "ranked.yaml")]
    (folder / "notebooks").mkdir()
    steps = make(compare(scenarios, 2), folder / "notebooks")
    assert [next(steps).words for _ in range(2)][0] == "writing the run"
    for out in ("runs/one", "workbench-demo/runs/comparison", "runs/runs/two", ".hidden/runs/three"):
        shutil.copytree(folder / "notebooks" / "runs" / "ranked", folder / out)
    found = json.loads(workbench("runs", "--json").out)["runs"]
    assert sorted(one["folder"] for one in found) == [
        "notebooks/runs/ranked",
        "runs/one",
        "runs/runs/two",
        "workbench-demo/runs/comparison",
    ]
    monkeypatch.setenv("COLUMNS", "80")
    assert "workbench-demo/runs/comparison " in workbench("runs").out, "in one piece"


def test_a_run_comes_out_identical(workbench: Run, ran: Path) -> None:
    done = workbench("reproduce", str(ran))
    assert done.code == 0 and done.out.startswith("Identical: all ")


def test_a_changed_figure_is_found(workbench: Run, ran: Path) -> None:
    path = ran / "measures.parquet"
    table = pd.read_parquet(path)
    at = table.index[(table["measure"] == "npv") & (table["scenario"] == "ranked")][2]
    table.loc[at, "value"] += 1.0
    table.to_parquet(path, index=False)
    done = workbench("reproduce", str(ran), "--json")
    found = json.loads(done.out)
    assert done.code == 1 and not found["identical"]
    assert found["differs"] == [
        {"scenario": "ranked", "measure": "npv", "futures": 1, "of": 6, "most": pytest.approx(1.0)}
    ]


def test_a_changed_scenario_is_named_as_the_reason(workbench: Run, ran: Path) -> None:
    path = ran / "scenarios" / "ranked.yaml"
    path.write_text(path.read_text().replace("capacity: 6", "capacity: 5"), encoding="utf-8")
    done = workbench("reproduce", str(ran))
    assert done.code == 1 and "the file of scenario ranked was changed after the run" in done.out


def test_csv_parquet_and_excel_hold_the_same_figures(workbench: Run, folder: Path, ran: Path) -> None:
    for words in (["--to", "csv"], ["--to", "parquet", "--format", "parquet"], ["--to", "all.xlsx"]):
        assert workbench("export", str(ran), *words).code == 0
    stored = load_run(ran).values("ranked", "npv").tolist()
    frames = [
        pd.read_csv(folder / "csv" / "futures.csv"),
        pd.read_parquet(folder / "parquet" / "futures.parquet"),
        pd.read_excel(folder / "all.xlsx", sheet_name="futures"),
    ]
    for frame in frames:
        assert frame.loc[frame["scenario"] == "ranked", "npv"].tolist() == pytest.approx(stored, rel=1e-12)
    assert "future" in pd.read_parquet(folder / "parquet" / "projects.parquet"), "one word in all of them"
    nobody = workbench("export", str(ran), "--to", "more", "--table", "agreed")
    assert nobody.code == 2 and "nobody agreed to anything" in nobody.err
    names = set(openpyxl.load_workbook(folder / "all.xlsx").sheetnames)
    assert names == {path.stem for path in (folder / "csv").iterdir()} >= {"differences", "provenance"}


def test_no_name_becomes_a_formula(workbench: Run, folder: Path) -> None:
    text = (folder / "portfolio.yaml").read_text(encoding="utf-8")
    poisoned = text.replace('"Claims [bold]portal[/bold]"', "\"=HYPERLINK('x')\"")
    (folder / "portfolio.yaml").write_text(poisoned, encoding="utf-8")
    assert workbench("run", "baseline.yaml", "-n", "3", "--out", "made").code == 0
    assert workbench("export", "made", "--to", "all.xlsx").code == 0
    sheet = openpyxl.load_workbook(folder / "all.xlsx")["commitments"]
    cells = [cell for row in sheet.iter_rows() for cell in row if "HYPERLINK" in str(cell.value)]
    assert cells and all(cell.data_type == "s" and str(cell.value).startswith("'=") for cell in cells)


def test_diff_tells_inputs_outcomes_and_parts_that_add_up(workbench: Run, folder: Path, ran: Path) -> None:
    (folder / "roomy.yaml").write_text(ROOMY, encoding="utf-8")
    assert workbench("run", "roomy.yaml", "-n", "6", "--out", "made/roomy").code == 0
    done = workbench("diff", str(ran), "made/roomy", "--out", "told", "-n", "8", "--json")
    found = json.loads(done.out)
    assert found["scenarios"] == ["baseline", "roomy"] and found["same_luck"]
    assert [one["place"] for one in found["changes"]] == [["portfolio", "pools", "developers", "capacity"]]
    worth = next(one for one in found["outcomes"] if one["measure"] == "npv")
    stored = load_run(ran), load_run(folder / "made" / "roomy")
    gap = stored[1].values("roomy", "npv") - stored[0].values("baseline", "npv")
    assert worth["difference"]["mean"] == pytest.approx(gap.mean()) and worth["futures"] == 6
    assert [one["groups"] for one in found["parts"]] == [["people"]]
    assert sum(one["mean"] for one in found["kinds"]) == pytest.approx(gap.mean(), abs=1e-6)
    assert {one["measure"] for one in found["kinds"]} >= {"benefit", "cost"}
    shown = workbench("diff", str(ran), "made/roomy", "--out", "told", "-n", "8")
    assert shown.code == 0 and "The inputs differ in one place" in shown.out
    sentence = "A run by itself does not count what people are paid beyond the days charged to projects;"
    foot = "What came out is from 6 simulated futures, as stored; where it comes from is from 8 simulated"
    assert foot in said(shown)
    assert sentence in said(shown), "the stored difference is not the one that its parts sum to"
    outcomes, inputs = waterfalls(shown)
    assert [label for label, _ in inputs] == ["People", "Difference in net value"]
    assert "Benefit" in dict(outcomes) and inputs[0][1] == inputs[1][1]


WATERFALL = re.compile(r"Difference in net value and its parts: ([^\"<]*)\.")
AMOUNT = re.compile(r"^(.*) ([+−]?)€([\d.,]+)(k|m)?(?:, undecided)?$")


def waterfalls(shown: Ended) -> list[list[tuple[str, float]]]:
    """Labels and amounts of the waterfalls of the page that was told, as their alternatives say them."""
    page = page_of(shown.out).read_text(encoding="utf-8")
    found = []
    for words in dict.fromkeys(unescape(one) for one in WATERFALL.findall(page)):
        rows = [AMOUNT.fullmatch(one.replace("\u202f", " ")) for one in words.split("; ")]
        assert all(rows), words
        found.append([(row[1], float(f"{row[2]}{row[3]}".replace("−", "-"))) for row in rows if row])
    assert page.count("<svg") >= len(found)
    return found


def test_the_parts_that_waterfalls_show_sum_to_the_whole_that_they_show(
    workbench: Run, folder: Path, ran: Path
) -> None:
    both = ROOMY.replace("roomy", "both") + "policy: {dispatch: {index: cd3}}\n"
    (folder / "both.yaml").write_text(both, encoding="utf-8")
    assert workbench("run", "both.yaml", "-n", "6", "--out", "made/two").code == 0
    shown = workbench("diff", str(ran), "made/two", "--out", "told", "-n", "8")
    outcomes, inputs = waterfalls(shown)
    assert {label for label, _ in inputs[:-1]} == {"People", "Who gets people first"}
    for rows in (outcomes, inputs):
        *parts, (whole, total) = rows
        assert whole == "Difference in net value" and len(parts) > 1
        assert sum(amount for _, amount in parts) == pytest.approx(total, abs=1e-9)


def test_runs_of_another_seed_are_compared_as_two_samples(workbench: Run, ran: Path) -> None:
    assert workbench("run", "baseline.yaml", "-n", "6", "--seed", "8", "--out", "made/other").code == 0
    found = json.loads(workbench("diff", str(ran), "made/other", "--json", "--out", "told").out)
    assert not found["same_luck"]
    assert {one["what"] for one in found["surroundings"]} >= {"seed"}
    assert all(not one["decided"] for one in found["outcomes"] if one["measure"] == "npv")
    shown = said(workbench("diff", str(ran), "made/other", "--out", "told"))
    assert shown.startswith(
        "Both ran the same scenario with another seed, “baseline”; on average net value is "
    )


def test_a_run_against_itself_differs_in_nothing(workbench: Run, ran: Path) -> None:
    found = json.loads(workbench("diff", str(ran), str(ran), "--json", "--out", "told").out)
    assert found["changes"] == [] and found["parts"] is None and found["surroundings"] == []
    assert not any(one["decided"] for one in found["outcomes"])
    assert found["kinds"] == [] and found["same_code"] and found["same_versions"]
    shown = workbench("diff", str(ran), str(ran), "--out", "told")
    assert "Both runs hold “ranked” too: --scenario NAME compares it." in shown.err
    assert "<svg" not in page_of(shown.out).read_text(encoding="utf-8"), "nothing to draw"


def test_one_scenario_under_two_names_is_said_to_be_the_same(workbench: Run, folder: Path, ran: Path) -> None:
    (folder / "again.yaml").write_text("extends: baseline.yaml\nname: april\n", encoding="utf-8")
    assert workbench("run", "again.yaml", "-n", "6", "--out", "made/april").code == 0
    found = json.loads(workbench("diff", str(ran), "made/april", "--out", "told", "--json").out)
    assert found["hashes"][0] == found["hashes"][1] and found["changes"] == []
    shown = said(workbench("diff", str(ran), "made/april", "--out", "told"))
    assert shown.startswith(
        f"Both ran the same scenario (hash {found['hashes'][0][:8]}), "
        "called “baseline” then and “april” now, and net value is the same in every simulated future."
    )
    assert "other code or packages" not in shown


@pytest.mark.parametrize(("old", "new"), [('"code": "', '"code": "0'), ('"numpy": "', '"numpy": "0.')])
def test_other_code_or_packages_are_said_first(
    workbench: Run, folder: Path, ran: Path, old: str, new: str
) -> None:
    other = shutil.copytree(ran, folder / "made" / "other")
    manifest = other / "manifest.json"
    manifest.write_text(manifest.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    shown = said(workbench("diff", str(ran), str(other), "--out", "told"))
    assert "Both ran the same scenario" in shown
    assert "The second run was made by other code or packages than the first" in shown
    found = json.loads(workbench("diff", str(ran), str(other), "--out", "told", "--json").out)
    listed = json.loads(workbench("runs", "made", "--json").out)["runs"]
    by_list = next(one for one in listed if one["folder"] == "made/other")["same_code"]
    assert found["same_code"] is by_list is ("code" not in old), "it means one thing in both commands"


def said(shown: Ended) -> str:
    """What stood on the terminal, in one line."""
    assert shown.code == 0, shown.err
    return " ".join(shown.out.split())


@pytest.mark.parametrize("name", ["manifest.json", "measures.parquet", "scenarios/ranked.yaml"])
def test_a_damaged_file_of_a_run_is_one_sentence(workbench: Run, folder: Path, ran: Path, name: str) -> None:
    (ran / name).write_text("{", encoding="utf-8")
    for words in (
        ["reproduce", str(ran)],
        ["export", str(ran), "--to", "tables"],
        ["diff", str(ran), str(ran)],
    ):
        done = workbench(*words)
        assert done.code == 2 and "run it again" in done.err and done.out == ""


def test_a_damaged_block_is_told(workbench: Run, folder: Path) -> None:
    words = ["run", "baseline.yaml", "-n", "4", "--out", "made"]
    assert workbench(*words).code == 0
    (block,) = folder.glob("made/.blocks/*/*/block-*/measures.parquet")
    block.write_bytes(block.read_bytes()[:-9])
    again = workbench(*words)
    assert again.code == 0 and "One kept block was damaged" in again.out


def test_where_runs_are_kept_has_one_home() -> None:
    root = Path(workbench_package.__file__).parent
    written = re.compile(r'(Path\(|/ |= )"(runs|\.blocks)"')
    homes = [
        one.name for one in sorted(root.rglob("*.py")) if written.search(one.read_text(encoding="utf-8"))
    ]
    assert homes == ["where_kept.py"]
