"""Strategic objectives and the scores projects earn on them."""

from __future__ import annotations

from workbench.model.data import Data, Id, about, quantity


class Objective(Data):
    """A strategic objective on a declared scale from 0 (as if the project were not done) to 100.

    A monetised objective is already in the benefits in money and never counts in the score as well.
    """

    id: Id = about(text="short key")
    name: str = about("", text="what it is")
    weight: float = quantity(unit="points", about="value of going from 0 to 100 on it", low=0)
    monetised: bool = about(False, text="already counted in money, so never in the score")


class OrdinalScores(Data):
    """SAFe's four ordinal scores (1 to 20). A ranking aid: their ratio has no unit and is never money."""

    value: float = quantity(unit="points 1–20", about="user and business value", low=1, high=20)
    urgency: float = quantity(unit="points 1–20", about="time criticality", low=1, high=20)
    opportunity: float = quantity(
        unit="points 1–20", about="risk reduction, opportunity enablement", low=1, high=20
    )
    size: float = quantity(unit="points 1–20", about="size of the work", low=1, high=20)
