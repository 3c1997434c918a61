"""How risky a portfolio is, and why: in words, as a picture, as tables and as JSON."""

from __future__ import annotations

import json
import math
from collections.abc import Hashable, Mapping
from typing import TYPE_CHECKING, Any

from workbench.analysis import Interval, quantile_interval
from workbench.charts.dates import dated
from workbench.charts.numbers import Figures, in_futures, money, out_of_span
from workbench.experiment.balance import NONE
from workbench.experiment.studies.drivers import DriverKind
from workbench.experiment.studies.risk import DriverFound, RiskStudy
from workbench.interfaces.studies.answer import LUCK_ALONE, Answer, Grid, Section
from workbench.interfaces.studies.as_json import as_json, interval
from workbench.interfaces.wording import (
    between_values,
    count,
    futures,
    label_of,
    listed,
    too_few,
    whole_percent,
)

if TYPE_CHECKING:
    from workbench.charts.live import Picture

TITLE = "How risky is it, and why"

MOST_PAIRS = 10
"""Pairs of projects in a table."""

_UNITS = {
    DriverKind.RISK: "occurs in",
    DriverKind.INCIDENT: "incidents until the horizon",
    DriverKind.LUCK: "standard deviations, above 0 = slower",
    DriverKind.BENEFITS: "÷ as stated",
}


def risk_answer(study: RiskStudy) -> Answer:
    """The answer, sentence first."""
    few = too_few(study.n)
    reserve = reserve_sentence(study)
    return Answer(
        "risk",
        TITLE,
        study.scenario,
        label_of(study.scenario.name),
        [
            value_sentence(study),
            driver_sentence(study),
            *([reserve] if reserve else []),
            *([few] if few else []),
        ],
        (
            _value_section(study),
            _driver_section(study),
            _overrun_section(study),
            _promise_section(study),
            _balance_section(study),
        ),
        study.n,
        (LUCK_ALONE,),
    )


def _figures(study: RiskStudy) -> Figures:
    ends = [study.mean.value, study.worst.value, *study.quantiles]
    return money(ends, study.scenario.portfolio.currency)


def value_sentence(study: RiskStudy) -> str:
    """What it brings on average, in the worst tenth, and how often it loses money."""
    figures = _figures(study)
    worst = figures.plain(study.worst.value)
    span = "" if math.isnan(study.worst.low) else f" ({_plain(study.worst, figures)})"
    lies = between_values(study.mean.low, study.mean.high, figures)
    return (
        f"It brings {figures.plain(study.mean.value)} on average (the average lies {lies}); in the worst "
        f"tenth of the futures {worst} on average{span}. It loses money "
        f"{in_futures(study.loss.value, study.n)} ({out_of_span(study.loss.value, study.n)})."
    )


def driver_sentence(study: RiskStudy) -> str:
    """What is clearly different where it goes badly."""
    if not study.drivers:
        return "No driver that projects share differs between the futures: what goes badly is their own luck."
    clear = [one for one in study.drivers if one.decided]
    if not clear:
        many = len(study.drivers)
        none = f"none of {count(many, 'driver', 'drivers')} is"
        which = none if many > 1 else f"{study.drivers[0].driver.name} is not"
        return (
            f"Undecided what makes the worst tenth bad: {which} clearly different there, in "
            f"{count(study.tail, 'bad future', 'bad futures')}."
        )
    return f"What is clearly different in the worst tenth: {listed([_said(one) for one in clear])}."


def _said(one: DriverFound) -> str:
    inside, outside = (_shown(one, value) for value in (one.found.inside, one.found.outside))
    if one.driver.kind is DriverKind.RISK:
        return f"“{one.driver.name}” occurs in {inside} of its futures, in {outside} of the others"
    if one.driver.kind is DriverKind.INCIDENT:
        return f"{inside} times “{one.driver.name}”, {outside} in the others"
    if one.driver.kind is DriverKind.LUCK:
        slower = "slower" if one.found.difference.value > 0 else "faster"
        return f"all work is {slower} by luck that projects share ({inside} sd against {outside})"
    return f"benefits turn out at {inside} of what is stated, at {outside} in the others"


def _shown(one: DriverFound, value: float) -> str:
    if one.driver.kind in (DriverKind.RISK, DriverKind.BENEFITS):
        return whole_percent(value)
    return Figures().bare(value)


def _moved(one: DriverFound, gap: float) -> str:
    """A difference with its sign; shares in points."""
    if math.isnan(gap):
        return "–"
    if one.driver.kind in (DriverKind.RISK, DriverKind.BENEFITS):
        return Figures(decimals=0).bare_signed(100 * gap)
    return Figures().bare_signed(gap)


