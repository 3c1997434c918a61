"""Columns at once give what one column alone gives."""

import numpy as np
import pytest

from workbench.analysis import column_means, column_quantiles, mean_interval, quantiles


@pytest.mark.parametrize("rows", [1, 2, 7, 40])
def test_each_column_is_as_if_alone(rows: int) -> None:
    spread = np.sin(np.arange(rows * 5.0) * 1.7).reshape(rows, 5) * 10
    spread[: rows // 2, 3] = np.inf
    found = column_quantiles(spread, (0.1, 0.5, 0.9))
    for k in range(5):
        np.testing.assert_allclose(found[:, k], quantiles(spread[:, k]))
    mean, low, high = column_means(spread[:, :3])
    for k in range(3):
        alone = mean_interval(spread[:, k])
        np.testing.assert_allclose([mean[k], low[k], high[k]], [alone.value, alone.low, alone.high])


def test_what_is_missing_is_left_out() -> None:
    values = [[1.0, np.nan], [np.nan, np.nan], [3.0, np.nan]]
    found = column_quantiles(values, (0.5,))
    assert found[0, 0] == quantiles([1.0, 3.0], [0.5])[0]
    assert np.isnan(found[0, 1])
