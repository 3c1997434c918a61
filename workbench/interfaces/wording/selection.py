"""Selection in readers' words: above and below the line, why, and what would change it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from workbench.charts.numbers import NBSP, Figures, amount, clear_ends, figures_for
from workbench.interfaces.wording.phrases import capital, count, listed, percent
from workbench.interfaces.wording.verdict import Difference, Verdict, between, between_values, worse_to_better

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.analysis import PairedDifference
    from workbench.experiment.selecting.change import Change
    from workbench.experiment.selecting.clash import Clash, Short
    from workbench.experiment.selecting.line import Below, Over
    from workbench.experiment.selecting.outcome import Confirmed, Optimism
    from workbench.experiment.selecting.select import Selected

MOST_LIMITS = 2


def headline(selected: Selected, label: str) -> str:
    """How many are above the line, what the list is worth by plan, and how sure that nothing is better."""
    problem, currency = selected.problem, selected.scenario.portfolio.currency
    worth = amount(selected.solved.value, currency)
    said = f"{label}: {len(selected.projects)} of {len(problem.ids)} projects are above the line"
    return f"{said}; by plan the portfolio is worth {worth}. {how_good(selected)}"


def how_good(selected: Selected) -> str:
    """“Optimal” only when proven; a gap where one is known."""
    if selected.solved.proven:
        return "No list is worth more by plan: this one is optimal (proven)."
    gap = selected.gap
    if math.isnan(gap):
        return "Found by value per share of the limits used; a better list may exist."
    return f"Not proven to be the best: a better list could be worth up to {share(gap)} more by plan."


def share(part: float) -> str:
    r"""A share with as many decimals as it needs.

    Examples
    --------
    >>> share(0.4), share(0.0213), share(0.00004)
    ('40\xa0%', '2.1\xa0%', 'under 0.1\xa0%')
    """
    if part < 0.001:
        return f"under 0.1{NBSP}%"
    return percent(round(part, 2)) if part >= 0.1 else f"{100 * part:.1f}{NBSP}%"


def reason(below: Below, currency: str) -> str:
    """Why a project is below the line, in one sentence."""
    from workbench.experiment.selecting.line import Cause

    room = _room(below)
    if below.cause is Cause.BY_HAND:
        return "Turned down by hand."
    if below.cause is Cause.WORTHLESS:
        return f"By plan it costs {amount(-below.value, currency)} more than it brings{room}."
    if below.cause is Cause.PREDECESSOR:
        said = f"It can only come with what it needs: {listed(_words(below.over, first='after'))}"
        return f"{said}{room}."
    if below.cause is Cause.GROUP:
        return f"Its group allows {listed(_words(below.over, first='exclusive'))}{room}."
    if below.cause is Cause.LIMIT:
        exceeded = listed([_exceeded(one, currency) for one in below.over[:MOST_LIMITS]])
        more = len(below.over) - MOST_LIMITS
        return f"It would exceed {exceeded}{f' and {more} more limits' if more > 0 else ''}{room}."
    if below.cause is Cause.RISK:
        return f"With it the worst futures would be worse than allowed{room}."
    if below.cause is Cause.IMPOSSIBLE:
        return "No list with it keeps every limit."
    return f"The rule passes it over{room}."


def _words(over: tuple[Over, ...], first: str = "") -> list[str]:
    return [one.words for one in over if not first or one.kind == first]


def _exceeded(over: Over, currency: str) -> str:
    if over.kind == "people":
        return f"the people of {over.words} by {over.by:,.0f} FTE-days"
    if over.kind == "exclusive":
        return f"“{over.words}”"
    by = f" by {amount(over.by, currency)}"
    return f"“{over.words}”{by}" if over.kind == "bucket" else f"{over.words}{by}"


def _room(below: Below) -> str:
    """What would have to leave."""
    if math.isnan(below.loss) or not below.displaced:
        return ""
    return f"; to make room {listed(list(below.displaced))} would leave"


def _change(loss: float, currency: str, before: str) -> str:
    verb = "lose" if loss > 0 else "gain"
    return f"{before} {verb} {amount(abs(loss), currency)}"


def moved(selected: Selected, base: Selected, label: str, against: str) -> str:
    """Who falls below the line and who rises above it, against the list for another scenario."""
    here, there = set(selected.projects), set(base.projects)
    fallen = [named(base, one) for one in base.projects if one not in here]
    risen = [named(selected, one) for one in selected.projects if one not in there]
    if not fallen and not risen:
        return f"The same rule selects the same projects for {label} as for “{against}”."
    parts = []
    if fallen:
        parts.append(f"{listed(fallen)} {'falls' if len(fallen) == 1 else 'fall'} below the line")
    if risen:
        parts.append(f"{listed(risen)} {'rises' if len(risen) == 1 else 'rise'} above it")
    return f"Against the list that the same rule finds for “{against}”, {' and '.join(parts)}."


def named(selected: Selected, project: str) -> str:
    """A project by id and name."""
    problem = selected.problem
    name = problem.names[problem.ids.index(project)]
    return project if name == project else f"{project} {name}"


def paired_words(found: PairedDifference, than: str, value: float, currency: str) -> str:
    """What a list is worth beside another in the same futures, with the range of the average.

    Parameters
    ----------
    found
        The list less the other.
    than
        What the other is called.
    value
        Average value of the other.
    currency
        Code of the currency.
    """
    one = Difference.of("", found)
    figures, verdict = one.figures(currency), one.verdict(value)
    span, n = between(one.low, one.high, figures), f"{one.n:,} futures"
    if verdict in (Verdict.GAIN, Verdict.LOSE):
        way = "more" if verdict is Verdict.GAIN else "less"
        return (
            f"In the same futures it is worth {figures.plain(abs(one.mean))} {way} on average than {than}; "
            f"the average lies {span} ({n})."
        )
    if verdict is Verdict.SAME:
        most = one.most(figures)
        return f"In the same futures its average differs from {than} by less than {most} either way ({n})."
    if not math.isfinite(one.low):
        return f"One future is too few to compare it with {than}."
    return (
        f"In the same futures it is on average {worse_to_better(one.low, one.high, figures)} than {than}: "
        f"undecided ({n})."
    )


def project_answer(changes: Sequence[Confirmed], project: str) -> str:
    """Whether simulation confirms any of the changes that get a project above the line by plan."""
    if not changes:
        return f"No change of its value, its cost or the budgets gets {project} above the line."
    confirmed = sum(one.is_confirmed for one in changes)
    refuted = sum(one.is_refuted for one in changes)
    open_ = len(changes) - confirmed - refuted
    some = count(len(changes), "change", "changes").partition(" ")[0]
    of = f"of the {some} changes that would" if len(changes) > 1 else "change that would"
    if not confirmed:
        lose = "all lose" if refuted == len(changes) > 1 else count(refuted, "loses", "lose")
        rest = [
            *([f"{lose} value"] if refuted else []),
            *([f"{count(open_, 'is', 'are')} undecided"] if open_ else []),
        ]
        head = f"None {of}" if len(changes) > 1 else f"The one {of}"
        verb = "is confirmed" if len(changes) > 1 else "is not confirmed"
        return f"{head} get {project} above the line by plan {verb} by simulation: {listed(rest)}."
    head = capital(count(confirmed, "", "").strip())
    verb = "is" if confirmed == 1 else "are"
    return f"{head} {of} get {project} above the line by plan {verb} confirmed by simulation."


def plan_and_simulation(found: Optimism, currency: str) -> str:
    """Plan value against simulated value, with the range of the average and the number of futures."""
    figures = figures_for([found.plan, found.simulated.low, found.simulated.high], currency, currency)
    gap = found.too_high
    said = (
        f"Simulated, it is worth {figures.plain(found.simulated.value)} on average; the average lies "
        f"{between_values(found.simulated.low, found.simulated.high, figures)} ({found.n:,} futures)."
    )
    if gap.low > 0:
        return f"{said} The plan promises {_by(gap.value, gap.low, gap.high, figures)} too much."
    if gap.high < 0:
        return f"{said} The plan promises {_by(-gap.value, -gap.high, -gap.low, figures)} too little."
    return f"{said} The plan’s {figures.plain(found.plan)} lies within that range."


def _by(value: float, low: float, high: float, figures: Figures) -> str:
    return f"{figures.plain(value)} ({figures.bare(low)} to {figures.bare(high)})"


def change_words(change: Change, project: str, currency: str) -> str:
    """A change that gets a project above the line."""
    from workbench.experiment.selecting.change import Kind

    gone = f" (then {listed(list(change.dropped))} {'leaves' if len(change.dropped) == 1 else 'leave'})"
    beside = gone if change.dropped and change.kind is not Kind.DROP else ""
    if change.kind is Kind.VALUE:
        return f"{share(change.size)} more benefit a year of {project}{beside}"
    if change.kind is Kind.COST:
        return f"{share(change.size)} fewer people and less bought in for {project}{beside}"
    if change.kind is Kind.BUDGET:
        return f"{amount(change.size, currency)} more budget, in the years of {project}{beside}"
    lost = _change(change.size, currency, ": by plan we would")
    return f"{listed(list(change.dropped)) or 'nothing'} dropped for it{lost}"


def confirmation(found: Confirmed, currency: str) -> str:
    """What simulation says of the list with the project against the list without it, under the change."""
    mean, n = found.difference.mean, found.difference.n
    figures = clear_ends(
        figures_for([mean.value, mean.low, mean.high], currency, currency), mean.low, mean.high
    )
    span = f"{between(mean.low, mean.high, figures)}; {n:,} futures"
    if found.is_confirmed:
        return f"confirmed by simulation: taking it gains {figures.plain(mean.value)} on average ({span})"
    if found.is_refuted:
        return f"not confirmed: simulated, taking it loses {figures.plain(-mean.value)} on average ({span})"
    all_of_them = ", with all changes looked at allowed for" if found.difference.decided else ""
    return f"undecided by simulation{all_of_them}: {figures.signed(mean.value)} on average ({span})"


def clash_words(clash: Clash, currency: str) -> list[str]:
    """Which limits cannot hold together, and what is missing."""
    lines = ["No list keeps every limit. These cannot hold together:"]
    lines += [f"  - {one}" for one in clash.limits]
    if clash.short:
        lines.append(f"At least missing: {listed([_missing(one, currency) for one in clash.short])}.")
    lines.append("Without any one of them there is a list.")
    return lines


def _missing(short: Short, currency: str) -> str:
    if short.kind == "people":
        return f"{short.by:,.0f} FTE-days of {short.words}"
    return f"{amount(short.by, currency)} for “{short.words}”"
