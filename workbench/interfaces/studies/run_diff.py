"""What differs between two runs, in words and tables, before why it does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.analysis import Interval
from workbench.charts.numbers import NBSP, Figures, clear_ends, finer, money
from workbench.experiment.measure import Unit
from workbench.experiment.measures import PAYROLL_CHANGE, measure_of
from workbench.experiment.run_difference import Outcome, RunDifference
from workbench.experiment.studies.explain import Explained
from workbench.interfaces.studies.answer import LUCK_ALONE, Answer, Grid, Section
from workbench.interfaces.studies.as_json import as_json, interval
from workbench.interfaces.studies.changes import changes_grid
from workbench.interfaces.studies.explaining import explained_answer
from workbench.interfaces.studies.parts_picture import parts_picture
from workbench.interfaces.wording import count, futures, label_of, listed, quoted
from workbench.scenario import Scenario

if TYPE_CHECKING:
    from workbench.charts.live import Picture

FROM_STORE = "As the two runs stored it; nothing is simulated for this part."
ROWS_ALONE = "Each verdict and range is that of its row alone."
KINDS_TOGETHER = "In the picture a kind of money is undecided unless it is known with all kinds allowed for."
OTHER_CODE = (
    "The second run was made by other code or packages than the first: what differs stands under “How were "
    "the two made?”."
)
SEED = ("seed",)
SHOWN = 8
"""Characters of a hash."""


def diff_answer(found: RunDifference, second: Scenario, why: Explained | None) -> Answer:
    """The answer, sentence first.

    Parameters
    ----------
    found
        What differs.
    second
        The scenario of the second run.
    why
        The difference in net value by what changed, where inputs differ and it was simulated.
    """
    stored = max((one.n for one in found.outcomes), default=0)
    because = None if why is None else explained_answer(why)
    sections = [_outcomes(found, second), _made(found)]
    if because is not None:
        sections += because.sections
    elif found.changes:
        sections.append(Section("What differs between the inputs?", (), grids=(changes_grid(found.changes),)))
    return Answer(
        "diff",
        "What differs between the two runs?",
        second,
        f"{label_of(found.names[0])} then, {label_of(found.names[1])} now",
        [
            *_lead(found, second.portfolio.currency),
            *_paid_besides(found, why, second.portfolio.currency),
            *_alone(found),
            *(because.lead[1:] if because else ()),
        ],
        tuple(sections),
        stored if why is None else why.n,
        (LUCK_ALONE,),
        stored=stored,
    )


def _lead(found: RunDifference, currency: str) -> list[str]:
    inputs = _inputs(found)
    made = [] if found.same_code and found.same_versions else [OTHER_CODE]
    worth = _worth(found)
    if worth is None:
        return [f"{inputs}.", *made]
    if worth.difference.low == worth.difference.high == 0.0:
        return [f"{inputs}, and net value is the same in every simulated future.", *made]
    low, high = worth.difference.low, worth.difference.high
    figures = clear_ends(finer(money([low, high], currency), worth.difference.value), low, high)
    span = figures.span(low, high)
    how = "on the same simulated futures" if found.same_luck else "on other luck in each, so less exactly"
    verdict = "" if worth.decided else ": undecided"
    gap = figures.signed(worth.difference.value)
    return [f"{inputs}; on average net value is {gap} in the second run ({span}), {how}{verdict}.", *made]


def _inputs(found: RunDifference) -> str:
    """Whether they differ; a scenario that was simulated twice is named, however it was called."""
    one, other = found.names
    called = f"“{one}”" if one == other else f"called “{one}” then and “{other}” now"
    if found.hashes[0] == found.hashes[1]:
        return f"Both ran the same scenario (hash {found.hashes[0][:SHOWN]}), {called}"
    if [one.place for one in found.changes] == [SEED]:
        return f"Both ran the same scenario with another seed, {called}"
    if found.changes:
        return f"The inputs differ in {count(len(found.changes), 'place', 'places')}"
    return "The inputs are the same"


def _paid_besides(found: RunDifference, why: Explained | None, currency: str) -> list[str]:
    """Why the parts sum to another difference than the stored one, where they do."""
    paid = {} if why is None else dict(why.kinds)
    if why is None or PAYROLL_CHANGE not in paid or any(one.measure == PAYROLL_CHANGE for one in found.kinds):
        return []
    total, change = why.total.mean, paid[PAYROLL_CHANGE].mean
    figures = money([total.low, total.high, change.low, change.high], currency)
    clear = clear_ends(finer(figures, total.value), total.low, total.high)
    verdict = "" if why.total.decided else ": undecided"
    return [
        "A run by itself does not count what people are paid beyond the days charged to projects; with that, "
        f"{figures.signed(change.value)}, net value is {clear.signed(total.value)} in the second run "
        f"({clear.span(total.low, total.high)}, {futures(why.n)}){verdict}."
    ]


def _worth(found: RunDifference) -> Outcome | None:
    return next((one for one in found.outcomes if one.measure == "npv"), None)


def _alone(found: RunDifference) -> list[str]:
    said = []
    for words, names in (("first", found.only_first), ("second", found.only_second)):
        if names:
            said.append(f"Only in the {words} run: {listed([quoted(one) for one in names])}.")
    return said


def _outcomes(found: RunDifference, second: Scenario) -> Section:
    currency = second.portfolio.currency
    head = ("measure", "first run", "second run", "difference", "range of the average", "verdict")
    rows = [_row(one, currency) for one in found.outcomes]
    grid = Grid("What came out, averages", head, rows, texts=frozenset({0, 5}))
    how = (
        "Differences future by future: both runs met the same luck."
        if found.same_luck
        else "The runs have different seeds: differences of two samples, with wider ranges."
    )
    n = max((one.n for one in found.outcomes), default=0)
    worth = _worth(found)
    drawn = (lambda: _picture(found, worth, currency)) if worth and found.kinds else None
    return Section(
        "What came out?",
        (),
        drawn,
        f"Second run less first by kind of money, averages over {futures(n)}; filled adds, outlined takes "
        "away.",
        (grid,),
        notes=(FROM_STORE, f"{how} {futures(n)}.", ROWS_ALONE, *([KINDS_TOGETHER] if drawn else [])),
    )


def _picture(found: RunDifference, worth: Outcome, currency: str) -> Picture:
    """The stored difference in net value: where it came from, and where it went."""
    parts = [(measure_of(one.measure).title, one.gain, one.decided) for one in found.kinds]
    drawn = [*(one.gain for one in found.kinds), worth.difference]
    figures = money([end for one in drawn for end in (one.low, one.high)], currency)
    return parts_picture(parts, (worth.difference, worth.decided), figures)


def _row(one: Outcome, currency: str) -> tuple[str, ...]:
    measure = measure_of(one.measure)
    level, change = _figures(one, measure.unit, currency)
    shown = measure.title, level.plain(one.first.value), level.plain(one.second.value)
    found = one.difference
    if found.low == found.high == 0.0:
        return (*shown, "none", "", "the same")
    change = clear_ends(finer(change, found.value), found.low, found.high)
    verdict = "differs" if one.decided else "undecided"
    return (*shown, change.signed(found.value), change.span(found.low, found.high), verdict)


def _figures(one: Outcome, unit: Unit, currency: str) -> tuple[Figures, Figures]:
    """How levels are written, and changes."""
    if unit is Unit.MONEY:
        ends = [one.difference.low, one.difference.high]
        return money([one.first.value, one.second.value], currency), money(ends, currency)
    if unit is Unit.SHARE:
        return Figures("", f"{NBSP}%", 0.01, 1), Figures("", f"{NBSP}points", 0.01, 1)
    return Figures("", "", 1.0, 1), Figures("", "", 1.0, 1)


def _made(found: RunDifference) -> Section:
    rows = [(one.what, one.then, one.now) for one in found.surroundings]
    grid = Grid(
        "How the runs were made", ("what", "first run", "second run"), rows, texts=frozenset({0, 1, 2})
    )
    return Section("How were the two made?", (), grids=(grid,))


def diff_json(found: RunDifference, why: Explained | None) -> str:
    """The same for programs."""

    def ends(one: Interval) -> dict[str, float | None]:
        return interval(one)

    return as_json(
        {
            "scenarios": list(found.names),
            "hashes": list(found.hashes),
            "same_code": found.same_code,
            "same_versions": found.same_versions,
            "same_luck": found.same_luck,
            "only_first": list(found.only_first),
            "only_second": list(found.only_second),
            "changes": [
                {"group": one.group, "place": list(one.place), "before": one.before, "after": one.after}
                for one in found.changes
            ],
            "surroundings": [
                {"what": one.what, "first": one.then, "second": one.now} for one in found.surroundings
            ],
            "outcomes": [
                {
                    "measure": one.measure,
                    "first": ends(one.first),
                    "second": ends(one.second),
                    "difference": ends(one.difference),
                    "futures": one.n,
                    "decided": one.decided,
                }
                for one in found.outcomes
            ],
            "kinds": [
                {"measure": one.measure, **interval(one.gain), "decided": one.decided} for one in found.kinds
            ],
            "parts": None
            if why is None
            else [{"groups": list(one.groups), **interval(one.share.mean)} for one in why.parts],
        }
    )
