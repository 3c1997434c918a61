"""The Overview's charts tell what their tables tell, on axes that stand still; what is gone has words."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from workbench import Scenario
from workbench.analysis import paired_difference
from workbench.charts.numbers import MINUS
from workbench.interfaces.explorer import WhatIf
from workbench.interfaces.explorer.promises import Promises
from workbench.interfaces.explorer.views import Explain, Flow, Overview, Schedule, Seen, pictures
from workbench.interfaces.explorer.views.finishes import Finishes
from workbench.interfaces.explorer.views.pictures import Pictures
from workbench.model.benefit import Lateness

See = Callable[[Scenario, Scenario, int], Seen]
Many = Callable[[int], Scenario]


def no_redraw() -> None:
    """Nothing is clicked here."""


def without_promise(scenario: Scenario, project: str) -> Scenario:
    """As a what-if, with the promised date of a project taken away."""
    nothing = {"due": None, "lateness": Lateness()}
    projects = tuple(
        one.model_copy(update=nothing) if one.id == project else one for one in scenario.portfolio.projects
    )
    portfolio = scenario.portfolio.model_copy(update={"projects": projects})
    return scenario.model_copy(update={"name": "what-if", "portfolio": portfolio})


def test_charts_tell_what_their_text_alternative_and_their_table_tell(today: Scenario, see: See) -> None:
    cards = Pictures().cards(see(today, WhatIf(wip_limit=1).of(today), 50))
    assert [card.key for card in cards] == ["gain", "time", "dates"]
    for card in cards:
        sent = card.sent
        assert sent["spec"]["description"]
        assert len(sent["rows"]) >= 2
        assert all(len(row) == len(sent["head"]) for row in sent["rows"])


def test_nothing_to_draw_is_a_sentence(today: Scenario, see: See) -> None:
    gain = Pictures().cards(see(today, WhatIf().of(today), 25))[0]
    assert gain.chart is None
    assert gain.note == "No difference in 25 simulated futures."


@pytest.mark.parametrize(("count", "words"), [(10, "each of 10 futures"), (100, "2 of 100 futures")])
def test_there_are_never_more_dots_than_futures(today: Scenario, see: See, count: int, words: str) -> None:
    gain = Pictures().cards(see(today, WhatIf(wip_limit=1).of(today), count))[0]
    assert gain.title == f"The gain, one dot for {words}"
    dots = min(count, 50)
    assert gain.rows[-1][1].endswith(f"of {dots}")
    assert gain.sent["spec"]["description"].startswith(f"{dots} dots for the difference")


def test_the_least_sure_dates_are_those_of_the_refined_answer(
    today: Scenario, see: See, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "MOST_DATES", 1)
    rough, refined = (see(today, WhatIf(wip_limit=2).of(today), count) for count in (5, 60))
    shown, picked = Pictures(), {5: ("P01", "P02"), 60: ("P02", "P01")}
    monkeypatch.setattr(Finishes, "least_kept", lambda found: picked[found._seen.n])
    names = refined.promises.names
    nothing_lost = Promises({}, (), names)
    for seen, project in ((rough, "P01"), (refined, "P02"), (rough, "P02")):
        card = shown.cards(replace(seen, promises=nothing_lost))[2]
        assert [row[0] for row in card.rows] == [names[project]]


def test_axes_stand_still_while_a_question_is_refined(today: Scenario, see: See) -> None:
    drawer = Pictures()
    domains = []
    for count in (25, 50, 25):
        cards = drawer.cards(see(today, WhatIf(wip_limit=1).of(today), count))
        domains.append([_domain(card.sent["spec"]) for card in cards])
    assert domains[1] == domains[2]
    for earlier, later in zip(domains[0], domains[1], strict=True):
        assert later[0] <= earlier[0] and earlier[1] <= later[1]


def _domain(spec: dict[str, object]) -> list[float]:
    """What the chart shows from left to right; the same in all its layers."""
    layers = spec["layer"]
    assert isinstance(layers, list)
    found = {tuple(layer["encoding"]["x"]["scale"]["domain"]) for layer in layers}
    (only,) = found
    assert np.isfinite(only).all()
    return list(only)


def test_every_promise_that_gets_worse_is_in_the_picture(
    today: Scenario, see: See, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "MOST_DATES", 1)
    seen = see(today, WhatIf(pool="developers", people=-4.0).of(today), 50)
    names = seen.promises.names
    shown = Pictures()
    for project in ("P01", "P02"):
        lost = Promises({project: "worse"}, (project,), names)
        card = shown.cards(replace(seen, promises=lost))[2]
        assert [row[0] for row in card.rows] == [names[project]]
        assert [row[4] for row in card.rows] == ["worse"]


def test_a_promise_that_is_taken_away_is_drawn_and_told_as_gone(today: Scenario, see: See) -> None:
    seen = see(today, without_promise(today, "P01"), 30)
    dates = Overview(no_redraw).shown(seen).cards[2]
    rows = {row[0]: row for row in dates.rows}
    gone, kept = rows[seen.promises.names["P01"]], rows[seen.promises.names["P02"]]
    assert gone[1].endswith("; with the what-if none") and ";" not in kept[1]
    assert gone[3] == "–" and "to" in gone[2]


def test_an_opened_file_with_other_projects_is_drawn(today: Scenario, many: Many, see: See) -> None:
    other = many(3).model_copy(update={"name": "what-if", "seed": today.seed})
    seen = see(today, other, 20)
    cards = Overview(no_redraw).shown(seen).cards
    assert {row[5] == "not in this portfolio" for row in cards[2].rows} == {False}
    assert {row[7] for row in cards[2].rows} == {"not in this portfolio"}
    assert len(cards[2].rows) == 2 and cards[2].chart is not None


def test_where_nothing_is_changed_dates_show_today_alone(today: Scenario, see: See) -> None:
    seen = see(today, WhatIf().of(today), 25)
    for card in (Overview(no_redraw).shown(seen).cards[2], Schedule(no_redraw).shown(seen).cards[0]):
        assert not any("what-if" in words for words in card.head)
        assert len(card.head) == 5 == len(card.rows[0]) and "to" in card.rows[0][3]
        assert "what-if" not in card.sent["spec"]["description"]


def test_chances_of_promises_have_their_range(today: Scenario, see: See) -> None:
    rows = Overview(no_redraw).shown(see(today, WhatIf(wip_limit=1).of(today), 40)).cards[2].rows
    assert all("(" in row[2] and " to " in row[3] for row in rows)


def test_lead_time_is_one_card_in_three_views(today: Scenario, see: See) -> None:
    seen = see(today, WhatIf(wip_limit=1).of(today), 40)
    views = (Overview(no_redraw), Flow(no_redraw), Explain(no_redraw))
    keys = ("time", "states", "why-time")
    found = [
        next(card for card in view.shown(seen).cards if card.key == key)
        for view, key in zip(views, keys, strict=True)
    ]
    assert found[0].rows == found[1].rows == found[2].rows
    assert found[0].head[0] == "working days, 40 simulated futures"
    first, then = (seen.comparison.outcomes[name].states().sum(axis=1) for name in seen.comparison.names)
    gap = paired_difference(first.to_numpy(), then.to_numpy(), -1).mean
    together = found[0].rows[-1]
    assert float(together[3].replace(MINUS, "-")) == pytest.approx(gap.value, abs=0.15)
    low, high = (float(one.replace(MINUS, "-")) for one in together[4].split(" to "))
    assert (low, high) == pytest.approx((gap.low, gap.high), abs=0.051)


def test_where_nothing_is_changed_lead_time_has_the_range_of_its_average(today: Scenario, see: See) -> None:
    seen = see(today, WhatIf().of(today), 25)
    time = Overview(no_redraw).shown(seen).cards[1]
    assert tuple(time.head[1:]) == ("today", "range of the average")
    low, high = (float(one) for one in time.rows[-1][2].split(" to "))
    assert low < float(time.rows[-1][1]) < high
    assert f"({low:.0f} to {high:.0f}) from proposal to completion" in Flow(no_redraw).shown(seen).words
