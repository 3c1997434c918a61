"""Two factors: what does nothing has no interaction, additive truth has none, names do not matter."""

import numpy as np
import pytest

from workbench.analysis import crossed, doubly_centred, mean_interval


def luck(*shape: int, key: int = 7) -> np.ndarray:
    return np.random.Generator(np.random.Philox(key=key)).normal(5e6, 3e6, shape)


def test_a_factor_that_does_nothing_has_exactly_no_interaction() -> None:
    today, other = luck(2, 50)
    assert not crossed(today, today, other, other).interaction.any()
    assert not crossed(today, other, today, other).interaction.any()


def test_what_only_the_order_of_a_sum_can_make_is_no_interaction() -> None:
    today, first, second = luck(3, 200)
    assert not crossed(today, today + first, today + second, (today + second) + first).interaction.any()


def test_planted_additive_truth_gives_none_within_its_range_and_planted_interaction_is_found() -> None:
    """Noise of its own in every corner: the interval at 95 % holds the truth in 95 of 100 samples or so."""
    held = found = 0
    for key in range(400):
        today, a, b, c, d = luck(5, 60, key=key)
        none = crossed(today + a, today + b + 2e6, today + c + 1e6, today + d + 3e6)
        held += mean_interval(none.interaction).holds(0.0)
        some = crossed(today + a, today + b + 2e6, today + c + 1e6, today + d + 3e6 - 7e6)
        found += mean_interval(some.interaction).holds(-7e6)
    assert 365 <= held <= 395 and 365 <= found <= 395


def test_swapping_the_names_of_the_factors_gives_the_same() -> None:
    a, b, c, d = luck(4, 30)
    one, other = crossed(a, b, c, d), crossed(a, c, b, d)
    np.testing.assert_allclose(one.interaction, other.interaction, rtol=1e-6, atol=1e-6)
    assert (one.first == other.second).all() and (one.both == other.both).all()
    assert (one.first_main == other.second_main).all()


def test_calling_better_what_is_today_turns_the_sign_of_effects_and_keeps_the_interaction_s_size() -> None:
    a, b, c, d = luck(4, 30)
    one, turned = crossed(a, b, c, d), crossed(b, a, d, c)
    np.testing.assert_allclose(turned.interaction, -one.interaction, rtol=1e-6, atol=1e-6)
    assert (turned.first == -one.first).all()


def test_main_effects_and_half_the_interaction_give_back_what_each_does_alone() -> None:
    found = crossed(*luck(4, 30))
    np.testing.assert_allclose(found.first_main - found.interaction / 2, found.first, rtol=1e-9, atol=1e-6)
    np.testing.assert_allclose(found.second_on_top - found.second, found.interaction, rtol=1e-9, atol=1e-6)


def test_corners_of_different_futures_are_refused() -> None:
    with pytest.raises(ValueError, match="one shape"):
        crossed([1.0], [1.0, 2.0], [1.0], [1.0])


def test_cells_of_rows_plus_columns_have_no_interaction_and_others_sum_to_zero() -> None:
    rows, columns = luck(5, 1, 20), luck(1, 6, 20, key=8)
    assert not doubly_centred(rows + columns).any()
    left = doubly_centred(luck(5, 6, 20))
    np.testing.assert_allclose(left.sum(axis=0), 0.0, atol=1e-6)
    np.testing.assert_allclose(left.sum(axis=1), 0.0, atol=1e-6)


def test_of_two_rows_and_columns_each_cell_holds_a_quarter_of_the_interaction() -> None:
    a, b, c, d = luck(4, 10)
    cells = doubly_centred(np.stack([np.stack([a, b]), np.stack([c, d])]))
    np.testing.assert_allclose(4 * cells[1, 1], crossed(a, b, c, d).interaction, rtol=1e-9, atol=1e-6)
