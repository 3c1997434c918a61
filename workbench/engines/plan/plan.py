"""The plan: a scenario as arrays, in working days from the start and in the tie order.

Projects stand in the order of planned intake and id, packages in the order of their project and id, so that
an index into these arrays *is* the tie rule of DESIGN §4.1.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.engines.own import NOTHING_OWN, OwnRules
from workbench.engines.plan.links import Links
from workbench.engines.plan.service import PLANNED_SERVICE, Service
from workbench.engines.rules.records import RankingRule

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

MAX_ATTEMPTS = 8
"""Most attempts of a package, reopenings included; the last is accepted as it is (DESIGN §4.10)."""


@dataclass(frozen=True)
class Projects:
    """One entry per project unless said otherwise; days are working days from the start."""

    ids: tuple[str, ...]
    names: tuple[str, ...]
    programmes: tuple[str, ...]
    classes: tuple[str, ...]
    intake: Floats
    due: Floats
    """Close of the promised day; inf without a promise."""
    mandatory: Bools
    in_flight: Bools
    admitted: Bools
    """False where the selection turned it down."""
    after: Links
    """Predecessor projects."""
    before: Links
    """Projects that wait for this one."""
    packages: Links
    unit: Ints
    """Row of `Levels` that counts for it."""
    benefit: Floats
    """Peak, money per working day: the mean of the truth."""
    believed_benefit: Floats
    """The same as ranking and gates see it; another one only where raw estimates are asked for."""
    ramp: Floats
    plateau: Floats
    """Days at the peak; inf = for ever."""
    decay: Floats
    """Per working day after the plateau; inf = stops."""
    window: Floats
    """Day on which the market window closes; inf = never."""
    run_cost: Floats
    """Money per working day."""
    value_sigma: Floats
    """Log-sd of the true benefit around the stated one."""
    late_per_day: Floats
    late_step: Floats
    external: Floats
    termination_cost: Floats
    salvage: Floats
    reduced_work: Floats
    """Share of the work not yet begun, and of the benefit, with the reduced scope; 1 without one."""
    reduced_benefit: Floats
    ordinal_value: Floats
    ordinal_size: Floats
    constraint: Ints
    """Its scarcest pool: of those it needs, the one with the highest planned load ÷ capacity; −1 without."""
    gate_stages: Links
    """Stages after which a gate sits, ascending."""
    operations_effect: Ints
    """Hundredths of FTE that operations take from each pool once it is completed, shape (projects, pools)."""


@dataclass(frozen=True)
class Strategy:
    """Scores of projects by step of the strategy; step k counts from `day[k]` on, the first from day 0."""

    day: Floats
    score: Floats
    """Weighted score over the objectives that are not money, shape (projects, steps)."""

    def at(self, days: Floats) -> Floats:
        """Scores in force on days, one per project along the last axis; those of the last step where NaN."""
        step = np.searchsorted(self.day, days, side="right") - 1
        return np.asarray(self.score[np.arange(len(self.score)), np.maximum(step, 0)])


@dataclass(frozen=True)
class Programmes:
    """Programmes with a benefit of their own, one entry each unless said otherwise."""

    names: tuple[str, ...]
    needs: Ints
    """How many of its projects must be completed."""
    of_project: Ints
    """Programme of each project; −1 without."""
    share: Floats
    """By project: its part of the programme's planned FTE-days."""
    benefit: Floats
    ramp: Floats
    plateau: Floats
    decay: Floats
    window: Floats
    run_cost: Floats


@dataclass(frozen=True)
class Packages:
    """One entry per work package."""

    ids: tuple[str, ...]
    project: Ints
    stage: Ints
    unit: Ints
    """Row of `Levels` whose rework, late detection and overhead count for it."""
    gates_needed: Ints
    """Gates of its project that must have passed before it may start."""
    after: Links
    before: Links
    mean: Floats
    """Planned duration, working days."""
    scale: Floats
    """First-attempt mean work before overhead: plan × B(L0) ÷ U(L0)."""
    demand: Ints
    """Hundredths of FTE, shape (packages, pools)."""
    rate: Floats
    """Money per working day while it runs."""
    done: Bools
    spent: Floats
    """Days already spent on the attempt under way at the start; NaN where none is."""
    noise_sigma: Floats
    """Log-sd of the package's own noise where its law is an estimate; NaN where the law has its own."""


@dataclass(frozen=True)
class Levels:
    """Process effects by unit (row) and level step (column); step k counts from `day[k]` on."""

    day: Floats
    rework: Floats
    late: Floats
    overhead: Floats
    switching: Floats
    spread: Floats
    """Exponent r on the packages' own noise: its spread at the level ÷ at L0."""
    gate_noise: Floats
    report_age: Floats
    """Working days between a look and the board that hears of it."""
    optimism: Floats
    """By how much looks overstate ln(benefit), and what boards take off for it."""
    optimism_known: Floats
    log_norm: Floats
    """ln E[(Q/m)^r], shape (packages, steps); 0 where r = 1."""
    sigma: Floats
    """True log-sd of the systemic factor, shape (projects, steps)."""
    belief: Floats
    """Believed ÷ planned duration, shape (projects, steps); 1 at L0."""
    known_sigma: Floats
    """Log-sd of what belief knows of the systemic factor, or errs by, shape (projects, steps)."""
    known_share: Floats
    """Correlation of that with the truth (0: pure error), shape (projects, steps)."""


@dataclass(frozen=True)
class Risks:
    """One entry per (risk, package) pair; `draw` says which luck it shares."""

    package: Ints
    draw: Ints
    """Column of the draws; shared risks share one."""
    charge: Ints
    """Pairs with the same number charge their cost once."""
    probability: Floats
    """Shape (pairs, steps)."""
    of_package: Links
    draw_ids: tuple[str, ...]
    """Address of each column."""
    laws: tuple[object, ...]
    """Delay and cost laws of each column, as (delay, cost)."""


