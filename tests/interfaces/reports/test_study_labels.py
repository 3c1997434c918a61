"""What a study makes is called on pages by what it changes, in files by its name."""

import json
from pathlib import Path

import pandas as pd
import pytest

from tests.interfaces.reports.fake_run import FakeRun, Shift, write_fake
from tests.interfaces.reports.test_pieces import text_of
from workbench.interfaces.reports import index_page, open_comparison, open_scenario
from workbench.interfaces.reports.folder import open_run
from workbench.interfaces.wording.study_labels import labels_of

NINE, TWO = "baseline, wip_limit 9", "baseline, Developers capacity × 2"
SAID = {NINE: "at most nine projects at once", TWO: "Developers: capacity × 2"}


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    fake = FakeRun({NINE: Shift(5.5e6, 5e6), TWO: Shift(-2e6, 3e6)})
    folder = write_fake(fake, tmp_path_factory.mktemp("studied") / "run")
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    for one in manifest["scenarios"][1:]:
        one["title"] = f"baseline, but {SAID[one['name']]}"
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return folder


def test_pages_and_the_index_say_what_is_changed_and_say_it_once(run: Path, tmp_path: Path) -> None:
    report = open_comparison(str(run), "")
    pages = [report.front().text, report.worth().text, report.promises().text]
    pages.append(open_scenario(str(run), TWO, "").front().text)
    pages.append(index_page(run, tmp_path).read_text(encoding="utf-8"))
    assert "“At most nine projects at once” would gain" in text_of(pages[0])
    for page in pages:
        assert "wip_limit" not in page and "baseline, but" not in page
    assert "Developers: capacity × 2" in pages[-2]
    assert text_of(pages[-1]).count("Developers: capacity × 2") == pages[-1].count("capacity × 2</b>") == 1


def test_tables_of_the_run_keep_its_names(run: Path) -> None:
    assert set(pd.read_csv(run / "differences.csv")["scenario"]) == {NINE, TWO}


def test_beside_another_baseline_it_says_of_which_scenario(run: Path) -> None:
    against = open_run(run, NINE)
    assert against.label(NINE) == "Today, but at most nine projects at once"
    assert against.label("baseline") == "Today" and against.about(TWO) == ""


def test_labels_that_would_be_alike_or_long_are_names() -> None:
    long = "; ".join(["at most nine projects at once"] * 3)
    titles = {
        "baseline": "",
        "At most nine at once": "",
        "baseline, wip_limit 9": "baseline, but at most nine at once",
        "baseline, point 4": f"baseline, but {long}",
        "baseline, idea": "as the board asked",
    }
    found = labels_of(titles, "baseline")
    assert list(found.values())[1:] == list(titles)[1:]


@pytest.mark.parametrize(
    "names",
    [("baseline", "today"), ("wip-6", "wip_6", "At most 6 at once"), ("Today", "baseline", "Baseline")],
)
def test_no_two_labels_of_a_run_are_alike(names: tuple[str, ...]) -> None:
    found = labels_of(dict.fromkeys(names, ""), names[0])
    assert len(set(found.values())) == len(names)
    assert found[names[0]] == names[0], "neither of two that readers would take for one another keeps a label"
