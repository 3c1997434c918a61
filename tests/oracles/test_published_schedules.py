"""Published instances: makespans against proven optima, published ones, and those of another scheduler.

A sample of each set; all of them: `python -m benchmarks.single_pass ../shared/data`.
"""

from pathlib import Path

import numpy as np
import pytest

from benchmarks.single_pass import (
    PAGE,
    SETS,
    WAYS,
    Bench,
    Known,
    Tally,
    lines,
    multi_project,
    patterson,
    placed,
    psplib,
    studied,
)
from tests.engines.build import twice
from workbench.policies import IndexName, Sgs


@pytest.mark.parametrize("name", SETS)
def test_no_single_pass_beats_a_proven_bound_and_each_is_that_of_another_scheduler(
    shared_data: Path, name: str
) -> None:
    tally = studied(list(psplib(shared_data, name))[3::60], WAYS)
    assert tally.compared >= 18
    assert tally.equal == tally.compared


def test_no_single_pass_beats_the_optimum_of_patterson(shared_data: Path) -> None:
    tally = studied(list(patterson(shared_data))[::10], WAYS)
    assert all(min(above) >= 0.0 for above in tally.above.values())


def test_least_slack_over_several_projects_is_near_the_published_makespans(shared_data: Path) -> None:
    """On average at most a tenth above what parallel least slack is published to reach."""
    some: list[Known] = list(multi_project(shared_data))[::4]
    tally = studied(some, [(IndexName.PACKAGE_SLACK, Sgs.PARALLEL), (IndexName.LST, Sgs.PARALLEL)])
    for above in tally.above.values():
        assert len(above) >= 8
        assert -10.0 < np.mean(above) <= 10.0


@pytest.mark.parametrize("way", WAYS, ids=lambda way: "-".join(way))
def test_both_engines_make_the_same_schedule(shared_data: Path, way: tuple[IndexName, Sgs]) -> None:
    bench = Bench.of(shared_data / "psplib" / "j60" / "j6013_1.sm")
    (path,) = twice(bench.ruled(way), bench.draws)
    assert np.max(path.finish) == bench.makespan(way)


def test_a_table_says_undecided_where_a_paired_range_holds_zero() -> None:
    first, second, serial = (
        (IndexName.LFT, Sgs.PARALLEL),
        (IndexName.LST, Sgs.PARALLEL),
        (IndexName.LST, Sgs.SERIAL),
    )
    table = "\n".join(
        lines("Three", Tally({first: [1.0, 5.0, 9.0], second: [2.0, 4.0, 9.0], serial: [4.0, 6.1, 11.0]}))
    )
    assert "n = 3" in table
    assert "| +0.00 (-2.48 to +2.48, undecided) |" in table
    assert "| +2.03 (+1.89 to +2.18) |" in table


def test_the_page_has_its_place_for_the_tables() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert placed(placed(page, ["other"]), ["new"]) == placed(page, ["new"]) != page
