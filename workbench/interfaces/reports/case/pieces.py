"""The pieces of a business case, each a method that a notebook cell calls: ten questions in order."""

from __future__ import annotations

import re
import shlex
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from markupsafe import Markup

from workbench import evidence
from workbench.charts.numbers import MINUS, NBSP
from workbench.experiment.worth import Doing
from workbench.experiment.worth.case import SCENARIO, Case
from workbench.interfaces.reports.agreements import Agreements
from workbench.interfaces.reports.assumptions import assumption_rows, assumptions_under, signed_words
from workbench.interfaces.reports.calibration import stamp, stamp_line
from workbench.interfaces.reports.html import Html, Table, figure, part, ranged
from workbench.interfaces.reports.ledger import ledger_under
from workbench.interfaces.reports.track_record import NoRecord, TrackRecord
from workbench.interfaces.studies.answer import Grid
from workbench.interfaces.studies.case.breaking import (
    agree,
    beyond_sentences,
    conditions,
    conditions_grid,
    demand_picture,
    losing_sentence,
    middle_sentence,
    overhead_picture,
    points_caption,
)
from workbench.interfaces.studies.case.cash import (
    COUNTED,
    capacity_grid,
    cash_sentence,
    counted_grid,
    drawn_sentences,
    middle_words,
    payback_sentence,
    years_grid,
)
from workbench.interfaces.studies.case.decision import (
    decision_sentence,
    decision_title,
    people_sentences,
    sure_sentence,
    two_ranges_sentences,
)
from workbench.interfaces.studies.case.delivery import delivery_grid
from workbench.interfaces.studies.pmo_hearing import (
    NAMES,
    alternatives_table,
    curve_picture,
    drawn_words,
    hearing_picture,
    strength_sentence,
)
from workbench.interfaces.wording import capacity_assumed, futures, percent, too_few

NO_RECORD = "None beside this case, so it is uncalibrated: nothing here holds forecasts to outcomes."
DRAWN = (
    "For questions 1 to 3 what is assumed of maturity, the PMO and work was drawn over its range, "
    "elsewhere it was held at its middle."
)
NOT_IMPORTED = "Read from a scenario file, not from a spreadsheet: there were no rows that could be dropped."


