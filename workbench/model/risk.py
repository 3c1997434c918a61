"""What may happen: risks that strike packages or projects, and dated shocks to people and budgets."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from workbench.model.data import MOST_FTE, Data, Day, Id, about, quantity
from workbench.model.laws import Fixed, Law


class Risk(Data):
    """An event that may lengthen packages or cost money; it shows when the package first starts.

    The probability is raised or lowered by maturity: p′ = 1 − (1 − p)^multiplier (DESIGN §4.7).
    """

    id: Id = about(text="short key")
    name: str = about("", text="what happens")
    probability: float = quantity(unit="share", about="chance at multiplier 1", low=0, high=1)
    delay: Law = about(Fixed(value=0.0), text="added duration, as a share of the package's duration")
    cost: Law = about(Fixed(value=0.0), text="added cost, money, at the start of the first package struck")


class ProjectRisk(Risk):
    """A risk of one project; it strikes each package listed on its own luck."""

    packages: tuple[Id, ...] = about((), text="packages it may strike; empty = every package")


class SharedRisk(Risk):
    """A risk that strikes many projects at once; it is drawn once for each simulated future."""

    projects: tuple[Id, ...] = about((), text="projects it strikes; empty = every project")


PeopleAway = Annotated[float, Field(ge=0, le=MOST_FTE)]
"""People pulled away."""


class Incident(Data):
    """Something in daily operations that pulls people away from projects, at random times.

    Incidents come independently of each other and may overlap; work in hand goes on, nothing new starts with
    those who are away.
    """

    id: Id = about(text="short key")
    name: str = about("", text="what happens")
    per_year: float = quantity(unit="per year", about="how often on average", low=0, high=1000)
    duration: Law = about(text="how long people are away, working days")
    people: dict[Id, PeopleAway] = about(
        text="FTE pulled away from each pool's projects, in whole hundredths", unit="FTE"
    )


class CapacityShock(Data):
    """People leave, arrive or are away: a change of a pool's FTE, gross of daily operations."""

    kind: Literal["capacity"] = "capacity"
    id: Id = about(text="short key")
    pool: Id = about(text="pool")
    fte: float = quantity(unit="FTE", about="change of people, negative = fewer", low=-MOST_FTE)
    from_: Day = about(text="first day", alias="from")
    until: Day | None = about(None, text="first day on which it is over; empty = for good")


class BudgetShock(Data):
    """The budget of the running and later fiscal years changes; commitments already made stand."""

    kind: Literal["budget"] = "budget"
    id: Id = about(text="short key")
    share: float = quantity(
        unit="share", about="change of the yearly budget, −0.15 = 15 % less", low=-1, high=10
    )
    from_: Day = about(text="first day", alias="from")


Shock = Annotated[CapacityShock | BudgetShock, Field(discriminator="kind")]
