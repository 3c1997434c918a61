"""Rules × limits in a notebook: one answer, one table and two charts from the same futures."""

import re

import pytest

from tests.engines.build import pool, project, scenario
from workbench.interfaces.explorer import PolicyPage, policies
from workbench.interfaces.wording.policies import (
    best_words,
    limit_words,
    matters_words,
    setting_words,
    sure_words,
)
from workbench.model import BenefitProfile
from workbench.policies import IndexName
from workbench.scenario import Scenario


def today() -> Scenario:
    """Four projects that want one of two people; the last in line is worth most."""
    worth = [1e5, 1e5, 1e5, 4e6]
    projects = [
        project(f"P{k}", 30.0 + k, benefit=BenefitProfile(per_year=one), due=60.0 + k)
        for k, one in enumerate(worth)
    ]
    return scenario(projects, [pool(capacity=2.0)], discount_rate=0.1)


@pytest.fixture(scope="module")
def page() -> PolicyPage:
    return PolicyPage(today(), 40)


def text(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", html)).strip()


def test_answer_charts_and_table_tell_the_same(page: PolicyPage) -> None:
    assert page.study is not None
    best = page.study.best()
    said = text(page._answer.value)
    assert said.startswith(best_words(page.study)[:40])
    assert setting_words(best)[1:] in said
    curve, rules = page._drawing.cards
    assert curve["spec"] is not None and rules["spec"] is not None
    assert len(curve["rows"]) == len(page.study.gains())
    assert page._table.value.count("<tr") == 1 + len(page.study.grid.rules)


def test_whoever_is_worth_most_goes_first(page: PolicyPage) -> None:
    assert page.study is not None
    assert page.study.best().rule in (IndexName.CD3, IndexName.ATC)
    assert "would gain" in best_words(page.study)


def test_what_it_rests_on_is_said(page: PolicyPage) -> None:
    assert page.study is not None
    assert sure_words(page.study).startswith("40 simulated futures of each of ")
    assert "matter" in matters_words(page.study)
    assert limit_words(page.study).startswith("Best is ")


def test_controls_choose_what_is_tried(page: PolicyPage) -> None:
    page.choose([IndexName.FIFO], 2, 3)
    page.ask()
    assert page.study is not None
    assert page.study.grid.rules == (None, IndexName.FIFO)
    assert page.study.grid.limits == (2, 3)


def test_one_limit_and_no_other_order_is_no_error(page: PolicyPage) -> None:
    page.choose([], 2, 2)
    page.ask()
    assert "Only one limit was tried" in text(page._answer.value)
    assert "Only one order was tried" in text(page._answer.value)
    assert page._problem.value == ""


def test_names_are_escaped() -> None:
    named = today()
    portfolio = named.portfolio.model_copy(update={"organisation": "<b>us</b>"})
    widget = policies(named.model_copy(update={"portfolio": portfolio}), 5)
    assert "<b>us</b>" not in str([one.value for one in _htmls(widget)])


def _htmls(widget: object) -> list:
    found = [widget] if hasattr(widget, "value") and isinstance(widget.value, str) else []
    for child in getattr(widget, "children", ()):
        found += _htmls(child)
    return found