@dataclass(frozen=True, eq=False)
class CasePieces:
    """A business case, question by question.

    Parameters
    ----------
    case
        What was computed.
    record
        What earlier forecasts were worth; None where nobody compared any.
    agreements
        Who agreed to which assumption; nothing where nobody said.
    """

    case: Case
    record: TrackRecord | NoRecord
    agreements: Agreements = field(default=())

    def front(self) -> Html:
        """Page one: fund, cut or leave; cash by year; developers for the same money; track record."""
        case = self.case
        portfolio = case.base.portfolio
        head, rows = alternatives_table(case.hearing)
        chart = hearing_picture(case.hearing)
        few = too_few(min(case.hearing.futures, case.ledger.futures))
        notices = [*capacity_assumed(portfolio), *([few] if few else [])]
        drawn = (
            f"{futures(case.hearing.futures)} of each way, the same for all, over {len(case.hearing.worlds)}"
        )
        return part(
            "case_front",
            organisation=portfolio.organisation or portfolio.name,
            portfolio=portfolio.name if portfolio.organisation else "",
            made_on=_day(datetime.fromisoformat(str(case.facts["created"])).date()),
            notices=notices,
            stamp=stamp(stamp_line(self.record)),
            title=decision_title(case.hearing),
            decision=_joined([decision_sentence(case.hearing), sure_sentence(case.hearing)]),
            alternatives=figure(
                chart,
                "alternatives",
                f"Net value less that of keeping the PMO; {drawn} draws of what we do not know.",
                Table("Against keeping it", head, rows, texts=frozenset({0, 6})),
            ),
            cash=_joined([*drawn_sentences(case.drawn, len(case.hearing.worlds)), middle_words(case.ledger)]),
            years=_table(years_grid(case.drawn.by_draw(case.drawn.futures // len(case.hearing.worlds)))),
            years_note=self._years_note(),
            people=_joined(people_sentences(case.hearing)),
            record=f"{self._record_words()} {self._signed()}",
            basis=_basis(case),
            origin=f"Scenario {case.base.hash[:6]} · seed {case.base.seed}",
        )

    def _years_note(self) -> str:
        case = self.case
        basis = (
            f"Average and its range, rounded; {futures(case.drawn.futures)} over {len(case.hearing.worlds)} "
            "draws of what we do not know; today’s money (discounted to the start)."
        )
        if agree(case.hearing, case.limits):
            return basis
        return f"{basis} {middle_sentence(case.hearing, case.limits)}"

    def money(self) -> Html:
        """Cash by year if every guess is right; counted prudently; capacity freed and used."""
        case = self.case
        return _section(
            "How is that counted?",
            [cash_sentence(case.ledger), payback_sentence(case.ledger)],
            tables=[years_grid(case.ledger), counted_grid(case), capacity_grid(case.ledger)],
            note=f"{futures(case.ledger.futures)} where guesses are held, {futures(case.drawn.futures)} over "
            f"{len(case.hearing.worlds)} draws. {COUNTED}",
        )

    def delivery(self) -> Html:
        """What it does to delivery: dates, time, plan and rework."""
        case = self.case
        lead = (
            f"Keeping the PMO less closing it, on the same futures; {futures(case.hearing.futures)} over "
            f"what we do not know, {futures(case.limits.futures)} with assumptions at their middle. "
            "Undecided is what stays so with everything in a column allowed for, over draws all ways too."
        )
        return _section("And delivery?", [lead], tables=[delivery_grid(case.hearing, case.limits)])

    def losing(self) -> Html:
        """What must be true to lose."""
        case = self.case
        found = conditions(case.curve, case.limits)
        currency = case.base.portfolio.currency
        return _section(
            "4  What must be true for this to lose?",
            [
                losing_sentence(found),
                *beyond_sentences(found),
                middle_sentence(case.hearing, case.limits),
            ],
            figures=[
                figure(
                    overhead_picture(case.limits, currency),
                    "overhead",
                    points_caption(case.limits.overhead),
                    None,
                ),
                figure(
                    demand_picture(case.limits, currency), "demand", points_caption(case.limits.demand), None
                ),
            ],
            tables=[conditions_grid(found)],
            note=f"{futures(case.limits.futures)} at each point; one thing moves at a time; ranges are luck "
            "alone, sides are judged with all points allowed for. "
            "Strength: 0 = none, 1 = as published. Overhead: today’s durations stay as they are, "
            "and the more of them is due to standards, the more closing frees. Cost: people and cash, "
            "and what leaving costs; exact, since cost is linear. Projects: more or fewer on the list; "
            "people, budgets and the PMO stay, and projects under way at once, whom its people serve, move "
            "with them.",
        )

    def literature(self) -> Html:
        """The same for whoever does not believe what is published."""
        case = self.case
        caption = (
            f"Net value less that of keeping the PMO; {futures(case.curve.futures)} at each strength. "
            "Band: where the average can lie."
        )
        picture = curve_picture(case.curve, case.base.portfolio.currency)
        return _section(
            "5  What if I do not believe the literature?",
            [strength_sentence(case.curve)],
            figures=[figure(picture, "strength", caption, None)],
            note="Strength 0 is a null result: practice changes nothing but cost. Today’s figures are the "
            "same at every strength.",
        )

    def ledger(self) -> Html:
        """Totals as read, beside one's own ledger."""
        found = ledger_under("6  Do the inputs match my ledger?", self.case.base)
        if self.case.base.portfolio.source is not None:
            return found
        # Text and markup added up would escape the text.
        return Html(found.text + str(Markup('<p class="wb-note">{}</p>').format(NOT_IMPORTED)))

    def assumptions(self) -> Html:
        """Which are guesses, and who agreed."""
        figures = evidence.practice_figures()
        guesses = sum(one.grade == "assumed" for one in figures)
        how = (
            f"{DRAWN} {drawn_words(self.case.base)} Besides, {guesses} of {len(figures)} figures about "
            "practices of the PMO are judgement (workbench evidence)."
        )
        return assumptions_under(
            "7  Which assumptions are guesses, and who agreed to them?", self.case.base, how, self.agreements
        )

    def ranges(self) -> Html:
        """Average or worst case, two ranges told apart."""
        case = self.case
        rows = [
            (NAMES[one.doing], *_ranges(case, one.doing))
            for one in case.hearing.verdicts()
            if one.doing in (Doing.CUT_30, Doing.CLOSE, Doing.EXTEND)
        ]
        head = ("instead of keeping it", "8 in 10 single futures", "better in")
        grid = Grid("What single futures bring, over what we do not know", head, rows)
        return _section(
            "8  Is this the average or the worst case?",
            two_ranges_sentences(case.hearing, case.limits),
            tables=[grid],
            note=f"{futures(case.hearing.futures)} of each over {len(case.hearing.worlds)} draws; the range "
            "of a share takes draws as the sample, since futures of one draw are alike.",
        )

    def track_record(self) -> Html:
        """Whether its forecasts have been right."""
        return _section("9  Have its forecasts been right?", [self._record_words()])

    def provenance(self) -> Html:
        """Whether audit can do it again."""
        case, facts = self.case, self.case.facts
        on = "" if case.on is None else f" --on {case.on.isoformat()}"
        again = (
            f"workbench business-case {shlex.quote(SCENARIO)} --to again --worlds {facts['worlds']} -n "
            f"{facts['futures']} --middle {facts['middle']} --seed {facts['seed']}{on}"
        )
        rows = [
            ("Made", str(facts["created"])),
            ("Scenario", f"{case.base.name}, {case.base.hash}"),
            ("Seed", str(facts["seed"])),
            ("Code", f"{facts['code'][:16]} (model), {facts['study'][:16]} (this study)"),
            ("Versions", _pairs(facts["versions"])),
            ("Machine", _pairs(facts["fingerprint"])),
        ]
        return part("case_provenance", facts=rows, again=again, scenario=SCENARIO)

    def _signed(self) -> str:
        rows = assumption_rows(self.case.base)
        return f"Of {len(rows)} assumptions, {signed_words(rows, self.agreements)}."

    def _record_words(self) -> str:
        if isinstance(self.record, TrackRecord):
            return self.record.words()
        return NO_RECORD if self.record is NoRecord.NONE else f"{self.record.value}."


def _ranges(case: Case, doing: Doing) -> tuple[str, str]:
    from workbench.analysis import quantiles, share_by_world
    from workbench.charts.numbers import money

    single = case.hearing.against_keeping(doing)
    low, _, high = quantiles(single.ravel())
    better = share_by_world(single)
    figures = money([low, high], case.base.portfolio.currency)
    return (
        f"{figures.signed(low)} to {figures.signed(high)}",
        f"{percent(round(better.value, 2))} of futures ({100 * better.low:.0f} to {100 * better.high:.0f})",
    )


def _section(
    title: str,
    sentences: Sequence[str],
    *,
    figures: Sequence[Html] = (),
    tables: Sequence[Grid] = (),
    note: str = "",
) -> Html:
    return part(
        "case_section",
        title=title,
        sentences=_joined(sentences),
        figures=figures,
        tables=[_table(one) for one in tables],
        note=note,
    )


def _table(grid: Grid) -> Table:
    """The grid, ranges in a second line below their figure."""
    return Table(
        grid.caption,
        grid.head,
        [[_cell(cell) for cell in row] for row in grid.rows],
        [[_cell(cell) for cell in row] for row in grid.totals],
        texts=grid.texts,
    )


def _cell(cell: str) -> Markup:
    value, bracket, rest = cell.partition(" (")
    if bracket and " to " in rest and rest.endswith(")"):
        return ranged(value, rest[:-1])
    return Markup.escape(cell)


def _joined(sentences: Sequence[str]) -> list[str]:
    """Sentences in which no line ends between a sign and its amount."""
    return [re.sub(f"([+{MINUS}])", "\\1\u2060", one) for one in sentences]


def _basis(case: Case) -> str:
    portfolio = case.base.portfolio
    rate = percent(portfolio.discount_rate)
    return f"Value on {_day(portfolio.start)} at {rate} a year"


def _day(day: date) -> str:
    return f"{day.day}{NBSP}{day:%B}{NBSP}{day.year}"


def _pairs(values: dict[str, object]) -> str:
    return ", ".join(f"{name} {value}" for name, value in values.items())
