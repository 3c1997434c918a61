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


class IntRoom(Ints, Protocol):
    """Whole numbers that a rule overwrites."""

    def __setitem__(self, place: int, number: int, /) -> None: ...


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
    block: int
    """Numbers of one of the blocks of `rework` and `late`: units × steps."""
    unit: Ints
    """Of each project."""
    work_unit: Ints
    """Of each package, for rework, late detection and overhead: practices may act on some stages only."""
    rework: Floats
    """On average; where requests queue, two more blocks follow: coach never had, and coach had."""
    late: Floats
    """In the same blocks."""
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
    renews_belief: bool
    """Whether a sitting brings the believed duration up to date."""
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


class Desks(NamedTuple):
    """The PMO's people as servers at three desks; see `workbench.engines.rules.desk` for their numbers.

    Requests have numbers: with K packages, k is the coaching of package k, K + k the preparation of the gate
    that waits for it, 2K + k the audit of the stage that it closes, 3K + i the open report of project i.
    Figures by desk and period lie at `desk * periods + period`.
    """

    queued: int
    """1 where requests queue inside the run, 0 where service is planned; then all else is empty."""
    packages: int
    projects: int
    periods: int
    months: int
    """Reports that a project may ask for in a run."""
    month: float
    """Working days between dates of reports."""
    day: Floats
    """From when the people of each period are there; the first is −inf."""
    servers: Ints
    """By desk and period."""
    speed: Floats
    """By desk and period: what a server does of a person's work."""
    server_start: Ints
    """First place of each desk's servers, and the end of the last."""
    patience: Floats
    """By desk: days after which a gate or a report is late."""
    service: Floats
    """By desk: mean days of a person for a request; those of coaching differ by package."""
    coaching: Floats
    """By package and period; 0 where none is asked for."""
    first: Ints
    """First package of each project."""
    gate: Ints
    """By package: the gate, counted over all projects, that is prepared while it is at work; −1 without."""
    closes: Ints
    """By package: 1 where it closes its stage, which may then be audited."""
    prepared: Ints
    """By gate: the package during which it is prepared; −1 without."""
    audit: Floats
    """By unit and step: chance that a stage is to be audited."""
    finding: Floats
    """By unit and step: chance that an audit finds something."""
    mending: Floats
    """By package: days of work to mend what an audit of its stage finds."""


class DeskRoom(NamedTuple):
    """What changes at the desks during a run; sizes by `workbench.engines.serving.room_of`."""

    period: IntRoom
    """By desk, as are the four that follow."""
    head: IntRoom
    """Where its queue begins, a ring of as many places as it may get requests at once."""
    waiting: IntRoom
    clock: Room
    """Day until which it has served."""
    busy: IntRoom
    """Services under way, some of which may be over."""
    until: Room
    """When services under way end."""
    queue: IntRoom
    state: IntRoom
    """By request, as are the three that follow."""
    asked: Room
    began: Room
    ended: Room
    mending: IntRoom
    """By package: whether something that an audit found is to be mended."""
    latent: IntRoom
    """By package: whether what is being mended has a defect that the next gate will find."""
    since: Room
    """By package: day from which the gate waits for its preparation."""
    waited: Room
    """By package: days that it did."""
    idle: IntRoom
    """One number: gates that wait for their preparation now."""
    idles: IntRoom
    """By project: 1 while its gate waits."""
    month: IntRoom
    """One number: dates of reports that have passed."""
    of_month: IntRoom
    """By project, as are the two that follow: date of the report asked for last."""
    reports: IntRoom
    overdue: IntRoom


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
    service: Floats
    """By request, without reports: length of its service ÷ the mean."""
    patience: Floats
    """By request, without reports: days until it lapses, inf where it never does."""
    audited: Floats
    """By package: whether the stage that it closes is audited."""
    found: Floats
    """By package: whether that audit finds something."""
    report: Floats
    """By project and month, at `project * months + month`: length of its service ÷ the mean."""
