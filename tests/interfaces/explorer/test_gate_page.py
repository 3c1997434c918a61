"""What gates are worth, how strict, how late: one answer and three charts from the same futures."""

import pytest

from tests.engines.build import chain, package, pool, project, scenario
from workbench.interfaces.explorer import GatePage
from workbench.interfaces.explorer.stopping import GateStudy, Governance, gain
from workbench.model import BenefitProfile, Project
from workbench.scenario import Scenario


def today() -> Scenario:
    """Four projects with two gates; what each is worth may lie far below its cost, or far above."""

    def one(name: str) -> Project:
        stages = chain(
            package("look", 10.0, stage="look"),
            package("plan", 90.0, stage="plan"),
            package("build", 60.0, stage="build"),
        )
        return project(
            name,
            *stages,
            stages=("look", "plan", "build"),
            gates=("look", "plan"),
            benefit=BenefitProfile(per_year=25_000, plateau_years=3),
            value_cv=1.5,
        )

    people = [pool(capacity=2.0, cost_per_fte_day=300.0)]
    return scenario([one(f"P{k}") for k in range(4)], people, discount_rate=0.1, horizon=600)


@pytest.fixture(scope="module")
def page() -> GatePage:
    return GatePage(today(), 60)


def test_the_answer_stands_before_three_charts(page: GatePage) -> None:
    assert page._problem.value == ""
    assert "Gates and reviews told like this would gain" in page._answer.value
    cards = page._drawing.cards
    assert [card["key"] for card in cards] == ["worth", "strict", "late"]
    assert all(card["spec"] is not None and card["rows"] for card in cards)


def test_only_saying_yes_is_the_baseline_of_the_picture(page: GatePage) -> None:
    (worth, *_) = page._drawing.cards
    assert [row[0] for row in worth["rows"]] == [
        "gates that may stop",
        "gates and reviews",
        "the same, told as set on the left",
    ]
    labels = [row["label"] for row in _rows(worth["spec"]) if "label" in row and "mean" in row]
    assert labels.count("always yes") <= labels.count("gates that may stop")


def _rows(spec: object) -> list[dict[str, object]]:
    """Every row of data in a specification."""
    if isinstance(spec, dict):
        own = [row for row in spec.get("values", ()) if isinstance(row, dict)]
        return own + [row for value in spec.values() for row in _rows(value)]
    return [row for one in spec for row in _rows(one)] if isinstance(spec, list) else []


def test_controls_ask_anew(page: GatePage) -> None:
    before = page._answer.value
    page.controls["age"].value, page.controls["rosy"].value = 0, 0
    assert page._answer.value != before
    assert "told at once and without bias" in page._answer.value


def test_every_setting_is_simulated_once() -> None:
    names = [one.name for one in GateStudy(today(), Governance(age=63.0, rosy=0.2)).scenarios()]
    assert len(names) == len(set(names)) == 1 + 3 + 6 + 10


def test_a_gate_that_sees_clearly_is_worth_more_than_saying_yes(page: GatePage) -> None:
    study = GateStudy(today(), Governance())
    from workbench import compare

    found = compare(study.scenarios(), 60)
    assert gain(found, Governance()).mean.value > 0
