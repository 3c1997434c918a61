"""Programmes: projects that belong together, and what they bring only together."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, StringConstraints

from workbench.model.benefit import BenefitProfile
from workbench.model.data import Data, about, quantity

ProgrammeName = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


class Programme(Data):
    """Projects under one name. Its own benefit begins when as many of them as it needs are completed.

    That benefit comes on top of what its projects bring by themselves and is counted once.
    """

    name: ProgrammeName = about(text="what people call it; projects name it as their programme")
    benefit: BenefitProfile = about(
        BenefitProfile(),
        text="what it brings beyond its projects, from the completion of the last one needed",
    )
    needs: int | None = quantity(
        None, unit="projects", about="how many of its projects must be completed; empty = all", low=1
    )


def _a_name_is_a_programme(value: Any) -> Any:
    return {"name": value} if isinstance(value, str) else value


StatedProgramme = Annotated[
    Programme,
    BeforeValidator(
        _a_name_is_a_programme, json_schema_input_type=Annotated[str, Field(min_length=1)] | Programme
    ),
]
"""A bare name is a programme that brings nothing beyond its projects."""
