"""Fund, cut or leave; developers for the same money; average or worst case: from what is known of each."""

from __future__ import annotations

from workbench.analysis import Interval, TwoLevel
from workbench.charts.numbers import Figures, clear_ends, clear_of_zero, in_three_digits, money
from workbench.experiment.worth import Doing, Hearing, Limits, Verdict
from workbench.interfaces.studies.pmo_hearing import EIGHT_IN_TEN, NAMES
from workbench.interfaces.wording import between, futures, listed, percent, worse_to_better

LESS = (Doing.CUT_15, Doing.CUT_30, Doing.CUT_50, Doing.CLOSE)
"""Ways of having less of it and keeping the money."""

PEOPLE = (Doing.CLOSE_FOR_PEOPLE, Doing.PEOPLE_INSTEAD)


def figures_of(hearing: Hearing) -> Figures:
    """How differences of all alternatives are written."""
    verdicts = hearing.verdicts()
    figures = money(
        [end for one in verdicts for end in (one.worth.mean.low, one.worth.mean.high)],
        hearing.base.portfolio.currency,
    )
    for one in verdicts:
        figures = clear_ends(figures, one.worth.mean.low, one.worth.mean.high)
    return figures


def decision_title(hearing: Hearing) -> str:
    """The decision in a line, no surer than the intervals."""
    verdicts = {one.doing: one for one in hearing.verdicts()}
    best = _best(hearing)
    if best is not None:
        return f"{NAMES[best.doing]}: better on average than keeping the PMO"
    known = [one.better for one in verdicts.values()]
    if all(one is False for one in known):
        return "Leave the PMO as it is: all other ways lose"
    if verdicts[Doing.CLOSE].better is False:
        return "Keep the PMO: closing it loses, and no other way is clearly better"
    if verdicts[Doing.EXTEND].better is False:
        return "Do not extend the PMO; whether to cut or to leave it is undecided"
    return "Fund, cut or leave the PMO: undecided"


def decision_sentence(hearing: Hearing) -> str:
    """Fund, cut or leave, in one sentence, with how sure that is."""
    figures, best = figures_of(hearing), _best(hearing)
    if best is not None:
        others = sum(one.better is True for one in hearing.verdicts()) - 1
        more = f"; {others} more would gain too, and which is best is not decided here" if others else ""
        return (
            f"“{NAMES[best.doing]}” would gain {_amount(best.worth.mean, figures)} on average against "
            f"keeping the PMO; the average lies {_between(best.worth.mean, figures)}{more}."
        )
    losing = [one for one in hearing.verdicts() if one.better is False]
    open_ = [one for one in hearing.verdicts() if one.better is None]
    if not open_:
        least = max(losing, key=lambda one: one.worth.mean.value)
        return (
            f"Leave it: every other way would lose on average, the least of them, “{NAMES[least.doing]}”, "
            f"{_amount(least.worth.mean, figures)}; the average lies {_between(least.worth.mean, figures)}."
        )
    known = ""
    if losing:
        said = listed([f"“{NAMES[one.doing]}” ({_between(one.worth.mean, figures)})" for one in losing])
        known = f"; known to lose on average: {said}"
    # Closing stands for all cuts where it is open: the largest of them.
    shown = next((one for one in open_ if one.doing is Doing.CLOSE), open_[0])
    mean = shown.worth.mean
    return (
        f"Undecided: no way is known to be better than leaving the PMO as it is, and “{NAMES[shown.doing]}” "
        f"could be anywhere {worse_to_better(mean.low, mean.high, _said(mean, figures))} on average{known}."
    )


def sure_sentence(hearing: Hearing) -> str:
    """How sure: what is not known, and luck, of the alternative that the question is about."""
    best = _best(hearing)
    shown = best or next(one for one in hearing.verdicts() if one.doing is Doing.CLOSE)
    pays = shown.worth.positive
    return (
        f"How sure: over {len(hearing.worlds)} draws of what we do not know, “{NAMES[shown.doing]}” pays "
        f"in {percent(round(pays.value, 2))} (range {100 * pays.low:.0f} to {100 * pays.high:.0f}); "
        f"{futures(hearing.futures)} of each way, 95 % sure, with allowance for {len(hearing.verdicts())} "
        "ways."
    )


