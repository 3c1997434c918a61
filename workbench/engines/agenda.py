"""What the plan dates (intakes, levels, fiscal years, cuts, boards, a timetable), in order as time passes."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.engines.plan import Plan
from workbench.engines.plan.calendar import first_board_from
from workbench.engines.tables import Tables


@dataclass(frozen=True)
class Due:
    """What is due at an instant."""

    arrived: list[int]
    """Projects taken in."""
    step: int
    """Level step in force."""
    turns_of_year: int
    cuts: list[tuple[int, float]]
    """(fiscal year, amount) pairs."""
    is_board: bool
    replans: bool = False
    """Whether the PMO plans anew."""
    escalates: bool = False
    """Whether it looks for projects that are late."""
    review: int = -1
    """Number of the review that sits, counted from 0; −1 without."""


class Agenda:
    """Dated changes of a plan; capacity steps are the pools' own (`workbench.engines.pools`)."""

    def __init__(self, plan: Plan, tables: Tables) -> None:
        money = plan.money
        self._intake = tables.intake
        self._levels: list[float] = plan.levels.day.tolist()
        self._years: list[float] = money.year_start.tolist()
        self._cut_days: list[float] = money.cut_day.tolist()
        self._cuts = list(zip(money.cut_year.tolist(), money.cut_amount.tolist(), strict=True))
        self._boards: list[float] = plan.rules.board_day.tolist()
        self._timetable = {day for day in tables.not_before if day > 0.0}
        self._strategy: list[float] = plan.strategy.day.tolist()
        self._reviews: list[float] = plan.rules.review_day.tolist()
        self._replans: list[float] = plan.rules.replan_day.tolist()
        self._escalations: list[float] = plan.rules.escalation_day.tolist()
        self._intakes_taken = 0
        self._step = 0
        self._year = 0
        self._cuts_taken = 0
        self._boards_taken = 0
        self._reviews_taken = 0
        self._replans_taken = 0
        self._escalations_taken = 0

        self._coming = sorted(self.days(), reverse=True)
        self._nothing = Due([], 0, 0, [], is_board=False)

    def days(self) -> set[float]:
        """Every date on it."""
        return {
            *self._intake,
            *self._levels[1:],
            *self._years,
            *self._cut_days,
            *self._boards,
            *self._reviews,
            *self._replans,
            *self._escalations,
            *self._timetable,
            *self._strategy[1:],
        }

    def last_decision(self, horizon: float, admitted: list[bool]) -> float:
        """Day after which nobody is released or turned down any more."""
        refused = [day for day, yes in zip(self._intake, admitted, strict=True) if not yes]
        return max([horizon, *(first_board_from(day, self._boards) for day in refused)])

    def take(self, now: float) -> Due:
        """All that is due by now and was not taken before."""
        if not self._coming or now < self._coming[-1]:
            return self._nothing
        while self._coming and self._coming[-1] <= now:
            self._coming.pop()
        first = self._intakes_taken
        self._intakes_taken = _passed(self._intake, first, now)
        self._step = _passed(self._levels, self._step + 1, now) - 1
        year = self._year
        self._year = _passed(self._years, year + 1, now) - 1
        cut = self._cuts_taken
        self._cuts_taken = _passed(self._cut_days, cut, now)
        board = self._boards_taken
        self._boards_taken = _passed(self._boards, board, now)
        review = self._reviews_taken
        self._reviews_taken = _passed(self._reviews, review, now)
        replan = self._replans_taken
        self._replans_taken = _passed(self._replans, replan, now)
        escalation = self._escalations_taken
        self._escalations_taken = _passed(self._escalations, escalation, now)
        self._nothing = Due([], self._step, 0, [], is_board=False)
        return Due(
            arrived=list(range(first, self._intakes_taken)),
            step=self._step,
            turns_of_year=self._year - year,
            cuts=self._cuts[cut : self._cuts_taken],
            is_board=self._boards_taken > board,
            replans=self._replans_taken > replan,
            escalates=self._escalations_taken > escalation,
            review=self._reviews_taken - 1 if self._reviews_taken > review else -1,
        )


def _passed(days: list[float], first: int, now: float) -> int:
    """How many of the rising days have come, counting on from the first not yet taken."""
    while first < len(days) and days[first] <= now:
        first += 1
    return first
