"""What an answer rests on: each assumption with its value, range, grade and source."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from workbench import evidence
from workbench.charts.numbers import NBSP
from workbench.interfaces.reports.html import Html, Table, part
from workbench.interfaces.reports.subject import Subject
from workbench.interfaces.wording import count, percent
from workbench.model import Filled

EFFECTS = {
    "estimation_bias_median": ("Actual ÷ planned work, middle project", "ratio"),
    "log_sd_project_total": ("Spread of actual ÷ planned work (log-sd)", "ratio"),
    "rework_probability": ("Work that has to be done again", "share"),
    "late_detection_probability": ("Defects found only at a stage gate", "share"),
    "risk_event_multiplier": ("Risks that strike, × as listed", "ratio"),
    "overhead_in_project_pm": ("Effort for managing a project", "share"),
    "context_switch_penalty": ("Time lost per parallel project", "share"),
}
"""Process effects that the simulation uses, in readers' words."""

GRADES = {"measured": "●", "cited": "◐", "assumed": "○", "stated": "■"}
MOST_FILLED = 10


@dataclass(frozen=True)
class AssumptionRow:
    """One line of the table."""

    name: str
    value: str
    range: str
    grade: str
    source: str


def assumption_rows(subject: Subject) -> list[AssumptionRow]:
    """Everything assumed, what was filled in first."""
    return [*_filled(subject), *_effects(subject), *_general(subject)]


def assumptions_section(subject: Subject) -> Html:
    """The table, with empty columns for owner and signature."""
    rows = assumption_rows(subject)
    guesses = sum(row.grade == "assumed" for row in rows)
    cells = [
        [row.name, row.value, row.range, _grade(row.grade), row.source, Markup('<i class="wb-blank"></i>')]
        for row in rows
    ]
    table = Table(
        caption="Assumptions with value, range, grade and source",
        head=["Assumption", "value", "range", "grade", "source", "agreed by, on"],
        rows=cells,
        texts=frozenset({0, 2, 3, 4, 5}),
    )
    lead = (
        f"{count(len(rows), 'assumption', 'assumptions').capitalize()}. "
        f"In {guesses} of them the figure itself is judgement, at best bounded by the sources named. "
        "None is signed. All were held at their middle values."
    )
    return part("assumptions", lead=lead, table=table)


def _filled(subject: Subject) -> list[AssumptionRow]:
    order = list(Filled)
    filled = sorted(subject.baseline.portfolio.assumptions, key=lambda one: order.index(one.bears_on))
    rows = [AssumptionRow(one.what, one.value, "", "assumed", one.source) for one in filled[:MOST_FILLED]]
    left = len(filled) - MOST_FILLED
    if left > 0:
        more = f"{left} more filled in, listed in the scenario file"
        rows.append(AssumptionRow(more, "", "", "assumed", "as listed there"))
    return rows


def _effects(subject: Subject) -> list[AssumptionRow]:
    maturity = subject.baseline.portfolio.maturity
    if maturity is None:
        return []
    rows = []
    for effect, (name, unit) in EFFECTS.items():
        level = maturity.profile.level_for(effect)
        low, high, nearest = _at(effect, level)
        rows.append(
            AssumptionRow(
                f"{name}, at level {level:.1f}",
                _written(maturity.profile.value_of(effect), unit),
                f"{_written(low, unit)} to {_written(high, unit)}",
                nearest.grade,
                _cited(nearest.sources),
            )
        )
    return rows


def _at(effect: str, level: float) -> tuple[float, float, evidence.EffectLevel]:
    """Range between the two whole levels around a level, and the provenance of the nearer one."""
    levels = evidence.effect(effect).levels
    below = min(int(level), 4)
    share = level - below
    one, other = levels[below - 1], levels[below]
    low = one.low + (other.low - one.low) * share
    high = one.high + (other.high - one.high) * share
    return low, high, one if share < 0.5 else other


def _general(subject: Subject) -> list[AssumptionRow]:
    portfolio, pmo = subject.baseline.portfolio, subject.baseline.pmo
    rows = []
    if portfolio.maturity is not None:
        rows.append(_strength(pmo.effect_strength))
    values = {
        "systemic_correlation": ("Luck shared by all projects", portfolio.uncertainty.correlation),
        "execution_share": ("Part of less spread that is execution", portfolio.uncertainty.execution_share),
        "repeat_share": ("Length of a repeat ÷ first attempt", portfolio.uncertainty.repeat_share),
        "discount_rate": ("Discount rate a year", portfolio.discount_rate),
    }
    for key, (name, value) in values.items():
        known = evidence.coefficient(key)
        grade = known.grade if value == known.base else "stated"
        source = _cited(known.sources) if value == known.base else "stated in the input"
        span = f"{percent(known.low)} to {percent(known.high)}"
        rows.append(AssumptionRow(name, percent(value), span, grade, source))
    return rows


def _strength(value: float) -> AssumptionRow:
    known = evidence.coefficient("effect_strength_prior")
    span = f"0 or {known.low:g} to {known.high:g}"
    name = "Strength of the published effect (0 = none)"
    return AssumptionRow(name, f"{value:g}", span, known.grade, _cited(known.sources))


def _cited(sources: tuple[str, ...]) -> str:
    """The first publication in short, or that it is judgement."""
    published = [evidence.source(key) for key in sources if not key.startswith("P_")]
    if not published:
        return "judgement of the authors"
    short = [_short(one.citation, one.year) for one in published]
    unique = list(dict.fromkeys(short))
    more = f"{NBSP}+ {len(unique) - 2}" if len(unique) > 2 else ""
    return "; ".join(unique[:2]) + more


def _short(citation: str, year: int) -> str:
    """Authors and year.

    Examples
    --------
    >>> _short("Ahonen et al. 2015; data in github.com/Derek-Jones/ESEUR-code-data", 2015)
    'Ahonen et al. 2015'
    """
    head, found, _ = citation.partition(str(year))
    head = head.removeprefix("Computed from the constants of ").strip(" ,(")
    return f"{head} {year}" if found and len(head) < 48 else citation.split(";")[0][:56]


def _written(value: float, unit: str) -> str:
    return percent(value) if unit == "share" else f"{value:.2f}"


def _grade(grade: str) -> Markup:
    return Markup('<span class="wb-grade"><span aria-hidden="true">{}</span> {}</span>').format(
        GRADES[grade], grade
    )
