"""Many futures as one: gathered and taken out again."""

from dataclasses import fields, replace

from tests.engines.build import lived, same_paths
from tests.engines.portfolios import mixed
from workbench.engines.path import Attempts, Path, Paths

FUTURES = 5


def without_attempts(path: Path) -> Path:
    log = path.attempts
    return replace(path, attempts=Attempts(**{one.name: getattr(log, one.name)[:0] for one in fields(log)}))


def test_a_path_comes_out_as_it_went_in() -> None:
    stories = lived(mixed(), FUTURES)
    paths = Paths.of([one.path for one in stories])
    assert len(paths) == FUTURES and len(paths.gates.day) > 0 and len(paths.risk_day) > 0
    for row, one in enumerate(stories):
        again = paths.path(row)
        assert same_paths(again, one.path) and again.events == one.path.events


def test_a_future_without_attempts_keeps_its_place_between_others() -> None:
    one, other = (story.path for story in lived(mixed(), 2))
    paths = Paths.of([one, without_attempts(one), other])
    assert len(paths.path(1).attempts.package) == 0
    assert same_paths(paths.path(2), other)


def test_no_future_at_all_can_be_gathered() -> None:
    assert len(Paths.of([])) == 0
    assert Paths.none(3, 10).state_days.shape == (0, 3, 6)
