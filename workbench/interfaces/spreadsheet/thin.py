"""A thin project: the few figures of one row, completed by rules that are all listed."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

from workbench.errors import Problem
from workbench.interfaces.spreadsheet.ledger import Entry
from workbench.interfaces.spreadsheet.limits import BELIEVED_DAYS, BELIEVED_YEARS, LONGEST_ID
from workbench.interfaces.spreadsheet.mapping import Assume
from workbench.interfaces.spreadsheet.rows import Record
from workbench.interfaces.spreadsheet.words import Urgency
from workbench.model import Calendar, Filled
from workbench.model.data import MOST_FTE

BENEFIT_YEARS = 5.0
MOST_ASSUMED_SHARE = 0.9
SMALLEST_TEAM = 0.05

WORKED_OUT = "worked out"
ASSUMED = "assumed"
STATED_IN_MAPPING = "stated in the mapping"


@dataclass(frozen=True)
class Thin:
    """What is known of a project before its pool is."""

    record: Record
    id: str
    pool: str
    team: float
    days: float
    value: float
    urgency: Urgency
    benefit_years: float
    intake: date | None
    due: date | None
    mandatory: bool
    share: float | None
    """Share complete; `None` if the project is not under way."""
    entries: tuple[Entry, ...]

    @property
    def days_left(self) -> float:
        """Working days still to be done."""
        return self.days * (1 - (self.share or 0.0))


@dataclass(frozen=True)
class Frame:
    """What holds for every row: the first day, the calendar, declared assumptions, columns present."""

    start: date
    calendar: Calendar
    assume: Assume
    columns: frozenset[str]
    only_pool: str | None
    """The pool of a project that names none, if there can be only one."""


class _Draft:
    """Collects what one row yields: problems, and what was filled in."""

    def __init__(self, record: Record, frame: Frame) -> None:
        self.record, self.frame = record, frame
        self.problems: list[Problem] = []
        self.entries: list[Entry] = []
        for field in sorted(record.constant):
            self.filled(field, str(record.get(field)), STATED_IN_MAPPING, _BEARS_ON.get(field, Filled.OTHER))

    def refuse(self, field: str, message: str, value: object, remedy: str) -> None:
        self.problems.append(self.record.problem(field, message, value, remedy))

    def filled(self, what: str, value: str, source: str, bears_on: Filled) -> None:
        self.entries.append(Entry(what, value, source, bears_on))


_BEARS_ON = {
    "value_per_year": Filled.VALUE,
    "benefit_years": Filled.VALUE,
    "urgency": Filled.URGENCY,
    "due_date": Filled.URGENCY,
    "lateness_cost_per_day": Filled.URGENCY,
}


def thin_project(record: Record, frame: Frame) -> Thin | tuple[Problem, ...]:
    """The project of a row, or everything that keeps it from being one."""
    draft = _Draft(record, frame)
    name = _id(draft)
    pool = _pool(draft)
    days = _days(draft)
    team = _team(draft, days)
    urgency = _urgency(draft)
    value = _value(draft)
    years = _benefit_years(draft, value)
    share = _share(draft, days)
    due = _due(draft, urgency)
    intake = _intake(draft, share)
    _dates_in_order(draft, share, intake, due)
    if draft.problems:
        return tuple(draft.problems)
    return Thin(
        record=record,
        id=name,
        pool=pool,
        team=team,
        days=days,
        value=value,
        urgency=urgency,
        benefit_years=years,
        intake=intake,
        due=due,
        mandatory=bool(record.get("mandatory")),
        share=share,
        entries=tuple(draft.entries),
    )


def _id(draft: _Draft) -> str:
    field, name = draft.record.key
    if not name:
        draft.refuse("id", "is empty", None, "give the project a short key")
    elif field == "name":
        draft.filled("id", "the name", WORKED_OUT, Filled.OTHER)
    elif len(name) > LONGEST_ID:
        draft.refuse("id", f"is longer than {LONGEST_ID} characters", f"{name[:LONGEST_ID]}…", "shorten it")
    return name


def _pool(draft: _Draft) -> str:
    pool = draft.record.get("pool")
    if pool is not None and len(pool) > LONGEST_ID:
        draft.refuse("pool", f"is longer than {LONGEST_ID} characters", f"{pool[:LONGEST_ID]}…", "shorten it")
    if pool is not None:
        return str(pool)
    if draft.frame.only_pool is None:
        draft.refuse("pool", "is empty", None, "name the pool that does the work")
        return ""
    draft.filled("pool", draft.frame.only_pool, ASSUMED, Filled.CAPACITY)
    return draft.frame.only_pool


def _days(draft: _Draft) -> float:
    record, frame = draft.record, draft.frame
    days: float | None = record.get("duration_days")
    field = "duration_days"
    if days is None:
        first, last = record.get("planned_start") or record.get("started_on"), record.get("planned_end")
        if first is not None and last is not None:
            field = "planned_end"
            if last < first:
                draft.refuse(field, f"is before the planned start {first}", last, "swap or mend them")
                return math.nan
            days = float(frame.calendar.days_through(first, last))
            draft.filled(
                "duration", "working days from planned start to planned end", WORKED_OUT, Filled.OTHER
            )
            if last < frame.start and record.get("share_complete") is None:
                draft.refuse(
                    field,
                    f"is before the portfolio's start {frame.start}",
                    last,
                    "state share_complete if it is still under way",
                )
                return math.nan
        elif frame.assume.duration_days is not None:
            days = frame.assume.duration_days
            draft.filled("duration", f"{days:g} working days", "assumed in the mapping", Filled.OTHER)
        else:
            missing = next(
                (
                    one
                    for one in ("duration_days", "planned_start", "planned_end", "started_on")
                    if one in record.places and record.get(one) is None
                ),
                field,
            )
            draft.refuse(
                missing,
                "is empty, so there is no duration",
                None,
                "state the duration, or planned start and end",
            )
            return math.nan
    if not 0 < days <= BELIEVED_DAYS:
        limit = f"must be above 0 and at most {BELIEVED_DAYS:,.0f} working days"
        draft.refuse(
            field,
            limit if field == "duration_days" else "the planned time " + limit,
            f"{days:g}",
            "check the unit and the dates",
        )
        return math.nan
    return days


def _team(draft: _Draft, days: float) -> float:
    record, rule = draft.record, draft.frame.assume.team_size
    team: float | None = record.get("team_size")
    if team is not None:
        if team <= 0 or abs(team * 100 - round(team * 100)) > 1e-9:
            draft.refuse(
                "team_size",
                "must be above 0, in whole hundredths of an FTE",
                f"{team:g}",
                f"write {max(team, 0.01):.2f}",
            )
            return math.nan
        return round(team, 2)
    budget = record.get("budget")
    if rule is None or budget is None:
        draft.refuse("budget" if rule else "team_size", "is empty", None, "state the people at work on it")
        return math.nan
    if math.isnan(days):
        return math.nan
    team = round(budget * rule.labour_share / days / rule.cost_per_fte_day, 2)
    if team < SMALLEST_TEAM:
        draft.refuse(
            "budget",
            f"makes a team below {SMALLEST_TEAM:g} FTE",
            f"{budget:,.0f}",
            "state team_size, or check budget and dates",
        )
        return math.nan
    if team > MOST_FTE:
        draft.refuse(
            "budget",
            f"makes a team above {MOST_FTE:,.0f} FTE",
            f"{budget:,.0f}",
            "check the unit of the budget and the duration, or state team_size",
        )
        return math.nan
    draft.filled(
        "team size",
        f"{rule.labour_share:.0%} of the budget ÷ duration ÷ {rule.cost_per_fte_day:,g} per FTE-day",
        "assumed in the mapping",
        Filled.CAPACITY,
    )
    return team


def _value(draft: _Draft) -> float:
    record, rule = draft.record, draft.frame.assume.value_per_year
    value: float | None = record.get("value_per_year")
    if value is not None:
        return value
    if record.get("mandatory"):
        draft.filled("yearly value of mandatory projects", "0", ASSUMED, Filled.VALUE)
        return 0.0
    budget = record.get("budget")
    if rule is None or budget is None:
        field = "budget" if rule else "value_per_year"
        draft.refuse(field, "is empty, so there is no value", None, "write 0 if it brings none")
        return math.nan
    share = f"{rule.share_of_budget:.0%} of the budget"
    draft.filled("yearly value", share, "assumed in the mapping", Filled.VALUE)
    return float(budget * rule.share_of_budget)


def _urgency(draft: _Draft) -> Urgency:
    record, assumed = draft.record, draft.frame.assume.urgency
    stated: Urgency | None = record.get("urgency")
    if stated is not None:
        return stated
    if assumed is not None:
        draft.filled("urgency", assumed.value, "assumed in the mapping", Filled.URGENCY)
        return assumed
    due = record.get("due_date") or record.get("planned_end")
    if due is not None and (record.get("lateness_cost_per_day") or record.get("mandatory")):
        why = "has a lateness cost" if record.get("lateness_cost_per_day") else "is mandatory with a due date"
        draft.filled("urgency", f"{Urgency.FIXED_DATE.value}: {why}", ASSUMED, Filled.URGENCY)
        return Urgency.FIXED_DATE
    draft.filled("urgency", Urgency.STEADY.value, ASSUMED, Filled.URGENCY)
    return Urgency.STEADY


def _benefit_years(draft: _Draft, value: float) -> float:
    years: float | None = draft.record.get("benefit_years")
    if value == 0 and not years:
        # What brings nothing brings it for no time: nothing is assumed that a result rests on.
        return BENEFIT_YEARS
    if years is None:
        declared = draft.frame.assume.benefit_years
        years = declared if declared is not None else BENEFIT_YEARS
        source = "assumed in the mapping" if declared is not None else ASSUMED
        draft.filled("years of benefit", f"{years:g} years", source, Filled.VALUE)
    elif not 0 < years <= BELIEVED_YEARS:
        limit = f"must be above 0 and at most {BELIEVED_YEARS:g}"
        draft.refuse("benefit_years", limit, f"{years:g}", "check the unit")
    return years


def _share(draft: _Draft, days: float) -> float | None:
    record, frame = draft.record, draft.frame
    share: float | None = record.get("share_complete")
    started: date | None = record.get("started_on")
    planned: date | None = record.get("planned_start")
    if started is not None and started > frame.start:
        draft.refuse(
            "started_on",
            f"is after the portfolio's start {frame.start}",
            started,
            "use intake_date or planned_start for what is still to come",
        )
        return None
    if (
        started is None
        and "started_on" not in frame.columns
        and planned is not None
        and planned < frame.start
    ):
        started = planned
        if not share:
            draft.filled("under way", "since the planned start, which is past", ASSUMED, Filled.OTHER)
    if share is not None and share >= 1:
        draft.refuse(
            "share_complete",
            "everything is done: nothing is left to simulate",
            f"{share:.0%}",
            "leave the project out",
        )
        return None
    if share:
        return share
    if started is None or started >= frame.start:
        return None
    if share is not None:
        return 0.0
    if math.isnan(days):
        return None
    draft.filled(
        "share complete",
        f"working days since the start ÷ duration, at most {MOST_ASSUMED_SHARE:.0%}",
        ASSUMED,
        Filled.OTHER,
    )
    return min(MOST_ASSUMED_SHARE, frame.calendar.days_between(started, frame.start) / days)


def _due(draft: _Draft, urgency: Urgency) -> date | None:
    due: date | None = draft.record.get("due_date")
    if due is not None:
        return due
    planned: date | None = draft.record.get("planned_end")
    if planned is not None:
        draft.filled("due date", "the planned end", WORKED_OUT, Filled.URGENCY)
        return planned
    if urgency is not Urgency.STEADY:
        draft.refuse("due_date", f"is empty, but the urgency is {urgency.value}", None, "state the date")
    elif draft.record.get("lateness_cost_per_day"):
        draft.refuse("due_date", "is empty, but there is a lateness cost", None, "state the date")
    return None


def _intake(draft: _Draft, share: float | None) -> date | None:
    record = draft.record
    intake: date | None = record.get("intake_date")
    if share is not None:
        began = [
            one for one in (record.get("started_on"), record.get("planned_start"), intake) if one is not None
        ]
        return min((*began, draft.frame.start))
    if intake is None:
        intake = record.get("planned_start")
        said = "on its planned start" if intake is not None else "at the portfolio's start"
        draft.filled("proposed", said, ASSUMED, Filled.OTHER)
    return intake


def _dates_in_order(draft: _Draft, share: float | None, intake: date | None, due: date | None) -> None:
    record, start = draft.record, draft.frame.start
    stated, started = record.get("intake_date"), record.get("started_on")
    if stated is not None and share is not None and stated > start:
        draft.refuse(
            "intake_date",
            f"is after the portfolio's start {start}, but the project is under way",
            stated,
            "mend the date or clear share_complete",
        )
    elif stated is not None and started is not None and stated > started:
        draft.refuse("started_on", f"is before the intake {stated}", started, "swap or mend them")
    if due is not None and due < (intake or start):
        field = "due_date" if record.get("due_date") else "planned_end"
        what = f"the intake {intake}" if intake else f"the portfolio's start {start}"
        draft.refuse(
            field, f"is before {what}", due, "mend it, or state started_on if the project is under way"
        )


def thin_projects(records: tuple[Record, ...], frame: Frame) -> tuple[tuple[Thin, ...], tuple[Problem, ...]]:
    """Projects of all rows, and all problems."""
    made = [thin_project(record, frame) for record in records]
    problems = (problem for one in made if not isinstance(one, Thin) for problem in one)
    return tuple(one for one in made if isinstance(one, Thin)), tuple(problems)
