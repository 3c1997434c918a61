"""From thin projects and pools to a portfolio."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from workbench import evidence
from workbench.errors import Problem
from workbench.interfaces.spreadsheet.ledger import Entry, in_order, summed
from workbench.interfaces.spreadsheet.limits import BELIEVED_MONEY
from workbench.interfaces.spreadsheet.mapping import Mapping
from workbench.interfaces.spreadsheet.pools import Pools
from workbench.interfaces.spreadsheet.thin import ASSUMED, WORKED_OUT, Frame, Thin
from workbench.interfaces.spreadsheet.words import Urgency
from workbench.model import (
    Assumption,
    BenefitProfile,
    Filled,
    ImportSource,
    Lateness,
    Maturity,
    MaturityProfile,
    Portfolio,
    Project,
    WorkPackage,
)
from workbench.model.filled_in import (
    BUDGET,
    CURRENCY,
    DISCOUNT_RATE,
    MANDATORY,
    NO_LIMIT,
    PRESENT_MATURITY,
    level_told,
)

STAGES = ("define", "design", "build", "test", "roll-out")
"""Stages of a project that lists no packages: one package each, equal in length, one after the other."""

MATURITY = 2.0
DAYS_PER_YEAR = 250.0


@dataclass(frozen=True)
class Built:
    """A project and what was filled in to make it, or the problem that kept it out."""

    thin: Thin
    project: Project | None
    entries: tuple[Entry, ...]
    problem: Problem | None


def build_project(thin: Thin, pool: str, pools: Pools, frame: Frame) -> Built:
    """A project of five packages from the figures of one row."""
    entries = list(thin.entries)
    lateness = _lateness(thin, pools.rate(pool), frame, entries)
    if isinstance(lateness, Problem):
        return Built(thin, None, (), lateness)
    window = _window(thin) if thin.urgency is Urgency.CLOSING_WINDOW else None
    if window is not None and window <= frame.start:
        problem = thin.record.problem(
            "due_date",
            f"the window closes on {window}, before the portfolio's start",
            thin.due,
            "mend the date or benefit_years",
        )
        return Built(thin, None, (), problem)
    external = _external_cost(thin, pool, pools, entries)
    record = thin.record
    project = Project.model_validate(
        {
            "id": thin.id,
            "name": record.get("name") or "",
            "class": record.get("class") or "",
            "programme": record.get("programme") or "",
            "intake": thin.intake if thin.intake is not None else 0.0,
            "due": thin.due,
            "mandatory": thin.mandatory,
            "in_flight": thin.share is not None,
            "benefit": BenefitProfile(
                per_year=thin.value,
                plateau_years=None if window else thin.benefit_years,
                window_closes=window,
            ),
            "lateness": Lateness(per_day=lateness),
            "external_cost": external,
            "packages": tuple(_packages(thin, pool)),
        }
    )
    return Built(thin, project, tuple(entries), None)


def _packages(thin: Thin, pool: str) -> Iterator[WorkPackage]:
    """Equal packages in a row: some are done, the next has had its part of the time."""
    days = thin.days / len(STAGES)
    progress = round((thin.share or 0.0) * len(STAGES), 9)
    done = math.floor(progress)
    for index, stage in enumerate(STAGES):
        current = thin.share is not None and index == done
        yield WorkPackage.model_validate(
            {
                "id": stage,
                "stage": stage,
                "duration": days,
                "demand": {pool: thin.team},
                "after": STAGES[index - 1 : index] if index else (),
                "done": thin.share is not None and index < done,
                "spent_days": round((progress - done) * days, 4) if current else None,
            }
        )


def _lateness(thin: Thin, rate: float, frame: Frame, entries: list[Entry]) -> float | Problem:
    stated: float | None = thin.record.get("lateness_cost_per_day")
    if stated is not None and (stated > 0 or thin.urgency is not Urgency.FIXED_DATE):
        return stated
    if thin.urgency is not Urgency.FIXED_DATE:
        return 0.0
    if stated is not None:
        return thin.record.problem(
            "lateness_cost_per_day",
            "is 0, but the urgency is fixed date",
            "0",
            "state what a day late costs, or call it steady",
        )
    declared = frame.assume.lateness_cost_per_day
    if declared is not None:
        entries.append(
            Entry("lateness cost per day", f"{declared:,g}", "assumed in the mapping", Filled.URGENCY)
        )
        return declared
    budget: float = thin.record.get("budget") or 0.0
    per_day = max(thin.value / DAYS_PER_YEAR, budget / thin.days, rate * thin.team)
    if per_day > BELIEVED_MONEY:
        return thin.record.problem(
            "lateness_cost_per_day",
            f"would be {per_day:,.0f} a day from budget and duration, "
            f"above the {BELIEVED_MONEY:,.0f} allowed",
            None,
            "state it, or check the units of budget and duration",
        )
    if per_day <= 0:
        return thin.record.problem(
            "lateness_cost_per_day",
            "is empty, and there is nothing to estimate it from",
            None,
            "state it, or a value, a budget or the pool's cost per day",
        )
    rule = "a day of its benefit (year ÷ 250) or of its planned cost, whichever is larger"
    entries.append(Entry("lateness cost per day", rule, ASSUMED, Filled.URGENCY))
    return round(per_day, 2)


def _window(thin: Thin) -> date | None:
    if thin.due is None:
        return None
    years, months = divmod(round(thin.benefit_years * 12), 12)
    month = thin.due.month - 1 + months
    year, month = thin.due.year + years + month // 12, month % 12 + 1
    for day in (thin.due.day, 30, 29, 28):
        try:
            return date(year, month, day)
        except ValueError:
            continue
    return None


def _external_cost(thin: Thin, pool: str, pools: Pools, entries: list[Entry]) -> float:
    budget: float | None = thin.record.get("budget")
    if budget is None or pool in pools.from_budgets:
        return 0.0
    labour = thin.team * thin.days * pools.rate(pool)
    outside = max(0.0, budget - labour)
    if outside <= 0.005 * budget:
        return 0.0
    part = "" if thin.share is None else ", for what is still to be done"
    entries.append(Entry("external cost", f"budget minus planned labour{part}", WORKED_OUT, Filled.OTHER))
    return round(outside * (1 - (thin.share or 0.0)), 2)


def build_portfolio(
    built: Sequence[Built],
    pools: Pools,
    mapping: Mapping,
    frame: Frame,
    name: str,
    currency: str | None,
    extra: Sequence[Assumption],
    source: ImportSource,
) -> Portfolio:
    """The portfolio, with the whole list of what was filled in."""
    projects = [one.project for one in built if one.project is not None]
    level = mapping.maturity if mapping.maturity is not None else MATURITY
    entries = [entry for one in built for entry in one.entries]
    assumptions = (
        *pools.assumptions,
        *summed(entries, len(projects)),
        *_of_all(projects, mapping, frame, currency),
        *extra,
    )
    settings = {
        "discount_rate": mapping.discount_rate,
        "fiscal_year_starts": mapping.fiscal_year_starts,
        "durations": mapping.durations,
        "currency": currency,
    }
    return Portfolio.model_validate(
        {
            "name": name,
            "organisation": mapping.organisation,
            "start": frame.start,
            "budgets": mapping.budgets,
            "maturity": Maturity(profile=MaturityProfile.model_validate(level)),
            "programmes": tuple(
                dict.fromkeys(project.programme for project in projects if project.programme)
            ),
            "pools": pools.pools,
            "projects": tuple(projects),
            "assumptions": in_order(assumptions),
            "source": source,
            **{setting: value for setting, value in settings.items() if value is not None},
        }
    )


def _of_all(
    projects: Sequence[Project], mapping: Mapping, frame: Frame, currency: str | None
) -> Iterator[Assumption]:
    """What was filled in for the portfolio as a whole."""
    if "mandatory" not in frame.columns:
        yield _line(MANDATORY, "none: there is no such column", ASSUMED)
    if mapping.maturity is None:
        yield _line(PRESENT_MATURITY, level_told(MATURITY), ASSUMED)
    count = evidence.coefficient("stage_count")
    shares = ", ".join(one.id for one in evidence.sources_of("stage_count"))
    yield _line(
        "work packages",
        f"{len(STAGES)} equal ones in a row for each project: {', '.join(STAGES)}",
        f"workbench.evidence: stage_count ({count.grade}; {shares})",
    )
    classes = len({project.reference_class for project in projects if project.reference_class})
    said = f"the general prior for all {len(projects)} projects"
    yield _line(
        "spread and bias of durations",
        f"{said} ({classes} classes named, none with a history)",
        "workbench.evidence: log_sd_project_total, estimation_bias_median",
    )
    if mapping.discount_rate is None:
        grade = evidence.coefficient("discount_rate").grade
        yield _line(
            DISCOUNT_RATE,
            f"{Portfolio.model_fields['discount_rate'].default:.0%} a year",
            f"workbench.evidence: discount_rate ({grade})",
        )
    if not mapping.budgets:
        yield _line(BUDGET, NO_LIMIT, "not stated")
    if currency is None:
        yield _line(CURRENCY, str(Portfolio.model_fields["currency"].default), ASSUMED)


def _line(what: str, value: str, source: str) -> Assumption:
    return Assumption(what=what, value=value, source=source, bears_on=Filled.OTHER)
