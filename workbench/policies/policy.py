"""A policy: who is selected, who may start, who gets people first, and what gates decide. All data."""

from __future__ import annotations

from enum import StrEnum

from workbench.model.data import Data, about, quantity
from workbench.policies.indices import IndexName
from workbench.policies.selection import Selection


class Cadence(StrEnum):
    """How often the board decides on starts."""

    CONTINUOUS = "continuous"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"


class Release(Data):
    """Which admitted project may start now."""

    index: IndexName = about(IndexName.FIFO, text="order in which candidates are looked at")
    wip_limit: int | None = quantity(
        None, unit="projects", about="most projects at once; empty = no limit", low=1
    )
    cadence: Cadence = about(Cadence.CONTINUOUS, text="how often the board decides")


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


class GateRule(StrEnum):
    """What a stage gate decides from."""

    GO = "go"
    """Always continues."""
    EXPECTED_VALUE = "expected_value"
    """Terminates when the believed value of continuing is below that of stopping."""


class Gates(Data):
    """What stage gates decide."""

    rule: GateRule = about(GateRule.GO, text="rule of the gates")


class Policy(Data):
    """The four choices of portfolio management under one name."""

    selection: Selection = about(Selection(), text="who is admitted")
    release: Release = about(Release(), text="who may start")
    dispatch: Dispatch = about(Dispatch(), text="who gets people first")
    gates: Gates = about(Gates(), text="what gates decide")
