"""Projects and their work packages."""

from __future__ import annotations

from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from typing import Annotated

from pydantic import Field

from workbench.model.benefit import BenefitProfile, Lateness
from workbench.model.data import MOST_DAYS, MOST_FTE, Data, Day, Id, about, quantity
from workbench.model.laws import DurationLaw
from workbench.model.objectives import Level, OrdinalScores, ValueNotDone
from workbench.model.risk import ProjectRisk

Moment = Day | Annotated[float, Field(ge=-MOST_DAYS, le=MOST_DAYS)]
"""A date, or a number of working days after the portfolio's start."""

PeopleNeeded = Annotated[float, Field(le=MOST_FTE)]
"""People needed; that they are above nobody and in the pool is checked with the pools at hand."""

PeopleChange = Annotated[float, Field(ge=-MOST_FTE, le=MOST_FTE)]
"""People more or fewer."""


class WorkPackage(Data):
    """A piece of work that needs its people from start to finish, all of them at once."""

    id: Id = about(text="short key, unique in the project")
    name: str = about("", text="what it is")
    stage: str = about("work", text="stage it belongs to")
    duration: DurationLaw = about(text="working days with the people stated: a planned number or a law")
    demand: dict[Id, PeopleNeeded] = about(
        {}, text="FTE needed from each pool, in whole hundredths", unit="FTE"
    )
    after: tuple[Id, ...] = about((), text="packages of this project that must be done first")
    done: bool = about(False, text="already finished at the portfolio's start")
    spent_days: float | None = quantity(
        None, unit="working days", about="under way at the start, for this long; empty = not begun", low=0
    )


class ReducedScope(Data):
    """A smaller version of a project that a board may choose once it is under way."""

    work_share: float = quantity(
        unit="share", about="share of the work not yet begun that is left", low=0, high=1
    )
    benefit_share: float = quantity(unit="share", about="share of the benefit that is left", low=0, high=1)


class Project(Data):
    """A project: its work, its dates, its worth."""

    id: Id = about(text="short key")
    name: str = about("", text="what people call it")
    reference_class: str = about("", text="kind of project, for comparison with history", alias="class")
    programme: str = about("", text="programme it belongs to")
    intake: Moment = about(
        0.0, text="date on which it is proposed, or working days after the start", unit="working days"
    )
    due: Moment | None = about(
        None, text="promised date, or working days after the start", unit="working days"
    )
    mandatory: bool = about(False, text="must be done: released first, never terminated")
    in_flight: bool = about(False, text="under way at the portfolio's start")
    after: tuple[Id, ...] = about((), text="projects that must be completed first")
    benefit: BenefitProfile = about(BenefitProfile(), text="what it brings once completed")
    value_cv: float = quantity(
        0.0, unit="share", about="uncertainty of the benefit, sd ÷ mean", low=0, high=5
    )
    lateness: Lateness = about(Lateness(), text="what finishing after the due date costs")
    estimate_cv: float | None = quantity(
        None,
        unit="share",
        about="error of the stated benefit, sd ÷ mean benefit of its class; empty = as stated for the class",
        low=0,
        high=5,
    )
    scores: dict[Id, float] = about({}, text="contribution to each objective, 0 to 100")
    levels: dict[Id, Level] = about(
        {}, text="level reached on objectives with a scale, in their own unit, in place of a score"
    )
    not_done: dict[Id, ValueNotDone] = about(
        {}, text="value on each objective, −100 to 100, if the project is not done; 0 where none is given"
    )
    ordinal: OrdinalScores | None = about(None, text="SAFe scores, only for the rule wsjf_safe")
    external_cost: float = quantity(0.0, unit="money", about="bought in, paid at release", low=0)
    termination_cost: float = quantity(0.0, unit="money", about="paid if terminated", low=0)
    salvage: float = quantity(0.0, unit="money", about="got back if terminated", low=0)
    reduced_scope: ReducedScope | None = about(
        None, text="a smaller version that gates and reviews may choose; empty = all or nothing"
    )
    operations_effect: dict[Id, PeopleChange] = about(
        {},
        text="FTE that daily operations need more (+) or less (−) of each pool once it is completed",
        unit="FTE",
    )
    packages: tuple[WorkPackage, ...] = Field(description="the work")
    stages: tuple[str, ...] = about((), text="order of the stages; empty = as the predecessors order them")
    gates: tuple[str, ...] = about((), text="stages after which a gate sits")
    risks: tuple[ProjectRisk, ...] = about((), text="what may happen to it")

    @cached_property
    def stage_order(self) -> tuple[str, ...]:
        """Stages in order: as declared, or by how early the predecessors let their first package begin.

        Never by the order of the file, so shuffling packages changes nothing.
        """
        if self.stages:
            return self.stages
        begins = self.stage_beginnings
        return tuple(sorted(begins, key=lambda stage: (begins[stage], stage)))

    @cached_property
    def stage_beginnings(self) -> dict[str, int]:
        """How many packages stand, one after the other, before the first one of each stage."""
        before = {package.id: package.after for package in self.packages}
        depth: dict[str, int] = {}
        try:
            for one in TopologicalSorter(before).static_order():
                depth[one] = max((depth[other] + 1 for other in before.get(one, ())), default=0)
        except CycleError:
            # Reported by the checks; any order will do until it is mended.
            depth = dict.fromkeys(before, 0)
        begins: dict[str, int] = {}
        for package in self.packages:
            begins[package.stage] = min(begins.get(package.stage, depth[package.id]), depth[package.id])
        return begins
