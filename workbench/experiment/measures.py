"""What is measured in each simulated future, as data: name, words, unit, direction, scoreboard.

How each is computed: `workbench.experiment.measure_table`. Flow is measured until the horizon H, value until
the end of the run; all money in measures is discounted to the start.
"""

from __future__ import annotations

from collections.abc import Sequence

from workbench.experiment.measure import UTILISATION, Direction, Measure, Scoreboard, Unit


def _value(name: str, title: str, unit: Unit, direction: Direction, definition: str) -> Measure:
    return Measure(name, title, unit, direction, Scoreboard.VALUE, definition)


def _delivery(name: str, title: str, unit: Unit, direction: Direction, definition: str) -> Measure:
    return Measure(name, title, unit, direction, Scoreboard.DELIVERY, definition)


def _check(name: str, title: str, unit: Unit, direction: Direction, definition: str) -> Measure:
    return Measure(name, title, unit, direction, Scoreboard.CHECK, definition)


def _against_plan(kind: str, words: str, ratio: str) -> tuple[Measure, ...]:
    """Four figures of actual ÷ plan over the projects completed in the run (until 2H, slow ones included)."""
    name = f"plan_ratio_{kind}"
    return (
        _delivery(name, f"Actual ÷ planned {words}", Unit.RATIO, Direction.LESS, f"mean of {ratio}"),
        _delivery(
            f"{name}_log_sd",
            f"Spread of actual ÷ planned {words}",
            Unit.LOG_SD,
            Direction.LESS,
            f"standard deviation of ln({ratio})",
        ),
        _delivery(
            f"{name}_p80_p50",
            f"Reserve of {words} needed to be 80 % sure",
            Unit.SPREAD_RATIO,
            Direction.LESS,
            f"80th ÷ 50th percentile of {ratio}",
        ),
        _delivery(
            f"{name}_within_10",
            f"Projects within ±10 % of planned {words}",
            Unit.SHARE,
            Direction.MORE,
            f"share of projects whose {ratio} lies between 0.9 and 1.1",
        ),
    )


MATERIAL_LOSS = 10.0
"""Points of score that a change of strategy takes at least from a project that is out of line (assumed)."""

PAYROLL_CHANGE = "payroll_change"
COACHING_SERVED = "coaching_served"
POOL_LABOUR = "labour_until_horizon."

