"""What standards are worth, in words, tables and pictures, for the page that changes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from workbench.analysis import Interval, Trend, mean_interval, quantiles, share_interval
from workbench.charts.numbers import NBSP, Figures, clear_ends, money
from workbench.experiment.worth import LeverCurve, Outcome
from workbench.experiment.worth.cash import Line
from workbench.experiment.worth.ledger import Ledger
from workbench.experiment.worth.standardised import FINISHED, Finishes
from workbench.interfaces.studies.in_money import NAMES
from workbench.interfaces.wording import between, capital, futures, percent, worse_to_better

if TYPE_CHECKING:
    from workbench.charts.live import Picture

ON_THE_CURVE = 24


@dataclass(frozen=True)
class Shares(Figures):
    """Figures of something that is no difference: their sign tells nothing."""

    def signed(self, value: float) -> str:
        """Without a sign."""
        return self.plain(value)


PERCENTS = Shares("", f"{NBSP}%", 0.01, 0)


def worth_sentence(net: np.ndarray[Any, Any], currency: str) -> str:
    """What standards are worth against none, no surer than the interval."""
    mean = mean_interval(net)
    figures = clear_ends(money([mean.low, mean.high], currency), mean.low, mean.high)
    if mean.holds(0.0):
        span = worse_to_better(mean.low, mean.high, figures)
        return (
            "Undecided, even if every guess is right: these standards could be anywhere "
            f"{span} than none, on average."
        )
    verb = "gain" if mean.value > 0 else "lose"
    return (
        f"If every guess is right, these standards would {verb} {figures.plain(abs(mean.value))} on average "
        f"against none; the average lies {between(mean.low, mean.high, figures)}."
    )


def cost_sentence(multiple: Interval | None) -> str:
    """At which multiple of their cost they break even."""
    if multiple is None:
        return "They cost no more than none."
    if multiple.high < 0:
        return "They would lose even if they cost nothing."
    if multiple.value < 0:
        return "Whether they would pay even if they cost nothing is not known."
    return (
        f"They break even at {multiple.value:.2f} times what they cost ({max(0.0, multiple.low):.2f} to "
        f"{multiple.high:.2f})."
    )


def strength_words(curve: LeverCurve) -> str:
    """How weak the published effect may be."""
    found = curve.break_even()
    n = f"{futures(curve.futures)} at each strength"
    if found.at is not None:
        low, high = found.at.within(0.0).low, found.at.high
        side = "above" if found.moves is Trend.RISING else "below"
        return (
            f"They pay {side} {found.at.value:.2f} of the published effect ({low:.2f} to {high:.2f}; {n}; "
            "0 = none)."
        )
    return {
        Outcome.PAYS: f"They pay at every strength of the published effect, none included ({n}).",
        Outcome.LOSES: f"They lose at every strength of the published effect tried, up to "
        f"{found.tried[1]:g} ({n}).",
    }.get(found.outcome, f"From which strength of the published effect on they pay is not known ({n}).")


def finish_sentence(found: Finishes, days_a_year: float) -> str:
    """When most projects are completed, and how surely that can be said."""
    share = percent(FINISHED)
    both = np.isfinite(found.without) & np.isfinite(found.with_)
    if both.sum() < 2:
        return f"In too few futures {share} of all projects are ever completed to compare when."
    earlier = found.earlier()
    month = days_a_year / 12
    moved = f"{abs(earlier.value) / month:.1f} months {'earlier' if earlier.value > 0 else 'later'}"
    open_ = ", undecided" if earlier.holds(0.0) else ""
    spans = [
        (high - low) / month
        for low, _, high in (quantiles(one[both]) for one in (found.without, found.with_))
    ]
    return (
        f"{share} of all projects are completed {moved} on average with standards "
        f"({earlier.low / month:+.1f} to {earlier.high / month:+.1f} months earlier{open_}; "
        f"{futures(int(both.sum()))}); 8 in 10 futures lie within {spans[1]:.1f} months, without them "
        f"within {spans[0]:.1f}."
    ).replace("-", "−")


def waterfall_picture(found: Ledger) -> Picture:
    """Worth as the sum of its lines."""
    import pandas as pd

    from workbench.charts import waterfall_chart

    lines = [line for line in Line if np.any(found.total(line) != 0.0)]
    rows = [_row(capital(NAMES[line]), mean_interval(found.total(line))) for line in lines]
    whole = mean_interval(found.net)
    ends = [end for row in rows for end in (row["low"], row["high"])]
    figures = money([*ends, whole.low, whole.high], found.base.portfolio.currency)
    return waterfall_chart(pd.DataFrame([*rows, _row("Worth", whole)]), "Worth", figures)


def _row(label: str, one: Interval) -> dict[str, Any]:
    decided = not one.holds(0.0)
    return {"label": label, "mean": one.value, "low": one.low, "high": one.high, "decided": decided}


def strength_picture(curve: LeverCurve, currency: str) -> Picture:
    """Worth by strength of the published effect."""
    import pandas as pd

    from workbench.charts import line_chart
    from workbench.charts.line import Point

    averages = curve.averages()
    figures = money([end for one in averages for end in (one.low, one.high)], currency)
    rows = [
        {"series": "worth", "lever": at, "mean": one.value, "low": one.low, "high": one.high}
        for at, one in zip(curve.points, averages, strict=True)
    ]
    at = curve.break_even().at
    points = [] if at is None else [Point(at.value, 0.0, f"breaks even at {at.value:.2f}")]
    axis = "strength of the published effect (0 = none, 1 = as published)"
    return line_chart(pd.DataFrame(rows), figures, axis, "worth", points)


def finish_picture(found: Finishes, days_a_year: float) -> Picture | None:
    """Share of futures in which most projects are completed, by time; None where that hardly happens."""
    import pandas as pd

    from workbench.charts import line_chart

    known = np.concatenate([found.without, found.with_])
    known = known[np.isfinite(known)]
    if known.size < 2:
        return None
    rows = []
    for day in np.linspace(float(known.min()) - 1, float(known.max()), ON_THE_CURVE):
        for name, days in (("without", found.without), ("with standards", found.with_)):
            share = share_interval(int((days <= day).sum()), found.futures)
            rows.append(
                {
                    "series": name,
                    "lever": round(float(day) / days_a_year, 3),
                    "mean": share.value,
                    "low": share.low,
                    "high": share.high,
                }
            )
    return line_chart(pd.DataFrame(rows), PERCENTS, "years since the start", "with standards")
