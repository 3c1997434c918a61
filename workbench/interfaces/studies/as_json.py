"""What studies found as JSON: the same form of a range everywhere, and nothing that is no number."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping

from workbench.analysis import Interval


def as_json(content: Mapping[str, object]) -> str:
    """An answer as text; keys never change, and what is no number is null.

    Examples
    --------
    >>> print(as_json({"kept": math.nan}))
    {
      "kept": null
    }
    """
    return json.dumps(_finite(content), indent=2, allow_nan=False, ensure_ascii=False)


def _finite(content: object) -> object:
    if isinstance(content, float) and not math.isfinite(content):
        return None
    if isinstance(content, Mapping):
        return {key: _finite(value) for key, value in content.items()}
    if isinstance(content, (list, tuple)):
        return [_finite(value) for value in content]
    return content


def interval(one: Interval) -> dict[str, float | None]:
    """An average and its range; null where undefined.

    Examples
    --------
    >>> interval(Interval(1.0, math.nan, 2.0))
    {'mean': 1.0, 'low': None, 'high': 2.0}
    """
    values = {"mean": one.value, "low": one.low, "high": one.high}
    return {key: value if math.isfinite(value) else None for key, value in values.items()}