def reserve_sentence(study: RiskStudy) -> str:
    """Whether the reserve suffices; empty without one."""
    drawn, suffices = study.reserve_drawn, study.reserve_sufficed
    if drawn is None or suffices is None:
        return ""
    return (
        f"The reserve suffices {in_futures(suffices.value, study.n)} "
        f"({out_of_span(suffices.value, study.n)}); {whole_percent(drawn.value)} of it is drawn on average "
        f"({whole_percent(drawn.low)} to {whole_percent(drawn.high)})."
    )


def _plain(one: Interval, figures: Figures) -> str:
    return f"{figures.plain(one.low)} to {figures.plain(one.high)}"


def _level(study: RiskStudy, share: float, figures: Figures) -> str:
    """How well the value is known below which that share of futures ends; too few of them know no end."""
    found = quantile_interval(study.npv.to_numpy(), share)
    return _plain(found, figures) if math.isfinite(found.half_width) else "too few futures to say"


def _value_section(study: RiskStudy) -> Section:
    figures = _figures(study)

    def picture() -> Picture:
        import pandas as pd

        from workbench.charts import distribution_chart

        name = label_of(study.scenario.name)
        values = pd.DataFrame({"scenario": name, "value": study.npv.to_numpy()})
        return distribution_chart(values, figures, (name, ""))

    low, middle, high = study.quantiles
    rows = [
        ("average", figures.plain(study.mean.value), _plain(study.mean, figures)),
        ("average of the worst 10 %", figures.plain(study.worst.value), _plain(study.worst, figures)),
        ("9 in 10 futures bring at least", figures.plain(low), _level(study, 0.1, figures)),
        ("5 in 10 futures bring at least", figures.plain(middle), _level(study, 0.5, figures)),
        ("1 in 10 futures brings at least", figures.plain(high), _level(study, 0.9, figures)),
    ]
    said = f"9 in 10 futures bring at least {figures.plain(low)}, 1 in 10 at least {figures.plain(high)}."
    return Section(
        "What it brings, and in the worst tenth",
        (said,),
        picture,
        f"How sure: share of {study.n:,} futures that bring at least so much. Net value, discounted.",
        (Grid(f"Net value, of {futures(study.n)}", ("", "value", "range, 95 % sure"), rows),),
    )


def _driver_section(study: RiskStudy) -> Section:
    rows = []
    for one in study.drivers:
        gap = one.found.difference
        ends = (_moved(one, end) for end in (gap.low, gap.high))
        rows.append(
            (
                one.driver.name,
                _UNITS[one.driver.kind],
                *(_shown(one, value) for value in (one.found.inside, one.found.outside)),
                " to ".join(ends),
                "yes" if one.decided else "undecided",
            )
        )
    head = ("driver", "counted in", "worst tenth", "others", "difference, from to", "different")
    table = Grid(
        "What differs between futures; shares differ by percentage points",
        head,
        rows,
        texts=frozenset({0, 1, 5}),
    )
    return Section(
        "What makes the worst tenth bad",
        (driver_sentence(study),),
        grids=(table,) if rows else (),
        notes=(
            f"The worst tenth: the {study.tail} of {study.n:,} futures with the lowest net value. “Yes” "
            "allows for every driver looked at (Holm). It says what goes with bad futures, not what each "
            "driver costs: compare with a scenario without it for that. Dated shocks come in every future "
            "alike, so they tell none apart.",
        ),
    )


def _overrun_section(study: RiskStudy) -> Section:
    title = "Do overruns go together"
    found = study.overruns
    if math.isnan(found.value):
        return Section(title, ("Too few projects are completed in enough futures to say.",))
    low, high = (f"{end:.2f}".replace("-", "−") for end in (found.low, found.high))
    span = f"{low} to {high}"
    if math.isnan(found.low):
        said = "Undecided whether overruns go together: too few futures to say."
    elif not found.low > 0:
        lies = f"the average correlation lies between {low} and {high}"
        said = f"Undecided whether overruns go together: {lies}."
    else:
        alone = study.projects / (1 + (study.projects - 1) * found.value)
        said = (
            f"Yes: the correlation between two projects is {found.value:.2f} on average ({span}). "
            f"{study.projects} such projects spread luck like {alone:.0f} that had nothing in common."
        )
    rows = [
        (
            f"{one.first} and {one.second}",
            f"{one.correlation.value:.2f}".replace("-", "−"),
            f"{one.correlation.low:.2f} to {one.correlation.high:.2f}".replace("-", "−"),
            f"{one.n:,}",
            "yes" if one.decided else "undecided",
        )
        for one in study.pairs[:MOST_PAIRS]
    ]
    head = ("projects", "correlation", "range", "futures", "together")
    table = Grid("The strongest", head, rows, texts=frozenset({0, 4}))
    return Section(
        title,
        (said,),
        grids=(table,) if rows else (),
        short=(),
        notes=(
            "Overrun: actual ÷ planned days of work, as a logarithm, in futures in which both projects are "
            f"completed. The strongest of {count(len(study.pairs), 'pair', 'pairs')} look strong by luck "
            "alone unless that is allowed for; “yes” allows for all of them (Holm).",
        ),
    )