@dataclass(frozen=True)
class Pools:
    """Capacity for projects in hundredths of FTE, after daily operations."""

    ids: tuple[str, ...]
    names: tuple[str, ...]
    step_day: Floats
    step_pool: Ints
    step_capacity: Ints
    """From `step_day` on; every pool has a step at day 0. Sorted by day, then pool."""
    rate: Floats
    """Money per FTE-day."""
    gross: Floats
    """FTE before operations by step, for the payroll; aligned with `step_day`."""
    covers: Ints
    """Per cent of a missing person of a pool (column) that one of another (row) replaces; 0 = cannot."""


@dataclass(frozen=True)
class Money:
    """Discounting and budgets."""

    rho: float
    """ln(1 + r) ÷ working days per year."""
    year_start: Floats
    """First day of each fiscal year; the first entry is at or before day 0."""
    year_names: tuple[int, ...]
    budget: Floats
    """By fiscal year; inf = no limit."""
    reserve: Floats
    """By fiscal year, what overspend may draw on before it lowers the next year's budget."""
    carry_over: bool
    cut_day: Floats
    cut_year: Ints
    cut_amount: Floats
    """On `cut_day` the budget of `cut_year` falls by `cut_amount` (rises if negative)."""
    pmo_day: Floats
    pmo_rate: Floats
    """PMO cost, money per working day from `pmo_day[k]` on."""
    once_day: Floats
    once_amount: Floats


@dataclass(frozen=True)
class Rules:
    """The policy as numbers."""

    release: RankingRule
    dispatch: RankingRule
    wip_limit: int
    calendar_boards: bool
    board_day: Floats
    gate: int
    hurdle: float
    hold_band: float
    """Money, both."""
    hold_cap: int
    renews_belief: bool
    """Whether a sitting brings the believed duration up to date."""
    sunk_share: float
    lasting_error: float
    """Correlation of the errors of two looks at one project."""
    is_advised: bool
    """Whether assessors look besides the board: how many in all, and at what share of sittings they count."""
    assessors: int
    followed: float
    review_day: Floats
    review_month: Ints
    """Months since the start, by which the luck of a review is addressed."""
    keeps: bool
    """Whether projects keep their people between packages."""
    replan_day: Floats
    escalation_day: Floats
    tolerated: float
    """Days on which the PMO plans anew for dispatch, and escalates who is later than it tolerates."""
    repeat_share: float
    switching_curve: int
    """Which curve says what switching takes; see `rules.duration`."""


@dataclass(frozen=True)
class Order:
    """What the policy fixes for each package before the run."""

    index: Floats
    """By which packages get people, higher first; 0 throughout where the rule ranks projects."""
    not_before: Floats
    """Day of the timetable before which a package is not ready; 0 without a timetable."""


@dataclass(frozen=True)
class Incidents:
    """One entry per kind of incident."""

    ids: tuple[str, ...]
    per_day: Floats
    """Rate per working day."""
    laws: tuple[object, ...]
    """How long it lasts."""
    people: Ints
    """Hundredths of FTE pulled away, shape (incidents, pools)."""


@dataclass(frozen=True)
class Limits:
    """Places of programmes and pools, beside those of the portfolio, and how firmly an order is kept."""

    programmes: tuple[str, ...]
    """Those with a limit."""
    of_programme: Ints
    programme: Ints
    """Of each project, among those with a limit; −1 without."""
    of_pool: Ints
    """One per pool."""
    hysteresis: float
    """Factor by which an index must exceed that of a candidate ahead at the last board; 1 = ranked anew."""


@dataclass(frozen=True)
class Triggers:
    """One entry per trigger, in the order in which they are stated."""

    ids: tuple[str, ...]
    signal: Ints
    pool: Ints
    """Whose utilisation; −1 of all people."""
    above: Ints
    """1 where it acts above its bound, 0 where below."""
    bound: Floats
    action: Ints
    limit: Ints
    """WIP limit meanwhile."""
    days: Floats
    """How long; 0 = while the signal is out of bounds."""
    dispatch: RankingRule
    """The other order in which packages get people, if one of them changes it."""


@dataclass(frozen=True, eq=False)
class Plan:
    """Everything an engine needs besides luck; the same for every replication.

    Parameters
    ----------
    horizon
        H, in working days: nothing is released after it; flow is measured until it.
    days_per_year
        W, working days per year.
    correlation
        Share of the systemic variance that all projects have in common.
    laws
        Duration law of each package, for the draws.
    attempts
        Attempts that draws must cover: 1 where nothing is ever repeated.
    unreachable
        Projects whose table spread cannot be met (too few packages), with the spread that is.
    own
        Python functions in place of ranking rules; only the engine in SimPy takes them.
    desks
        The PMO's people, where requests for them queue inside the run.
    """

    scenario_name: str
    seed: int
    horizon: float
    days_per_year: float
    correlation: float
    attempts: int
    projects: Projects
    strategy: Strategy
    programmes: Programmes
    packages: Packages
    pools: Pools
    levels: Levels
    risks: Risks
    money: Money
    rules: Rules
    order: Order
    incidents: Incidents
    limits: Limits
    triggers: Triggers
    laws: tuple[object, ...]
    unreachable: tuple[tuple[str, float, float], ...]
    own: OwnRules = NOTHING_OWN
    desks: Service = PLANNED_SERVICE

    @property
    def worst_rework(self) -> float:
        """Largest probability of a defect, whoever has a coach."""
        return float(max(one.rework.max(initial=0.0) for one in (self.levels, self.desks)))
