"""Sentences of the cards: chosen by the interval, so that none says what its own numbers contradict."""

from datetime import date

import pytest

from workbench import Scenario
from workbench.interfaces.explorer import WhatIf
from workbench.interfaces.explorer.controls.panels import controls_for
from workbench.interfaces.explorer.draft import Draft
from workbench.interfaces.explorer.start.answers import said_of
from workbench.interfaces.explorer.start.breath import beside, clause
from workbench.interfaces.explorer.start.marks import STEPS, reach
from workbench.interfaces.explorer.start.reaches import reach_of, stated
from workbench.interfaces.explorer.start.subjects import subject
from workbench.interfaces.wording import Difference, Verdict
from workbench.model import Objective

MILLION = 1e6


def difference(mean: float, low: float, high: float, *, decided: bool | None = None) -> Difference:
    sure = (low > 0 or high < 0) if decided is None else decided
    return Difference("what-if", mean, low, high, low - 1e6, high + 1e6, 0.5, sure, 200)


@pytest.mark.parametrize(
    ("found", "words", "sure"),
    [
        (
            difference(5.5e6, 4.2e6, 6.7e6),
            "Nine at once would gain <b>€5.5m</b>.",
            "Average gain between €4.2m and €6.7m.",
        ),
        (
            difference(-7.9e6, -9.3e6, -6.6e6),
            "Nine at once would lose <b>€7.9m</b>.",
            "Average loss between €6.6m and €9.3m.",
        ),
        (
            difference(0.2e6, -6.0e6, 2.5e6),
            "<b>Undecided</b>: nine at once could on average be anywhere from €6.0m worse to €2.5m better "
            "than today.",
            "More simulated futures narrow the range.",
        ),
        (
            difference(0.01e6, -0.1e6, 0.2e6),
            "<b>No difference</b>: nine at once moves the average by less than €200k either way.",
            "The average lies between −€100k and +€200k.",
        ),
    ],
)
def test_the_interval_chooses_the_sentence(found: Difference, words: str, sure: str) -> None:
    assert said_of(found, 60e6, "nine at once", "", "EUR") == (words, sure)


def test_a_value_that_is_not_known_to_change_is_not_said_to_gain_or_lose() -> None:
    for low in (-3e6, -0.2e6, 0.1e6, 2e6):
        for high in (low + 0.05e6, low + 5e6):
            found = difference((low + high) / 2, low, high)
            words, _ = said_of(found, 60e6, "it", "", "EUR")
            assert ("would gain" in words) == (low > 0)
            assert ("would lose" in words) == (high < 0)
            assert ("Undecided" in words or "No difference" in words) == (low <= 0 <= high)


def test_nothing_in_any_future_is_said_so() -> None:
    nothing = Difference("what-if", 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, False, 200)
    assert nothing.verdict(60e6) is Verdict.SAME
    words, sure = said_of(nothing, 60e6, "it", "", "EUR")
    assert words == "<b>No difference</b> in 200 simulated futures: it never changes the value." and not sure


@pytest.mark.parametrize("n", [1, 12])
def test_few_futures_without_a_range_are_too_few_and_not_undecided(n: int) -> None:
    low, high = (-6e6, -6e6) if n > 1 else (float("-inf"), float("inf"))
    few = Difference("what-if", -6e6, low, high, -6e6, -6e6, 0.0, False, n)
    words, _ = said_of(few, 60e6, "it", "", "EUR")
    assert "Too few futures to tell" in words and "Undecided" not in words and "–" not in words
    assert ("€6.0m worse in each of 12 simulated futures" in words) == (n == 12)


def test_no_difference_is_never_less_than_nothing() -> None:
    tiny = Difference("what-if", 0.0001, -0.0002, 0.0004, -0.001, 0.001, 0.5, False, 200)
    words, _ = said_of(tiny, 60e6, "it", "", "EUR")
    assert "by less than €0.1 either way" in words
    for high in (149_000.0, 151_000.0, 0.6):
        found = difference(0.0, -high / 2, high)
        shown = found.most(found.figures("EUR"))
        number = float(shown.strip("€mk")) * (1e6 if "m" in shown else 1e3 if "k" in shown else 1.0)
        assert number >= high > 0


def test_what_gets_worse_is_named_first_and_joined_by_how_it_goes_with_the_value() -> None:
    gaps = {"on_time": difference(0.03, 0.02, 0.04), "lead_time": difference(6.5, 3.4, 9.5)}
    means = {"on_time": (0.52, 0.55), "lead_time": (200.0, 206.5)}
    assert beside(gaps, means, "EUR", 1.0, 0) == (
        "but make projects 6.5 working days slower (3.4 to 9.5)",
        "",
    )
    assert beside(gaps, means, "EUR", -1.0, 0) == (
        "and make projects 6.5 working days slower (3.4 to 9.5)",
        "",
    )
    only_good = {"on_time": gaps["on_time"]}
    kept = "keep 55 % of promised dates instead of 52 % (2.0 to 4.0 points more)"
    kept = kept.replace(" %", "\N{NO-BREAK SPACE}%")
    assert beside(only_good, means, "EUR", 1.0, 0) == (f"and {kept}", "")
    assert beside(only_good, means, "EUR", -1.0, 0) == (f"but {kept}", "")


