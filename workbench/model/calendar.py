"""The portfolio's working calendar: dates at the edges, working days from the start inside."""

from __future__ import annotations

import math
from datetime import date, timedelta
from functools import cached_property
from typing import Annotated

import numpy as np
from pydantic import Field, model_validator

from workbench.model.data import Data, Day, about

Weekday = Annotated[int, Field(ge=0, le=6)]
"""Day of the week, Monday = 0."""


class Calendar(Data):
    """Weekend and holidays; a working day is any other day.

    Examples
    --------
    >>> Calendar().days_between(date(2027, 1, 1), date(2027, 1, 8))
    5
    """

    weekend: tuple[Weekday, ...] = about((5, 6), text="days off in a week, Monday = 0")
    holidays: tuple[Day, ...] = about((), text="single days off")

    @model_validator(mode="after")
    def _somebody_works(self) -> Calendar:
        if len(set(self.weekend)) == 7:
            raise ValueError("weekend: at least one day of the week must be a working day")
        return self

    @cached_property
    def _busdays(self) -> np.busdaycalendar:
        mask = [0 if day in self.weekend else 1 for day in range(7)]
        return np.busdaycalendar(weekmask=mask, holidays=list(self.holidays))

    def days_between(self, start: date, end: date) -> int:
        """Working days from the beginning of `start` to the beginning of `end` (negative if before)."""
        return int(np.busday_count(str(start), str(end), busdaycal=self._busdays))

    def days_through(self, start: date, end: date) -> int:
        """Working days from the beginning of `start` to the close of `end`."""
        return self.days_between(start, end + timedelta(days=1))

    def date_after(self, start: date, working_days: float) -> date:
        """The date on which a moment `working_days` after the beginning of `start` falls.

        A whole number of days is the close of the last of them, so that work of one day that starts on a
        Monday morning ends on that Monday.

        Examples
        --------
        >>> Calendar().date_after(date(2027, 1, 4), 5), Calendar().date_after(date(2027, 1, 4), 5.5)
        (datetime.date(2027, 1, 8), datetime.date(2027, 1, 11))
        """
        whole = max(0, math.ceil(working_days) - 1)
        day = np.busday_offset(str(start), whole, roll="forward", busdaycal=self._busdays)
        result: date = day.astype(object)
        return result

    def days_per_year(self, start: date, end: date) -> float:
        """Working days per 365.25 calendar days between two dates, counted over a year at least.

        From a Monday to the Friday after it every day is worked: no year is like that.

        Examples
        --------
        >>> round(Calendar().days_per_year(date(2027, 1, 4), date(2027, 1, 8)))
        261
        """
        last = max(end, start + timedelta(days=365))
        return self.days_between(start, last) * 365.25 / (last - start).days
