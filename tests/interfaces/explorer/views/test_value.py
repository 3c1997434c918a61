"""Value: words and pictures come from the same values; what is the same or unknown is one sentence."""

import re
from collections.abc import Callable

import pytest

from workbench import Scenario
from workbench.analysis import mean_interval, worst_difference, worst_mean
from workbench.charts.numbers import Figures
from workbench.charts.spread import spread_chart
from workbench.interfaces.explorer import WhatIf
from workbench.interfaces.explorer.views import Explain, Overview, Seen, Value, value

See = Callable[[Scenario, Scenario, int], Seen]
Many = Callable[[int], Scenario]


def no_redraw() -> None:
    """Nothing is clicked here."""


@pytest.mark.parametrize(
    "what_if", [WhatIf(wip_limit=1), WhatIf(pool="developers", people=-2.0), WhatIf(level=1)]
)
def test_the_worst_as_said_are_those_of_the_run(today: Scenario, see: See, what_if: WhatIf) -> None:
    seen = see(today, what_if.of(today), 60)
    shown = Value(no_redraw).shown(seen)
    first, other = (seen.comparison.values(name, "npv").to_numpy() for name in seen.comparison.names)
    found = re.search(r"is worth (−?)€([\d.]+)(m|k)", shown.words)
    assert found is not None
    told = float(found[2]) * {"m": 1e6, "k": 1e3}[found[3]] * (-1 if found[1] else 1)
    assert told == pytest.approx(worst_mean(first, 0.1), rel=0.05, abs=6e4)
    gap = worst_difference(first, other, 0.1)
    decided = gap.low > 0 or gap.high < 0
    assert ("undecided whether" in shown.words) == (not decided and gap.low < gap.high)


def test_the_median_in_the_table_lies_on_the_curve(today: Scenario, see: See) -> None:
    shown = Value(no_redraw).shown(see(today, WhatIf(wip_limit=1).of(today), 40))
    spread, gain, curve, tornado = shown.cards
    assert spread.rows == curve.rows
    assert [row[0] for row in curve.rows][-1] == "simulated futures"
    assert curve.rows[-1][1:] == ["40", "40"]
    assert gain.chart is not None
    assert tornado.chart is None and "varied once" in tornado.note


def test_nothing_changed_has_no_gain_and_nothing_to_hang_on(today: Scenario, see: See) -> None:
    seen = see(today, WhatIf().of(today), 30)
    view = Value(no_redraw)
    shown = view.shown(seen)
    assert "what-if’s worst" not in shown.words
    assert shown.cards[1].note == "No difference in 30 simulated futures."
    assert list(view.steps(seen)) == []


def test_another_measure_and_one_that_nobody_knows(many: Many, see: See) -> None:
    today = many(3)
    asked = 0

    def redraw() -> None:
        nonlocal asked
        asked += 1

    view = Value(redraw)
    seen = see(today, WhatIf(wip_limit=1).of(today), 10)
    view._measure.value = "makespan"
    assert asked == 1
    assert "working days" in view.shown(seen).cards[2].title
    view._measure.value = "benefit"
    assert view.shown(seen).cards[2].note == "It is €0 in every simulated future."


def test_the_tornado_comes_in_steps_and_is_kept(today: Scenario, see: See) -> None:
    seen = see(today, WhatIf(wip_limit=1).of(today), 4)
    view = Value(no_redraw)
    steps = list(view.steps(seen))
    assert None in steps, "the page hears nothing meanwhile"
    last = [one for one in steps if one is not None][-1].cards[3]
    assert last.chart is not None
    assert "4 simulated futures" in last.title
    assert view.shown(seen).cards[3] == last
    assert list(view.steps(seen)) == []


def test_a_rough_tornado_is_not_kept(today: Scenario, see: See, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(value, "TORNADO", (2, 4))
    seen = see(today, WhatIf(wip_limit=1).of(today), 4)
    view = Value(no_redraw)
    steps = view.steps(seen)
    rough = next(one for one in steps if one is not None).cards[3]
    steps.close()  # type: ignore[attr-defined]
    assert "2 simulated futures" in rough.title
    assert view.shown(seen).cards[3] != rough
    last = [one for one in view.steps(seen) if one is not None][-1].cards[3]
    assert "4 simulated futures" in last.title and view.shown(seen).cards[3] == last


def test_averages_in_the_table_have_their_range(today: Scenario, see: See) -> None:
    seen = see(today, WhatIf(wip_limit=1).of(today), 40)
    average, span, _ = Value(no_redraw).shown(seen).cards[0].rows[-3:]
    assert span[0] == "range of the average"
    for name, told, value_told in zip(seen.comparison.names, span[1:], average[1:], strict=True):
        found = mean_interval(seen.comparison.values(name, "npv").to_numpy())
        low, high = (float(end.strip("€m")) * 1e6 for end in told.split(" to "))
        assert (low, high) == pytest.approx((found.low, found.high), abs=51_000)
        assert low < float(value_told.strip("€m")) * 1e6 < high


def test_one_project_without_money_has_sentences_instead_of_axes(many: Many, see: See) -> None:
    today = many(1)
    seen = see(today, WhatIf(wip_limit=1, pool="team0", people=1.0).of(today), 30)
    shown = Value(no_redraw).shown(seen)
    assert shown.cards[0].note == "It is €0 in every simulated future."
    assert shown.cards[1].note == "No difference in 30 simulated futures."
    found = [one for one in Explain(no_redraw).steps(seen) if one is not None][-1]
    assert found.cards[0].chart is None
    assert found.cards[0].note == "Net value is the same in every simulated future."
    assert Overview(no_redraw).shown(seen).words.count("<table") == 1


def test_dots_of_one_value_make_no_tower() -> None:
    side = {"today": [1.0] * 40, "what-if": [2.0] * 40}
    assert spread_chart(side, Figures(), ("today", "what-if")).height < 500
