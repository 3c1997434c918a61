"""What a track record says: whether ranges hold, and how good the chances of promised dates were."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.analysis.forecasts import NOMINAL
from workbench.charts.numbers import Figures, out_of_100
from workbench.interfaces.wording.phrases import count, futures, percent

if TYPE_CHECKING:
    from workbench.experiment.tracking import Finding, Record, Tally

FEW_PROMISES = 2
"""Promises below which a score has no range."""


def verdict(found: Record) -> str:
    """Whether the forecasts can be trusted, in a sentence or two."""
    inside = found.inside
    if found.findings:
        return " ".join(_finding(one, found) for one in found.findings)
    if not inside.n:
        return f"Too early to say: no range had ended {known_by(found)}."
    if found.too_early:
        outcomes = "outcome" if inside.n == 1 else "outcomes"
        return f"Too early to say: {inside.n} {outcomes}, {inside.hits} inside the range."
    expected = f"about {inside.n * inside.expected:.0f} expected"
    return (
        f"Nothing speaks clearly against our forecasts: {inside.hits} of {inside.n} outcomes lie inside "
        f"their ranges, {expected}."
    )


def _finding(one: Finding, found: Record) -> str:
    from workbench.experiment.tracking import Finding

    moved = {Finding.LATER, Finding.EARLIER} & set(found.findings)
    late = middle_words(found.later, "ended later") if found.later.n else completed_words(found)
    dear = middle_words(found.dearer, "cost more")
    narrow = "too narrow, or in the wrong place" if moved else "too narrow"
    inside, cost = _hits(found.inside), _hits(found.cost_inside)
    return {
        Finding.LATER: f"We finish later than we forecast: {late}.",
        Finding.EARLIER: f"We finish earlier than we forecast: {late}.",
        Finding.TOO_NARROW: f"Our ranges are {narrow}: {inside}{_misses(found)}.",
        Finding.TOO_WIDE: f"Our ranges are wider than they need to be: {inside}.",
        Finding.DEARER: f"Projects cost more than we forecast: {dear}.",
        Finding.CHEAPER: f"Projects cost less than we forecast: {dear}.",
        Finding.COSTS_TOO_NARROW: f"Our ranges of cost are too narrow: {cost}.",
        Finding.COSTS_TOO_WIDE: f"Our ranges of cost are wider than they need to be: {cost}.",
    }[one]


def _misses(found: Record) -> str:
    """Which side those outside lie on."""
    from workbench.experiment.tracking.record import Stands

    outside = [one.stands for one in found.projects if one.ended and one.stands is not Stands.INSIDE]
    return f"; of the {len(outside)} outside, {outside.count(Stands.LATER)} came later" if outside else ""


def _hits(tally: Tally) -> str:
    return f"{tally.hits} of {tally.n} inside, about {tally.n * tally.expected:.0f} expected"


def middle_words(tally: Tally, what: str) -> str:
    """How many lie beyond the middle of their forecast."""
    said = f"{tally.hits} of {tally.n} {what} than the middle of their forecast"
    return f"{said}, about {tally.n * tally.expected:.0f} expected"


def completed_words(found: Record) -> str:
    """How many projects are completed, beside what the forecast led to expect."""
    own = found.completed
    said = f"{own.happened} of {own.n} projects were completed {known_by(found)}"
    if own.chance is None:
        return f"{said}; the forecast led to expect {own.expected:.1f} on average"
    return (
        f"{said}; {own.expected:.1f} expected on average, {own.low:.0f} to {own.high:.0f} in 8 in 10 futures"
    )


def lateness_sentence(found: Record) -> str:
    """Where outcomes lie in their forecasts, and how rare that is if the forecasts are right."""
    own = found.lateness
    average = own.average
    said = (
        f"On average an outcome lies {100 * average.value:.0f} of 100 of the way through its forecast, where "
        f"50 is right and more is later ({count(own.n, 'project', 'projects')}, those not completed included"
    )
    if own.chance is None:
        return f"{said})."
    rare = f"would come up in {out_of_100(own.chance)} of 100 cases ({futures(own.futures)})"
    return f"{said}). If the forecasts were right, as far off or farther {rare}."


def inside_sentence(found: Record) -> str:
    """Share of ranges that held, with its interval, beside what is meant; empty if none has ended."""
    tally = found.inside
    if not tally.n:
        return ""
    ended = count(tally.n, "range of 8 in 10 futures has", "ranges of 8 in 10 futures have").capitalize()
    meant = f"{percent(NOMINAL)} are meant to ({percent(round(tally.expected, 2))} with whole dates)"
    held = f"{tally.hits} held what happened: {share_words(tally)}"
    return f"{ended} ended {known_by(found)}; {held}, where {meant}."


def share_words(tally: Tally) -> str:
    """A share with its interval."""
    share = tally.share
    return f"{percent(round(share.value, 2))} (95 % sure: {share.low * 100:.0f} to {share.high * 100:.0f})"


def rarity_sentence(tally: Tally) -> str:
    """How often a count as far off would come up if the forecasts were right."""
    alone = f"{out_of_100(tally.alone)} of 100 if independent"
    off = "If the forecasts were right, a count as far off or farther would come up in"
    if tally.together is None:
        return (
            f"{off} {alone}. Too few futures of the run say how projects hang together; allowing for that "
            "would make it less rare."
        )
    return (
        f"{off} {out_of_100(tally.together)} of 100 cases, with projects that hang together as in "
        f"{futures(tally.futures)} (in {alone})."
    )


def power_sentence(found: Record) -> str:
    """What so few outcomes would not show."""
    return (
        f"With {count(found.inside.n, 'outcome', 'outcomes')}, ranges a third too narrow would be noticed in "
        f"{out_of_100(found.noticed)} of 100 cases, if independent: not being found out is no proof."
    )


def kept_sentence(found: Record) -> str:
    """Promises kept beside those expected; empty without any that is past."""
    own = found.promises
    if not own.n:
        return ""
    kept = sum(one.kept is True for one in found.projects)
    past = count(own.n, "promised date", "promised dates")
    were = "was" if kept == 1 else "were"
    return f"Of {past} now past, {kept} {were} kept; the forecast led to expect {own.n * found.promised:.1f}."


def brier_sentence(found: Record) -> str:
    """How good the chances of promised dates were, beside the base rate; empty without any that is past."""
    own = found.promises
    if not own.n:
        return ""
    if own.n < FEW_PROMISES:
        return f"Brier score {own.score.value:.2f} (0 is perfect; one promise has no range)."
    known = f"{own.score.value:.2f} ({own.score.low:.2f} to {own.score.high:.2f})"
    beside = f"the same chance for all, known only in hindsight, scores {own.base:.2f}"
    judged = "no clear difference"
    if own.gain.low > 0:
        judged = "the forecast told the dates apart"
    elif own.gain.high < 0:
        judged = "the forecast was worse than that"
    figures = Figures("", "", 1.0, 2)
    less = f"{figures.signed(own.gain.value)}, {figures.span(own.gain.low, own.gain.high)}"
    return f"Brier score of the chances given: {known}, 0 is perfect; {beside} ({less}): {judged}."


def made_sentence(found: Record) -> str:
    """When the forecast was made, and whether outcomes were known by then."""
    manifest = found.run.manifest
    made = manifest.created[:10]
    said = f"The forecast is that of the run “{manifest.name}”, made on {made}."
    before = sum(
        one.actual.completed is not None and one.actual.completed.isoformat() < made for one in found.projects
    )
    if not before:
        return said
    were = "project was" if before == 1 else "projects were"
    return f"{said} {before} {were} completed before that: of them it is hindsight, unless nobody looked."


def known_by(found: Record) -> str:
    """By when this is known."""
    days = {one.actual.as_of for one in found.projects}
    return f"by {next(iter(days))}" if len(days) == 1 else "by the day of each row"
