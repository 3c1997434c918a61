"""A roadmap: which practices a PMO introduces or ends, when, and how heavy a standard it then asks for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from workbench.errors import Problem
from workbench.model.data import MOST_FTE, MOST_MONEY, Data, Day, about
from workbench.policies.standards import Practice, Treatment


class Asked(StrEnum):
    """How heavy a standard a roadmap asks for; tailored = for each size of project what suits it best."""

    LIGHT = "light"
    STANDARD = "standard"
    HEAVY = "heavy"
    TAILORED = "tailored"


class RoadmapStep(Data):
    """From a date on, practices are introduced or ended, or another standard is asked for.

    Practices that no step names stay as they are today. Those introduced get people and cash enough by the
    register of assumptions, at least what today's practice is held up with; a stated figure comes instead.
    """

    from_: Day = about(text="first day; people are there then", alias="from")
    introduce: tuple[Practice, ...] = about((), text="practices that get people and cash enough")
    end: tuple[Practice, ...] = about((), text="practices that nobody is paid for any more")
    asked: Asked | None = about(None, text="how heavy a standard for all projects; as before where empty")
    treatment: Treatment | None = about(None, text="the same by size of project, in place of asked")
    staff: Mapping[Practice, Annotated[float, Field(ge=0, le=MOST_FTE)]] = about(
        {}, text="people by practice, in place of enough", unit="FTE"
    )
    cash_per_year: Mapping[Practice, Annotated[float, Field(ge=0, le=MOST_MONEY)]] = about(
        {}, text="cash by practice, in place of enough", unit="money per year"
    )


class Roadmap(Data):
    """A named way of building up a PMO, or of taking it down.

    Examples
    --------
    >>> found = Roadmap.model_validate(
    ...     {"name": "In two waves", "steps": [{"from": "2027-07-01", "introduce": ["methodology"]}]})
    >>> found.steps[0].introduce[0].value
    'methodology'
    """

    name: str = about(text="what it is called")
    description: str = about("", text="what it is for")
    steps: tuple[RoadmapStep, ...] = about((), text="what happens, by date; none = today's PMO goes on")


def roadmap_problems(roadmap: Roadmap, start: date, horizon: date) -> Iterator[Problem]:
    """Everything that is wrong with a roadmap.

    Parameters
    ----------
    roadmap
        Which.
    start, horizon
        First and last day of the run it is for.
    """
    if not roadmap.name.strip():
        yield Problem(("name",), "must not be empty", remedy="say what the roadmap is called")
    days = [step.from_ for step in roadmap.steps]
    for k, step in enumerate(roadmap.steps):
        at = ("steps", f"#{k + 1}")
        if not start <= step.from_ <= horizon:
            text = f"must lie within the run, from {start} to {horizon}"
            yield Problem((*at, "from"), text, str(step.from_), "write another date")
        elif k and step.from_ <= days[k - 1]:
            yield Problem((*at, "from"), "dates must rise", str(step.from_), "sort the steps")
        for one in sorted(set(step.introduce) & set(step.end)):
            text = "is introduced by the same step"
            yield Problem((*at, "end"), text, one.value, "name it once")
        if step.asked is not None and step.treatment is not None:
            text = "asked and treatment both say how heavy the standard is"
            yield Problem((*at, "treatment"), text, step.asked.value, "drop one of the two")
