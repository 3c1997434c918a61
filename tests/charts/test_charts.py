"""Charts say what their frames say: in marks, in rows and in words."""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pandas as pd
import pytest
import vl_convert

from tests.charts import frames
from workbench import charts
from workbench.analysis import quantile_dots
from workbench.charts import palette
from workbench.charts.earned import PACE_LINES, VALUE_LINES
from workbench.charts.inline import Dot, inline_mark
from workbench.charts.interval import LEFT, RIGHT, describe_intervals
from workbench.charts.line import Point
from workbench.charts.live import Live
from workbench.charts.numbers import MINUS, Figures, domain_of, out_of
from workbench.charts.picture import SCHEMA
from workbench.charts.room import Room
from workbench.charts.static import VEGA_LITE, as_svg

NAMES = ("Today", "Nine at once")


def _luck() -> np.ndarray:
    return np.random.Generator(np.random.Philox(key=1)).normal(5e6, 6e6, 400)


def _worth() -> pd.DataFrame:
    luck = _luck()
    return pd.DataFrame({"scenario": np.repeat(NAMES, 400), "value": np.concatenate([luck, luck + 2e6])})


def _sides() -> dict[str, np.ndarray]:
    return dict(zip(NAMES, (_luck(), _luck() + 2e6), strict=True))


CHARTS: dict[str, Callable[[], Any]] = {
    "interval": lambda: charts.interval_chart(frames.differences(), frames.MILLIONS, "Keep"),
    "states": lambda: charts.states_chart(frames.states(), Figures(), NAMES, "Together"),
    "commitments": lambda: charts.commitments_chart(frames.promises(), NAMES),
    "commitments alone": lambda: charts.commitments_chart(frames.promises(), ("Today", "")),
    "finishes": lambda: charts.commitments_chart(frames.unpromised(), NAMES),
    "over time": lambda: charts.over_time_chart(frames.over_time(), Figures(), "projects", NAMES),
    "over time alone": lambda: charts.over_time_chart(frames.over_time(), Figures(), "p", ("Today", "")),
    "share curves": lambda: charts.share_curves_chart(_sides(), frames.MILLIONS, NAMES),
    "share curves alone": lambda: charts.share_curves_chart(_sides(), frames.MILLIONS, ("Today", "")),
    "spread": lambda: charts.spread_chart(_sides(), frames.MILLIONS, NAMES),
    "spread alone": lambda: charts.spread_chart(_sides(), frames.MILLIONS, ("Today", "")),
    "use by month": lambda: charts.use_heat_chart(frames.use_by_month(), NAMES),
    "use by month alone": lambda: charts.use_heat_chart(frames.use_by_month(), ("Today", "")),
    "timeline": lambda: charts.timeline_chart(frames.progress(), VALUE_LINES, frames.MILLIONS),
    "pace": lambda: charts.timeline_chart(frames.pace(), PACE_LINES, Figures("", "", 1.0, 2), level=1.0),
    "errors": lambda: charts.error_chart(frames.errors(), {"eac1": "as so far"}, {"cost": "Cost"}),
    "gantt": lambda: charts.gantt_chart(*frames.future()),
    "dots": lambda: charts.dots_chart(_luck(), frames.MILLIONS, NAMES),
    "distribution": lambda: charts.distribution_chart(_worth(), frames.MILLIONS, NAMES),
    "utilisation": lambda: charts.utilisation_chart(frames.pools(), NAMES),
    "utilisation alone": lambda: charts.utilisation_chart(frames.pools(), ("Today", "")),
    "frontier": lambda: charts.frontier_chart(frames.lists(), frames.MILLIONS),
    "ranges": lambda: charts.ranges_chart(frames.forecasts()),
    "places": lambda: charts.places_chart([1.0, 0.5, 2.5, 0.0, 4.0], 8),
    "frontier and strategy": lambda: charts.strategy_chart(frames.lists(), frames.MILLIONS),
    "frontier of few futures": lambda: charts.frontier_chart(frames.few_lists(), frames.MILLIONS),
    "waterline": lambda: charts.waterline_chart(frames.lights(), "the line: 2 above", frames.MILLIONS),
    "promised": lambda: charts.promised_chart(frames.promised(), frames.MILLIONS),
    "alignment": lambda: charts.alignment_chart(frames.alignment(), ("as today", "new order")),
    "alignment alone": lambda: charts.alignment_chart(frames.alignment(), ("as today", "")),
    "exchange": lambda: charts.exchange_chart(frames.exchange(), frames.MILLIONS),
    "crossed": lambda: charts.crossed_chart(frames.crossed(), frames.MILLIONS, 12.2e6),
    "heat": lambda: charts.heat_chart(frames.heat(), frames.MILLIONS, "€m against today; outlined: best"),
    "line": lambda: charts.line_chart(
        frames.sweep(), frames.MILLIONS, "years", "cost of delay", [Point(12.0, 0.0, "turns at 12")]
    ),
    "sweep": lambda: charts.sweep_chart(frames.sweep(), frames.MILLIONS, "projects at once", "cost of delay"),
}


