"""“What did we forecast last quarter, and what happened?” In words, as pictures and as tables."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pandas as pd

from workbench.analysis.forecasts import spread_over
from workbench.charts.numbers import Figures, money, out_of_100
from workbench.experiment.tracking import Record
from workbench.experiment.tracking.record import Compared, Stands
from workbench.interfaces.studies.answer import Answer, Grid, Section
from workbench.interfaces.wording import count, futures, label_of, some_of
from workbench.interfaces.wording.calibrated import early_stamp, stamp_words
from workbench.interfaces.wording.tracking import (
    brier_sentence,
    completed_words,
    inside_sentence,
    kept_sentence,
    known_by,
    lateness_sentence,
    made_sentence,
    middle_words,
    power_sentence,
    rarity_sentence,
    share_words,
    verdict,
)

if TYPE_CHECKING:
    from workbench.charts.live import Picture

TITLE = "What did we forecast, and what happened?"

MOST_DRAWN = 40

_STANDS = {
    Stands.INSIDE: "inside",
    Stands.EARLIER: "earlier",
    Stands.LATER: "later",
    Stands.OPEN: "not known yet",
}

_CAPTION = "Forecast and outcome (· not counted: the range has not ended)"

COUNTED = (
    "A range is counted once it has ended: by then the slow ones are known as well as the quick. What is "
    "completed while its range still runs is not counted yet."
)
TOGETHER = (
    "How rare something is: every future of the run is counted as if it were what happened, which allows for "
    "projects that share people and luck; “if independent” is the exact binomial chance, which takes each "
    "outcome as news of its own."
)
PLACES_HOW = (
    "A project that is not completed yet is spread evenly over the part of its forecast that is still open. "
    "Fifths of few outcomes are uneven by luck alone."
)
COST_HOW = (
    "The cost of a completed project is set beside the futures that complete it by the same day, since quick "
    "ones tend to be cheap; of projects not completed yet nothing is compared."
)
JUDGED = (
    "Judged is the run as a whole: its model, its inputs and the decisions that it assumed. Where people "
    "decided otherwise, a miss may be their decision and no fault of the forecast."
)
BRIER_HOW = (
    "Promises count when their date is past, kept early or not. Brier score: average of (chance given − what "
    "happened)²; whoever says 50 of 100 to everything scores 0.25."
)


def tracking_answer(found: Record) -> Answer:
    """The answer, sentence first."""
    scenario = found.run.scenarios[found.run.names.index(found.scenario)]
    sections = [_what_happened(found), _ranges(found), _promises(found), _number(found), _cost(found)]
    lead = [
        verdict(found),
        *(sentence for sentence in (inside_sentence(found), kept_sentence(found)) if sentence),
        made_sentence(found),
    ]
    return Answer(
        "track",
        TITLE,
        scenario,
        label_of(found.scenario),
        lead,
        sections,
        found.futures,
        (JUDGED, *_missing(found)),
        (early_stamp if found.too_early else stamp_words)(found.inside.hits, found.inside.n),
    )


def _missing(found: Record) -> list[str]:
    if not found.missing:
        return []
    return [
        f"The file says nothing of {count(len(found.missing), 'project', 'projects')} of the run "
        f"({some_of(found.missing, 8)}): if these were left out for how they went, no figure here is fair."
    ]


def _what_happened(found: Record) -> Section:
    drawn = found.projects[:MOST_DRAWN]
    frame = pd.DataFrame([_drawn(one) for one in drawn])
    return Section(
        "Project by project",
        (),
        picture=_picture(frame),
        caption=f"Bars: 8 in 10 of {futures(found.futures)} end there; the line in them is the middle one.",
        grids=(_table(found),),
        short=(_short(found),),
        notes=(COUNTED,),
    )


def _picture(frame: pd.DataFrame) -> Callable[[], Picture]:
    def draw() -> Picture:
        from workbench.charts import ranges_chart

        return ranges_chart(frame)

    return draw


def _drawn(one: Compared) -> dict[str, object]:
    return {
        "label": _label(one),
        "low": one.low,
        "middle": one.middle,
        "high": one.high,
        "due": one.due,
        "completed": one.actual.completed,
        "as_of": one.actual.as_of,
        "stands": _STANDS[one.stands],
        "held": one.stands is Stands.INSIDE,
    }


def _label(one: Compared) -> str:
    return one.project if one.name == one.project else f"{one.project} {one.name}"


def _ends(one: Compared) -> tuple[str, str]:
    return str(one.low or "after the run"), str(one.high or "after the run")


def _outcome(one: Compared, found: Record) -> str:
    done = one.actual.completed
    if done is not None:
        return str(done)
    same = len({other.actual.as_of for other in found.projects}) == 1
    return "not yet" if same else f"not by {one.actual.as_of}"


def _seen(one: Compared) -> str:
    return _STANDS[one.stands] if one.ended else f"{_STANDS[one.stands]} ·"


def _table(found: Record) -> Grid:
    return Grid(
        _CAPTION,
        (
            *("project", "8 in 10 futures from", "to", "completed", "in the range"),
            "promised date (chance of 100)",
        ),
        [
            (_label(one), *_ends(one), _outcome(one, found), _seen(one), _promise(one))
            for one in found.projects
        ],
        texts=frozenset(range(6)),
    )


def _promise(one: Compared) -> str:
    if one.due is None or one.chance is None:
        return ""
    kept = {True: ": kept", False: ": missed", None: ""}[one.kept]
    return f"{one.due} ({out_of_100(one.chance)}){kept}"


def _short(found: Record) -> Grid:
    return Grid(
        _CAPTION,
        ("project", "8 in 10 futures complete it", "completed", "in the range"),
        [(_label(one), " to ".join(_ends(one)), _outcome(one, found), _seen(one)) for one in found.projects],
        texts=frozenset(range(4)),
    )


def _ranges(found: Record) -> Section:
    sentences = []
    if found.inside.n:
        held = f"{found.inside.hits} of {found.inside.n} ranges held: {share_words(found.inside)}."
        sentences = [held, rarity_sentence(found.inside), power_sentence(found)]
    if found.later.n:
        tally = found.later
        sentences += [f"{middle_words(tally, 'ended later')}: {share_words(tally)}.", rarity_sentence(tally)]
    if not sentences:
        sentences = [f"No range and no middle of a forecast had passed {known_by(found)}."]
    sentences.append(lateness_sentence(found))
    counts = spread_over([one.place for one in found.projects])
    n = len(found.projects)
    fifths = ", ".join(f"{one:.1f}" for one in counts)
    each = (
        f"Outcomes by fifth of their forecast, the earliest first: {fifths}; {n / len(counts):.1f} each if "
        "forecasts are right."
    )

    def draw() -> Picture:
        from workbench.charts import places_chart

        return places_chart([float(one) for one in counts], n)

    return Section(
        "Can the ranges be trusted?",
        (*sentences, each),
        picture=draw,
        caption=f"{count(n, 'outcome', 'outcomes')}, those not completed yet included.",
        notes=(TOGETHER, PLACES_HOW),
    )


def _promises(found: Record) -> Section:
    said = [kept_sentence(found), brier_sentence(found)]
    if not found.promises.n:
        said = [f"No promised date had passed {known_by(found)}."]
    return Section("Were the chances of promised dates right?", said, notes=(BRIER_HOW,))


def _number(found: Record) -> Section:
    own = found.completed
    title, said = "How many were completed?", f"{completed_words(found)}."
    if own.chance is None:
        return Section(title, (said,))
    rare = f"A number as far off or farther would come up in {out_of_100(own.chance)} of 100 cases"
    return Section(title, (said, f"{rare} ({futures(own.futures)})."))


def _cost(found: Record) -> Section:
    title = "And what did they cost?"
    known = [one for one in found.projects if one.cost is not None]
    if not known:
        return Section(title, ("The cost of no completed project could be compared.",), notes=(COST_HOW,))
    inside, dearer = found.cost_inside, found.dearer
    currency = found.run.currency
    amounts = [x for one in known if one.cost for x in (one.cost.paid, one.cost.low, one.cost.high)]
    figures = money(amounts, currency)
    rows = [_cost_row(one, figures) for one in known]
    lie = "lies" if inside.hits == 1 else "lie"
    sentences = [
        f"Of {count(inside.n, 'cost', 'costs')}, {inside.hits} {lie} inside the range of 8 in 10 futures: "
        f"{share_words(inside)}.",
        rarity_sentence(inside),
        f"{middle_words(dearer, 'cost more')}: {share_words(dearer)}.",
        rarity_sentence(dearer),
    ]
    heads = ("project", "8 in 10 futures", "middle", "paid", "in the range", "futures")
    grid = Grid(f"Cost of completed projects, {figures.unit}", heads, rows, texts=frozenset({0, 4}))
    return Section(title, sentences, grids=(grid,), notes=(COST_HOW,))


def _cost_row(one: Compared, figures: Figures) -> tuple[str, ...]:
    cost = one.cost
    assert cost is not None
    where = "inside" if cost.inside else "below" if cost.paid < cost.low else "above"
    span = f"{figures.bare(cost.low)} to {figures.bare(cost.high)}"
    return (_label(one), span, figures.bare(cost.middle), figures.bare(cost.paid), where, f"{cost.futures:,}")
