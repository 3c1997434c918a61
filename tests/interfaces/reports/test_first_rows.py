"""Of many what-ifs page one draws the best and the worst, and counts the others."""

from pathlib import Path

import pytest

from tests.interfaces.reports.fake_run import FakeRun, Shift, write_fake
from tests.interfaces.reports.test_pieces import text_of
from workbench.interfaces.reports import open_comparison
from workbench.interfaces.reports.first_rows import BEST, MOST, first_rows, left_out
from workbench.interfaces.reports.subject import differences
from workbench.interfaces.wording import Difference


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
    drawn_are = "Drawn: “Idea 06”, the four highest averages and the four lowest; "
    assert f"{drawn_are}five more stand under “What is it worth?”" in text_of(front)
    drawn = front.partition("<figure")[2].partition("<details")[0]
    assert "Idea 13" in drawn and "Idea 08" not in drawn
    worth = report.worth().text
    assert all(f"Idea {k:02}" in worth for k in range(14))


def test_of_few_all_are_drawn(tmp_path: Path) -> None:
    run = write_fake(FakeRun({f"idea-{k}": Shift(1e6 * k, 2e6) for k in range(MOST)}), tmp_path / "run")
    assert "Drawn:" not in open_comparison(str(run), "").front().text


def many(lowest: float, focus_at: int) -> tuple[dict[str, Difference], str]:
    """Fifty what-ifs, each a million above the one before."""
    means = {f"idea-{k:02}": (lowest + k) * 1e6 for k in range(50)}
    found = {
        name: Difference(name, mean, mean - 1e5, mean + 1e5, 0.0, 0.0, 0.5, True, 200)
        for name, mean in means.items()
    }
    return found, f"idea-{focus_at:02}"


@pytest.mark.parametrize("lowest", [1.0, -60.0, -20.0])
@pytest.mark.parametrize(("focus_at", "named"), [(49, ""), (20, "idea-20"), (0, "")])
def test_what_is_drawn_is_said_truly_whether_all_gain_or_all_lose(
    lowest: float, focus_at: int, named: str
) -> None:
    found, focus = many(lowest, focus_at)
    said = left_out(found, focus)
    assert "add most" not in said and "lose most" not in said
    first = "“idea-20”, the four" if named else "the five"
    assert said.startswith(f"Drawn: {first} highest averages and the four lowest; 41 more")
    best = [f"idea-{k:02}" for k in range(49, 45 if named else 44, -1)]
    worst = [f"idea-{k:02}" for k in range(4)]
    assert set(first_rows(found, focus)) == {focus, *best, *worst}
