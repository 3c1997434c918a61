"""Three questions about gates: what they are worth, how strict they should be, what late reports cost."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from workbench.analysis import PairedDifference, paired_difference
from workbench.charts import interval_chart, sweep_chart
from workbench.charts.numbers import Figures, clear_ends, finer, in_futures, money, out_of_span
from workbench.experiment import Comparison
from workbench.interfaces.explorer.drawing import Card
from workbench.interfaces.wording import between, open_words, worse_to_better
from workbench.policies import GateRule, Gates, Optimism, Reports, ReviewCadence, Reviews
from workbench.scenario import Scenario

AGES = (0, 21, 42, 63, 126, 189)
"""Working days; 21 are about a month."""

STEPS = (-4, -2, -1, 0, 1, 2, 4)
"""Hurdles, in units of what a project of middling cost takes in a tenth of its work."""

VALUE = "npv"
CHOSEN = "the same, told as set on the left"
UNBIASED = "unbiased reports"


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


@dataclass(frozen=True)
class GateStudy:
    """Every setting that the three questions need, beside gates that always say yes.

    Parameters
    ----------
    baseline
        The scenario that stands for today.
    chosen
        What the controls say.
    """

    baseline: Scenario
    chosen: Governance

    @property
    def rows(self) -> dict[str, Governance]:
        """What gates are worth: alone, with reviews, and told as the controls say."""
        clear = replace(self.chosen, age=0.0, rosy=0.0)
        return {
            "gates that may stop": replace(clear, reviews=ReviewCadence.NONE),
            "gates and reviews": clear,
            CHOSEN: self.chosen,
        }

    @property
    def strictness(self) -> dict[tuple[str, float], Governance]:
        """By what going on must be worth more than stopping, thousand of the currency."""
        unit = _middling(self.baseline)
        return {
            ("as set on the left", step * unit / 1000): replace(self.chosen, hurdle=step * unit)
            for step in STEPS
        }

    @property
    def lateness(self) -> dict[tuple[str, float], Governance]:
        """By age of reports, rosy as set and not."""
        plain = {float(age): replace(self.chosen, age=float(age), rosy=0.0) for age in AGES}
        series = {(UNBIASED, age): one for age, one in plain.items()}
        if self.chosen.rosy > 0:
            told = f"{self.chosen.rosy:.0%} too rosy"
            series |= {(told, age): replace(one, rosy=self.chosen.rosy) for age, one in plain.items()}
        return series

    def scenarios(self) -> list[Scenario]:
        """Gates that always say yes first, then every setting once."""
        made = {
            _name(one): one for part in (self.rows, self.strictness, self.lateness) for one in part.values()
        }
        yes = Governance(rule=GateRule.GO, reviews=ReviewCadence.NONE).of(self.baseline, "always yes")
        return [yes, *(one.of(self.baseline, name) for name, one in made.items())]


def gain(found: Comparison, one: Governance) -> PairedDifference:
    """Net value of a setting less that of gates that always say yes."""
    return paired_difference(found.values(found.names[0], VALUE), found.values(_name(one), VALUE), 1)


def worth_card(study: GateStudy, found: Comparison) -> Card:
    """What gates and reviews are worth against gates that always say yes."""
    frame = pd.DataFrame([{"label": label, **_row(gain(found, one))} for label, one in study.rows.items()])
    figures = money([*frame["low"], *frame["high"]], found.currency)
    return Card(
        "worth",
        "What gates are worth, against gates that always say yes",
        interval_chart(frame, figures, "always yes"),
        head=("rule", "gain on average", "range of the average", "futures"),
        rows=[_line(row, figures) for row in frame.to_dict("records")],
    )


def strict_card(study: GateStudy, found: Comparison) -> Card:
    """Net value by what going on must be worth more than stopping."""
    currency = study.baseline.portfolio.currency
    lever = f"going on must be worth this much more than stopping, thousand {currency}"
    return _sweep("strict", "How strict should gates be?", study.strictness, lever, found)


def late_card(study: GateStudy, found: Comparison) -> Card:
    """Net value by the age of reports, rosy as set and not."""
    lever = "age of reports when the board gets them, working days"
    return _sweep("late", "What do late reports cost?", study.lateness, lever, found)


def stopping_words(study: GateStudy, found: Comparison) -> tuple[str, str]:
    """What gates are worth as told, and what better reports would add."""
    told, clear = gain(found, study.chosen), gain(found, replace(study.chosen, age=0.0, rosy=0.0))
    figures = _alone(told, found.currency)
    chance = f"{in_futures(told.better.value, told.n)} ({out_of_span(told.better.value, told.n)})"
    if told.decided:
        verb = "gain" if told.mean.value > 0 else "lose"
        amount = figures.plain(abs(told.mean.value))
        span = between(told.mean.low, told.mean.high, figures)
        first = (
            f"Gates and reviews told like this would {verb} {amount} on average; the average lies {span}. "
            f"They do better than gates that always say yes {chance}."
        )
    elif told.mean.low == told.mean.high == 0.0:
        first = "No difference: nothing is stopped in any simulated future."
    else:
        span = worse_to_better(told.mean.low, told.mean.high, figures)
        first = (
            f"Undecided: gates and reviews told like this could be anywhere {span} than always saying yes."
        )
    if (study.chosen.age, study.chosen.rosy) == (0.0, 0.0):
        return first, "They are told at once and without bias: that is what they are worth at best here."
    better = paired_difference(
        found.values(_name(study.chosen), VALUE), found.values(_name(_clear(study)), VALUE), 1
    )
    more = _alone(better, found.currency)
    if better.decided:
        what = "more" if better.mean.value > 0 else "less"
        second = (
            f"Told at once and without bias they would be worth {more.plain(abs(better.mean.value))} {what} "
            f"({more.plain(better.mean.low)} to {more.plain(better.mean.high)})."
        )
    else:
        span = worse_to_better(better.mean.low, better.mean.high, more)
        second = f"Undecided what better reports would add: {span}."
    best = _alone(clear, found.currency)
    span = f"{best.signed(clear.mean.low)} to {best.signed(clear.mean.high)}"
    return first, f"{second} At best: {best.signed(clear.mean.value)} ({span})."


def _clear(study: GateStudy) -> Governance:
    return replace(study.chosen, age=0.0, rosy=0.0)


def _alone(found: PairedDifference, currency: str) -> Figures:
    mean = found.mean
    figures = finer(money([mean.value, mean.low, mean.high], currency), mean.value)
    return clear_ends(figures, mean.low, mean.high)


def _row(found: PairedDifference) -> dict[str, object]:
    return {
        **{"mean": found.mean.value, "low": found.mean.low, "high": found.mean.high},
        **{"p10": found.p10, "p90": found.p90, "better": found.better.value},
        **{"decided": found.decided, "n": found.n},
    }


def _name(one: Governance) -> str:
    return (
        f"{one.rule}, reviews {one.reviews}, hurdle {one.hurdle:g}, {one.age:g} days old, {one.rosy:g} rosy"
    )


def _sweep(
    key: str,
    title: str,
    points: Mapping[tuple[str, float], Governance],
    lever: str,
    found: Comparison,
) -> Card:
    rows = pd.DataFrame(_points(found, {place: _name(one) for place, one in points.items()}))
    figures = money([*rows["low"], *rows["high"]], found.currency)
    lines = [
        [row["series"], f"{row['lever']:g}", *_line(row, figures)[1:]] for row in rows.to_dict("records")
    ]
    return Card(
        key,
        title,
        sweep_chart(rows, figures, lever, next(iter(points))[0]),
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
    known = row["low"] > 0 or row["high"] < 0
    gain = figures.signed(row["mean"]) if known else open_words(row["low"], row["high"])
    span = f"{low} to {high}" if row["low"] < row["high"] else ""
    return [str(row.get("label", "")), gain, span, str(row["n"])]


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
