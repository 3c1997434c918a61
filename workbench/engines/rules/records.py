"""What rules read, as flat sequences: lists for the engine in Python, arrays for the compiled one.

Both engines hand the same records to the same functions, so each formula stands once. Figures by project and
level step lie at `project * steps + step`, those by unit at `unit * steps + step`.
"""

from __future__ import annotations

from typing import NamedTuple, Protocol


class Floats(Protocol):
    """Numbers by place: a list or an array."""

    def __getitem__(self, place: int, /) -> float: ...
    def __len__(self) -> int: ...


class Ints(Protocol):
    """Whole numbers by place: a list or an array."""

    def __getitem__(self, place: int, /) -> int: ...
    def __len__(self) -> int: ...


class Room(Floats, Protocol):
    """Numbers that a rule overwrites."""

    def __setitem__(self, place: int, number: float, /) -> None: ...


class RankingRule(NamedTuple):
    """A ranking rule as numbers, in the order of `workbench.policies.Feature`."""

    kernel: int
    sight: int
    top: tuple[float, ...]
    bottom: tuple[float, ...]
    look_ahead: float


class Figures(NamedTuple):
    """Money and scores by project, with the discount rate per working day."""

    rho: float
    end: float
    """Last day of the run, 2H."""
    benefit: Floats
    ramp: Floats
    plateau: Floats
    decay: Floats
    window: Floats
    run_cost: Floats
    due: Floats
    late_per_day: Floats
    late_step: Floats
    believed_benefit: Floats
    """Peak as policies see it; `benefit` is the truth's mean."""
    strategy_day: Floats
    """From when each step of the strategy counts; the first is day 0."""
    score: Floats
    """By project and step of the strategy, at `project * steps + step`."""
    programme: Ints
    """Of each project, −1 without; the six that follow are by programme."""
    programme_share: Floats
    """By project: its part of its programme's benefit when it is ranked."""
    programme_benefit: Floats
    programme_ramp: Floats
    programme_plateau: Floats
    programme_decay: Floats
    programme_window: Floats
    programme_run_cost: Floats
    ordinal_value: Floats
    ordinal_size: Floats
    value_sigma: Floats
    on_exit: Floats
    """Salvage less termination cost."""
    reduced_work: Floats
    reduced_benefit: Floats


class Network(NamedTuple):
    """Packages of each project and what they wait for and need.

    Those of project i are `order[first[i]:first[i + 1]]`, predecessors and gates first; as indices they are
    the range from `first[i]` to `first[i + 1]`. Lists by package are cut by their `_start` in the same way.
    """

    first: Ints
    order: Ints
    after_start: Ints
    after: Ints
    gates_needed: Ints
    demand_start: Ints
    demand_pool: Ints
    demand_fte: Ints
    """Hundredths."""
    constraint: Ints
    """Scarcest pool by project, −1 without."""
    mean: Floats
    scale: Floats
    rate: Floats


class Effects(NamedTuple):
    """Process effects by unit and level step, and by project or package where they differ by it."""

    steps: int
    attempts: int
    """Most attempts of a package."""
    repeat_share: float
    switching_curve: int
    unit: Ints
    """Of each project."""
    work_unit: Ints
    """Of each package, for rework, late detection and overhead: practices may act on some stages only."""
    rework: Floats
    late: Floats
    overhead: Floats
    switching: Floats
    spread: Floats
    gate_noise: Floats
    report_age: Floats
    optimism: Floats
    optimism_known: Floats
    log_norm: Floats
    """By package and step."""
    sigma: Floats
    """By project and step, as are the three that follow."""
    belief: Floats
    known_sigma: Floats
    known_share: Floats


class Board(NamedTuple):
    """How gates and reviews decide."""

    rule: int
    """0 go, 1 expected value, 2 option."""
    hurdle: float
    """What continuing must be worth more than stopping, money."""
    hold_band: float
    hold_cap: int
    replans: bool
    sunk_share: float
    lasting_error: float
    is_advised: bool
    """Whether assessors look besides the board."""
    assessors: float
    """How many look, the board included."""
    followed: float
    """Share of sittings at which the board goes by the assessors' look."""
    reviews: int
    """How many there are in a run."""
    look_start: Ints
    """First place of each project's looks: as many as it has gates, and one for each review."""
    threshold_start: Ints
    """First place of each project's thresholds: before any gate, then one for each gate."""
    threshold: Floats
    """What continuing may be worth less than stopping, at most 0, money; by the board's own looks, then by
    advised ones if there are any."""


class RiskPairs(NamedTuple):
    """Risks that strike packages: those of package k are `pair[start[k]:start[k + 1]]`."""

    start: Ints
    pair: Ints
    column: Ints
    """Whose luck a pair shares."""
    charge: Ints
    """Pairs with the same number charge their cost once."""
    probability: Floats
    """By pair and step."""


class Luck(NamedTuple):
    """Luck of one simulated future; names as in `workbench.engines.draws.Draws`.

    Figures by package and attempt lie at `package * attempts + number - 1`.
    """

    systemic: Floats
    known_systemic: Floats
    known_error: Floats
    known_value: Floats
    log_noise: Floats
    rework: Floats
    late: Floats
    remaining: Floats
    struck: Floats
    delay: Floats
    cost: Floats
    signal: Floats
    review: Floats
    """By project and review, at `project * reviews + number`."""
    others: Floats
    heed: Floats
    """By gate, then by project and review as above; empty where nobody advises."""
    luck: Floats
    incident_day: Floats
    """Days on which incidents begin or end, rising."""
    incident: Floats
    """+(n + 1) where number n begins, −(n + 1) where it ends."""
