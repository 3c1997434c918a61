"""Futures told line by line: a change of words or of semantics shows as a changed line in `goldens`.

`python -m tests.experiment.test_story` writes the files anew; read the difference before committing it.
"""

import math
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from tests.experiment.stories import STORIES, behind_others
from workbench.bundled import bundled
from workbench.charts.dates import dated
from workbench.engines.path import State
from workbench.experiment.story import (
    Future,
    SpanKind,
    WaitedForPeople,
    Worked,
    account_of,
    live_through,
    package_spans,
    project_spans,
    story_of,
)
from workbench.interfaces.files import load_scenario
from workbench.interfaces.wording.fates import FATES, fate_rows, opening
from workbench.interfaces.wording.story import closing, one_of_many, told

GOLDENS = Path(__file__).parent / "goldens"


def written(title: str, future: Future) -> str:
    """A future as text, project by project."""
    accounts = account_of(future)
    parts = [title, one_of_many(future), opening(future, accounts.npv)]
    parts.append("\n".join(" | ".join(row) for row in [list(FATES), *fate_rows(future)]))
    for i, name in enumerate(future.plan.projects.ids):
        lines = [f"{dated(one.date):>11}  {one.text}" for one in told(future, story_of(future, i))]
        parts.append(
            "\n".join([f"{future.name(i)} ({name})", *lines, *closing(future, accounts.projects[i])])
        )
    return "\n\n".join(parts).replace("\N{NO-BREAK SPACE}", " ") + "\n"


def text_of(name: str) -> str:
    return written((STORIES[name].__doc__ or "").strip(), STORIES[name]())


@pytest.mark.parametrize("name", STORIES)
def test_the_story_reads_as_written(name: str) -> None:
    """Line by line."""
    assert text_of(name) == (GOLDENS / f"{name}.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module", params=["budget-cut-15", "both", "demand-surge", "five-engineers-leave"])
def future(request: pytest.FixtureRequest) -> Future:
    """A future of a bundled scenario: quarterly boards, budgets, risks, rework, gates, shocks."""
    return live_through(load_scenario(bundled("scenarios") / f"{request.param}.yaml"), 17)


def projects(future: Future) -> range:
    return range(len(future.plan.projects.ids))


def test_spans_add_up_to_the_days_that_the_engine_counted(future: Future) -> None:
    """Waiting, people, work and rework, cut at the horizon; spans follow one another without a gap."""
    horizon = future.plan.horizon
    states = {
        SpanKind.WAITING: (State.BOARD, State.PREDECESSOR, State.RELEASE),
        SpanKind.PEOPLE: (State.PEOPLE,),
        SpanKind.WORK: (State.WORK,),
        SpanKind.REWORK: (State.REWORK,),
    }
    for i in projects(future):
        spans = project_spans(future, i)
        for kind, counted in states.items():
            days = sum(
                max(0.0, min(one.until, horizon) - one.day)
                for one in spans
                if one.kind is kind and one.day < horizon
            )
            assert days == pytest.approx(future.path.state_days[i, list(counted)].sum(), abs=1e-6)
        assert all(one.until == after.day for one, after in zip(spans, spans[1:], strict=False))


def test_every_attempt_and_every_wait_is_told(future: Future) -> None:
    attempts = future.path.attempts
    stories = [story_of(future, i) for i in projects(future)]
    worked = sum(isinstance(one, Worked) for story in stories for one in story)
    assert worked == len(attempts.package)
    waited = sum(isinstance(one, WaitedForPeople) for story in stories for one in story)
    drawn = sum(one.kind is SpanKind.PEOPLE for i in projects(future) for one in package_spans(future, i))
    assert waited == drawn > 0


def test_the_risks_told_cost_what_the_engine_charged(future: Future) -> None:
    for i in projects(future):
        told_cost = sum(
            risk.cost for one in story_of(future, i) if isinstance(one, Worked) for risk in one.struck
        )
        charged = future.path.risk_cost[future.path.risk_project == i].sum()
        assert told_cost == pytest.approx(charged)


def test_who_waits_is_behind_somebody_and_never_behind_itself(future: Future) -> None:
    """Nobody leaves so many people away here that a pool stands empty."""
    for i in projects(future):
        for one in story_of(future, i):
            if isinstance(one, WaitedForPeople):
                assert one.pools and (one.holders or one.own)
                assert future.name(i) not in one.holders


def test_stories_run_forward_in_whole_sentences_without_undefined_numbers(future: Future) -> None:
    accounts = account_of(future)
    for i in projects(future):
        lines = told(future, story_of(future, i))
        assert [one.date for one in lines] == sorted(one.date for one in lines)
        for text in [one.text for one in lines] + closing(future, accounts.projects[i]):
            assert text[0].isupper() or not text[0].isalpha()
            assert text.endswith(".") and "nan" not in text.split() and "inf" not in text.split()


def test_a_future_told_alone_is_the_future_of_a_run() -> None:
    """Number 3 alone has the figures of number 3 among five."""
    from workbench.experiment import simulate

    scenario = load_scenario(bundled("scenarios") / "wip-6.yaml")
    rows = simulate(scenario, replications=5).projects
    mine = rows[rows["replication"] == 3].set_index("project")
    future = live_through(scenario, 3)
    for i, account in enumerate(account_of(future).projects):
        assert account.npv == mine.loc[future.plan.projects.ids[i], "npv"]


def test_dates_are_beginnings_and_closes_of_working_days() -> None:
    future = behind_others()
    assert (
        f"{future.starts_on(2.0)}" == f"{future.starts_on(2.9)}" == f"{future.ends_on(2.9)}" == "2027-01-03"
    )
    assert f"{future.ends_on(2.0)}" == "2027-01-02"
    assert future.closes_at(2.0) == future.begins_at(2.0)
    assert future.begins_at(2.5) == future.closes_at(2.5)


def test_facts_hold_plain_values_only() -> None:
    """Names, numbers and codes: nothing that a file of facts could not hold."""
    for make in STORIES.values():
        future = make()
        for i in projects(future):
            for one in story_of(future, i):
                for field in fields(one):
                    assert isinstance(getattr(one, field.name), (int, float, str, tuple, date, type(None)))
                assert not math.isnan(one.day)


if __name__ == "__main__":
    GOLDENS.mkdir(exist_ok=True)
    for one in STORIES:
        (GOLDENS / f"{one}.txt").write_text(text_of(one), encoding="utf-8")
