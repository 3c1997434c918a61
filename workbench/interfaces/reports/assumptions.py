"""What an answer rests on: each assumption with its value, range, grade and source, and who agreed to it."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from workbench.charts.numbers import clear_ends, money
from workbench.experiment.studies.assumptions import SPREAD
from workbench.interfaces.reports.agreements import (
    Agreement,
    Agreements,
    Compared,
    Signed,
    Standing,
    compared,
    otherwise,
    paired,
)
from workbench.interfaces.reports.assumed_rows import GENERAL, effect_rows, general_rows, level_rows, pmo_rows
from workbench.interfaces.reports.assumption_row import GRADES, AssumptionRow
from workbench.interfaces.reports.html import Html, Table, part, ranged
from workbench.interfaces.reports.own_rows import own_rows
from workbench.interfaces.reports.practice_rows import practice_rows
from workbench.interfaces.reports.subject import Subject
from workbench.interfaces.reports.swings import FOLDER, NoSwings, Swings, swings_of
from workbench.interfaces.wording import capital, count, futures, listed, quoted
from workbench.interfaces.wording.sources import registered, source_words
from workbench.model import Filled, still_assumed
from workbench.scenario import Scenario

MOST_FILLED = 24
"""Rows of what was filled in that a page shows; the workbook that is signed holds all."""

NOT_ASSUMED, IN_WORKBOOK = "not assumed", "as workbench assumptions lists"

TITLE = "3  What does the answer rest on, and who agreed to it?"
HELD = "Each was held at the value listed."


def assumption_rows(scenario: Scenario) -> list[AssumptionRow]:
    """Everything that a run of a scenario assumes, what was filled in first."""
    return [*_filled(scenario), *_known(scenario)]


def _known(scenario: Scenario) -> list[AssumptionRow]:
    return [
        *own_rows(scenario),
        *level_rows(scenario),
        *effect_rows(scenario),
        *general_rows(scenario),
        *pmo_rows(scenario),
        *practice_rows(scenario),
    ]


def assumptions_section(subject: Subject) -> Html:
    """All of the baseline with who agreed to each, and what the what-if assumes otherwise."""
    agreements, swings = subject.run.agreements, swings_of(subject)
    tables = [_changed(subject)] if subject.focus else []
    tables = [one for one in tables if one.rows]
    notes = [_swing_words(subject, swings)] if subject.focus and subject.run.masked is None else []
    held = HELD
    if tables:
        held = f"{HELD} {capital(quoted(subject.labels[1]))} assumes some of them otherwise, as listed below."
    return _section(TITLE, subject.baseline, held, agreements, tables, notes, swings)


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
    return _section(title, scenario, how, agreements, [], [], NoSwings())


def _section(
    title: str,
    scenario: Scenario,
    how: str,
    agreements: Agreements,
    more: Sequence[Table],
    notes: Sequence[str],
    swings: Swings | NoSwings,
) -> Html:
    filled, known = _filled(scenario), _known(scenario)
    rows = [*filled, *known]
    found = compared(rows, agreements)
    guesses = sum(row.grade == "assumed" for row in rows)
    judged = "all" if guesses == len(rows) else str(guesses)
    lead = (
        f"{capital(count(len(rows), 'assumption', 'assumptions'))}. "
        f"In {judged} of them the figure itself is judgement, at best bounded by the sources named. "
        f"{capital(signed_words(rows, agreements))}. {how}"
    )
    tables = [_stated_nowhere(filled, found.standings)] if filled else []
    tables.append(_from_evidence(known, found.standings[len(filled) :], swings))
    return part(
        "assumptions",
        title=title,
        lead=lead,
        movers=[_movers(known, swings, scenario.portfolio.currency)] if isinstance(swings, Swings) else [],
        tables=tables,
        otherwise=more,
        notes=[*notes, *_gone_words(found)],
    )


def signed_words(rows: Sequence[AssumptionRow], agreements: Agreements) -> str:
    """How many are signed, and how many changed since.

    Examples
    --------
    >>> signed_words([AssumptionRow("Discount rate a year", "8 %", "", "assumed", "")], [])
    'none is signed'
    """
    return _counted([one.signed for one in compared(rows, agreements).standings])


def _counted(stand: Sequence[Signed]) -> str:
    signed, changed = (sum(one is kind for one in stand) for kind in (Signed.YES, Signed.CHANGED))
    if not signed and not changed:
        return "none is signed"
    left = len(stand) - signed - changed
    said = [f"{signed} signed"] if signed else []
    said += [f"{changed} changed after signing"] if changed else []
    said += [f"{left} not signed"] if left else []
    return listed(said)


def _gone_words(found: Compared) -> list[str]:
    """What was signed and is assumed no more, so that nothing leaves the list unseen."""
    if not found.gone:
        return []
    said = [f"{one.assumption}: {one.value} ({one.by})" for one in found.gone]
    return [f"Signed and no longer assumed: {'; '.join(said)}."]


def _agreed(signed: Signed, words: str) -> Markup:
    styles = {Signed.NO: ' class="wb-unsigned"', Signed.CHANGED: ' class="wb-unsigned wb-changed"'}
    return Markup("<span{}>{}</span>").format(Markup(styles.get(signed, "")), words)


def _rest_agreed(rest: Sequence[Signed]) -> Markup:
    all_signed = Signed.YES if all(one is Signed.YES for one in rest) else Signed.NO
    return _agreed(all_signed, _counted(rest))


def _stated_nowhere(rows: Sequence[AssumptionRow], stand: Sequence[Standing]) -> Table:
    """What the input left open: prose rather than figures."""
    cells = [
        [row.name, row.value, row.source, _agreed(one.signed, one.words)]
        for row, one in zip(rows[:MOST_FILLED], stand, strict=False)
    ]
    rest = [one.signed for one in stand[MOST_FILLED : len(rows)]]
    if rest:
        more = f"{len(rest)} more, listed in the scenario file"
        cells.append([more, "", "as listed there", _rest_agreed(rest)])
    return Table(
        caption="Filled in because the input does not say",
        head=["Not stated in your input", "filled in with", "from", "agreed by, on"],
        rows=cells,
        texts=frozenset({0, 1, 2, 3}),
    )


def _from_evidence(
    rows: Sequence[AssumptionRow], stand: Sequence[Standing], swings: Swings | NoSwings
) -> Table:
    """All others, those first that move the answer most where that is known.

    Figures of practices are counted, but for those that changed after they were signed.
    """
    every = list(zip(rows, stand, strict=True))
    counted = [one for one in every if one[0].of_practices and one[1].signed is not Signed.CHANGED]
    lines = [one for one in every if one not in counted]
    if isinstance(swings, Swings):
        lines.sort(key=lambda one: -swings.width(one[0].key))
    cells = [
        [row.name, row.value, row.range, _grade(row.grade), row.source, _agreed(one.signed, one.words)]
        for row, one in lines
    ]
    if counted:
        agreed = _rest_agreed([one.signed for _, one in counted])
        grades = {row.grade for row, _ in counted}
        mark = _grade(grades.pop()) if len(grades) == 1 else Markup.escape("various")
        cells.append([_figures_of_practices(len(counted)), IN_WORKBOOK, "", mark, "", agreed])
    return Table(
        caption="Assumptions with value, range, grade and source",
        head=["Assumption", "value", "range", "grade", "source", "agreed by, on"],
        rows=cells,
        texts=frozenset(range(6)),
    )


def _movers(rows: Sequence[AssumptionRow], swings: Swings, currency: str) -> Table:
    """How far each moves the answer, with the averages at both ends of its range.

    Figures of practices are moved in groups: these have their own title, not that of a figure among them.
    """
    names = {row.key: row.name for row in rows if not row.of_practices}
    names[SPREAD] = "The three spreads of work together"
    figures = money([end for one in swings.by_key.values() for end in (*one.low, *one.high)], currency)
    cells = []
    for key, one in sorted(swings.by_key.items(), key=lambda item: -item[1].width):
        width = clear_ends(figures, 0.0, one.width).bare(one.width) if one.width else figures.bare(0.0)
        ends = [
            ranged(figures.bare_signed(mean), clear_ends(figures, low, high).span(low, high))
            for mean, low, high in (one.low, one.high)
        ]
        cells.append([names.get(key, one.title), width if one.decided else f"undecided, {width}", *ends])
    return Table(
        caption="How far assumptions move the answer, one at a time",
        head=[f"Moves the answer, {figures.unit}", "by", "average at its low end", "at its high end"],
        rows=cells,
        accent=frozenset({1}),
    )


def _swing_words(subject: Subject, swings: Swings | NoSwings) -> str:
    """How the table is sorted, or how to have it sorted by what matters."""
    if isinstance(swings, NoSwings):
        files = [subject.run.scenario_file(one) for one in (subject.run.baseline, subject.focus)]
        command = " ".join(f'"{one}"' if " " in one else one for one in files)
        said = f"Sorted by kind. {swings.why} ".replace("  ", " ")
        return (
            f"{said}To have those first that move the answer most, in the folder of this run: workbench "
            f"sensitivity {command} --out {FOLDER}; then make this report anew."
        )
    base, other = (quoted(one) for one in subject.labels)
    return (
        f"Sorted by how far the average difference in value between {base} and {other} moves within an "
        "assumption’s range, one at a time (from the least to the most of what it is at both ends and as "
        f"assumed now), over {futures(swings.n)}; what was not varied comes last. "
        "Under each average the range that holds all of these together, 95 % sure; undecided: not known to "
        "move the answer at all."
    )


def _changed(subject: Subject) -> Table:
    """What the what-if assumes otherwise, held against what was signed."""
    base, other = (
        assumption_rows(subject.run.scenario(one)) for one in (subject.run.baseline, subject.focus)
    )
    before = [Agreement(row.name, row.value, "", None, row.range, row.source) for row in base]
    pairs, gone = paired(other, before)
    both = list(zip(other, pairs, compared(other, subject.run.agreements).standings, strict=True))
    rows = [
        [row.name, pair.value if pair else NOT_ASSUMED, row.value, _agreed(stand.signed, _against(stand))]
        for row, pair, stand in both
        if (not row.of_practices if pair is None else otherwise(row, pair))
    ]
    if new := [stand.signed for row, pair, stand in both if row.of_practices and pair is None]:
        rows.append([_figures_of_practices(len(new)), NOT_ASSUMED, IN_WORKBOOK, _rest_agreed(new)])
    of_practices = {row.name for row in base if row.of_practices}
    rows += [
        [one.assumption, one.value, NOT_ASSUMED, ""] for one in gone if one.assumption not in of_practices
    ]
    if less := sum(one.assumption in of_practices for one in gone):
        rows.append([_figures_of_practices(less), IN_WORKBOOK, NOT_ASSUMED, ""])
    return Table(
        caption=f"What {quoted(subject.labels[1])} assumes otherwise",
        head=["Assumed otherwise", *subject.labels, "agreed by, on"],
        rows=rows,
        texts=frozenset({0, 1, 2, 3}),
    )


def _figures_of_practices(many: int) -> str:
    return capital(count(many, "figure of practices", "figures of practices"))


def _against(stand: Standing) -> str:
    """Whether this value of a what-if was signed, or another."""
    if stand.signed is not Signed.CHANGED or stand.agreement is None:
        return stand.words
    return f"another was signed: {stand.agreement.value} ({stand.agreement.by})"


def _grade(grade: str) -> Markup:
    return Markup('<span class="wb-grade"><span aria-hidden="true">{}</span> {}</span>').format(
        GRADES[grade], grade
    )


def _filled(scenario: Scenario) -> list[AssumptionRow]:
    """What the input left open, but for what the general assumptions list anyway."""
    order = list(Filled)
    every = sorted(still_assumed(scenario.portfolio), key=lambda one: order.index(one.bears_on))
    return [
        AssumptionRow(capital(one.what), one.value, "", "assumed", source_words(one.source))
        for one in every
        if not _listed_anyway(one.source)
    ]


def _listed_anyway(source: str) -> bool:
    names = registered(source)
    return bool(names) and set(names) <= GENERAL.keys()
