"""What is named beside the value allows for all that could have been named."""

import numpy as np
from scipy.special import bdtr

from workbench.analysis import paired_difference
from workbench.experiment.measures import MEASURES
from workbench.interfaces.wording import BESIDE_VALUE, Difference
from workbench.interfaces.wording.beside_value import BesideValue, beside_value

COMPARISONS, FUTURES = 400, 40


def by_luck(seed: int) -> BesideValue:
    """A what-if that moves single futures and no average, measures independent: the worst there is."""
    luck = np.random.Generator(np.random.Philox(key=seed))
    found = {}
    for key in BESIDE_VALUE:
        changes = luck.normal(0.0, 1.0, FUTURES)
        pair = paired_difference(np.zeros(FUTURES), changes, int(MEASURES[key].direction))
        found[key] = Difference.of(key, pair)
    return beside_value(found, dict.fromkeys(found, (1.0, 1.0)), "EUR")


def test_of_what_changes_nothing_something_is_named_in_five_of_100_comparisons_at_most() -> None:
    """One interval each would name something in 26 of 100 comparisons, a loss in 14."""
    named = [by_luck(seed) for seed in range(COMPARISONS)]
    alarms = sum(bool(one.better or one.worse) for one in named)
    losses = sum(bool(one.worse) for one in named)
    # As many or fewer alarms come of a true 5 % in all but one of 1,000 such tests.
    assert bdtr(alarms - 1, COMPARISONS, 0.05) < 0.999, alarms
    assert bdtr(losses - 1, COMPARISONS, 0.025) < 0.999, losses
    assert alarms, "a rule that never names anything would pass as well"


def test_parts_of_the_value_are_not_beside_it() -> None:
    loss = Difference("", 1e6, 0.9e6, 1.1e6, 0.0, 0.0, 0.0, True, 200)
    found = beside_value({"lateness_cost": loss, "lead_time": loss}, {"lead_time": (9e6, 1e7)}, "EUR")
    assert found == BesideValue((), ("lead_time",))


def test_what_is_zero_as_the_measure_is_written_is_not_named() -> None:
    hardly = Difference("", 0.0017, 0.0016, 0.0018, 0.0, 0.0, 0.0, True, 200)
    assert (
        beside_value({"plan_ratio_duration": hardly}, {"plan_ratio_duration": (1.3, 1.3)}, "EUR").worse == ()
    )


def test_the_share_of_dates_is_left_to_dates_that_are_named() -> None:
    found = BesideValue((), ("on_time", "lead_time"))
    assert found.worse_beside("two dates") == ("lead_time",) and found.worse_beside("") == found.worse
