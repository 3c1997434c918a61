"""What must be true for the PMO to lose: break-evens in words, as a table and as a picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.analysis import Interval, Trend, mean_interval
from workbench.charts.numbers import MINUS, NBSP, money
from workbench.experiment.worth import BreakEven, Doing, Hearing, LeverCurve, Limits, Outcome, StrengthCurve
from workbench.interfaces.studies.answer import Grid
from workbench.interfaces.wording import capital, futures

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.charts.live import Picture


@dataclass(frozen=True)
class Condition:
    """One thing that would have to be true.

    Parameters
    ----------
    what
        The thing, as it heads a row.
    here
        What is assumed of it.
    found
        Where keeping is worth as much as closing.
    below, above
        What makes it lose where it loses below the figure, or above it; with a place for the figure.
    unit
        Written behind a figure.
    scale
        Figures shown are so many times those found.
    decimals
        Of figures shown.
    """

    what: str
    here: str
    found: BreakEven
    below: str
    above: str
    unit: str
    scale: float = 1.0
    decimals: int = 2

    def bare(self, value: float) -> str:
        """A figure without its unit."""
        text = f"{abs(value * self.scale):.{self.decimals}f}"
        return f"{MINUS if value * self.scale < 0 and float(text) else ''}{text}"

    def shown(self, value: float) -> str:
        """A figure with its unit."""
        return f"{self.bare(value)}{self.unit}"

    def span(self) -> str:
        """Range of the break-even."""
        at = self.found.at
        return "" if at is None else f"{self.bare(at.low)}{NBSP}to{NBSP}{self.bare(at.high)}"

    def tried(self) -> str:
        """Range that was tried."""
        return f"{self.bare(self.found.tried[0])}{NBSP}to{NBSP}{self.shown(self.found.tried[1])}"

    def loses(self) -> str:
        """What makes it lose, with its figure: on the side on which it is known to lose."""
        assert self.found.at is not None
        side = self.below if self.found.moves is Trend.RISING else self.above
        return f"{side.format(self.shown(self.found.at.value))} ({self.span()})"

    def words(self) -> str:
        """Where it breaks even, or that it does not, as a cell."""
        if self.found.at is not None:
            return self.shown(self.found.at.value)
        return {
            Outcome.PAYS: "nowhere tried: it pays throughout",
            Outcome.LOSES: "nowhere tried: it loses throughout",
            Outcome.SEVERAL: "at more than one place",
            Outcome.SAVES_NOTHING: "nowhere: closing saves nothing any more",
        }.get(self.found.outcome, "not known")


def conditions(curve: StrengthCurve, limits: Limits) -> list[Condition]:
    """All that was tried, in the order of tables."""
    place = curve.doings.index(Doing.CLOSE)
    strength = LeverCurve(curve.strengths, -curve.differences[:, place, :]).break_even()
    overhead, demand = limits.break_evens()
    return [
        Condition(
            "strength of the published effect",
            "1",
            strength,
            "an effect of less than {} of what is published",
            "an effect of more than {} of what is published",
            "",
        ),
        Condition(
            "share of project work that standards take, beyond what is assumed",
            "0 points",
            overhead,
            "standards that take less than {} of project work beyond what is assumed",
            "standards that take more than {} of project work beyond what is assumed",
            " points",
            100.0,
            1,
        ),
        Condition(
            "cost of the PMO, times today’s",
            "1×",
            _multiple(limits),
            "a PMO that costs less than {} today’s",
            "a PMO that costs more than {} today’s",
            "×",
        ),
        Condition(
            "projects still to start, times today’s",
            "1×",
            demand,
            "fewer than {} today’s projects still to start",
            "more than {} today’s projects still to start",
            "×",
        ),
    ]


def _multiple(limits: Limits) -> BreakEven:
    """The cost at which it breaks even is computed, not tried: every cost from nothing on counts as tried."""
    at = limits.cost_multiple()
    if at is None:
        return BreakEven(Outcome.SAVES_NOTHING, None, (0.0, 1.0), limits.futures)
    if at.high < 0.0:
        return BreakEven(Outcome.LOSES, None, (0.0, 1.0), limits.futures)
    if at.value < 0.0:
        return BreakEven(Outcome.UNKNOWN, None, (0.0, 1.0), limits.futures)
    return BreakEven(Outcome.CROSSES, at, (0.0, max(1.0, at.high)), limits.futures, Trend.FALLING)


def losing_sentence(found: list[Condition]) -> str:
    """What must be true for it to lose, each by itself."""
    clauses = [one.loses() for one in found if one.found.at is not None]
    if not clauses:
        return "Nothing that was tried is known to turn the answer."
    said = clauses[-1] if len(clauses) == 1 else f"{', '.join(clauses[:-1])} or {clauses[-1]}"
    return f"If every other guess is right, it loses with {said}; each by itself."


def agree(hearing: Hearing, limits: Limits) -> bool:
    """Whether the middle of all assumptions says the same of closing as the draws over them."""
    return _middle(limits) == next(one for one in hearing.verdicts() if one.doing is Doing.CLOSE).better


def middle_sentence(hearing: Hearing, limits: Limits) -> str:
    """What the middle of all assumptions says, and the draws over them where that is another thing."""
    pays = {True: "keeping loses", False: "keeping pays", None: "whether keeping pays is undecided"}
    first = f"With every assumption at its middle {pays[_middle(limits)]}"
    if agree(hearing, limits):
        return f"{first}, as over what we do not know (question 1)."
    close = next(one for one in hearing.verdicts() if one.doing is Doing.CLOSE)
    drawn = {True: "closing gains", False: "closing loses", None: "that is undecided"}[close.better]
    present = hearing.base.pmo.effect_strength
    weaker = sum(one.strength < present for one in hearing.worlds)
    return (
        f"{first}; over what we do not know {drawn} (question 1). In {weaker} of {len(hearing.worlds)} "
        "draws the effect of good practice is weaker than at its middle."
    )


def _middle(limits: Limits) -> bool | None:
    """Whether closing is known to be better with every assumption at its middle; None where undecided."""
    net = mean_interval(limits.net)
    return None if net.holds(0.0) else net.value < 0


def beyond_sentences(found: list[Condition]) -> list[str]:
    """What has no known break-even in the range that was tried, said as such."""
    said = []
    for one in found:
        if one.found.outcome is Outcome.PAYS:
            said.append(f"{capital(one.what)}: it pays at all that was tried, {one.tried()}.")
        elif one.found.outcome is Outcome.LOSES:
            said.append(f"{capital(one.what)}: it loses at all that was tried, {one.tried()}.")
        elif one.found.outcome is Outcome.UNKNOWN:
            said.append(f"{capital(one.what)}: where it breaks even is not known ({one.tried()} tried).")
        elif one.found.outcome is Outcome.SEVERAL:
            said.append(
                f"{capital(one.what)}: it turns more than once, so no one side of a figure is where it loses "
                f"({one.tried()} tried)."
            )
        elif one.found.outcome is Outcome.SAVES_NOTHING:
            said.append(
                f"{capital(one.what)}: so late, closing saves nothing any more, and no price of it turns the "
                "answer."
            )
    return said


def conditions_grid(found: list[Condition]) -> Grid:
    """One row for each."""
    rows = [(capital(one.what), one.here, one.words(), one.span(), one.tried()) for one in found]
    head = ("what", "assumed here", "breaks even at", "range", "tried")
    return Grid("Where keeping the PMO is worth as much as closing it", head, rows)


def overhead_picture(limits: Limits, currency: str) -> Picture:
    """Worth of keeping by the share of work that standards take."""
    return _picture(
        limits.overhead,
        currency,
        100.0,
        "points of project work that standards take beyond what is assumed",
        lambda at: f"{100 * at:.1f} points".replace("-", MINUS),
    )


def demand_picture(limits: Limits, currency: str) -> Picture:
    """Worth of keeping by number of projects."""
    return _picture(
        limits.demand, currency, 1.0, "projects still to start, times today’s", lambda at: f"{at:.2f}×"
    )


def _picture(
    curve: LeverCurve, currency: str, scale: float, axis: str, unit: Callable[[float], str]
) -> Picture:
    import pandas as pd

    from workbench.charts import line_chart
    from workbench.charts.line import Point

    averages: list[Interval] = curve.averages()
    figures = money([end for one in averages for end in (one.low, one.high)], currency)
    rows = [
        {"series": "keep − close", "lever": scale * at, "mean": one.value, "low": one.low, "high": one.high}
        for at, one in zip(curve.points, averages, strict=True)
    ]
    at = curve.break_even().at
    points = [] if at is None else [Point(scale * at.value, 0.0, f"breaks even at {unit(at.value)}")]
    return line_chart(pd.DataFrame(rows), figures, axis, "keep − close", points)


def points_caption(curve: LeverCurve) -> str:
    """What a picture rests on."""
    return f"Keeping less closing, {futures(curve.futures)} at each point. Band: where the average can lie."