_FIXED = (
    _value(
        "npv",
        "Net value",
        Unit.MONEY,
        Direction.MORE,
        "benefit − run_cost − cost − lateness_cost − pmo_cost − payroll_change",
    ),
    _value(
        "benefit",
        "Benefit",
        Unit.MONEY,
        Direction.MORE,
        "present value of what completed projects bring, with what comes after the horizon, and of what "
        "programmes bring beyond them, their run cost taken off",
    ),
    _value(
        "run_cost",
        "Cost of running what is delivered",
        Unit.MONEY,
        Direction.LESS,
        "present value of the run cost of completed projects",
    ),
    _value(
        "cost",
        "Cost of the projects",
        Unit.MONEY,
        Direction.LESS,
        "labour + external cost + cost of risks + termination cost − salvage, from the start on",
    ),
    _value(
        "lateness_cost",
        "Cost of being late",
        Unit.MONEY,
        Direction.LESS,
        "what missed dates cost, per day and as single sums",
    ),
    _value(
        "pmo_cost",
        "Cost of the PMO",
        Unit.MONEY,
        Direction.LESS,
        "PMO staff, cash and single payments, until the horizon",
    ),
    _value(
        PAYROLL_CHANGE,
        "Change of payroll beyond the days charged",
        Unit.MONEY,
        Direction.LESS,
        "only in a comparison and for pools whose capacity differs from the baseline's: change of payroll "
        "less change of labour charged to projects, both until the horizon; part of npv",
    ),
    _value(
        "completed",
        "Projects completed by the horizon",
        Unit.PROJECTS,
        Direction.MORE,
        "number of projects completed by H",
    ),
    _value(
        "on_time",
        "Promised dates kept",
        Unit.SHARE,
        Direction.MORE,
        "of the projects promised for H or before, the share completed by the promised date; "
        "rejected and terminated ones have missed it",
    ),
    _value(
        "strategic_value",
        "Strategic score delivered",
        Unit.POINTS,
        Direction.MORE,
        "sum of the weighted scores (0 to 100 each) of projects completed by H, by the weights in force when "
        "each is completed",
    ),
    _value(
        "strategic_present",
        "Strategic score delivered, earlier counts more",
        Unit.POINTS,
        Direction.MORE,
        "the same sum, each score discounted from its completion to the start at the discount rate of money "
        "(assumed)",
    ),
    _value(
        "alignment_lost",
        "Strategic score lost to a change of strategy",
        Unit.POINTS,
        Direction.LESS,
        "over projects completed by H: score by the weights in force at release less score by those in force "
        "at completion; only where the strategy changes, and negative where it made projects worth more",
    ),
    _value(
        "time_to_realign",
        "Days until work under way fits the new strategy",
        Unit.DAYS,
        Direction.LESS,
        "from the last change of strategy before H until the last project has ended, H at most, that was "
        f"under way on that day and whose score fell by {MATERIAL_LOSS:g} points or more; 0 without any",
    ),
    _value(
        "reserve_drawn",
        "Reserve drawn",
        Unit.SHARE,
        Direction.LESS,
        "of all reserves stated, the share that overspend of their years draws; empty without reserves",
    ),
    _value(
        "reserve_sufficed",
        "Futures in which the reserve suffices",
        Unit.SHARE,
        Direction.MORE,
        "1 where no year with a reserve is overspent by more than it, otherwise 0: the mean is the chance",
    ),
    _value(
        "stopped_worth_finishing",
        "Stopped though worth finishing",
        Unit.PROJECTS,
        Direction.LESS,
        "projects stopped by a gate or review at a sitting where, had the true benefit been known, "
        "continuing was worth at least as much as stopping; the work left is as then believed",
    ),
    _value(
        "not_stopped",
        "Carried on though better stopped",
        Unit.PROJECTS,
        Direction.LESS,
        "projects, mandatory ones left out, that no gate or review stopped although at one of their "
        "sittings, had the true benefit been known, continuing was worth less than stopping",
    ),
    _value(
        "stopping_delay",
        "Days until a bad project is stopped",
        Unit.DAYS,
        Direction.LESS,
        "mean over projects rightly stopped by a gate or review: from the first sitting at which stopping "
        "was truly better to the stop; empty where none was",
    ),
    _value(
        "spent_on_stopped",
        "Spent on projects that were stopped",
        Unit.MONEY,
        Direction.LESS,
        "labour, external cost and risks of projects stopped by a gate or review; part of cost",
    ),
    _delivery(
        "lead_time",
        "Time from proposal to completion",
        Unit.DAYS,
        Direction.LESS,
        "mean over projects completed by H, from intake (in flight: from the start)",
    ),
    _delivery(
        "cycle_time",
        "Time from first work to completion",
        Unit.DAYS,
        Direction.LESS,
        "mean over projects completed by H, from the first start of work",
    ),
    _delivery(
        "tardiness",
        "Days late",
        Unit.DAYS,
        Direction.LESS,
        "mean over projects promised for H or before of max(0, completion − promise), with H for "
        "whatever is not completed by then",
    ),
    _delivery(
        "makespan",
        "Day of the last completion",
        Unit.DAYS,
        Direction.LESS,
        "last completion; projects still running at the end of the run count with its last day",
    ),
    _delivery(
        "throughput",
        "Projects completed a year",
        Unit.PROJECTS_PER_YEAR,
        Direction.MORE,
        "completed by H ÷ years until H",
    ),
    _delivery(
        "wip",
        "Projects under way at once",
        Unit.PROJECTS,
        Direction.NEITHER,
        "time average of released, unended projects until H",
    ),
    *_against_plan(
        "duration",
        "working time",
        "touch days ÷ planned days of the packages not done at the start",
    ),
    *_against_plan(
        "cost",
        "cost",
        "labour, external cost and risks ÷ planned labour and external cost, undiscounted",
    ),
    _delivery(
        "effort_per_project",
        "Effort per project",
        Unit.FTE_DAYS,
        Direction.LESS,
        "mean FTE-days of projects completed in the run",
    ),
    _delivery(
        "rework_share",
        "Share of effort that is rework",
        Unit.SHARE,
        Direction.LESS,
        "FTE-days of second and later attempts ÷ all FTE-days",
    ),
    _delivery(
        "late_rework_share",
        "Share of effort that is rework found late",
        Unit.SHARE,
        Direction.LESS,
        "FTE-days of attempts that a stage gate ordered ÷ all FTE-days",
    ),
    _check(
        "truncated_packages",
        "Packages accepted with a defect at the last attempt",
        Unit.SHARE,
        Direction.LESS,
        "packages accepted only because no further attempt is allowed ÷ packages finished",
    ),
    _check(
        "truncated_value",
        "Share of value with an expected instead of a simulated end",
        Unit.SHARE,
        Direction.LESS,
        "projects still running at the end of the run are valued with their expected completion",
    ),
    *(
        _delivery(name, title, unit, direction, f"{definition}; only where service is queued")
        for name, title, unit, direction, definition in (
            (
                COACHING_SERVED,
                "Requests for coaching that are served",
                Unit.SHARE,
                Direction.MORE,
                "coaches who began in time ÷ requests that were served or lapsed",
            ),
            (
                "audits_held",
                "Audits that are held",
                Unit.SHARE,
                Direction.NEITHER,
                "audits begun in time ÷ audits that were held or lapsed",
            ),
            (
                "audits_finding",
                "Audits that find something to mend",
                Unit.SHARE,
                Direction.NEITHER,
                "packages sent back to mend what an audit found ÷ audits held",
            ),
            (
                "gate_preparation_days",
                "Days that gates wait to be prepared",
                Unit.DAYS,
                Direction.LESS,
                "sum over gates of the days on which a gate waited for its preparation alone",
            ),
            (
                "gates_late",
                "Gates that are late",
                Unit.SHARE,
                Direction.LESS,
                "gates that waited for their preparation longer than auditing is patient ÷ gates prepared",
            ),
            (
                "reports_overdue",
                "Reports that are overdue",
                Unit.SHARE,
                Direction.LESS,
                "reports not there within the patience of reporting ÷ reports asked for",
            ),
        )
    ),
)

