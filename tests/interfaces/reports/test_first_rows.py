"""Of many what-ifs page one draws the best and the worst, and counts the others."""

from pathlib import Path

from tests.interfaces.reports.fake_run import FakeRun, Shift, write_fake
from tests.interfaces.reports.test_pieces import text_of
from workbench.interfaces.reports import open_comparison
from workbench.interfaces.reports.first_rows import BEST, MOST, first_rows
from workbench.interfaces.reports.subject import differences


def test_losses_are_drawn_beside_gains_and_the_rest_is_counted(tmp_path: Path) -> None:
    shifts = {f"idea-{k:02}": Shift(-1e6 * k + 5.5e6, 2e6) for k in range(14)}
    run = write_fake(FakeRun(shifts, event=frozenset({f"idea-{k:02}" for k in range(6)})), tmp_path / "run")
    report = open_comparison(str(run), "")
    found = differences(report.subject.run, "npv")
    focus = report.subject.focus
    assert focus == "idea-06", "the best choice gains less than five events"
    kept = first_rows(found, focus)
    assert len(kept) == MOST
    means = sorted((one.mean for one in found.values()), reverse=True)
    worst = means[BEST - MOST :]
    assert {one.mean for one in kept.values()} == {*means[: BEST - 1], found[focus].mean, *worst}
    front = report.front().text
    assert "four that lose most; five more stand under “What is it worth?”" in text_of(front)
    drawn = front.partition("<figure")[2].partition("<details")[0]
    assert "Idea 13" in drawn and "Idea 08" not in drawn
    worth = report.worth().text
    assert all(f"Idea {k:02}" in worth for k in range(14))


def test_of_few_all_are_drawn(tmp_path: Path) -> None:
    run = write_fake(FakeRun({f"idea-{k}": Shift(1e6 * k, 2e6) for k in range(MOST)}), tmp_path / "run")
    assert "Drawn:" not in open_comparison(str(run), "").front().text