def rows_of(spec: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for layer in spec["layer"]:
        data = layer.get("data", spec.get("data", {}))
        yield from data.get("values") or spec.get("datasets", {}).get(data.get("name"), [])


def texts_of(spec: dict[str, Any]) -> list[str]:
    return [str(row["text"]) for row in rows_of(spec) if "text" in row]


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_is_valid_has_a_description_and_draws(name: str) -> None:
    picture = CHARTS[name]()
    spec = picture.to_dict()
    assert picture.altair().to_dict()["description"] == spec["description"]  # both ways hold to the schema
    assert len(spec["description"]) > 40
    assert spec["width"] == 666
    svg = as_svg(spec, "a")
    assert "<text" in svg and "NaN" not in svg
    assert f'width="666" height="{round(spec["height"])}"' in svg


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_holds_no_word_longer_than_its_room(name: str) -> None:
    for text in texts_of(CHARTS[name]().to_dict()):
        assert all(len(line) <= 60 for line in text.split("\n"))


def in_order(spec: dict[str, Any], names: set[str]) -> list[str]:
    """Those names as they stand from top to bottom."""
    found = sorted((row["y"], row["text"]) for row in rows_of(spec) if row.get("text") in names)
    return [name for _, name in found]


def test_rows_stand_by_average_with_the_baseline_in_its_place() -> None:
    spec = CHARTS["interval"]().to_dict()
    assert in_order(spec, {"Close", "Cut", "Keep", "Extend"}) == ["Extend", "Keep", "Cut", "Close"]


def test_an_undecided_dot_is_hollow_and_said() -> None:
    spec = CHARTS["interval"]().to_dict()
    points = next(layer for layer in spec["layer"] if layer["encoding"].get("fill"))
    fill = points["encoding"]["fill"]
    assert fill["condition"]["test"] == "datum.decided"
    assert fill["condition"]["value"] == palette.ACCENT and fill["value"] == "white"
    undecided = {row["label"] for row in rows_of(spec) if row.get("decided") is False}
    assert undecided == {"Extend"}
    assert texts_of(spec).count("undecided") == 1
    assert spec["description"].count("undecided") == 1


def test_the_description_of_differences_holds_the_frames_numbers() -> None:
    rows = frames.differences()
    words = describe_intervals(rows, frames.MILLIONS, "Keep")
    for row in rows.to_dict("records"):
        for key in ("mean", "low", "high", "p10", "p90"):
            assert frames.MILLIONS.signed(row[key]) in words
        assert f"better in {row['better'] * 100:.0f} of 100" in words


def test_shown_times_add_up_to_the_shown_total() -> None:
    spec = CHARTS["states"]().to_dict()
    texts = texts_of(spec)
    # 5.64 + 1.14 + 3.94 = 10.72: rounded one by one the parts would give 10.6.
    assert {"5.7", "1.1", "3.9", "10.7"} <= set(texts)
    numbers = [float(t.replace(MINUS, "-")) for t in texts if re.fullmatch(rf"[+{MINUS}]\d+\.\d", t)]
    assert round(sum(numbers[:-1]), 1) == numbers[-1]


def test_promises_stand_by_date_and_worse_is_said_in_words() -> None:
    spec = CHARTS["commitments"]().to_dict()
    assert in_order(spec, {"Archive", "Portal", "Tests"}) == ["Tests", "Portal", "Archive"]
    assert texts_of(spec).count("worse") == 1
    assert "Archive, promised for 30 Sep 2028: 90 of 100 and 70 of 100, worse" in spec["description"]


def test_what_is_without_a_promise_stands_last_and_what_hardly_ends_is_said_in_words() -> None:
    spec = CHARTS["finishes"]().to_dict()
    assert in_order(spec, {"Archive", "Portal", "Tests"}) == ["Archive", "Portal", "Tests"]
    said = texts_of(spec)
    assert said.count("not in this portfolio") == 1
    assert said.count("finished in fewer than 1 in 10 futures") == 1
    assert "no date promised" in spec["description"]


def test_a_months_change_is_signed_only_where_it_is_known() -> None:
    spec = CHARTS["use by month"]().to_dict()
    assert texts_of(spec).count(MINUS) == 14
    assert "+" not in texts_of(spec)
    assert "Over 100 %" in " ".join(texts_of(spec))


def test_fifty_dots_stand_for_the_futures_and_none_straddles_zero() -> None:
    spec = CHARTS["dots"]().to_dict()
    dots = [row for row in rows_of(spec) if "level" in row]
    better = sum(bool(v > 0) for v in quantile_dots(_luck(), 50))
    assert len(dots) == 50
    assert sum(row["better"] for row in dots) == better
    assert all((row["at"] > 0) == row["better"] for row in dots)
    assert len({(row["at"], row["level"]) for row in dots}) == 50
    share = float((_luck() > 0).mean())
    said = f"{out_of(share, _luck().size)} of 100"
    assert f"{said} futures are better" in spec["description"]
    assert said in texts_of(spec), "as sentences say it: 45 dots of 50 would be 90 of 100 beside 89"


def test_the_sweep_names_best_and_flat_region() -> None:
    spec = CHARTS["sweep"]().to_dict()
    assert "best at 10: +€5.5m" in texts_of(spec)
    assert "shaded, 8 to 12: no real difference" in texts_of(spec)
    assert "today: 16" in texts_of(spec)


def test_the_exchange_chart_says_what_is_best_where_and_what_is_still_open() -> None:
    told = CHARTS["exchange"]().to_dict()["description"]
    assert "at 0 a point money first is best (+€2.0m)" in told
    assert "at 60,000 a point score first is best (+€4.0m), not clearly ahead of money first" in told


def test_pools_stand_busiest_first() -> None:
    spec = CHARTS["utilisation"]().to_dict()
    assert in_order(spec, {"Testers", "Developers"}) == ["Developers", "Testers"]


def test_the_mark_in_a_table_stands_where_the_charts_mark_stands() -> None:
    rows = frames.differences()
    ends = [v for c in ("mean", "low", "high", "p10", "p90") for v in rows[c]]
    domain, width = domain_of(ends), RIGHT - LEFT
    svg = as_svg(CHARTS["interval"]().to_dict(), "a")
    drawn = {round(float(x) - LEFT, 1) for x in re.findall(r"translate\(([\d.]+),", svg)}
    for row in rows.to_dict("records"):
        values = tuple(row[c] for c in ("mean", "low", "high", "p10", "p90"))
        mark = inline_mark(values, Dot.of(decided=row["decided"]), domain, width)
        found = re.search(r'cx="([\d.]+)"', mark)
        assert found and min(abs(float(found[1]) - x) for x in drawn) <= 1.0


def test_a_gantt_draws_every_span_where_it_lies_and_says_when_it_ended() -> None:
    spec = CHARTS["gantt"]().to_dict()
    bars = {row["tip"]: row for row in rows_of(spec) if "b" in row}
    assert len(bars) == 5
    work = bars["Portal: work, 17 Feb 2027 to 3 May 2027"]
    rework = bars["Portal: work again (rework), 4 May 2027 to 2 Jun 2027"]
    assert work["b"] == rework["a"] and work["y"] == rework["y"]
    assert "Portal: waiting to start 4 Jan 2027 to 2 Feb 2027" in spec["description"]
    assert "stopped or turned down 4 Mar 2027" in spec["description"]
    assert "picture: open at the end" in spec["description"]
    assert in_order(spec, {"Portal", "Archive"}) == ["Portal", "Archive"]


def test_two_rows_of_a_gantt_may_have_one_name() -> None:
    spans, marks, _ = frames.future()
    spec = charts.gantt_chart(spans, marks, ["Portal", "Portal", "Archive"]).to_dict()
    assert len({row["y"] for row in rows_of(spec) if row.get("text") == "Portal"}) == 2
    assert "stopped or turned down 4 Mar 2027" in spec["description"].split("; ")[1]


def test_an_axis_of_days_months_or_years_has_labels_that_do_not_touch() -> None:
    spans, marks, labels = frames.future()
    start = spans["start"].min()
    for days in (3, 40, 400, 4_000, 20_000):
        wide = pd.DataFrame([(0, "work", start, start + pd.Timedelta(days=days))], columns=spans.columns)
        chart = charts.gantt_chart(wide, marks.head(0), labels).to_dict()
        x = chart["layer"][0]["encoding"]["x"]["scale"]
        (low, high), (left, right) = x["domain"], x["range"]
        places = sorted(
            left + (row["px"] - low) / (high - low) * (right - left)
            for row in rows_of(chart)
            if re.fullmatch(r"(\w{3} )?\d{4}", str(row.get("text", "")))
        )
        assert places
        assert all(after - one >= 34 for one, after in zip(places, places[1:], strict=False))


def test_data_cannot_break_out_of_a_picture() -> None:
    rows = frames.differences()
    rows.loc[0, "label"] = "<script>alert(1)</script>"
    chart = charts.interval_chart(rows, frames.MILLIONS, "<b>Keep</b>")
    svg = as_svg(chart.to_dict(), "a")
    assert "<script" not in svg and "<b>" not in svg
    assert "&lt;script" in svg


def test_an_average_lies_in_its_range_as_written_beside_the_marks() -> None:
    """Sentences and tables beside the chart say −€0.13m; −€0.1m would lie outside its range."""
    rows = frames.differences()
    rows.loc[2, ["mean", "low", "high"]] = [-0.133e6, -0.141e6, -0.125e6]
    svg = as_svg(charts.interval_chart(rows, frames.MILLIONS, "Keep").to_dict(), "a")
    assert ">−€0.13m<" in svg and ">−€4.9m<" in svg
    assert "average −€0.13m; the average lies between −€0.14m and −€0.12m" in svg


def test_ids_of_two_pictures_in_a_page_differ() -> None:
    spec = CHARTS["dots"]().to_dict()
    one, other = (set(re.findall(r'\bid="([^"]+)"', as_svg(spec, key))) for key in ("a", "b"))
    assert not one & other


def test_a_frame_of_one_future_still_draws() -> None:
    rows = frames.differences().head(1).assign(low=np.nan, high=np.nan, decided=False)
    spec = charts.interval_chart(rows, frames.MILLIONS, "Keep").to_dict()
    assert "NaN" not in json.dumps(spec["description"])


@pytest.mark.parametrize("name", CHARTS)
def test_what_a_live_chart_is_filled_with_makes_the_chart(name: str) -> None:
    picture = CHARTS[name]()
    live, whole = Live.of(picture), picture.to_dict()
    bounds = {f"{span}[{end}]": value for span, ends in live.spans.items() for end, value in enumerate(ends)}
    for layer, drawn in zip(live.shape["layer"], whole["layer"], strict=True):
        layer["data"] = {"values": live.rows[layer["data"]["name"]]}
        for channel in layer["encoding"].values():
            domain = (channel.get("scale") or {}).get("domain", [])
            domain[:] = [bounds[one["expr"]] for one in domain]
        seen = {name for row in layer["data"]["values"] for name in row}
        drawn["data"]["values"] = [
            {name: value for name, value in row.items() if name in seen} for row in drawn["data"]["values"]
        ]
        assert layer == drawn
    assert "description" not in live.shape


def test_pictures_that_differ_in_numbers_and_words_alone_have_one_shape() -> None:
    frame = frames.states()
    longer = frame.assign(today=frame["today"] * 3, label=frame["label"].str.upper())
    one, other = (
        Live.of(charts.states_chart(rows, Figures(), NAMES, "Together")) for rows in (frame, longer)
    )
    assert one.shape == other.shape
    assert one.spans != other.spans and one.rows != other.rows


def test_the_library_speaks_the_grammar_that_altair_writes() -> None:
    import altair

    assert SCHEMA.endswith(f"/{altair.SCHEMA_VERSION.split('.')[0]}.json")
    assert altair.SCHEMA_VERSION.startswith(f"v{VEGA_LITE}.")
    assert VEGA_LITE in vl_convert.get_vegalite_versions()


def test_numbers_and_palette_do_not_import_altair() -> None:
    code = (
        "import sys; import workbench.charts, workbench.charts.numbers, workbench.charts.palette, "
        "workbench.charts.inline, workbench.charts.static; print('altair' in sys.modules)"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "False"


def test_palette_and_custom_properties_have_the_same_names() -> None:
    text = palette.css_properties()
    assert set(re.findall(r"--wb-([a-z-]+): #", text)) == set(palette.COLOURS)


def test_chances_are_counted_out_of_the_futures_that_there_are() -> None:
    rows = frames.differences().assign(n=60, better=[0.9, 0.5, 0.1])
    spec = json.dumps(charts.interval_chart(rows, frames.MILLIONS, "Keep").to_dict(), ensure_ascii=False)
    assert "better in\\n… of 60" in spec and "of 100" not in spec
    assert "better in 54 of 60 futures (48 to 57, 95 % sure)" in spec
    many = charts.interval_chart(rows.assign(n=400), frames.MILLIONS, "Keep").to_dict()
    assert "… of 100" in json.dumps(many, ensure_ascii=False)


def test_an_error_off_the_chart_is_left_out_and_no_line_goes_through_it() -> None:
    spec = CHARTS["errors"]().to_dict()
    tips = [row["tip"] for row in rows_of(spec) if "tip" in row]
    assert any("20%" in tip for tip in tips) and not any("40%" in tip for tip in tips)
    lines = [layer for layer in spec["layer"] if layer["mark"]["type"] == "line"]
    assert len(lines) == 2
    assert "450%" in spec["description"]


def test_todays_list_is_a_diamond_with_its_name_and_what_is_on_it_is_said() -> None:
    spec = charts.frontier_chart(frames.few_lists(), frames.MILLIONS).to_dict()
    rows = list(rows_of(spec))
    assert [row["tip"] for row in rows if row.get("shape") == "diamond"][0].endswith("On it: all projects.")
    assert "◆ 12 today’s list" in texts_of(spec)
    assert "14 greedy" in texts_of(spec)


def test_projects_stand_on_their_side_of_the_line_and_unknown_value_has_no_bar() -> None:
    spec = charts.waterline_chart(frames.lights(), "the line: 2 above", frames.MILLIONS).to_dict()
    rows = list(rows_of(spec))
    line = next(row["y"] for row in rows if row.get("text") == "the line: 2 above")
    at = {row["text"]: row["y"] for row in rows if "text" in row}
    assert at["A Broker desk"] < at["B Fraud signals"] < line < at["C Cockpit"] < at["D Workplace"]
    assert sum("x2" in row and "tip" in row for row in rows) == 3
    assert "Below it: C Cockpit −€0.4m, costs" in spec["description"]


@pytest.mark.parametrize("width", [360, 520, 666, 900])
def test_words_about_the_mark_of_the_dots_are_never_cut(width: int) -> None:
    """Whichever way and however widely futures differ: the box of the words lies inside the picture."""
    luck = np.random.default_rng(3).standard_normal(200)
    places = set()
    for middle in (-40.0, -6.0, -1.0, -0.2, 0.0, 0.2, 1.0, 6.0, 40.0):
        for spread in (0.01, 0.3, 1.0, 3.0, 12.0):
            gains = 1e6 * (middle + spread * luck)
            spec = charts.dots_chart(gains, frames.MILLIONS, NAMES, Room(width)).to_dict()
            row, style, scale = next(
                (row, layer["mark"], layer["encoding"]["x"]["scale"])
                for layer in spec["layer"]
                for row in rows_of({**spec, "layer": [layer]})
                if "line: 8 in 10 futures" in str(row.get("text", ""))
            )
            length = 5.6 * len(row["text"])
            (low, high), (first, last) = scale["domain"], scale["range"]
            at = first + (row["px"] - low) / (high - low) * (last - first)
            left = at - (length if style["align"] == "right" else 0)
            assert left >= -1e-6 and left + length <= width, (middle, spread, row)
            assert row["y"] <= spec["height"] - 6
            places.add((style["align"], row["text"].startswith("bar")))
    assert len(places) == {360: 1, 520: 3, 666: 3, 900: 2}[width]
