"""Explain: parts add up to the whole as shown, one group needs no picture, and a newer question stops it."""

from collections.abc import Callable
from itertools import islice

import pytest

from workbench import Scenario
from workbench.experiment.studies.explain import explained
from workbench.experiment.studies.runs import plain_runs
from workbench.interfaces.explorer import WhatIf
from workbench.interfaces.explorer.more_runs import MoreRuns
from workbench.interfaces.explorer.views import Explain, Seen, Shown, explain

See = Callable[[Scenario, Scenario, int], Seen]


def no_redraw() -> None:
    """Nothing is clicked here."""


def last(view: Explain, seen: Seen) -> Shown:
    return [one for one in view.steps(seen) if one is not None][-1]


def amount(text: str) -> float:
    return float(text.replace("\N{MINUS SIGN}", "-").replace("+", ""))


TWO = WhatIf(wip_limit=1, pool="developers", people=-2.0)


def test_parts_add_up_to_the_whole_as_shown(today: Scenario, see: See) -> None:
    seen = see(today, TWO.of(today), 30)
    shown = last(Explain(no_redraw), seen)
    why = shown.cards[0]
    assert why.chart is not None
    assert "30 simulated futures" in why.title
    parts, whole = why.rows[:-1], why.rows[-1]
    assert len(parts) == 2
    assert sum(amount(row[1]) for row in parts) == pytest.approx(amount(whole[1]), abs=1e-9)
    row = seen.comparison.differences().set_index("measure").loc["npv"]
    unit = 1e6 if "€m" in why.head[1] else 1e3
    assert amount(whole[1]) == pytest.approx(row["mean"] / unit, abs=0.51)


def test_parts_rest_on_a_thousand_futures_at_most_and_say_so(
    today: Scenario, see: See, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(explain, "MOST", 26)
    seen = see(today, TWO.of(today), 30)
    view = Explain(no_redraw)
    shown = last(view, seen)
    assert "(26 simulated futures)" in shown.cards[0].title
    assert "rest on the first 26 of 30 simulated futures" in shown.words
    assert list(view.steps(seen)) == []


def test_inputs_are_called_as_their_controls_are(today: Scenario, see: See) -> None:
    pools = tuple(
        one.model_copy(update={"capacity": 4.0}) if one.id == "developers" else one
        for one in today.portfolio.pools
    )
    limit = WhatIf(wip_limit=1).of(today)
    what_if = limit.model_copy(update={"portfolio": today.portfolio.model_copy(update={"pools": pools})})
    inputs = Explain(no_redraw).shown(see(today, what_if, 20)).cards[-1]
    assert {row[1] for row in inputs.rows} == {"Starts, projects at once", "Developers, people at the start"}
    new = today.portfolio.projects[2].model_copy(update={"id": "P09", "name": "New"})
    more = today.portfolio.model_copy(update={"projects": (*today.portfolio.projects, new)})
    added = today.model_copy(update={"name": "what-if", "portfolio": more})
    (only,) = Explain(no_redraw).shown(see(today, added, 20)).cards[-1].rows
    assert only[1:] == ("projects › P09", "–", "New")


def test_states_add_up_to_lead_time_as_shown(today: Scenario, see: See) -> None:
    shown = Explain(no_redraw).shown(see(today, TWO.of(today), 30))
    time = next(card for card in shown.cards if card.key == "why-time")
    for column in (1, 2):
        total = sum(amount(row[column]) for row in time.rows[:-1])
        assert total == pytest.approx(amount(time.rows[-1][column]), abs=1e-9)


def test_one_group_says_so_in_a_sentence(today: Scenario, see: See) -> None:
    seen = see(today, WhatIf(wip_limit=1).of(today), 20)
    view = Explain(no_redraw)
    assert "all of one group" in view.shown(seen).words
    why = last(view, seen).cards[0]
    assert why.chart is None
    assert why.note.startswith("Only one group of inputs differs: Who may start")


def test_nothing_changed_is_one_sentence(today: Scenario, see: See) -> None:
    seen = see(today, WhatIf().of(today), 10)
    view = Explain(no_redraw)
    (card,) = view.shown(seen).cards
    assert card.chart is None and "nothing to explain" in card.note
    assert list(view.steps(seen)) == []


def test_what_is_found_is_kept_and_what_is_dropped_is_not(today: Scenario, see: See) -> None:
    seen = see(today, TWO.of(today), 40)
    view = Explain(no_redraw)
    started = list(islice(view.steps(seen), 2))
    assert started == [None, None], "the page hears nothing before the first answer"
    assert view.shown(seen).cards[0].chart is None
    rough, full = [one for one in view.steps(seen) if one is not None]
    assert "25 simulated futures" in rough.cards[0].title
    assert view.shown(seen).cards[0] == full.cards[0]
    assert list(view.steps(seen)) == []


def test_futures_that_are_there_are_not_simulated_again(
    today: Scenario, see: See, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = see(today, TWO.of(today), 10)

    def never(*_: object) -> None:
        raise AssertionError("simulated again")

    monkeypatch.setattr("workbench.interfaces.explorer.session.compute", never)
    found = MoreRuns(seen).runs(10)([seen.baseline, seen.what_if])
    for name in found.names:
        assert found.values(name, "npv").tolist() == seen.comparison.values(name, "npv").tolist()


def test_parts_are_those_of_the_study_bit_for_bit(today: Scenario, see: See) -> None:
    seen = see(today, WhatIf(wip_limit=1, pool="developers", people=-2.0, level=1.0).of(today), 12)
    mine = explained(seen.baseline, seen.what_if, MoreRuns(seen).runs(12))
    other = explained(seen.baseline, seen.what_if, plain_runs(12))
    assert [one.groups for one in mine.parts] == [one.groups for one in other.parts]
    assert mine.by_future.tolist() == other.by_future.tolist()


def test_names_are_text(today: Scenario, see: See) -> None:
    named = TWO.of(today).model_copy(update={"name": "<script>alert(1)</script>"})
    shown = last(Explain(no_redraw), see(today, named, 20))
    assert "<script>" not in shown.words