def _promise_section(study: RiskStudy) -> Section:
    found = study.commitments
    if found.empty:
        return Section("Every promised date", ("No date is promised.",))
    rows = [
        (
            row["project"],
            _named(row),
            dated(row["due"]),
            whole_percent(row["probability"]),
            f"{whole_percent(row['low'])} to {whole_percent(row['high'])}",
        )
        if not math.isnan(row["probability"])
        else (row["project"], _named(row), dated(row["due"]), "open", "–")
        for row in found.sort_values("probability", kind="stable").to_dict("records")
    ]
    weak = int((found["probability"] < 0.5).sum())
    dates = count(len(found), "promised date", "promised dates")
    said = f"{weak} of {dates} are kept in fewer than half of the futures."
    head = ("", "project", "promised for", "kept in", "range")
    return Section(
        "Every promised date",
        (said,),
        grids=(Grid("Share of futures, least first", head, rows, texts=frozenset({0, 1, 2})),),
        notes=("Open: some futures end before the date.",) if found["probability"].isna().any() else (),
    )


def _named(row: Mapping[Hashable, Any]) -> str:
    """Its name beside its id; nothing where nobody gave it one."""
    return "" if row["name"] == row["project"] else str(row["name"])


def _balance_section(study: RiskStudy) -> Section:
    known = study.balance[(study.balance["total"] > 0) & (study.balance["largest_share"] > 0)]
    rows = [
        (
            f"{row['of']} by {row['by']}",
            str(row["groups"]),
            f"{row['as_if']:.1f}",
            f"no {row['by']}" if row["largest"] == NONE else str(row["largest"]),
            whole_percent(row["largest_share"]),
        )
        for row in known.to_dict("records")
    ]
    own = known[(known["by"] == "project") & (known["of"] == "value")]
    said = (
        f"Planned value is spread like over {own['as_if'].iloc[0]:.0f} equal projects; the largest, "
        f"{own['largest'].iloc[0]}, holds {whole_percent(float(own['largest_share'].iloc[0]))}."
        if len(own)
        else "No project states a benefit."
    )
    head = ("", "groups", "as if so many equal ones", "largest", "its share")
    return Section(
        "What hangs on few things",
        (said,),
        grids=(Grid("Concentration of what is planned", head, rows, texts=frozenset({0, 3})),),
        notes=("From the plan alone: value if all takes as long as planned, cost still to come, score.",),
    )


def risk_json(study: RiskStudy) -> str:
    """The same as JSON; keys never change."""
    low, middle, high = study.quantiles
    content: dict[str, Any] = {
        "scenario": study.scenario.name,
        "hash": study.scenario.hash,
        "currency": study.scenario.portfolio.currency,
        "n": study.n,
        "npv": {**interval(study.mean), "p10": low, "p50": middle, "p90": high},
        "worst_tenth": {**interval(study.worst), "futures": study.tail},
        "loss": interval(study.loss),
        "drivers": [
            {
                "kind": one.driver.kind.name.lower(),
                "key": one.driver.key,
                "name": one.driver.name,
                "worst_tenth": one.found.inside,
                "others": one.found.outside,
                "difference": interval(one.found.difference),
                "decided": one.decided,
            }
            for one in study.drivers
        ],
        "overruns": {"projects": study.projects, "average_correlation": interval(study.overruns)},
        "pairs": [
            {
                "projects": [one.first, one.second],
                "correlation": interval(one.correlation),
                "n": one.n,
                "decided": one.decided,
            }
            for one in study.pairs[:MOST_PAIRS]
        ],
        "commitments": json.loads(study.commitments.to_json(orient="records", date_format="iso")),
        "concentration": json.loads(study.balance.to_json(orient="records")),
        "reserve": None
        if study.reserve_drawn is None or study.reserve_sufficed is None
        else {"drawn": interval(study.reserve_drawn), "sufficed": interval(study.reserve_sufficed)},
    }
    return as_json(content)
