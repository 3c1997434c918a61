"""Sentences on performance against the plan at approval, from the frames that charts and tables show."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from workbench.analysis import ratio_interval
from workbench.charts.dates import dated
from workbench.charts.numbers import NBSP, Figures, amount, money, plain_figures
from workbench.interfaces.wording.phrases import futures, listed

if TYPE_CHECKING:
    import pandas as pd

    from workbench.experiment.earned import EarnedValue

FORECASTS = {
    "eac1": "as it cost so far (EAC1)",
    "eac2": "rest as planned (EAC2)",
    "eac3": "as cost and delay so far (EAC3)",
    "pd_spi": "by work done (PD÷SPI)",
    "pd_spi_t": "as fast as so far (PD÷SPI(t))",
    "at_pd_es": "rest as planned (AT+PD−ES)",
}
"""What readers call the forecasts."""

SHORT_FORECASTS = {
    "eac1": "as so far (EAC1)",
    "eac2": "rest as planned (EAC2)",
    "eac3": "cost and delay (EAC3)",
    "pd_spi": "by work done (SPI)",
    "pd_spi_t": "as so far (SPI(t))",
    "at_pd_es": "rest as planned (ES)",
}
"""The same where there is little room."""

HEADS = {"cost": "Forecasts of the final cost", "time": "Forecasts of the duration"}
MIDDLE = 0.6
"""Share of the time over at which sentences look at forecasts."""


@dataclass(frozen=True)
class Frames:
    """Performance as frames, with what they were made of.

    Parameters
    ----------
    found
        All futures.
    shown
        Those of the curves: all of them, or one.
    curves, indices, errors, benefits, projects
        As `workbench.experiment.earned.frames` makes them.
    """

    found: EarnedValue
    shown: EarnedValue
    curves: pd.DataFrame
    indices: pd.DataFrame
    errors: pd.DataFrame
    benefits: pd.DataFrame
    projects: pd.DataFrame

    @property
    def is_one(self) -> bool:
        """Whether the curves are those of a single future."""
        return len(self.shown.replications) == 1

    @property
    def figures(self) -> Figures:
        """How amounts of work are written."""
        values = self.curves["mean"].tolist()
        if self.found.weight == "money":
            found = money(values, self.found.scenario.portfolio.currency)
            # One more digit where the largest amount has a single one before the point.
            small = found.decimals == 1 and max(values, default=0.0) < 10 * found.divisor
            return replace(found, decimals=2) if small else found
        return plain_figures(values, "FTE-days")


def of_percent(share: float) -> str:
    r"""A share in whole percent; an error beyond twice the truth in tens.

    Examples
    --------
    >>> of_percent(0.257), of_percent(4.498), of_percent(float("nan"))
    ('26\xa0%', '450\xa0%', '–')
    """
    if not math.isfinite(share):
        return "–"
    return f"{share * 100:.0f}{NBSP}%" if share < 2 else f"{round(share * 10) * 10:,}{NBSP}%"


MOST = 2.0
"""Errors beyond twice the truth are not told apart."""


def error_percent(share: float) -> str:
    r"""An average error; beyond twice the truth it only says that: little is earned or past by then.

    Examples
    --------
    >>> error_percent(0.257), error_percent(9.3)
    ('26\xa0%', 'over 200\xa0%')
    """
    return f"over {MOST * 100:.0f}{NBSP}%" if math.isfinite(share) and share > MOST else of_percent(share)


def early_words(frames: Frames) -> str:
    """Why some forecasts err absurdly early on; empty where none does."""
    if not (frames.errors["mean"] > MOST).any():
        return ""
    return (
        f"Errors over {MOST * 100:.0f}{NBSP}%: such a forecast divides by what has been earned so far, and "
        "early on that is next to nothing. It says nothing until work is well under way."
    )


def records(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """A frame as rows of plain values."""
    return [{str(key): value for key, value in row.items()} for row in rows.to_dict("records")]


def basis(frames: Frames) -> str:
    """On how many futures it rests."""
    found = frames.found
    n = futures(len(found.replications))
    start = f"Averages over {n} of seed {found.scenario.seed}"
    if frames.is_one:
        start = (
            f"Curves of one simulated future, number {frames.shown.replications.start} of seed "
            f"{found.scenario.seed}; forecasts and benefits over {n}"
        )
    unit = (
        "" if found.weight == "money" else " Nobody has a price here, so work is counted in days of people."
    )
    return f"{start}. Uncalibrated: literature defaults.{unit}"


def cost_words(frames: Frames) -> str:
    """What the work costs against its plan at approval."""
    curves, figures = frames.shown.curves, frames.figures
    planned, paid = curves.planned[:, -1], curves.paid[:, -1]
    if not planned.mean() > 0:
        return "Nothing is released, so nothing was planned."
    ratio = ratio_interval(paid, planned)
    amounts = [figures.plain(float(one.mean())) for one in (planned, paid)]
    whole = f"Work planned at {amounts[0]} when it was approved costs {amounts[1]}"
    if frames.is_one:
        return f"{whole}, {ratio.value:.2f} times the plan."
    return (
        f"{whole} on average, {ratio.value:.2f} times the plan (the average lies between {ratio.low:.2f} and "
        f"{ratio.high:.2f})."
    )


def halfway(frames: Frames) -> str:
    """How far work is when half of it should be done, and what boards are told then."""
    own, figures = frames.curves, frames.figures
    line = own[own["series"] == "planned"]
    if line.empty or not line["mean"].iloc[-1] > 0:
        return ""
    k = int(np.searchsorted(line["mean"].to_numpy(), line["mean"].iloc[-1] / 2))
    day = line["date"].iloc[k]
    rows = records(own[own["date"] == day])
    at = {str(one["series"]): figures.plain(one["mean"]) for one in rows}
    return (
        f"By {dated(day)}, when {at['planned']} should be done, {at['earned']} is done, the latest reports "
        f"say {at['told']}, and {at['paid']} is paid."
    )


def pace_words(frames: Frames) -> str:
    """How fast work is against the plan, at the end."""
    own = frames.indices
    last = {name: own[own["series"] == name].tail(1) for name in ("spi_t", "spi")}
    if any(one.empty for one in last.values()):
        return "Nothing was planned, so there is no pace."
    pace, value = (float(last[name]["mean"].iloc[0]) for name in ("spi_t", "spi"))
    low, high = float(last["spi_t"]["p10"].iloc[0]), float(last["spi_t"]["p90"].iloc[0])
    spread = "" if frames.is_one else f" ({low:.2f} to {high:.2f} in 8 of 10 futures)"
    again = (
        f" SPI, which is money ÷ money, ends at {value:.2f} however late the work is, because in the end all "
        "that was planned is earned; earned schedule counts in time and does not forget."
        if pace < 0.97
        else ""
    )
    return f"A day of work brings {pace:.2f} days of the plan in the end{spread}.{again}"


def forecast_words(frames: Frames) -> list[str]:
    """Which forecast errs least on the reports that boards get, well before the end."""
    own = frames.errors
    rows = own[(own["view"] == "board") & np.isclose(own["share"], MIDDLE)]
    said = []
    for kind, what in (("cost", "the final cost"), ("time", "the duration")):
        some = rows[(rows["kind"] == kind) & (rows["n"] > 0)]
        if some.empty:
            said.append(
                f"No project is completed with a report before, so no forecast of {what} can be judged."
            )
            continue
        best = records(some.sort_values("mean"))[0]
        near = [f"“{FORECASTS[one]}”" for one in some[some["closest"]]["forecast"]]
        which = f"{near[0]} errs" if len(near) == 1 else f"{listed(near)}, undecided which, err"
        same = (own["view"] == "truth") & np.isclose(own["share"], MIDDLE)
        truth = own[same & (own["forecast"] == best["forecast"])]
        said.append(
            f"With {of_percent(MIDDLE)} of the time over, of three usual forecasts of {what} {which} "
            f"least: by {of_percent(best['mean'])} on average (between {of_percent(best['low'])} and "
            f"{of_percent(best['high'])}; {best['cases']:,} projects in {best['n']:,} futures). "
            f"With perfect reports it would be {of_percent(float(truth['mean'].iloc[0]))}."
        )
    return said


def benefit_words(frames: Frames) -> str:
    """How much of the benefits planned at approval comes."""
    total = frames.benefits.iloc[-1]
    currency = frames.found.scenario.portfolio.currency
    if not total["planned"] > 0:
        return "No benefits were planned for what is released."
    return (
        f"Of {amount(total['planned'], currency)} of benefits planned at approval (present value) "
        f"{amount(total['realised'], currency)} come on average: {of_percent(total['share'])} (between "
        f"{of_percent(total['low'])} and {of_percent(total['high'])}; {int(total['n']):,} futures)."
    )
