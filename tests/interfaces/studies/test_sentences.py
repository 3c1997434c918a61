"""Sentences of studies: nothing is claimed that a range leaves open, and every figure has its range."""

from types import SimpleNamespace
from typing import Any

import pytest

from workbench.analysis import Interval
from workbench.charts.numbers import out_of_100
from workbench.experiment.studies.drivers import DriverKind
from workbench.experiment.studies.people import Pays
from workbench.interfaces.studies.lateness import delays_sentence, late_sentence
from workbench.interfaces.studies.risks import _moved, _shown
from workbench.interfaces.studies.worth_of_people import people_sentence
from workbench.interfaces.wording import project_label, whole_percent


def pool(name: str, used: float, gain: float, paying: int, ends: Pays) -> Any:
    mean = Interval(gain, gain - 1e5, gain + 1e5)
    pays = Pays.YES if paying else Pays.UNDECIDED
    step = SimpleNamespace(people=1, gain=SimpleNamespace(mean=mean), pays=pays)
    busy = Interval(used, used - 0.01, used + 0.01)
    return SimpleNamespace(
        name=name, people=6.0, used=busy, steps=[step], paying=paying, ends=ends, lost=None
    )


def people(*pools: Any) -> str:
    return people_sentence(SimpleNamespace(pools=pools, currency="EUR", n=100))  # type: ignore[arg-type]


def test_an_undecided_next_person_is_not_said_to_stop_paying() -> None:
    said = people(pool("Testers", 0.6, 3e5, 1, Pays.UNDECIDED))
    assert "One more person pays; whether the next does is undecided." in said
    costs = people(pool("Testers", 0.6, 3e5, 2, Pays.NO))
    assert "Two more people pay; the next costs more than it brings." in costs


def test_that_the_busiest_role_is_another_one_is_said() -> None:
    testers, developers = (
        pool("Testers", 0.6, 3e5, 1, Pays.UNDECIDED),
        pool("Developers", 0.94, 0.0, 0, Pays.UNDECIDED),
    )
    said = people(testers, developers)
    assert "The busiest role is another one: Developers, 94\N{NO-BREAK SPACE}% busy (93 to 95)," in said
    assert "where one more is undecided." in said
    assert "another one" not in people(pool("Testers", 0.99, 3e5, 1, Pays.UNDECIDED), developers)


def late(name: str, missed: float, days: float) -> Any:
    return SimpleNamespace(
        name=name,
        missed=Interval(missed, missed, missed),
        late=Interval(days, days - 10, days + 10),
        parts=(SimpleNamespace(cause="people.dev", days=Interval(40.0, 30.0, 50.0)),),
    )


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (
            [late("A", 0.6, 30)],
            "1 of nine promised dates until the horizon is late: one is missed in more",
        ),
        (
            [late("A", 0.6, 30), late("B", 0.4, 5)],
            "are late: one is missed in more than half of the futures and one is kept in half of them or "
            "more but late on average",
        ),
        ([late("B", 0.4, 5)], "is late: one is kept in half of them or more but late on average"),
    ],
)
def test_late_is_told_apart_by_what_makes_it_late(found: list[Any], words: str) -> None:
    study = SimpleNamespace(promised=9, beyond=0, n=100, late=tuple(found))
    said = late_sentence(study, str.title)  # type: ignore[arg-type]
    assert words in said
    assert "of its days, 40 (30 to 50) are waiting for Dev" in said and "working days late (" in said


def test_who_delays_counts_delays_alone_and_adds_up_nothing_without_a_range() -> None:
    def cell(of: str, mean: float) -> Any:
        days = SimpleNamespace(mean=Interval(mean, mean - 3, mean + 3))
        return SimpleNamespace(by="A", of=of, decided=True, days=days)

    names = {"A": "Alpha", "B": "Beta", "C": "Gamma"}
    cells = [cell("B", 20.0), cell("C", -9.0)]
    said = delays_sentence(SimpleNamespace(cells=cells, deleted=["A"], names=names))  # type: ignore[arg-type]
    assert said == (
        "Alpha delays others most: one project for sure, most of all Beta, by 20 working days (between 17 "
        "and 23)."
    )
    sped = SimpleNamespace(cells=[cell("C", -9.0)], deleted=["A"], names=names)
    assert delays_sentence(sped).startswith("No project looked at is known to delay another")  # type: ignore[arg-type]


def test_what_rounds_to_zero_has_no_sign() -> None:
    luck: Any = SimpleNamespace(driver=SimpleNamespace(kind=DriverKind.LUCK))
    share: Any = SimpleNamespace(driver=SimpleNamespace(kind=DriverKind.RISK))
    assert (_shown(luck, -0.04), _moved(luck, -0.04), _moved(share, -0.004)) == ("0.0", "0.0", "0")
    assert (_shown(luck, -0.7), _moved(luck, 0.7), _moved(share, -0.15)) == ("−0.7", "+0.7", "−15")


@pytest.mark.parametrize(("kept", "n"), [(89, 200), (91, 200), (267, 600), (1, 8)])
def test_a_chance_is_the_same_number_in_every_command(kept: int, n: int) -> None:
    """89 of 200 futures were 44 of 100 in one command and 45 % in another."""
    assert whole_percent(kept / n) == f"{out_of_100(kept / n)}\N{NO-BREAK SPACE}%"


def test_a_project_without_a_name_is_told_once() -> None:
    assert project_label("P2", "P2") == "P2" and project_label("P2", "Portal") == "P2 Portal"
