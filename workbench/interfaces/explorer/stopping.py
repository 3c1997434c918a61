"""Three questions about gates: what they are worth, how strict they should be, what late reports cost."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from workbench.analysis import paired_difference
from workbench.charts import interval_chart, sweep_chart
from workbench.charts.numbers import Figures, money
from workbench.experiment import Comparison, compare
from workbench.interfaces.explorer.drawing import Card
from workbench.policies import GateRule, Gates, Optimism, Reports, ReviewCadence, Reviews
from workbench.scenario import Scenario

AGES = (0, 21, 42, 63, 126, 189)
"""Working days; 21 are about a month."""

STEPS = (-4, -2, -1, 0, 1, 2, 4)
"""Hurdles, in units of what a project of middling cost takes in a tenth of its work."""

VALUE = "npv"


@dataclass(frozen=True)
class Governance:
    """Rules of gates and reviews, and what they are told."""

    rule: GateRule = GateRule.OPTION
    reviews: ReviewCadence = ReviewCadence.QUARTERLY
    hurdle: float = 0.0
    age: float = 0.0
    rosy: float = 0.0
    """Share by which reports promise too much."""

    def of(self, baseline: Scenario, name: str) -> Scenario:
        """The baseline under these rules."""
        told = Reports(age_days=self.age, optimism=math.log1p(self.rosy), optimism_is=Optimism.BELIEVED)
        rules = {
            "gates": Gates(rule=self.rule, hurdle=self.hurdle),
            "reviews": Reviews(cadence=self.reviews),
            "reports": told,
        }
        policy = baseline.policy.model_copy(update=rules)
        made = baseline.model_copy(update={"name": name, "description": name, "policy": policy})
        return Scenario.model_validate(made.model_dump(by_alias=True))


def worth_card(baseline: Scenario, chosen: Governance, count: int) -> Card:
    """What gates and reviews are worth against gates that always say yes."""
    clear = replace(chosen, age=0.0, rosy=0.0)
    rows = {
        "gates that may stop": replace(clear, reviews=ReviewCadence.NONE),
        "gates and reviews": clear,
        "the same, told as set on the left": chosen,
    }
    found = compare([_yes(baseline), *(one.of(baseline, name) for name, one in rows.items())], count)
    frame = found.differences()
    mine = frame[frame["measure"] == VALUE].assign(label=lambda one: one["scenario"])
    figures = money([*mine["low"], *mine["high"]], found.currency)
    return Card(
        "worth",
        "What gates are worth, against gates that always say yes",
        interval_chart(mine, figures, "always yes"),
        head=("rule", "gain on average", "range of the average", "futures"),
        rows=[_line(row, figures) for row in mine.to_dict("records")],
    )


def strict_card(baseline: Scenario, chosen: Governance, count: int) -> Card:
    """Net value by what going on must be worth more than stopping."""
    unit = _middling(baseline)
    settings = {step * unit / 1000: replace(chosen, hurdle=step * unit) for step in STEPS}
    lever = f"going on must be worth this much more than stopping, thousand {baseline.portfolio.currency}"
    return _sweep(
        "strict", "How strict should gates be?", baseline, {"as set on the left": settings}, lever, count
    )


def late_card(baseline: Scenario, chosen: Governance, count: int) -> Card:
    """Net value by the age of reports, rosy as set and not."""
    plain = {float(age): replace(chosen, age=float(age), rosy=0.0) for age in AGES}
    series = {"unbiased reports": plain}
    if chosen.rosy > 0:
        rosy = f"{chosen.rosy:.0%} too rosy"
        series[rosy] = {age: replace(one, rosy=chosen.rosy) for age, one in plain.items()}
    lever = "age of reports when the board gets them, working days"
    return _sweep("late", "What do late reports cost?", baseline, series, lever, count)


def _sweep(
    key: str,
    title: str,
    baseline: Scenario,
    series: dict[str, dict[float, Governance]],
    lever: str,
    count: int,
) -> Card:
    names = {(one, at): f"{one}, {at:g}" for one, points in series.items() for at in points}
    made = [series[one][at].of(baseline, name) for (one, at), name in names.items()]
    found = compare([_yes(baseline), *made], count)
    rows = pd.DataFrame(_points(found, names))
    figures = money([*rows["low"], *rows["high"]], found.currency)
    lines = [
        [row["series"], f"{row['lever']:g}", *_line(row, figures)[1:]] for row in rows.to_dict("records")
    ]
    return Card(
        key,
        title,
        sweep_chart(rows, figures, lever, next(iter(series))),
        head=("series", lever, "gain on average", "range of the average", "futures"),
        rows=lines,
    )


def _points(found: Comparison, names: dict[tuple[str, float], str]) -> Iterator[dict[str, object]]:
    today = found.values(found.names[0], VALUE)
    values = {place: found.values(name, VALUE) for place, name in names.items()}
    for one in dict.fromkeys(series for series, _ in names):
        own = {place: value for place, value in values.items() if place[0] == one}
        best = max(own.values(), key=lambda value: float(value.mean()))
        for (series, at), value in own.items():
            gain = paired_difference(today, value, 1)
            behind = paired_difference(best, value, 1)
            yield {
                "series": series,
                "lever": at,
                "mean": gain.mean.value,
                "low": gain.mean.low,
                "high": gain.mean.high,
                "n": gain.n,
                "flat": not behind.decided,
                "today": False,
            }


def _line(row: Mapping[Any, Any], figures: Figures) -> Sequence[str]:
    low, high = figures.signed(row["low"]), figures.signed(row["high"])
    gain = "undecided" if row["low"] <= 0 <= row["high"] else figures.signed(row["mean"])
    return [str(row.get("label", "")), gain, f"{low} to {high}", str(row["n"])]


def _yes(baseline: Scenario) -> Scenario:
    return Governance(rule=GateRule.GO, reviews=ReviewCadence.NONE).of(baseline, "always yes")


def _middling(baseline: Scenario) -> float:
    """A tenth of the planned labour of the project in the middle, as a round number."""
    rate = {pool.id: pool.cost_per_fte_day for pool in baseline.portfolio.pools}
    costs = sorted(
        sum(k.duration.mean * fte * rate[pool] for k in one.packages for pool, fte in k.demand.items())
        for one in baseline.portfolio.projects
    )
    tenth = max(1.0, costs[len(costs) // 2] / 10)
    power = 10.0 ** math.floor(math.log10(tenth))
    return max(1.0, math.floor(tenth / power) * power)
