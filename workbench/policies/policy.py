"""A policy: who is selected, who may start, who gets people first, and what gates decide. All data."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from workbench.model.data import Data, Id, about, quantity
from workbench.policies.governance import Gates, Reports, Reviews
from workbench.policies.indices import IndexName
from workbench.policies.selection import Selection
from workbench.policies.trigger import Trigger


class Cadence(StrEnum):
    """How often the board decides on starts."""

    CONTINUOUS = "continuous"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"


Places = Annotated[int, Field(ge=1, le=10**6)]
"""Projects at once."""


class Release(Data):
    """Which admitted project may start now."""

    index: IndexName = about(IndexName.FIFO, text="order in which candidates are looked at")
    wip_limit: int | None = quantity(
        None, unit="projects", about="most projects at once; empty = no limit", low=1
    )
    programme_limits: dict[Id, Places] = about(
        {}, text="most projects at once of a programme", unit="projects"
    )
    pool_limits: dict[Id, Places] = about(
        {}, text="most projects at once with work left on a pool", unit="projects"
    )
    cadence: Cadence = about(Cadence.CONTINUOUS, text="how often the board decides")
    hysteresis: float = quantity(
        1.0,
        unit="× index",
        about="a candidate overtakes one that stood before it at the last board only with an index higher "
        "by this factor; 1 = ranked anew each time",
        low=1,
        high=100,
    )


class Sgs(StrEnum):
    """Schedule generation scheme: how an order of packages becomes a schedule."""

    PARALLEL = "parallel"
    """As time passes, whoever fits starts, in that order."""
    SERIAL = "serial"
    """A timetable is made first: package by package in that order, each as early as its people allow."""


class Dispatch(Data):
    """Which ready package gets free people."""

    index: IndexName = about(IndexName.FIFO, text="order in which waiting packages get people")
    sgs: Sgs = about(
        Sgs.PARALLEL,
        text="parallel: whoever fits starts; serial: packages keep to a timetable of planned durations",
    )


class Estimates(StrEnum):
    """Which benefits ranking and gates go by, where stated ones are declared to be noisy estimates."""

    SHRUNK = "shrunk"
    """What to expect of them, given how projects of the class usually do: E[V|y] = m + k·(y − m)."""
    RAW = "raw"
    """As stated; the best of many estimates then disappoint."""


class Policy(Data):
    """The choices of portfolio management under one name."""

    selection: Selection = about(Selection(), text="who is admitted")
    release: Release = about(Release(), text="who may start")
    dispatch: Dispatch = about(Dispatch(), text="who gets people first")
    gates: Gates = about(Gates(), text="what gates decide")
    estimates: Estimates = about(Estimates.SHRUNK, text="which benefits decisions go by")
    triggers: tuple[Trigger, ...] = about((), text="rules that adapt the policy to what boards see")
    reviews: Reviews = about(Reviews(), text="when projects under way are reviewed between gates")
    reports: Reports = about(Reports(), text="what gates and reviews are told")
