"""Levels with their ranges: drawn where known, in their place where not."""

from typing import Any

import pandas as pd
import pytest

from workbench import charts
from workbench.charts.static import as_svg

NAN = float("nan")


def profile(width: int = 666) -> dict[str, Any]:
    rows = [
        ("Organisational governance", 2.2, 1.3, 3.1, "1.7 apart: talk first"),
        ("Risk", 2.1, 1.4, 2.7, ""),
        ("Finance", NAN, NAN, NAN, ""),
    ]
    frame = pd.DataFrame(rows, columns=["label", "level", "low", "high", "apart"])
    return charts.profile_chart(frame, width).to_dict()


def texts(spec: dict[str, Any]) -> list[str]:
    rows = [row for layer in spec["layer"] for row in layer["data"]["values"]]
    return [str(row["text"]) for row in rows if "text" in row]


@pytest.mark.parametrize("width", [420, 560, 666])
def test_it_draws_at_any_width_without_a_number_that_is_none(width: int) -> None:
    spec = profile(width)
    svg = as_svg(spec, "a")
    assert f'width="{width}"' in svg and "NaN" not in svg


def test_what_has_no_level_keeps_its_place_and_says_so() -> None:
    said = texts(profile())
    assert {"Finance", "no level yet", "2.1", "1.4 to 2.7", "1.7 apart: talk first"} <= set(said)
    assert "Finance: no level yet" in profile()["description"]


def test_the_words_below_the_ladder_never_touch() -> None:
    assert "one way" in texts(profile(666)) and "one way" not in texts(profile(520))


def test_nothing_known_at_all_is_no_error() -> None:
    frame = pd.DataFrame([("Risk", NAN, NAN, NAN, "")], columns=["label", "level", "low", "high", "apart"])
    assert "no level yet" in as_svg(charts.profile_chart(frame).to_dict(), "a")