def test_single_dates_that_get_worse_are_told_although_more_are_kept_in_all() -> None:
    gaps = {"on_time": difference(0.1, 0.08, 0.12)}
    means = {"on_time": (0.52, 0.62)}
    assert beside(gaps, means, "EUR", 1.0, 7)[1] == " Also worse: seven dates."
    assert beside({}, {}, "EUR", 1.0, 1)[1] == " Also worse: one date."


def test_what_is_undecided_is_never_named() -> None:
    gaps = {"completed": difference(0.1, -0.1, 0.4), "lead_time": difference(-0.3, -3.0, 2.5)}
    assert beside(gaps, {"completed": (1, 1), "lead_time": (1, 1)}, "EUR", 1.0, 0) == ("", "")


def test_rounding_does_not_hide_a_clear_change_of_dates() -> None:
    small = difference(-0.0021, -0.003, -0.001)
    assert (
        clause("on_time", small, (0.523, 0.521), "EUR")
        == "keep fewer promised dates (by 0.2 points, 0.1 to 0.3)"
    )


def test_the_axis_is_round_and_holds_every_mark() -> None:
    for most in (0.4, 1.0, 17.0, 94_000.0, 1.5e6, 9.99e6, 12.2e6, 3e9):
        far = reach([difference(most / 2, 0.0, 0.0), Difference("x", 0, 0, 0, -most, 0, 0, True, 9)])
        assert far >= most and far / 10 ** (len(f"{far:.0f}") - 1) in STEPS
    assert reach([]) == 1.0


@pytest.mark.parametrize(
    ("levers", "words"),
    [
        ({"budget": -0.15}, "a cut of 15 %"),
        ({"budget": 0.1, "since": date(2028, 1, 3)}, "10 % more budget from Jan 2028"),
        ({"pool": "developers", "people": -1.0}, "one fewer person in Developers"),
        ({"pool": "testers", "people": 1.5}, "1.5 more people in testers"),
        ({"wip_limit": 2}, "two at once"),
        (
            {"wip_limit": 2, "release": "cd3", "dispatch": "cd3"},
            "two at once, ordered by cost of delay ÷ time,",
        ),
        (
            {"release": "cd3", "dispatch": "spt"},
            "started by cost of delay ÷ time and staffed by shortest first",
        ),
        ({"level": 1.0}, "one level more of maturity"),
        ({"level": -0.5}, "0.5 levels less of maturity"),
        ({"pmo": 0.5}, "a PMO of 50 % of today’s size"),
        ({}, "today’s way"),
    ],
)
def test_what_is_asked_is_said_as_the_beginning_of_a_sentence(
    today: Scenario, levers: dict[str, object], words: str
) -> None:
    assert subject(WhatIf(**levers), today).replace("\N{NO-BREAK SPACE}", " ") == words


def test_controls_say_their_value_with_its_unit(today: Scenario) -> None:
    def value(name: str, at: float) -> str:
        levers = WhatIf(pool="developers")
        return reach_of(name, levers, today).value(at).replace("\N{NO-BREAK SPACE}", " ")

    assert value("budget", -0.15) == "−15 % (−€1.8m)"
    assert (
        value("budget", 0.0) == value("people", 0.0) == value("pmo", 1.0) == value("level", 0.0) == "as today"
    )
    assert value("people", -2) == "−2 of 6"
    assert (value("pmo", 0.0), value("level", 1.0), value("wip_limit", 3)) == (
        "closed",
        "+1 level",
        "3, as today",
    )


LEVERS = ("budget", "allowance", "people", "wip_limit", "pmo", "level", "shift", "added")


@pytest.mark.parametrize("name", LEVERS)
def test_a_card_goes_as_far_and_in_the_same_steps_as_the_lever_behind_it(today: Scenario, name: str) -> None:
    objectives = tuple(Objective(id=key, weight=weight) for key, weight in (("safe", 1.0), ("growth", 2.0)))
    update: dict[str, object] = {"objectives": objectives}
    if name == "allowance":
        update["budgets"] = {}
    scenario = today.model_copy(update={"portfolio": today.portfolio.model_copy(update=update)})
    levers = WhatIf(pool="testers")
    card = reach_of(name, levers, scenario)
    group = controls_for((name,), scenario, lambda _: None)
    group.show(Draft(levers), scenario)
    control = group.control(name)
    assert (card.low, card.high) == (control.min, control.max)
    (node,) = group.widget.nodes
    assert card.place == pytest.approx(
        (node["slider"]["tick"] - node["slider"]["low"]) / (node["slider"]["high"] - node["slider"]["low"])
    )
    assert (card.high - card.low) / card.step == pytest.approx(
        (node["slider"]["high"] - node["slider"]["low"]) / node["step"]
    )
    assert card.label.startswith(node["label"]) or (name == "people" and card.label == "People of testers")
    unmoved = stated(name, card.today, card)
    assert unmoved == getattr(WhatIf(), name), "at today’s tick nothing is changed"
    moved = stated(name, card.low if card.low != card.today else card.high, card)
    assert WhatIf(**{**levers.model_dump(), name: moved}).differs
