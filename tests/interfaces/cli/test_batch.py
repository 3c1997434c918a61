"""A batch of files: compared where that is possible; what fails has a page, a row and the last word."""

import json
import os
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pandas as pd
import pytest

from workbench.errors import RunError
from workbench.experiment import Dask, blocks
from workbench.experiment.chunk import Chunk, Computed, Failed, compute
from workbench.interfaces.cli import batching, one_run, studied
from workbench.interfaces.cli.failing import Failed as Lost
from workbench.interfaces.cli.failing import last_words
from workbench.interfaces.cli.running import Order
from workbench.interfaces.reports import preflight
from workbench.interfaces.reports.folder import open_run
from workbench.interfaces.reports.kept_unmade import kept_unmade
from workbench.interfaces.reports.step import Step
from workbench.interfaces.reports.study_reports import Wanted
from workbench.scenario import Scenario

from .conftest import BASELINE, Ended, Run

SHORT = ["-n", "4", "--jobs", "1", "--out", "out"]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Scenarios that reports were asked for; making them has tests of its own."""
    found: list[str] = []

    def report_all(
        every: Sequence[Wanted], batch: str, jobs: int | None, staff: Dask | None, index: str
    ) -> list[Lost]:
        found.extend(one.scenario for one in every)
        return []

    for module in (batching, one_run):
        monkeypatch.setattr(module, "report_all", report_all)
    return found


def index_in(folder: Path) -> str:
    return (folder / "out" / "report" / "index.html").read_text(encoding="utf-8")


def row_of(label: str, index: str) -> str:
    (row,) = [
        one for one in re.findall(r"<tr class=\"wb-row.*?</tr>", index, re.DOTALL) if f"<b>{label}</b>" in one
    ]
    return row


def page_behind(row: str, folder: Path) -> str:
    """The page that a row of the index links to first, which has to lead back."""
    found = re.search(r'<a href="([^"]+)">no report<', row)
    assert found is not None
    text = (folder / "out" / "report" / unquote(found[1])).read_text(encoding="utf-8")
    assert '<a href="index.html">All scenarios</a>' in text
    return text


def last(done: Ended, lines: int) -> str:
    return "\n".join(done.out.rstrip().splitlines()[-lines:])


def test_a_folder_is_compared_with_the_scenario_called_baseline(
    workbench: Run, folder: Path, asked: list[str]
) -> None:
    (folder / "portfolio.yaml").rename(folder / "portfolio.yml.txt")
    for path in folder.glob("*.yaml"):
        text = path.read_text(encoding="utf-8").replace("portfolio.yaml", "parts/portfolio.yaml")
        path.write_text(text, encoding="utf-8")
    (folder / "parts").mkdir()
    (folder / "portfolio.yml.txt").rename(folder / "parts" / "portfolio.yaml")
    done = workbench("batch", ".", *SHORT)
    assert done.code == 0, done.err
    assert "Compared with “Today” on the same futures." in done.err
    assert asked == ["baseline", "ranked", "tight"]
    assert "Index: file:" in done.out and last(done, 1) == "All 3 scenarios are done; none failed."
    table = pd.read_csv(folder / "out" / "differences.csv")
    means = table[table["measure"] == "npv"].set_index("scenario")["mean"]
    index = index_in(folder)
    for name in ("ranked", "tight"):
        shown = re.search(r'data-value="([^"]+)" class="wb-accent"', row_of(name.capitalize(), index))
        assert shown is not None and float(shown[1]) == pytest.approx(means[name])
    assert "Filter by name" in index and "regret" in index


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["ranked.yaml", "tight.yaml"], "none of them is called baseline or today; --baseline NAME"),
        (["baseline.yaml", "other.yaml"], "“other” has seed 8, “baseline” 7"),
        (["baseline.yaml", "longer.yaml"], "“longer” has horizon 2030-12-31, “baseline” 2029-12-31"),
        (["baseline.yaml", "now.yaml"], "several of them are called baseline or today"),
    ],
)
def test_scenarios_that_share_no_futures_stand_alone_and_it_is_said_why(
    workbench: Run, folder: Path, asked: list[str], words: list[str], told: str
) -> None:
    changed = {"other": "seed: 8", "longer": "horizon: 2030-12-31", "now": "name: Today"}
    for name, line in changed.items():
        own = line if name == "now" else f"name: {name}\n{line}"
        (folder / f"{name}.yaml").write_text(f"extends: baseline.yaml\n{own}\n", encoding="utf-8")
    done = workbench("batch", *words, *SHORT)
    assert done.code == 0 and f"Each stands on its own: {told}" in done.err
    assert f"Each stands on its own: {told}" in workbench("batch", *words, "--dry-run", *SHORT).out
    assert len(list((folder / "out").glob("*/manifest.json"))) == 2
    index = index_in(folder)
    assert "Filter by name" in index and index.count('data-key="') == 2 and index.count("<circle") >= 3


def test_the_baseline_may_be_named(workbench: Run, folder: Path, asked: list[str]) -> None:
    done = workbench("batch", "tight.yaml", "ranked.yaml", "--baseline", "ranked", *SHORT)
    assert done.code == 0 and asked == ["ranked", "tight"]
    assert set(pd.read_csv(folder / "out" / "differences.csv")["baseline"]) == {"ranked"}
    wrong = workbench("batch", "tight.yaml", "ranked.yaml", "--baseline", "rankd", *SHORT)
    assert wrong.code == 2 and "did you mean ranked?" in wrong.err
    (folder / "other.yaml").write_text("extends: baseline.yaml\nname: other\nseed: 8\n", encoding="utf-8")
    apart = workbench("batch", "other.yaml", "ranked.yaml", "--baseline", "ranked", *SHORT)
    assert apart.code == 2 and "a comparison needs the same futures" in apart.err


def test_a_batch_replaces_what_an_earlier_one_made_of_its_folder(
    workbench: Run, folder: Path, asked: list[str]
) -> None:
    out, pages = folder / "out", folder / "out" / "report"
    assert workbench("batch", "baseline.yaml", "ranked.yaml", *SHORT).code == 0
    for name in ("ranked.html", "ranked.ipynb", "comparison.html", "mine.html"):
        (pages / name).write_text("a page", encoding="utf-8")
    assert (pages / "numbers" / "out-differences.csv").is_file()
    # Compared then, alone now: who publishes the folder would get the earlier comparison.
    alone = workbench("batch", "tight.yaml", *SHORT)
    assert alone.code == 0 and "The comparison that was in out is replaced" in alone.err
    assert sorted(one.name for one in out.iterdir()) == ["report", "tight"]
    assert not list((pages / "numbers").glob("out-*"))
    left = sorted(one.name for one in pages.iterdir() if one.is_file())
    assert left == ["index.html", "mine.html", "pages.json"]
    # The other way round; a run that no batch put there stays.
    (out / "mine").mkdir()
    (out / "mine" / "manifest.json").write_text("{}", encoding="utf-8")
    (pages / "tight.html").write_text("a page", encoding="utf-8")
    again = workbench("batch", "baseline.yaml", "ranked.yaml", *SHORT)
    assert again.code == 0 and "that were in out are replaced by the comparison: 1." in again.err
    assert (out / "manifest.json").is_file() and (out / "mine" / "manifest.json").is_file()
    assert not (out / "tight").exists() and not (pages / "tight.html").exists()


def test_what_cannot_be_read_has_a_page_a_row_and_the_last_word(
    workbench: Run, folder: Path, asked: list[str]
) -> None:
    (folder / "bad.yaml").write_text("extends: baseline.yaml\nhorizn: <b>2030</b>\n", encoding="utf-8")
    (folder / "again.yaml").write_text("extends: baseline.yaml\nname: BASELINE\n", encoding="utf-8")
    words = ["baseline.yaml", "bad.yaml", "tight.yaml", "again.yaml"]
    done = workbench("batch", *words, *SHORT)
    assert done.code == 1 and asked == ["baseline", "tight"]
    told = [one for one in done.err.splitlines() if one.startswith("failed:")]
    assert len(told) == 2 and "did you mean horizon" in told[0]
    assert told[0].startswith("failed: bad.yaml: line 2, column 1: horizn: "), "its place once"
    assert "Failed: 2 of 4 scenarios." in last(done, 4)
    assert "  bad.yaml: not read: line 2, column 1: horizn: " in last(
        done, 3
    ) and "  again.yaml: not read: " in last(done, 2)
    index = index_in(folder)
    assert "did you mean horizon" in page_behind(row_of("bad.yaml", index), folder)
    assert "is that of baseline.yaml too" in page_behind(row_of("again.yaml", index), folder)
    assert "Two scenarios could not be read: “bad.yaml”, “again.yaml”; the last table says why." in index
    kept = kept_unmade([open_run(folder / "out", "")], folder / "out" / "report")
    assert [(one.label, one.step) for one in kept] == [("bad.yaml", Step.READ), ("again.yaml", Step.READ)]
    # Once it is mended, its page is gone.
    (folder / "bad.yaml").unlink()
    assert workbench("batch", "baseline.yaml", "tight.yaml", *SHORT).code == 0
    assert not (folder / "out" / "report" / "bad.yaml.html").exists()
    assert kept_unmade([open_run(folder / "out", "")], folder / "out" / "report") == ()


def test_a_file_whose_name_is_no_text_is_one_that_cannot_be_read(
    workbench: Run, folder: Path, asked: list[str]
) -> None:
    odd = Path(os.fsdecode(b"bad\xff.yaml"))
    try:
        odd.write_text("extends: baseline.yaml\n", encoding="utf-8")
    except (OSError, UnicodeError):
        pytest.skip("no file can have such a name here")
    done = workbench("batch", "baseline.yaml", str(odd), *SHORT)
    assert done.code == 1 and asked == ["baseline"], done.err
    why = "the name of the file is not UTF-8 text; rename the file"
    assert f"not read: {why}" in last(done, 2)
    assert why in page_behind(row_of(r"bad\udcff.yaml", index_in(folder)), folder)
    assert workbench("validate", str(odd)).code == 2


def test_of_scenarios_on_their_own_one_that_fails_has_a_page_and_a_row(
    workbench: Run, folder: Path, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = batching.simulated

    def simulated(scenario: Scenario, order: Order) -> object:
        if scenario.name == "tight":
            raise RunError("no <memory>")
        return real(scenario, order)

    monkeypatch.setattr(batching, "simulated", simulated)
    done = workbench("batch", "ranked.yaml", "tight.yaml", *SHORT)
    assert done.code == 1 and asked == ["ranked"]
    assert "Failed: 1 of 2 scenarios.\n  Tight: not simulated: no <memory>\n" in last(done, 3)
    page = page_behind(row_of("Tight", index_in(folder)), folder)
    assert "Tight could not be simulated." in page and "no &lt;memory&gt;" in page


def lose(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """No future of this scenario can be simulated."""

    def lost(chunk: Chunk) -> Computed | Failed:
        if json.loads(chunk.sent.text)["name"] == name:
            return Failed(chunk.start, chunk.stop, "Traceback (most recent call last):\nno <memory>")
        return compute(chunk)

    monkeypatch.setattr(blocks, "compute", lost)


def test_a_what_if_without_any_future_has_a_row_and_a_page_and_the_others_finish(
    workbench: Run, folder: Path, asked: list[str], study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lose("baseline, wip_limit 2", monkeypatch)
    done = workbench("batch", "study.yaml", "--out", "out", "--jobs", "1")
    assert done.code == 1 and asked == ["baseline", "baseline, wip_limit 1"]
    assert "Failed: 1 of 3 scenarios." in last(done, 3)
    assert "  At most two projects at once: not simulated: no <memory>\nPages that say why:" in last(done, 2)
    assert "At most two projects at once: futures 0 to 3 failed: no <memory>" in done.err
    assert "Compared" not in done.err and "baseline, wip_limit" not in done.out
    assert "“At most one project at once” " in done.out
    index = index_in(folder)
    row = row_of("At most two projects at once", index)
    assert "could not be simulated: no &lt;memory&gt;" in row
    assert "Traceback" not in page_behind(row, folder)
    assert "<b>At most one project at once</b>" in index and "One scenario could not be simulated" in index


@pytest.mark.parametrize("first", ["ranked.yaml", "baseline.yaml"])
def test_where_some_futures_are_missing_no_page_is_promised_and_the_row_says_why(
    workbench: Run, folder: Path, asked: list[str], monkeypatch: pytest.MonkeyPatch, first: str
) -> None:
    def sometimes(chunk: Chunk) -> Computed | Failed:
        if json.loads(chunk.sent.text)["name"] == "tight" and chunk.start >= 50:
            return Failed(chunk.start, chunk.stop, "Traceback (most recent call last):\nno <memory>")
        return compute(chunk)

    monkeypatch.setattr(blocks, "compute", sometimes)
    done = workbench("batch", first, "tight.yaml", "-n", "60", "--engine", "simpy", *SHORT[2:])
    assert done.code == 1 and set(asked) == {Path(first).stem, "tight"}
    said = "Some futures are missing: in 1 of 2 scenarios.\n  Tight: futures 50 to 59: no <memory>"
    assert last(done, 2) == said and "Failed:" not in done.out and "Pages that say why" not in done.out
    row = row_of("Tight", index_in(folder))
    assert "10 of 60 futures could not be simulated: no &lt;memory&gt;" in row


def test_what_failed_and_what_lacks_futures_are_counted_apart(tmp_path: Path) -> None:
    gone = Lost("tight", "Tight", Step.REPORTED, ("no cell",))
    partly = Lost("cut", "Cut", Step.IN_ALL, ("futures 0 to 3: lost",))
    assert [one.strip() for one in last_words([partly, gone, replace(gone)], 5, tmp_path)] == [
        "Failed: 1 of 5 scenarios.",
        *["Tight: not reported: no cell"] * 2,
        f"Pages that say why: {tmp_path}",
        "Some futures are missing: in 1 of 5 scenarios.",
        "Cut: futures 0 to 3: lost",
    ]


def test_compare_tells_of_those_that_have_futures(
    workbench: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lose("tight", monkeypatch)
    done = workbench("compare", "baseline.yaml", "tight.yaml", "ranked.yaml", *SHORT)
    assert done.code == 1 and "Tight: futures 0 to 3 failed: no <memory>" in done.err
    assert "Ranked less Today" in done.out and "Tight less" not in done.out


def test_where_the_baseline_has_no_future_the_others_stand_alone(
    workbench: Run, folder: Path, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    # An earlier comparison does not refuse them once everything is simulated.
    assert workbench("batch", "baseline.yaml", "ranked.yaml", *SHORT).code == 0
    lose("baseline", monkeypatch)
    (folder / "baseline.yaml").write_text(BASELINE.replace("seed: 7", "seed: 8"), encoding="utf-8")
    asked.clear()
    done = workbench("batch", "baseline.yaml", "tight.yaml", *SHORT)
    assert done.code == 1 and asked == ["tight"]
    assert "Failed: 1 of 2 scenarios." in last(done, 3)
    assert "no &lt;memory&gt;" in page_behind(row_of("Today", index_in(folder)), folder)


@pytest.mark.parametrize("words", [["study.yaml"], ["baseline.yaml", "tight.yaml"], ["ranked.yaml"]])
def test_what_reports_need_is_seen_to_before_anything_is_simulated(
    workbench: Run, folder: Path, study: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    for module, name in ((studied, "compared"), (batching, "compared"), (batching, "simulated")):
        monkeypatch.setattr(module, name, lambda *_: pytest.fail("simulated before it was checked"))
    with monkeypatch.context() as patched:
        patched.setattr(preflight, "find_spec", lambda _: None)
        done = workbench("batch", *words, "--out", "out")
        assert done.code == 2 and "ipykernel is missing, so no report can be made" in done.err
    (folder / "taken").mkdir()
    (folder / "taken" / "report").write_text("a file", encoding="utf-8")
    done = workbench("batch", *words, "--out", "taken")
    assert done.code == 2 and "cannot be written to" in done.err
    alone = Path(words[-1]).stem
    if alone != "study":
        (folder / "own" / alone / "scenarios").mkdir(parents=True)
        done = workbench("batch", *words, "--out", "own")
        assert done.code == 2 and "is not the folder of a run, and its scenarios" in done.err
    if alone == "ranked":
        (folder / "theirs").mkdir()
        (folder / "theirs" / "manifest.json").write_text("{}", encoding="utf-8")
        done = workbench("batch", *words, "--out", "theirs")
        assert done.code == 2 and "manifest.json that no run of workbench put there" in done.err
        assert (folder / "theirs" / "manifest.json").read_text(encoding="utf-8") == "{}"
    else:
        (folder / "mine" / "scenarios").mkdir(parents=True)
        done = workbench("batch", *words, "--out", "mine")
        assert (
            done.code == 2 and "is not the folder of a run, and its scenarios would be replaced" in done.err
        )


def test_nothing_usable_at_all_is_bad_input(workbench: Run, folder: Path, asked: list[str]) -> None:
    (folder / "bad.yaml").write_text("extends: baseline.yaml\nhorizn: 2030-01-01\n", encoding="utf-8")
    done = workbench("batch", "bad.yaml", *SHORT)
    assert done.code == 2 and asked == []
    assert done.err.count("did you mean horizon") == 1 and not (folder / "out").exists()
