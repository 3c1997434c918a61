"""What must hold between a PMO's standards and the rest of a scenario."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.errors import Problem
from workbench.model.checks import unknown
from workbench.model.portfolio import Portfolio
from workbench.policies import Pmo


def standards_problems(pmo: Pmo, portfolio: Portfolio) -> Iterator[Problem]:
    """Everything that is wrong between the parts of a PMO, and between its standards and the portfolio.

    Parameters
    ----------
    pmo
        With or without standards.
    portfolio
        Its present levels and its start count.
    """
    standards = pmo.standards
    if standards is None:
        return
    where = ("pmo", "standards")
    if pmo.levels:
        yield Problem(
            ("pmo", "levels"),
            "levels are stated here and follow from pmo.standards too; a perspective has one cause",
            ", ".join(str(one.from_) for one in pmo.levels),
            "drop the path, or write standards: {set: null}",
        )
    paid_twice = {"staff": pmo.staff, "staff_steps": len(pmo.staff_steps), "cash_per_year": pmo.cash_per_year}
    for name, value in paid_twice.items():
        if value:
            yield Problem(
                ("pmo", name),
                "people and cash of the PMO stand with its practices; stated twice they would be paid twice",
                f"{value:g}",
                "state them in pmo.standards, practice by practice",
            )
    if portfolio.maturity is None:
        yield Problem(where, "practices need the present maturity", remedy="state portfolio.maturity")
    programmes = sorted({project.programme for project in portfolio.projects if project.programme})
    known = sorted({stage for project in portfolio.projects for stage in project.stage_order})
    for practice, today in standards.practices.items():
        yield from unknown((*where, "practices", practice.value, "stages"), today.stages, known, "stage")
        yield from unknown(
            (*where, "practices", practice.value, "programmes"), today.programmes, programmes, "programme"
        )
    days = [step.from_ for step in standards.steps]
    if any(later <= earlier for earlier, later in zip(days, days[1:], strict=False)):
        yield Problem((*where, "steps"), "dates must rise", ", ".join(map(str, days)), "sort them")
    for k, step in enumerate(standards.steps):
        at = (*where, "steps", f"#{k + 1}")
        if step.from_ < portfolio.start:
            yield Problem(
                (*at, "from"),
                f"must not be before the portfolio's start {portfolio.start}: today's practices are stated "
                "as they are then",
                str(step.from_),
                "state what is in use today in practices",
            )
