"""The PMO's part in decisions: what it tells the board, who listens, and what it decides itself."""

from __future__ import annotations

from enum import StrEnum

from workbench.model.data import Data, about, quantity


class Role(StrEnum):
    """The PMO's part when gates and reviews decide on projects under way."""

    NONE = "none"
    """Nobody prepares what boards see: it is as noisy, old and rosy as at the table's level 1 (assumed)."""
    INFORMS = "informs"
    """Boards look for themselves, at what the present level of maturity shows them."""
    ADVISES = "advises"
    """Several assessors look independently; the board goes by their mean, or by its own look."""
    DECIDES = "decides"
    """The PMO decides in the board's place, by the mean of its assessors, from reports without age."""


class Advice(Data):
    """What the PMO makes of its knowledge of projects under way; it matters where gates weigh value.

    Examples
    --------
    >>> Advice(role=Role.ADVISES).assessors
    3
    """

    role: Role = about(Role.INFORMS, text="the PMO's part when gates and reviews decide")
    assessors: int = quantity(
        3,
        unit="assessors",
        about="how many look independently where it advises or decides, the board's own look among them "
        "(assumed); 1 = the board alone",
        low=1,
        high=100,
    )
    followed: float = quantity(
        1.0,
        unit="share",
        about="of sittings at which the board goes by its advice (assumed); 0 = nobody listens",
        low=0,
        high=1,
    )

    @property
    def is_given(self) -> bool:
        """Whether anybody looks besides the board."""
        return self.role in (Role.ADVISES, Role.DECIDES)

    @property
    def heeded(self) -> float:
        """Share of sittings decided by the assessors' look; all of them where the PMO decides."""
        return 1.0 if self.role is Role.DECIDES else self.followed
