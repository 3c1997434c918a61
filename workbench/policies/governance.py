"""What is decided about projects under way, and from what: gates, portfolio reviews, reports. All data."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from workbench.model.data import MOST_MONEY, Data, about, quantity


class GateRule(StrEnum):
    """What a stage gate or a review decides from."""

    GO = "go"
    """Always continues."""
    EXPECTED_VALUE = "expected_value"
    """Terminates when the believed value of continuing is below that of stopping."""
    OPTION = "option"
    """The same, but continuing is also worth the chance to stop at a later gate."""


class Replanning(StrEnum):
    """Which belief about its duration a project under way goes by."""

    NEVER = "never"
    """The one of its release."""
    AT_SITTINGS = "at_sittings"
    """Brought up to date, at the level of the day, whenever a gate or a review weighs it."""


class Gates(Data):
    """What stage gates decide; reviews between gates decide in the same way."""

    rule: GateRule = about(GateRule.GO, text="rule of gates and reviews")
    hurdle: float = quantity(
        0.0,
        unit="money",
        about="continuing must be worth this much more than stopping: how strict",
        low=-MOST_MONEY,
    )
    hold_band: float = quantity(
        0.0,
        unit="money",
        about="put on hold where continuing is worth at most this much more or less than stopping",
        low=0,
    )
    hold_cap: int = quantity(
        2, unit="sittings", about="holds in a row before it must be decided (assumed)", low=1, high=100
    )
    replanning: Replanning = about(
        Replanning.NEVER, text="whether gates and reviews bring the believed duration up to date"
    )
    sunk_cost_share: float = quantity(
        0.0,
        unit="share",
        about="share of the money already spent that is wrongly counted for going on",
        low=0,
        high=1,
    )


class ReviewCadence(StrEnum):
    """How often a board looks at what is under way between gates."""

    NONE = "none"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    BY_MATURITY = "by_maturity"
    """As often as boards of organisations at that level meet (assumed); the level of the day counts."""


class Reviews(Data):
    """Portfolio reviews."""

    cadence: ReviewCadence = about(
        ReviewCadence.NONE, text="how often projects under way are reviewed between gates"
    )


class Optimism(StrEnum):
    """What those who decide make of rosy reports."""

    BELIEVED = "believed"
    """They take reports as they are."""
    SUBTRACTED = "subtracted"
    """They know how rosy reports are on average, and take it off."""


class Telling(StrEnum):
    """What decides how old and how rosy reports are."""

    STATED = "stated"
    """The figures beside it, at every level."""
    MATURITY = "maturity"
    """The level of the day, by report_age_days and status_optimism_probability × report_optimism_size of the
    evidence (assumed); the figures beside it are not used."""


class Reports(Data):
    """What those who decide are told; how noisy it is depends on maturity. Defaults are assumed."""

    by: Telling = Field(
        Telling.STATED,
        description="whether age and optimism of reports are as stated here or follow maturity",
        exclude_if=lambda by: by is Telling.STATED,
    )

    age_days: float = quantity(
        0.0, unit="working days", about="age of reports when they reach the board (assumed)", low=0
    )
    optimism: float = quantity(
        0.0,
        unit="log",
        about="by how much reports overstate the benefit, as a logarithm: 0.1 is about 10 % (assumed)",
        low=-3,
        high=3,
    )
    optimism_is: Optimism = about(Optimism.BELIEVED, text="what the board makes of rosy reports")
    lasting_error: float = quantity(
        0.5,
        unit="share",
        about="share of the error that all reports on one project have in common (assumed)",
        low=0,
        high=1,
    )
