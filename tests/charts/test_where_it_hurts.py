"""Steps, delays, parts and swings: charts say what their frames say, and draw without a network."""

from collections.abc import Iterator
from typing import Any

import pandas as pd
import pytest

from workbench import charts
from workbench.charts.numbers import Figures
from workbench.charts.static import as_svg

MILLIONS = Figures("€", "m", 1e6)
NAN = float("nan")


def steps() -> Any:
    rows = [
        ("Testers", "13 people", "one more", 0.3e6, 0.1e6, 0.5e6, True),
        ("Testers", "13 people", "a second", 0.1e6, -0.1e6, 0.3e6, False),
        ("Developers", "46 people", "one more", -0.2e6, -0.4e6, -0.1e6, True),
    ]
    columns = ["group", "detail", "label", "mean", "low", "high", "decided"]
    return charts.steps_chart(pd.DataFrame(rows, columns=columns), MILLIONS)


def delays() -> Any:
    rows = [
        ("A", "B one", 60.0, True),
        ("A", "C two", 12.0, True),
        ("D", "B one", 3.0, False),
        ("D", "C two", NAN, False),
    ]
    cells = pd.DataFrame(rows, columns=["by", "of", "days", "decided"])
    return charts.delays_chart(cells, ["A", "D"], ["B one", "C two"], Figures(decimals=0))


def waterfall() -> Any:
    rows = [
        ("People", 1.04e6, 0.5e6, 1.5e6, True),
        ("Money", -0.64e6, -1e6, 0.1e6, False),
        ("", 0.4e6, 0.1e6, 0.7e6, True),
    ]
    frame = pd.DataFrame(rows, columns=["label", "mean", "low", "high", "decided"])
    return charts.waterfall_chart(frame, "Difference", MILLIONS)


def tornado() -> Any:
    row = {
        "label": "Chance of rework",
        "detail": "published low to high, assumed",
        "at_low": -1e6,
        "at_high": 2e6,
        "low_low": -1.5e6,
        "low_high": -0.5e6,
        "high_low": 1.5e6,
        "high_high": 2.5e6,
        "least": -1e6,
        "most": 2.5e6,
        "flips": "changes side",
    }
    return charts.tornado_chart(pd.DataFrame([row]), 0.5e6, MILLIONS)


def texts(chart: Any) -> Iterator[str]:
    spec = chart.to_dict()
    for layer in spec["layer"]:
        data = layer.get("data", {})
        rows = data.get("values") or spec.get("datasets", {}).get(data.get("name"), [])
        yield from (str(row["text"]) for row in rows if "text" in row)


@pytest.mark.parametrize("made", [steps, delays, waterfall, tornado])
def test_a_chart_draws_and_carries_its_words(made: Any) -> None:
    spec = made().to_dict()
    svg = as_svg(spec, "test")
    assert svg.startswith("<svg") and "http" not in svg.replace("http://www.w3.org", "")
    assert len(spec["description"]) > 40


def test_undecided_steps_are_said_and_hollow() -> None:
    said = list(texts(steps()))
    assert said.count("undecided") == 1 and "+€0.3m" in said and "−€0.2m" in said
    assert said.count("Testers") == 1  # once for the group


def test_only_known_delays_have_a_number_and_who_needs_it_is_said() -> None:
    said = list(texts(delays()))
    assert "60" in said and "12" in said and "3" not in said
    assert said.count("·") == 1 and said.count("needs it") == 1
    assert "D delays" not in delays().to_dict()["description"]


def test_shown_parts_give_the_shown_whole() -> None:
    said = list(texts(waterfall()))
    assert {"+€1.0m", "−€0.6m", "+€0.4m"} <= set(said)
    assert "undecided" in said


def test_a_swing_names_both_ends_and_that_it_changes_side() -> None:
    spec = tornado().to_dict()
    assert "−€1.0m at its low end, +€2.0m at its high end, swing €3.5m, changes side" in spec["description"]
    assert "€3.5m" in list(texts(tornado())), "a middle beyond both ends counts"
    assert "changes side" in list(texts(tornado())) and "as assumed +€0.5m" in list(texts(tornado()))
