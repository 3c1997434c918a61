"""What a comparison says, in the words of the reports: gain, lose, undecided, and what comes with it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from workbench.interfaces.cli.promises import lost_promises
from workbench.interfaces.cli.rows import Row, difference_rows, differences_in_value, labels, summary_rows
from workbench.interfaces.cli.streams import clean

if TYPE_CHECKING:
    from workbench.experiment import Comparison, Results
    from workbench.interfaces.wording import Difference
    from workbench.scenario import Scenario

MOST_NAMED = 3
"""Measures beside the value that are named each way, the others are counted."""

BY_WHAT_IF = "What is named after “Better” and “Worse” allows for all measures looked at in that what-if."


def opening(results: Results) -> list[str]:
    """What every result says first: capacity that nobody stated, value or urgency that was guessed."""
    lines: list[str] = []
    for scenario in results.scenarios:
        lines += [line for line in _assumed(scenario) if line not in lines]
    damaged = results.manifest.blocks_damaged
    if damaged:
        what = "One kept block was" if damaged == 1 else f"{damaged} kept blocks were"
        lines.append(f"{what} damaged: found by checksum, thrown away and computed again.")
    return lines


def few(results: Results) -> list[str]:
    """That the ranges are too narrow, where futures are few."""
    from workbench.interfaces.wording import too_few

    said = too_few(min(entry.n for entry in results.manifest.scenarios if entry.n))
    return [said] if said else []


def served(results: Results) -> list[str]:
    """Requests for coaching that were served beside what was planned, where they queue inside the run."""
    from workbench.analysis import Interval
    from workbench.interfaces.wording.service import service_words

    said, called = [], labels(results)
    for scenario, name in zip(results.scenarios, results.names, strict=True):
        row = summary_rows(results, name).get("coaching_served")
        if row is not None:
            measured = Interval(row.mean, row.low, row.high)
            said.append(service_words(scenario, called[name], measured))
    return [clean(one) for one in said if one]


def _assumed(scenario: Scenario) -> Iterator[str]:
    from workbench.interfaces.wording import capacity_assumed, ranking_assumed

    yield from map(clean, capacity_assumed(scenario.portfolio))
    if guessed := ranking_assumed(scenario.portfolio):
        yield guessed


def standing(results: Results) -> str:
    """One scenario on its own."""
    from workbench.interfaces.wording import whole_percent

    name = results.names[0]
    rows, called = summary_rows(results, name), labels(results)[name]
    npv = rows["npv"]
    figures = npv.figures(results.currency)
    said = (
        f"{called}: the portfolio is worth {figures.plain(npv.mean)} on average; the average lies "
        f"between {figures.plain(npv.low)} and {figures.plain(npv.high)}. In 8 in 10 futures it is worth "
        f"between {figures.plain(npv.p10)} and {figures.plain(npv.p90)}."
    )
    if "on_time" in rows:
        kept = rows["on_time"]
        said += f" Of the promised dates, {whole_percent(kept.mean)} are kept on average"
        said += f" ({kept.low * 100:.0f} to {kept.high * 100:.0f})." if math.isfinite(kept.low) else "."
    return clean(said)


def verdicts(comparison: Comparison, most: int | None = None) -> list[str]:
    """What each what-if would do to the baseline, and what the verdicts allow for.

    Parameters
    ----------
    comparison
        The comparison.
    most
        Of how many what-ifs it is said; of the others, how many there are. All where None.
    """
    from workbench.interfaces.wording import allowed_for, allowing, capital, count

    found = differences_in_value(comparison)
    told = list(allowing(found).items())[:most]
    said = [_verdict(comparison, name, one) for name, one in told]
    left = len(found) - len(told)
    if left:
        said.append(capital(f"{count(left, 'more what-if stands', 'more what-ifs stand')} in the index."))
    if allowed := allowed_for(found):
        said.append(f"{allowed} {BY_WHAT_IF}")
    return said


def _verdict(comparison: Comparison, scenario: str, found: Difference) -> str:
    from workbench.charts.numbers import in_futures, out_of_span
    from workbench.interfaces.wording import Verdict, answer

    rows = difference_rows(comparison, scenario)
    against = comparison.names[0]
    worth = summary_rows(comparison, against)["npv"].mean
    said = answer(found, worth, labels(comparison)[against], comparison.currency)
    if not rows["npv"].nothing:
        often = f"{in_futures(found.better, found.n)} ({out_of_span(found.better, found.n)})"
        said += f" It does better {often}."
    if found.verdict(worth) is Verdict.UNDECIDED:
        said += " More futures (-n) narrow the range."
    dates = _dates_lost(comparison, scenario, found.n)
    return clean(said + _beside(comparison, scenario, rows, dates) + dates)


def _beside(comparison: Comparison, scenario: str, rows: dict[str, Row], dates: str) -> str:
    """What clearly changes beside the value, by the rule of the reports."""
    from workbench.experiment import measure_of
    from workbench.interfaces.wording import inside, some_of
    from workbench.interfaces.wording.beside_value import beside_value_of

    def told(keys: Sequence[str]) -> str:
        changes = [
            f"{inside(measure_of(key).title)} {change(rows[key], comparison.currency)}" for key in keys
        ]
        return some_of(changes, MOST_NAMED)

    changed = beside_value_of(comparison, scenario)
    ways = (("Better", changed.better), ("Worse", changed.worse_beside(dates)))
    return "".join(f" {word}: {told(keys)}." for word, keys in ways if keys)


def _dates_lost(comparison: Comparison, scenario: str, n: int) -> str:
    """Promised dates that clearly get worse, named in the same breath as what gets better."""
    from workbench.charts.numbers import out_of, whole
    from workbench.interfaces.wording import dates_lost

    lost = lost_promises(comparison, scenario)
    if not lost:
        return ""
    before, after = out_of(lost[0].before, n), out_of(lost[0].after, n)
    kept = f"kept in {before} of {whole(n)} futures, then in {after}"
    return f" {dates_lost(len(lost), lost[0].name)} ({kept})."


def change(row: Row, currency: str) -> str:
    """A difference in a sentence, with sign and unit.

    Examples
    --------
    >>> change(Row("on_time", "share", 9, -0.026, -0.03, -0.02, 0, 0), "EUR")
    '−2.6 percentage points'
    >>> change(Row("lead_time", "working days", 9, 6.36, 4, 8, 0, 0), "EUR")
    '+6.4 working days'
    """
    from workbench.charts.numbers import Figures, figures_for

    if row.unit == "share":
        return f"{Figures('', '', 0.01).signed(row.mean)} percentage points"
    text = figures_for([row.mean], row.unit, currency).signed(row.mean)
    return f"{text} {row.unit}" if "days" in row.unit else text
