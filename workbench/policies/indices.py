"""Ranking rules as data: which kernel, which coefficients. No engine knows a rule's name.

Higher goes first; ties go to the earlier intake, then to the id. The features are those of
`workbench.engines.rules.index`; every rule sees beliefs, except `perfect_information`, which sees the truth.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum, StrEnum


class Kernel(IntEnum):
    """The few shapes that a ranking rule can have."""

    LINEAR = 0
    """Sum of coefficient × feature."""
    RATIO = 1
    """Numerator feature sum ÷ denominator feature sum."""
    DISCOUNTED_RATIO = 2
    """w·e^(−ρp) ÷ (1 − e^(−ρp))."""
    CRITICAL_RATIO = 3
    """−(d − t) ÷ p."""
    APPARENT_TARDINESS = 4
    """(w ÷ p)·exp(−max(0, d − p − t) ÷ (K·p̄))."""
    COVERT = 5
    """(w ÷ p)·max(0, 1 − max(0, d − p − t) ÷ (K·p))."""
    PACKAGE = 6
    """Sum of coefficient × planned figure of a work package: fixed before the run begins."""
    WORST_CASE_SLACK = 7
    """The same plus the latest moment to which any other package that fits could push it."""


class Feature(StrEnum):
    """What a rule can look at; times in working days, money in the portfolio's currency."""

    DUE = "due"
    NOW = "now"
    LEAD = "lead"
    """Longest path of the work left, as believed."""
    CONSTRAINT = "constraint"
    """Days of the work left on the project's scarcest pool, as believed."""
    CONSTRAINT_FTE_DAYS = "constraint_fte_days"
    COST_OF_DELAY = "cost_of_delay"
    """Per working day, at the believed completion."""
    COST_OF_DELAY_NOW = "cost_of_delay_now"
    NET_VALUE = "net_value"
    """Believed present value of finishing it, less the cost still to come."""
    SCORE = "score"
    ORDINAL_VALUE = "ordinal_value"
    ORDINAL_SIZE = "ordinal_size"
    LUCK = "luck"
    """One uniform number per project and simulated future."""


class PackageFeature(StrEnum):
    """What a rule can look at of a work package, all as planned; days from the start.

    Latest times leave the planned end of the package's own project where it is.
    """

    DURATION = "duration"
    EARLIEST_START = "earliest_start"
    LATEST_START = "latest_start"
    LATEST_FINISH = "latest_finish"
    SUCCESSORS = "successors"
    """How many packages of its project cannot begin before it is done."""
    DAYS_OF_NEXT = "days_of_next"
    """Sum of the durations of the packages that name it as predecessor."""
    DAYS_OF_SUCCESSORS = "days_of_successors"
    """Sum of the durations of all its successors."""


class Sight(IntEnum):
    """Which durations a rule sees."""

    BELIEF = 0
    TRUTH = 1


@dataclass(frozen=True)
class Index:
    """A ranking rule as data.

    Parameters
    ----------
    kernel
        Shape of the formula.
    top, bottom
        Coefficients of features: the sum (LINEAR), or numerator and denominator (RATIO).
    package
        Coefficients of figures of work packages (PACKAGE, WORST_CASE_SLACK).
    formula, optimal, provenance
        What it computes, when it is optimal (a heuristic otherwise), and where it comes from.
    look_ahead
        K of the tardiness rules.
    sight
        Whether it sees beliefs or the truth.
    """

    kernel: Kernel
    formula: str
    optimal: str
    provenance: str
    top: dict[Feature, float] = field(default_factory=dict)
    bottom: dict[Feature, float] = field(default_factory=dict)
    package: dict[PackageFeature, float] = field(default_factory=dict)
    look_ahead: float = 2.0
    sight: Sight = Sight.BELIEF


class IndexName(StrEnum):
    """Ranking rules that a scenario file can name."""

    FIFO = "fifo"
    RANDOM = "random"
    EDD = "edd"
    SPT = "spt"
    CD3 = "cd3"
    DWSPT = "dwspt"
    WSJF_SAFE = "wsjf_safe"
    NPV = "npv"
    PROFITABILITY = "profitability"
    STRATEGIC = "strategic"
    MINIMUM_SLACK = "minimum_slack"
    CRITICAL_RATIO = "critical_ratio"
    ATC = "atc"
    COVERT = "covert"
    PERFECT_INFORMATION = "perfect_information"
    LFT = "lft"
    LST = "lst"
    MTS = "mts"
    GRPW = "grpw"
    GRPW_ALL = "grpw_all"
    WCS = "wcs"
    PACKAGE_SLACK = "package_slack"
    PACKAGE_SPT = "package_spt"


