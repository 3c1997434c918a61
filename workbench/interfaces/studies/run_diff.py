"""What differs between two runs, in words and tables, before why it does."""

from __future__ import annotations

from workbench.analysis import Interval
from workbench.charts.numbers import NBSP, Figures, clear_ends, finer, money
from workbench.experiment.measure import Unit
from workbench.experiment.measures import measure_of
from workbench.experiment.run_difference import Outcome, RunDifference
from workbench.experiment.studies.explain import Explained
from workbench.interfaces.studies.answer import LUCK_ALONE, Answer, Grid, Section
from workbench.interfaces.studies.as_json import as_json, interval
from workbench.interfaces.studies.changes import changes_grid
from workbench.interfaces.studies.explaining import explained_answer
from workbench.interfaces.wording import count, futures, label_of, listed, quoted
from workbench.scenario import Scenario

FROM_STORE = "As the two runs stored it; nothing is simulated for this table."


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
        [_lead(found, second.portfolio.currency), *_alone(found), *(because.lead[1:] if because else ())],
        tuple(sections),
        max((one.n for one in found.outcomes), default=0),
        (LUCK_ALONE,),
    )


def _lead(found: RunDifference, currency: str) -> str:
    inputs = (
        f"The inputs differ in {count(len(found.changes), 'place', 'places')}"
        if found.changes
        else "The inputs are the same"
    )
    worth = next((one for one in found.outcomes if one.measure == "npv"), None)
    if worth is None:
        return f"{inputs}."
    if worth.difference.low == worth.difference.high == 0.0:
        return f"{inputs}, and net value is the same in every simulated future."
    figures = finer(money([worth.difference.low, worth.difference.high], currency), worth.difference.value)
    figures = clear_ends(figures, worth.difference.low, worth.difference.high)
    span = figures.span(worth.difference.low, worth.difference.high)
    how = "on the same simulated futures" if found.same_luck else "on other luck in each, so less exactly"
    verdict = "" if worth.decided else ": undecided"
    return (
        f"{inputs}; on average net value is {figures.signed(worth.difference.value)} in the second run "
        f"({span}), {how}{verdict}."
    )


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
    return Section("What came out?", (), grids=(grid,), notes=(FROM_STORE, f"{how} {futures(n)}."))


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
            "parts": None
            if why is None
            else [{"groups": list(one.groups), **interval(one.share.mean)} for one in why.parts],
        }
    )
