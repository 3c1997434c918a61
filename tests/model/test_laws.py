"""Laws: the stated mean and spread are those of the quantile function."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from workbench.model import Estimate, Exponential, Fixed, Lognormal, Pert, Triangular, Uniform
from workbench.model.laws import DurationLaw, Law
from workbench.scenario import changed

U = (np.arange(200_000) + 0.5) / 200_000
"""Midpoints for quadrature over the unit interval."""

LAWS = [
    Fixed(value=7),
    Uniform(low=2, high=8),
    Triangular(low=2, mode=3, high=12),
    Triangular(low=2, mode=2, high=12),
    Triangular(low=2, mode=12, high=12),
    Pert(low=2, mode=4, high=12),
    Pert(low=0, mode=0, high=5),
    Lognormal(mean=20, cv=0.6),
    Lognormal(mean=20, cv=0),
    Exponential(mean=3),
]


@pytest.mark.parametrize("law", LAWS, ids=repr)
def test_mean_and_spread_are_those_of_the_quantile_function(law) -> None:
    values = law.quantile(U)
    mean = float(values.mean())
    variance = float(values.var())
    assert mean == pytest.approx(law.mean, rel=2e-4)
    assert variance == pytest.approx(law.squared_cv * law.mean**2, rel=5e-3, abs=1e-9)


@pytest.mark.parametrize("law", [*LAWS, Estimate(mean=4)], ids=repr)
def test_quantiles_rise_and_scale_with_a_law_that_a_file_scales(law) -> None:
    u = np.linspace(0.001, 0.999, 999)
    values = law.quantile(u)
    assert values.shape == u.shape
    assert np.all(np.diff(values) >= 0)
    scaled = type(law).model_validate(changed(law.model_dump(), {"scale": 3}, frozenset()).value)
    assert scaled.quantile(u) == pytest.approx(3 * values, rel=1e-9)
    assert scaled.squared_cv == pytest.approx(law.squared_cv)


def test_pert_has_the_exact_beta_variance() -> None:
    law = Pert(low=2, mode=4, high=12)
    assert law.mean == 5.0
    assert law.squared_cv * law.mean**2 == pytest.approx(3.0, rel=1e-12)


def test_the_lognormal_median_is_below_its_mean_by_the_known_factor() -> None:
    law = Lognormal(mean=100, cv=1)
    assert law.quantile(np.array([0.5]))[0] == pytest.approx(100 / math.sqrt(2))


def test_a_law_of_no_width_is_a_constant() -> None:
    for law in (Uniform(low=3, high=3), Triangular(low=3, mode=3, high=3), Pert(low=3, mode=3, high=3)):
        assert law.squared_cv == 0
        assert set(law.quantile(np.array([0.1, 0.9]))) == {3.0}
    assert Exponential(mean=0).quantile(np.array([0.5]))[0] == 0


@given(st.tuples(*[st.floats(0, 1e6)] * 3))
def test_three_points_out_of_order_are_refused(points: tuple[float, float, float]) -> None:
    low, mode, high = points
    if low <= mode <= high:
        assert Triangular(low=low, mode=mode, high=high).mean <= high * (1 + 1e-12)
    else:
        with pytest.raises(ValidationError, match="low ≤ mode ≤ high"):
            Triangular(low=low, mode=mode, high=high)


def test_a_bare_number_is_a_plan_as_a_duration_and_certain_elsewhere() -> None:
    assert TypeAdapter(DurationLaw).validate_python(20) == Estimate(mean=20)
    assert TypeAdapter(Law).validate_python(20) == Fixed(value=20)
    with pytest.raises(ValidationError):
        TypeAdapter(DurationLaw).validate_python(True)


@pytest.mark.parametrize("law", [Fixed(value=40_000), Uniform(low=0, high=80_000), Exponential(mean=1e9)])
def test_a_duration_of_more_than_a_hundred_years_is_refused_under_any_law(law) -> None:
    with pytest.raises(ValidationError, match="at most 36,525 working days"):
        TypeAdapter(DurationLaw).validate_python(law)
    assert TypeAdapter(Law).validate_python(law) == law