_HEURISTIC = "heuristic for the makespan of one project"

INDICES: dict[IndexName, Index] = {
    IndexName.FIFO: Index(
        Kernel.LINEAR,
        formula="constant; the tie rule orders by planned intake",
        optimal="never in general; the usual status quo",
        provenance="baseline",
    ),
    IndexName.RANDOM: Index(
        Kernel.LINEAR,
        top={Feature.LUCK: 1.0},
        formula="one uniform number per project",
        optimal="never; the null benchmark",
        provenance="baseline",
    ),
    IndexName.EDD: Index(
        Kernel.LINEAR,
        top={Feature.DUE: -1.0},
        formula="−d",
        optimal="one server, all present at the start: maximum lateness",
        provenance="Jackson 1955 (from memory); Pinedo, theorems on stochastic EDD",
    ),
    IndexName.SPT: Index(
        Kernel.LINEAR,
        top={Feature.CONSTRAINT: -1.0},
        formula="−p",
        optimal="one server: mean completion",
        provenance="Smith 1956 (from memory)",
    ),
    IndexName.CD3: Index(
        Kernel.RATIO,
        top={Feature.COST_OF_DELAY: 1.0},
        bottom={Feature.CONSTRAINT: 1.0},
        formula="cost of delay ÷ duration on the constraint (w ÷ p, WSPT)",
        optimal="one server, linear cost of delay; with random durations w ÷ E[p], no preemption",
        provenance="Smith 1956; Rothkopf 1966 (names from memory); Pinedo, theorem 10.1.1",
    ),
    IndexName.DWSPT: Index(
        Kernel.DISCOUNTED_RATIO,
        top={Feature.COST_OF_DELAY_NOW: 1.0},
        bottom={Feature.CONSTRAINT: 1.0},
        formula="w·e^(−ρp) ÷ (1 − e^(−ρp))",
        optimal="one server: discounted value of completions",
        provenance="Rothkopf 1966 (from memory); checked here against brute force",
    ),
    IndexName.WSJF_SAFE: Index(
        Kernel.RATIO,
        top={Feature.ORDINAL_VALUE: 1.0},
        bottom={Feature.ORDINAL_SIZE: 1.0},
        formula="(value + urgency + opportunity) ÷ size, ordinal scores",
        optimal="never; an ordinal stand-in for cd3, its ratio has no unit",
        provenance="Scaled Agile Framework, WSJF",
    ),
    IndexName.NPV: Index(
        Kernel.LINEAR,
        top={Feature.NET_VALUE: 1.0},
        formula="believed net present value",
        optimal="never with scarce people: it ignores what a project uses up",
        provenance="common practice",
    ),
    IndexName.PROFITABILITY: Index(
        Kernel.RATIO,
        top={Feature.NET_VALUE: 1.0},
        bottom={Feature.CONSTRAINT_FTE_DAYS: 1.0},
        formula="believed net present value ÷ FTE-days on the scarcest pool",
        optimal="relaxed knapsack with one scarce pool",
        provenance="Dantzig 1957 (from memory)",
    ),
    IndexName.STRATEGIC: Index(
        Kernel.LINEAR,
        top={Feature.SCORE: 1.0},
        formula="weighted score over objectives that are not money",
        optimal="never in time or money; what many boards do",
        provenance="common practice",
    ),
    IndexName.MINIMUM_SLACK: Index(
        Kernel.LINEAR,
        top={Feature.DUE: -1.0, Feature.NOW: 1.0, Feature.LEAD: 1.0},
        formula="−(d − t − p), p the longest path left",
        optimal="never in general; poor under overload",
        provenance="common practice",
    ),
    IndexName.CRITICAL_RATIO: Index(
        Kernel.CRITICAL_RATIO,
        formula="−(d − t) ÷ p",
        optimal="never in general; poor under overload",
        provenance="common practice",
    ),
    IndexName.ATC: Index(
        Kernel.APPARENT_TARDINESS,
        formula="(w ÷ p)·exp(−max(0, d − p − t) ÷ (K·p̄)), p̄ over the queue now, K = 2",
        optimal="heuristic for weighted tardiness",
        provenance="Vepsäläinen & Morton 1987",
    ),
    IndexName.COVERT: Index(
        Kernel.COVERT,
        formula="(w ÷ p)·max(0, 1 − max(0, d − p − t) ÷ (K·p)), K = 2",
        optimal="heuristic for weighted tardiness",
        provenance="Carroll 1965",
    ),
    IndexName.PERFECT_INFORMATION: Index(
        Kernel.RATIO,
        top={Feature.COST_OF_DELAY: 1.0},
        bottom={Feature.CONSTRAINT: 1.0},
        sight=Sight.TRUTH,
        formula="cd3 with the true durations",
        optimal="a heuristic with perfect foresight, not an upper bound: it can be beaten",
        provenance="benchmark of this workbench",
    ),
    IndexName.LFT: Index(
        Kernel.PACKAGE,
        package={PackageFeature.LATEST_FINISH: -1.0},
        formula="−LF",
        optimal=_HEURISTIC,
        provenance="Davis & Patterson 1975; Kolisch 1996 (from memory)",
    ),
    IndexName.LST: Index(
        Kernel.PACKAGE,
        package={PackageFeature.LATEST_START: -1.0},
        formula="−LS; among packages ready now the order of least slack today, LS − t",
        optimal=_HEURISTIC,
        provenance="Kolisch 1996 (from memory)",
    ),
    IndexName.MTS: Index(
        Kernel.PACKAGE,
        package={PackageFeature.SUCCESSORS: 1.0},
        formula="number of all successors",
        optimal=_HEURISTIC,
        provenance="Alvarez-Valdés & Tamarit 1989; Kolisch 1996 (from memory)",
    ),
    IndexName.GRPW: Index(
        Kernel.PACKAGE,
        package={PackageFeature.DURATION: 1.0, PackageFeature.DAYS_OF_NEXT: 1.0},
        formula="p + sum of p over immediate successors",
        optimal=_HEURISTIC,
        provenance="Alvarez-Valdés & Tamarit 1989; Kolisch 1996 (from memory)",
    ),
    IndexName.GRPW_ALL: Index(
        Kernel.PACKAGE,
        package={PackageFeature.DURATION: 1.0, PackageFeature.DAYS_OF_SUCCESSORS: 1.0},
        formula="p + sum of p over all successors (GRPW*)",
        optimal=_HEURISTIC,
        provenance="Alvarez-Valdés & Tamarit 1989 (from memory)",
    ),
    IndexName.WCS: Index(
        Kernel.WORST_CASE_SLACK,
        package={PackageFeature.LATEST_START: -1.0},
        formula="−(LS − max E), E the earliest start if another package that fits goes first",
        optimal=_HEURISTIC,
        provenance="Kolisch 1996 (from memory)",
    ),
    IndexName.PACKAGE_SLACK: Index(
        Kernel.PACKAGE,
        package={PackageFeature.LATEST_START: -1.0, PackageFeature.EARLIEST_START: 1.0},
        formula="−(LS − ES)",
        optimal=_HEURISTIC,
        provenance="Davis & Patterson 1975; Kolisch 1996 (from memory): MSLK",
    ),
    IndexName.PACKAGE_SPT: Index(
        Kernel.PACKAGE,
        package={PackageFeature.DURATION: -1.0},
        formula="−p of the package",
        optimal="one server without predecessors: mean completion of packages",
        provenance="common practice",
    ),
}
"""Every ranking rule. Those of projects serve release and dispatch, those of packages dispatch alone."""

PACKAGE_RULES = tuple(name for name, index in INDICES.items() if index.package)
"""Rules that rank work packages, not their projects."""

PROJECT_RULES = tuple(name for name in INDICES if name not in PACKAGE_RULES)
"""Rules that rank projects; their packages inherit it."""

FIXED_RULES = (
    IndexName.FIFO,
    *(name for name in PACKAGE_RULES if INDICES[name].kernel is Kernel.PACKAGE),
)
"""Rules whose order of packages is known before the run begins: what a serial schedule needs."""
