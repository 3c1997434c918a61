"""Terminal and page one tell the same losses of one run."""

from pathlib import Path

import numpy as np
import pytest

from tests.interfaces.reports.fake_run import FakeRun, Shift, write_fake
from tests.interfaces.reports.test_pieces import text_of
from workbench.experiment.results import Comparison
from workbench.experiment.run_folder import load_run, write_run
from workbench.interfaces.cli.sentences import verdicts
from workbench.interfaces.reports.report import open_comparison, open_scenario


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Comparison, Path]:
    """A gain for which projects are slower and later; fewer are completed, but only to an interval alone."""
    folder = tmp_path_factory.mktemp("losses")
    run = load_run(write_fake(FakeRun({"try": Shift(5.5e6, 5e6)}), folder / "drawn"))
    assert isinstance(run, Comparison)
    base = run.futures["baseline"]
    then = run.futures["try"]
    for key in (*(one for one in then.columns if one not in ("npv", "benefit")),):
        then[key] = base[key]
    z = np.random.Generator(np.random.Philox(key=5)).standard_normal(len(base))
    z = (z - z.mean()) / z.std(ddof=1)
    then["lead_time"] += 12.0 + z
    then["lateness_cost"] += 1e6 + 1e4 * z
    then["plan_ratio_duration"] += 0.001 + 1e-5 * z
    then["completed"] += 0.1 * z - 0.1 * 2.2 / len(base) ** 0.5
    write_run(run, folder / "run")
    return run, folder / "run"


def test_the_same_losses_are_told_in_terminal_and_on_pages(told: tuple[Comparison, Path]) -> None:
    comparison, folder = told
    row = comparison.differences().set_index("measure").loc["completed"]
    assert row["decided"] and row["mean"] < 0, "an interval of its own calls it a loss"
    (said,) = verdicts(comparison)
    beside = said.partition("Worse: ")[2]
    assert beside == "time from proposal to completion +12.0 working days.", said
    pages = [
        open_comparison(str(folder), "").front().text,
        open_scenario(str(folder), "try", "").front().text,
    ]
    for page in pages:
        words = text_of(page).partition("clearly worse: ")[2].partition(";")[0].partition("Money")[0]
        assert words.startswith("time from proposal to completion (by 12.0"), words
        for absent in ("completed", "being late", "ratio"):
            assert absent not in words and absent not in beside
