"""A what-if of the explorer: a few settings, and the scenario they make of the baseline. No widgets here."""

from __future__ import annotations

from datetime import date
from itertools import chain, count

from workbench.experiment.worth.reshaping import Reshaping
from workbench.interfaces.explorer.new_budget import with_new_budget
from workbench.interfaces.explorer.new_law import MOST_ADDED, later, with_new_law
from workbench.interfaces.explorer.new_strategy import with_new_strategy
from workbench.model import BudgetShock, CapacityShock, Maturity, MaturityProfile
from workbench.model.data import Data, Day, about, quantity
from workbench.policies import Cadence, IndexName, LevelStep
from workbench.scenario import Scenario
from workbench.scenario.demand import Demand, with_demand

HIGHEST_LEVEL = 5.0
NAME = "what-if"


class WhatIf(Data):
    """Settings that the explorer offers; each default means “as today”.

    Examples
    --------
    >>> WhatIf(demand=1.3).differs
    True
    """

    wip_limit: int | None = quantity(
        None, unit="projects", about="most projects at once; empty = as today", low=1
    )
    release: IndexName | None = about(None, text="which project starts first; empty = as today")
    dispatch: IndexName | None = about(None, text="who gets people first; empty = as today")
    cadence: Cadence | None = about(None, text="how often the board decides; empty = as today")
    pool: str = about("", text="pool whose people change")
    people: float = quantity(
        0.0, unit="FTE", about="more (+) or fewer (−) people in that pool from the start"
    )
    demand: float = quantity(1.0, unit="× today's demand", about="projects asked for", low=1, high=2)
    budget: float = quantity(0.0, unit="share", about="change of the yearly budgets", low=-0.9, high=1)
    level: float = quantity(
        0.0,
        unit="levels",
        about="change of maturity on every perspective, from the first board on",
        low=-2,
        high=3,
    )
    strength: float | None = quantity(
        None,
        unit="× published",
        about="strength of the published effect, 0 = none; empty = as today",
        low=0,
        high=3,
    )
    since: Day | None = about(
        None,
        text="from when people, budgets, PMO, law and strategy change; empty = from the start, and a new law "
        "or strategy half a year later",
    )
    pmo: float = quantity(
        1.0,
        unit="× today's PMO",
        about="people and cash of the PMO; 0 = closed, once notice has ended",
        low=0,
        high=2,
    )
    added: int = quantity(
        0,
        unit="projects",
        about="mandatory projects that a new law adds, each as large as the middle one of today's",
        low=0,
        high=MOST_ADDED,
    )
    shift: float = quantity(
        0.0,
        unit="share",
        about="share of what all other objectives weigh that goes to one of them",
        low=0,
        high=1,
    )
    allowance: float | None = quantity(
        None,
        unit="× planned cost a year",
        about="yearly budget where the portfolio states none, kept if unspent; empty = no limit",
        low=0.1,
        high=3,
    )
    objective: str = about("", text="objective that gains the weight; empty = the one that weighs least")

    @property
    def differs(self) -> bool:
        """Whether anything is not as today."""
        named = {"pool": "", "objective": "", "since": None}
        return self.model_copy(update=named) != WhatIf()

    def of(self, baseline: Scenario) -> Scenario:
        """The scenario that these settings make of a baseline; with no settings, one of equal content."""
        changed = self._with_policy(baseline)
        changed = self._with_people(changed)
        changed = self._with_money(changed)
        if self.pmo != 1.0:
            changed = Reshaping.of(changed, self.since).resized(self.pmo, changed.name)
        changed = self._with_maturity(changed)
        if self.demand != 1.0:
            portfolio = with_demand(changed.portfolio, Demand(scale=self.demand))
            changed = changed.model_copy(update={"portfolio": portfolio})
        changed = with_new_law(changed, self.added, self.since or later(changed))
        changed = with_new_strategy(changed, self.shift, self.objective, self.since or later(changed))
        name = NAME if baseline.name != NAME else f"{NAME}-2"
        changed = changed.model_copy(update={"name": name, "description": f"{baseline.name}, changed"})
        # Copies skip validation; what the explorer makes must be as valid as what a file says. The baseline's
        # portfolio is valid, and the largest part by far.
        if changed.portfolio is baseline.portfolio:
            rest = changed.model_dump(by_alias=True, exclude={"portfolio"})
            return Scenario.model_validate({**rest, "portfolio": baseline.portfolio})
        return Scenario.model_validate(changed.model_dump(by_alias=True))

    def _with_policy(self, scenario: Scenario) -> Scenario:
        policy = scenario.policy
        release: dict[str, object] = {}
        if self.wip_limit is not None:
            release["wip_limit"] = self.wip_limit
        if self.release is not None:
            release["index"] = self.release
        if self.cadence is not None:
            release["cadence"] = self.cadence
        dispatch = {} if self.dispatch is None else {"index": self.dispatch}
        changed = policy.model_copy(
            update={
                "release": policy.release.model_copy(update=release),
                "dispatch": policy.dispatch.model_copy(update=dispatch),
            }
        )
        return scenario.model_copy(update={"policy": changed})

    def _with_people(self, scenario: Scenario) -> Scenario:
        if self.people == 0.0 or not self.pool:
            return scenario
        name = _free("people", scenario)
        shock = CapacityShock(id=name, pool=self.pool, fte=self.people, from_=self._from(scenario))
        return scenario.model_copy(update={"shocks": (*scenario.shocks, shock)})

    def _with_money(self, scenario: Scenario) -> Scenario:
        scenario = with_new_budget(scenario, self.allowance)
        if self.budget == 0.0:
            return scenario
        name = _free("budget", scenario)
        shock = BudgetShock(id=name, share=self.budget, from_=self._from(scenario))
        return scenario.model_copy(update={"shocks": (*scenario.shocks, shock)})

    def _from(self, scenario: Scenario) -> date:
        return self.since or scenario.portfolio.start

    def _with_maturity(self, scenario: Scenario) -> Scenario:
        pmo = scenario.pmo
        if self.strength is not None:
            pmo = pmo.model_copy(update={"effect_strength": self.strength})
        present = scenario.portfolio.maturity
        if self.level != 0.0 and present is not None:
            start, pmo = scenario.portfolio.start, pmo.with_stated_levels()
            steps = [
                step.model_copy(update={"maturity": _raised(step.maturity, self.level)})
                for step in pmo.levels
            ]
            if not any(step.from_ <= start for step in steps):
                steps.insert(0, LevelStep(from_=start, maturity=_raised(present, self.level)))
            pmo = pmo.model_copy(update={"levels": tuple(steps)})
        return scenario.model_copy(update={"pmo": pmo})


def _free(name: str, scenario: Scenario) -> str:
    """An id that no shock of the scenario has: it may itself have been saved from here."""
    taken = {shock.id for shock in scenario.shocks}
    ids = chain([name], (f"{name}-{number}" for number in count(2)))
    return next(one for one in ids if one not in taken)


def _raised(maturity: Maturity, change: float) -> Maturity:
    return Maturity(
        profile=_shifted(maturity.profile, change),
        programmes={name: _shifted(one, change) for name, one in maturity.programmes.items()},
    )


def _shifted(profile: MaturityProfile, change: float) -> MaturityProfile:
    levels = profile.model_dump()
    return MaturityProfile(
        **{name: min(HIGHEST_LEVEL, max(1.0, level + change)) for name, level in levels.items()}
    )
