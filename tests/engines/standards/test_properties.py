"""What must hold whatever the figures: anchors, bounds, and what has cost but no effect."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.engines.standards import Figures, Funding, Spreading, adopted_after, fit, share_served
from workbench.engines.standards.effective import effective_practice, gaps
from workbench.engines.standards.path import Standing
from workbench.engines.standards.treatment import Kind
from workbench.model.maturity import MaturityProfile
from workbench.policies import Intensity, Practice, Size

from .test_worked_example import MEDIUM, MONTH, THREE, standing

HOW = Spreading(midpoint=14, spread=3, half_life=6)
shares = st.floats(0, 1)
practices = st.dictionaries(st.sampled_from(list(Practice)), shares)


@given(shares, shares, st.floats(0, 600))
def test_adoption_lies_between_where_it_stands_and_its_target(
    stands: float, target: float, months: float
) -> None:
    reached = adopted_after(stands, target, months, HOW)
    assert min(stands, target) - 1e-12 <= reached <= max(stands, target) + 1e-12


@given(st.floats(0.05, 1), st.floats(0.1, 0.9), st.floats(0, 60), st.floats(0, 60))
def test_a_path_in_two_parts_ends_where_the_whole_one_does(
    top: float, part: float, one: float, two: float
) -> None:
    stands = part * top
    halfway = adopted_after(stands, top, one, HOW)
    assert adopted_after(halfway, top, two, HOW) == pytest.approx(
        adopted_after(stands, top, one + two, HOW), abs=1e-7
    )


def test_without_people_half_of_what_fades_is_gone_after_the_half_life() -> None:
    assert adopted_after(0.8, 0.2, 6.0, HOW) == pytest.approx(0.5)


def test_share_served_is_that_of_erlang_where_nobody_waits() -> None:
    # Patience near nothing makes a loss system: Erlang B with load 2 on 3 servers is 4/19.
    assert share_served(2.0, 1.0, 3.0, 1e-9) == pytest.approx(1 - 4 / 19, abs=1e-6)


def test_share_served_is_one_coach_with_endless_patience_at_half_load() -> None:
    assert share_served(0.5, 1.0, 1.0, 1e9) == pytest.approx(1.0, abs=1e-6)


@pytest.mark.parametrize("requests", [1_000.0, 2_700.0, 30_000.0, 1e5, 1e6, 1e9])
def test_with_far_too_many_requests_coaches_serve_what_they_can(requests: float) -> None:
    # Sums over states once overflowed from 1,700 requests a month on, and levels then were a guess.
    each, coaches = 6 / 130, 2.1
    assert share_served(requests, each, coaches, 10 / 21) == pytest.approx(
        coaches / each / requests, rel=1e-6
    )


def test_share_served_is_that_of_a_queue_played_out() -> None:
    """Requests come and go one by one; within 2 % of what is computed."""
    for rate, each, coaches, patience in [
        (36.0, 0.046, 2, 0.48),
        (10.0, 0.5, 3, 0.3),
        (20.0, 0.05, 0.6, 0.5),
    ]:
        played = played_out(rate, each, coaches, patience)
        assert share_served(rate, each, coaches, patience) == pytest.approx(played, rel=0.02)


def played_out(rate: float, each: float, coaches: float, patience: float) -> float:
    """Share served of about 100,000 requests."""
    luck, inside, came, served = np.random.default_rng(7), 0, 0, 0
    for place in luck.random(200_000):
        serving = min(inside, coaches) / each
        whole = rate + serving + max(0.0, inside - coaches) / patience
        if place * whole < rate:
            inside, came = inside + 1, came + 1
        elif place * whole < rate + serving:
            inside, served = inside - 1, served + 1
        else:
            inside -= 1
    return served / came


@given(st.floats(0.1, 50), st.floats(0.01, 1), st.floats(0, 10), st.floats(0.01, 5))
@settings(max_examples=60, deadline=None)
def test_more_coaches_never_serve_less(rate: float, each: float, coaches: float, patience: float) -> None:
    fewer, more = (share_served(rate, each, number, patience) for number in (coaches, coaches + 0.5))
    assert -1e-9 <= fewer <= more + 1e-9 <= 1 + 2e-9


@given(practices, shares, shares, shares)
def test_effect_never_exceeds_adoption_and_what_is_left_stays_positive(
    adoption: dict[Practice, float], compliance: float, served: float, held: float
) -> None:
    figures = Figures({"coaching.lift": 1.0, "methodology.lift": 1.0})
    effective = effective_practice(adoption, compliance, served, held, figures)
    assert all(-1e-12 <= effective[one] <= adoption[one] + 1e-12 for one in adoption)
    assert all(0 < left <= 1 for left in gaps(effective, 1.0, Size.LARGE, figures))


def test_a_standard_on_paper_has_no_effect() -> None:
    paper = effective_practice({Practice.METHODOLOGY: 0.8}, 0.0, 0.0, 0.0, Figures())
    assert paper[Practice.METHODOLOGY] == 0.0
    assert gaps(paper, 1.0, Size.MEDIUM, Figures()) == (1.0,) * 7


@pytest.mark.parametrize("size", list(Size))
def test_unchanged_practices_leave_levels_and_overhead_to_the_bit(size: Size) -> None:
    today = {one.value: {"adoption": 0.4, "staff": 1.0, "cash_per_year": 1e4} for one in Practice}
    found = standing(dict.fromkeys(today, 1.0), practices=today)
    present = MaturityProfile.model_validate(2.7)
    kind = Kind(size, Size.SMALL)
    for month in (1, 7, 40):
        assert found.profile(present, kind, month * MONTH) == present
        assert found.overhead(kind, month * MONTH) == 0.0


def test_levels_stay_within_their_floor_and_the_top() -> None:
    full = {one.value: 20.0 for one in Practice}
    today = {one.value: {"adoption": 0.6, "staff": 1.0} for one in Practice}
    grown, closed = standing(full), standing(dict.fromkeys(today, 0.0), practices=today)
    for level in (1.0, 2.4, 4.9):
        present = MaturityProfile.model_validate(level)
        up = grown.profile(present, MEDIUM, 120 * MONTH).model_dump().values()
        down = closed.profile(present, MEDIUM, 120 * MONTH).model_dump().values()
        assert all(level <= one <= 5.0 for one in up)
        assert all(min(level, 1.5) <= one <= level for one in down)


def test_closing_never_helps_levels_and_fades_with_time() -> None:
    today = {one.value: {"adoption": 0.5, "staff": 1.0} for one in Practice}
    found = standing(dict.fromkeys(today, 0.0), practices=today)
    present = MaturityProfile.model_validate(2.5)
    path = [found.profile(present, MEDIUM, month * MONTH).risk for month in (0, 6, 12, 24, 60)]
    assert path == sorted(path, reverse=True)
    assert path[-1] < path[0]


def test_a_heavy_standard_on_a_small_project_costs_more_and_does_less() -> None:
    heavy = standing(THREE, {"small": "heavy", "medium": "heavy", "large": "heavy"})
    light = standing(THREE, {"small": "light", "medium": "light", "large": "light"})
    small, present = Kind(Size.SMALL, Size.SMALL), MaturityProfile.model_validate(2)
    day = 36 * MONTH
    assert (
        heavy.profile(present, small, day).management_control
        < light.profile(present, small, day).management_control
    )
    assert heavy.overhead(small, day) > light.overhead(small, day)
    assert fit(small, Intensity.HEAVY, Figures()) < 0.1 < fit(small, Intensity.LIGHT, Figures())


def test_a_small_cut_within_the_slack_changes_nothing() -> None:
    today = {one.value: {"adoption": 0.5, "staff": 1.0} for one in Practice}
    found = standing({one: 0.95 for one in today if one != "coaching"}, practices=today, slack=0.1)
    assert found.on(24 * MONTH).adoption == found.on(-math.inf).adoption


def closed_on_day(day: float) -> Standing:
    """All of today's practices, ended on a working day."""
    today = {one.value: {"adoption": 0.5, "staff": 1.0} for one in Practice}
    found = standing(dict.fromkeys(today, 0.0), practices=today)
    fundings = [found.fundings[0], Funding(day, found.fundings[1].what)]
    ways = {one: replace(way, fundings=fundings) for one, way in found.practised.items()}
    return replace(found, fundings=fundings, practised=ways)


def test_a_change_on_the_very_day_of_a_quarter_does_not_act_before_that_day() -> None:
    """Habits of the quarter that ends on the day of the change know nothing of it."""
    quarter = 3 * MONTH
    on_the_day, a_day_later = closed_on_day(quarter), closed_on_day(quarter + 1)
    today = on_the_day.on(-math.inf).compliance
    assert on_the_day.on(quarter).compliance == today == a_day_later.on(quarter).compliance
    assert on_the_day.on(2 * quarter).compliance < today
    before = on_the_day.on(math.nextafter(quarter, 0.0))
    assert before.adoption == on_the_day.on(-math.inf).adoption and before.compliance == today


@pytest.mark.parametrize("day", [3 * MONTH, 3 * MONTH + 7])
def test_learning_costs_nothing_before_the_day_and_most_on_it(day: float) -> None:
    found = standing(THREE)
    fundings = [found.fundings[0], Funding(day, found.fundings[1].what)]
    way = replace(found.practised[Practice.METHODOLOGY], fundings=fundings)
    assert way.dip(-math.inf) == way.dip(math.nextafter(day, 0.0)) == 0.0
    assert way.dip(day) > way.dip(day + 1) > way.dip(day + MONTH) > 0.0
