"""What an answer rests on: each assumption with its value, range, grade and source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from workbench import evidence
from workbench.interfaces.reports.agreements import Agreements, Signed, standing_of
from workbench.interfaces.reports.html import Html, Table, part
from workbench.interfaces.reports.subject import Subject
from workbench.interfaces.wording import capital, count, listed, percent
from workbench.interfaces.wording.sources import cited, registered, source_words
from workbench.model import Filled
from workbench.scenario import Scenario

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

GENERAL = {
    "systemic_correlation": "Luck shared by all projects",
    "execution_share": "Part of less spread that is execution",
    "repeat_share": "Length of a repeat ÷ first attempt",
    "discount_rate": "Discount rate a year",
}
"""Assumptions about every portfolio."""

GRADES = {"measured": "●", "cited": "◐", "assumed": "○", "stated": "■"}
MOST_FILLED = 24


@dataclass(frozen=True)
class AssumptionRow:
    """One line of the table."""

    name: str
    value: str
    range: str
    grade: str
    source: str


TITLE = "3  What does the answer rest on, and who agreed to it?"
HELD = "All were held at their middle values."


def assumption_rows(scenario: Scenario) -> list[AssumptionRow]:
    """Everything assumed, what was filled in first."""
    return [*_filled(scenario), *_effects(scenario), *_general(scenario)]


def assumptions_section(subject: Subject) -> Html:
    """Both tables, with who agreed to each."""
    return assumptions_under(TITLE, subject.baseline, HELD, subject.run.agreements)


def assumptions_under(title: str, scenario: Scenario, how: str, agreements: Agreements) -> Html:
    """The same of any scenario, under a heading of one's own.

    Parameters
    ----------
    title
        The heading.
    scenario
        Which.
    how
        How assumptions were treated, a sentence.
    agreements
        Who agreed to what.
    """
    filled, general = _filled(scenario), [*_effects(scenario), *_general(scenario)]
    rows = [*filled, *general]
    guesses = sum(row.grade == "assumed" for row in rows)
    judged = "all" if guesses == len(rows) else str(guesses)
    lead = (
        f"{count(len(rows), 'assumption', 'assumptions').capitalize()}. "
        f"In {judged} of them the figure itself is judgement, at best bounded by the sources named. "
        f"{capital(signed_words(rows, agreements))}. {how}"
    )
    tables = [_stated_nowhere(filled, agreements)] if filled else []
    return part("assumptions", title=title, lead=lead, tables=[*tables, _from_evidence(general, agreements)])


def signed_words(rows: Sequence[AssumptionRow], agreements: Agreements) -> str:
    """How many are signed, and how many changed since.

    Examples
    --------
    >>> signed_words([AssumptionRow("Discount rate a year", "8 %", "", "assumed", "")], {})
    'none is signed'
    """
    stand = [standing_of(row.name, row.value, agreements).signed for row in rows]
    signed, changed = (sum(one is kind for one in stand) for kind in (Signed.YES, Signed.CHANGED))
    if not signed and not changed:
        return "none is signed"
    left = len(rows) - signed - changed
    said = [f"{signed} signed"] if signed else []
    said += [f"{changed} changed after signing"] if changed else []
    said += [f"{left} not signed"] if left else []
    return listed(said)


def _agreed(row: AssumptionRow, agreements: Agreements) -> Markup:
    found = standing_of(row.name, row.value, agreements)
    style = "" if found.signed is Signed.YES else ' class="wb-unsigned"'
    return Markup("<span{}>{}</span>").format(Markup(style), found.words)


def _stated_nowhere(rows: Sequence[AssumptionRow], agreements: Agreements) -> Table:
    """What the input left open: prose rather than figures."""
    return Table(
        caption="Filled in because the input does not say",
        head=["Not stated in your input", "filled in with", "from", "agreed by, on"],
        rows=[[row.name, row.value, row.source, _agreed(row, agreements)] for row in rows],
        texts=frozenset({0, 1, 2, 3}),
    )


def _from_evidence(rows: Sequence[AssumptionRow], agreements: Agreements) -> Table:
    cells = [
        [row.name, row.value, row.range, _grade(row.grade), row.source, _agreed(row, agreements)]
        for row in rows
    ]
    return Table(
        caption="Assumptions with value, range, grade and source",
        head=["Assumption", "value", "range", "grade", "source", "agreed by, on"],
        rows=cells,
        texts=frozenset({0, 2, 3, 4, 5}),
    )


def _filled(scenario: Scenario) -> list[AssumptionRow]:
    """What the input left open, but for what the general assumptions list anyway."""
    order = list(Filled)
    every = sorted(scenario.portfolio.assumptions, key=lambda one: order.index(one.bears_on))
    filled = [one for one in every if not _listed_anyway(one.source)]
    rows = [
        AssumptionRow(capital(one.what), one.value, "", "assumed", source_words(one.source))
        for one in filled[:MOST_FILLED]
    ]
    left = len(filled) - MOST_FILLED
    if left > 0:
        more = f"{left} more, listed in the scenario file"
        rows.append(AssumptionRow(more, "", "", "assumed", "as listed there"))
    return rows


def _listed_anyway(source: str) -> bool:
    names = registered(source)
    return bool(names) and set(names) <= GENERAL.keys()


def _effects(scenario: Scenario) -> list[AssumptionRow]:
    maturity = scenario.portfolio.maturity
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
                cited(nearest.sources),
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


def _general(scenario: Scenario) -> list[AssumptionRow]:
    portfolio, pmo = scenario.portfolio, scenario.pmo
    rows = []
    if portfolio.maturity is not None:
        rows.append(_strength(pmo.effect_strength))
    values = {
        "systemic_correlation": portfolio.uncertainty.correlation,
        "execution_share": portfolio.uncertainty.execution_share,
        "repeat_share": portfolio.uncertainty.repeat_share,
        "discount_rate": portfolio.discount_rate,
    }
    for key, name in GENERAL.items():
        value = values[key]
        known = evidence.coefficient(key)
        grade = known.grade if value == known.base else "stated"
        source = cited(known.sources) if value == known.base else "stated in the input"
        span = f"{percent(known.low)} to {percent(known.high)}"
        rows.append(AssumptionRow(name, percent(value), span, grade, source))
    return rows


def _strength(value: float) -> AssumptionRow:
    known = evidence.coefficient("effect_strength_prior")
    span = f"0 or {known.low:g} to {known.high:g}"
    name = "Strength of the published effect (0 = none)"
    return AssumptionRow(name, f"{value:g}", span, known.grade, cited(known.sources))


def _written(value: float, unit: str) -> str:
    return percent(value) if unit == "share" else f"{value:.2f}"


def _grade(grade: str) -> Markup:
    return Markup('<span class="wb-grade"><span aria-hidden="true">{}</span> {}</span>').format(
        GRADES[grade], grade
    )