MEASURES: dict[str, Measure] = {measure.name: measure for measure in _FIXED}
"""Measures that do not depend on the pools, in the order in which they are shown."""


def measure_of(name: str) -> Measure:
    """The measure of a name, those of single pools included.

    Examples
    --------
    >>> measure_of("utilisation.dev").title
    'Use of dev'
    """
    if name.startswith(UTILISATION):
        pool = name.removeprefix(UTILISATION)
        return _delivery(
            name,
            f"Use of {pool}",
            Unit.SHARE,
            Direction.NEITHER,
            "busy FTE-days ÷ FTE-days of capacity for projects, until H",
        )
    if name.startswith(POOL_LABOUR):
        pool = name.removeprefix(POOL_LABOUR)
        return _check(
            name,
            f"Labour of {pool} until the horizon",
            Unit.MONEY,
            Direction.LESS,
            "present value of the FTE-days charged until H",
        )
    return MEASURES[name]


def measure_names(pools: Sequence[str]) -> tuple[str, ...]:
    """Names of what one replication measures, in order; `payroll_change` only exists in comparisons.

    Examples
    --------
    >>> measure_names(["dev"])[-2:]
    ('utilisation.dev', 'labour_until_horizon.dev')
    """
    own = [name for name in MEASURES if name != PAYROLL_CHANGE]
    return (*own, *(UTILISATION + pool for pool in pools), *(POOL_LABOUR + pool for pool in pools))


def in_order(names: Sequence[str]) -> list[str]:
    """Names in the order of the registry, those of pools last."""
    place = {name: k for k, name in enumerate(MEASURES)}
    return sorted(
        names, key=lambda name: (place.get(name, len(place)), not name.startswith(UTILISATION), name)
    )