def people_sentences(hearing: Hearing) -> list[str]:
    """What the same money buys in people on projects, and whether that is better."""
    figures, verdicts = figures_of(hearing), {one.doing: one for one in hearing.verdicts()}
    said = []
    for doing in PEOPLE:
        one, verdict = next(a for a in hearing.alternatives if a.doing is doing), verdicts[doing]
        pool = next((p for p in hearing.base.portfolio.pools if p.id == one.pool), None)
        name = one.pool if pool is None else pool.name or pool.id
        first = (
            f"Closing the PMO and hiring {one.bought:g} FTE of {name} for its money"
            if doing is Doing.CLOSE_FOR_PEOPLE
            else f"Keeping it and hiring {one.bought:g} FTE of {name} for what an extension costs"
        )
        said.append(f"{first} {_outcome(verdict, figures)}.")
    return said


def two_ranges_sentences(hearing: Hearing, limits: Limits) -> list[str]:
    """What an average is and what a single future can bring; and the worst tenth."""
    close = next(one.worth for one in hearing.verdicts() if one.doing is Doing.CLOSE)
    worst = limits.worst_tenth()
    keep = _turned(close)
    ends = [keep.low, keep.high, close.luck, worst.value, worst.low, worst.high]
    figures = money(ends, hearing.base.portfolio.currency)
    luck = figures.plain(EIGHT_IN_TEN * close.luck)
    single = limits.single_futures()
    said = [
        "Average: over what we do not know, the average worth of keeping the PMO against closing it lies "
        f"between {figures.signed(keep.low)} and {figures.signed(keep.high)} in nine draws of ten "
        f"({len(hearing.worlds)} draws); more money for the PMO does not narrow this range, asking and "
        "counting can.",
        f"Single future: luck moves one future by {luck} either way (8 in 10) around that average; with "
        f"assumptions at their middle, 8 in 10 single futures lie between {figures.signed(single[0])} and "
        f"{figures.signed(single[2])} ({futures(limits.futures)}).",
    ]
    if worst.low == worst.low:  # a tail of fewer than three futures has no range
        verb = "raises" if worst.value > 0 else "lowers"
        open_ = ", undecided" if worst.holds(0.0) else ""
        said.append(
            f"Worst case: keeping it {verb} the average of the worst 10 % of futures of the portfolio by "
            f"{figures.plain(abs(worst.value))} ({figures.span(worst.low, worst.high)}{open_}; "
            f"assumptions at their middle, {futures(limits.futures)})."
        )
    return said


def _turned(close: TwoLevel) -> Interval:
    """Keeping against closing, over what is not known."""
    return Interval(-close.mean.value, -close.high, -close.low)


def _outcome(verdict: Verdict, figures: Figures) -> str:
    mean = verdict.worth.mean
    if verdict.better is None:
        span = worse_to_better(mean.low, mean.high, _said(mean, figures))
        return f"is undecided: it could be anywhere {span} on average than keeping the PMO as it is"
    verb = "gain" if verdict.better else "lose"
    return f"would {verb} {_amount(mean, figures)} on average; the average lies {_between(mean, figures)}"


def _best(hearing: Hearing) -> Verdict | None:
    """The largest average among what is known to gain."""
    gains = [one for one in hearing.verdicts() if one.better is True]
    return max(gains, key=lambda one: one.worth.mean.value, default=None)


def _amount(mean: Interval, figures: Figures) -> str:
    return _said(mean, figures).plain(abs(mean.value))


def _between(mean: Interval, figures: Figures) -> str:
    return between(mean.low, mean.high, _said(mean, figures))


def _said(mean: Interval, figures: Figures) -> Figures:
    """In sentences three digits at most; a table keeps the decimals of its column."""
    return clear_of_zero(in_three_digits(figures, (mean.value, mean.low, mean.high)), mean.low, mean.high)
