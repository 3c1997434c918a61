"""Better decisions, better delivery, or both: in words, pictures, tables and JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbench.analysis import Interval, TwoLevel
from workbench.charts.numbers import Figures, money
from workbench.experiment.worth import Effect, Interplay, Kind, LevelGrid
from workbench.experiment.worth.interplay import Finding, Gains
from workbench.interfaces.studies.answer import Answer, Grid, Section
from workbench.interfaces.studies.as_json import as_json, interval
from workbench.interfaces.studies.interplay_levels import levels_json, levels_section, levels_sentence
from workbench.interfaces.wording import (
    capital,
    futures,
    label_of,
    listed,
    percent,
    too_few,
)
from workbench.interfaces.wording.better import decisions_words, delivery_words
from workbench.interfaces.wording.together import effect_figures, gains_words, together_words

if TYPE_CHECKING:
    from workbench.charts.live import Picture

TITLE = "Better decisions, better delivery, or both?"

EIGHT_IN_TEN = 1.2816
"""Standard deviations to both sides of the middle of a normal that hold 8 in 10."""


SHOWN = (
    Effect.DECISIONS,
    Effect.DELIVERY,
    Effect.BOTH,
    Effect.INTERACTION,
    Effect.DECISIONS_MAIN,
    Effect.DELIVERY_MAIN,
)

PART_WORDS = {
    "benefit": "benefit",
    "run_cost": "cost of running what is delivered",
    "cost": "cost of projects",
    "lateness_cost": "cost of being late",
    "pmo_cost": "cost of the PMO",
}

DELIVERY = {"on_time": "promised dates kept", "lead_time": "days to completion", "rework_share": "rework"}


def interplay_answer(found: Interplay, grid: LevelGrid) -> Answer:
    """The answer, sentence first.

    Parameters
    ----------
    found
        The four corners over what is not known.
    grid
        Levels of delivery × ways to decide.
    """
    few = too_few(min(found.futures, grid.futures))
    return Answer(
        f"interplay-{found.base.name}",
        TITLE,
        found.base,
        label_of(found.base.name),
        [
            gains_words(found.findings(), figures_of(found)),
            together(found),
            two_ranges(found),
            levels_sentence(grid),
            *([few] if few else []),
        ],
        (_corners(found), _parts(found), levels_section(grid)),
        found.futures,
        (
            f"{len(found.worlds)} draws of what is assumed of maturity and the PMO, "
            f"{found.values.shape[2]} futures of "
            f"each; levels × ways to decide hold all assumptions at their middle, {futures(grid.futures)} of "
            "each cell.",
            "What levels of delivery change comes from published studies and assumptions: workbench "
            "evidence. Nothing here is calibrated on your own past.",
        ),
    )


def together(found: Interplay) -> str:
    """Whether both bring less or more than the sum, and in which parts of value, as far as that is known."""
    figures = figures_of(found)
    said = together_words(found.findings(), found.kind, figures)
    if found.kind is Kind.NONE:
        return said
    return f"{said}{_pulls(found) if found.kind is Kind.UNDECIDED else _because(found, figures)}"


def _because(found: Interplay, figures: Figures) -> str:
    sign = found.findings()[Effect.INTERACTION].worth.mean.value
    told = [
        f"{PART_WORDS[name]} ({_amount(one.mean, figures)})"
        for name, one, known in found.parts()
        if known and one.mean.value * sign > 0
    ]
    if not told:
        return " In which part of net value that happens is not known."
    return f" Known to be part of it: {listed(told)}."


def _pulls(found: Interplay) -> str:
    """Parts that are known to go either way where the whole is undecided."""
    parts = [(name, one.mean) for name, one, known in found.parts() if known]
    figures = figures_of(found)
    more, less = (
        listed(
            [
                f"{PART_WORDS[name]} ({_amount(mean, figures)})"
                for name, mean in parts
                if mean.value * sign > 0
            ]
        )
        for sign in (1, -1)
    )
    if more and less:
        return f" Known parts pull both ways: more than the sum in {more}, less in {less}."
    if more or less:
        return f" Known all the same: {'more' if more else 'less'} than the sum in {more or less}."
    return ""


def two_ranges(found: Interplay) -> str:
    """What luck and what we do not know each do to the gain of both."""
    figures, both = figures_of(found), found.findings()[Effect.BOTH].worth
    luck = f"luck moves a single future by {figures.plain(EIGHT_IN_TEN * both.luck)} either way (8 in 10)"
    if both.ignorance == 0.0:
        return f"For both together, {luck}; beside it nothing can be seen of what we do not know."
    return (
        f"What we do not know moves the average of both from {figures.signed(both.low)} to "
        f"{figures.signed(both.high)} (nine in ten), and in {percent(both.positive.value)} of it both "
        f"together pay; {luck}."
    )


def figures_of(found: Interplay) -> Figures:
    """How amounts are written."""
    return effect_figures(found.findings(), found.base.portfolio.currency)


def _amount(found: Interval, figures: Figures) -> str:
    return f"{figures.signed(found.value)}, {figures.span(found.low, found.high)}"


def _cell(found: Interval, figures: Figures) -> str:
    return f"{figures.bare_signed(found.value)} ({figures.span(found.low, found.high)})"


def _corners(found: Interplay) -> Section:
    figures = figures_of(found)
    said = (
        f"Better decisions: {decisions_words(found.base, found.better.decisions)}.",
        f"Better delivery: {delivery_words(found.base, found.better.delivery)}.",
    )
    return Section(
        "What are course, consistency and both worth?",
        said,
        lambda: corners_picture(found.findings(), figures),
        f"Net value less today’s, average with its range; {futures(found.futures)} over "
        f"{len(found.worlds)} draws of what is assumed. Parallel lines: gains add up.",
        (_table(found, figures), _effects(found, figures)),
        notes=(
            "All four are simulated on the same futures. Alone: with the other as today; main effect: the "
            "middle of alone and on top of the other. The verdict allows for all four that were looked at.",
            "Better delivery is a yardstick, not a plan: nobody climbs there overnight.",
        ),
    )


def _table(found: Interplay, figures: Figures) -> Grid:
    mean = {effect: one.worth.mean for effect, one in found.findings().items()}

    def cell(effect: Effect) -> str:
        return _cell(mean[effect], figures)

    head = ("", "today’s delivery", "better delivery", "better delivery adds")
    rows = (
        ("today’s decisions", "0 (today)", cell(Effect.DELIVERY), cell(Effect.DELIVERY)),
        ("better decisions", cell(Effect.DECISIONS), cell(Effect.BOTH), cell(Effect.DELIVERY_ON_TOP)),
    )
    adds = (
        "better decisions add",
        cell(Effect.DECISIONS),
        cell(Effect.DECISIONS_ON_TOP),
        f"together less the sum: {cell(Effect.INTERACTION)}",
    )
    return Grid(f"Net value less today’s ({figures.unit}), average with its range", head, rows, (adds,))


def _effects(found: Interplay, figures: Figures) -> Grid:
    head = (
        "",
        f"average ({figures.unit})",
        "what we do not know",
        "above zero in",
        "luck",
        "verdict",
    )
    rows = [
        (
            capital(one.effect.value),
            _cell(one.worth.mean, figures),
            *_unknown(one.worth, figures),
            f"±{figures.bare(EIGHT_IN_TEN * one.worth.luck)}",
            _verdict(one),
        )
        for one in (found.findings()[effect] for effect in SHOWN)
    ]
    return Grid("Luck and what we do not know told apart", head, rows, texts=frozenset({0, 5}))


def _unknown(worth: TwoLevel, figures: Figures) -> tuple[str, str]:
    """Where averages lie over what we do not know, and in how much of it above zero."""
    if worth.ignorance == 0.0:
        return "less than luck", "–"
    return f"{figures.bare_signed(worth.low)} to {figures.bare_signed(worth.high)}", percent(
        worth.positive.value
    )


def _verdict(one: Finding) -> str:
    if one.effect in (Effect.DECISIONS_MAIN, Effect.DELIVERY_MAIN):
        return ""
    if one.effect is Effect.INTERACTION:
        return {True: "more than the sum", False: "less than the sum", None: "undecided"}[one.more]
    return {True: "gains", False: "loses", None: "undecided"}[one.more]


def corners_picture(gains: Gains, figures: Figures) -> Picture:
    """The interaction as two lines."""
    import pandas as pd

    from workbench.charts import crossed_chart

    mean = {effect: one.mean for effect, one in gains.items()}
    ours, theirs = ("today’s decisions", "better decisions"), ("today’s delivery", "better delivery")
    rows = [
        (ours[0], theirs[0], "today", Interval(0.0, 0.0, 0.0)),
        (ours[1], theirs[0], "better decisions alone", mean[Effect.DECISIONS]),
        (ours[0], theirs[1], "better delivery alone", mean[Effect.DELIVERY]),
        (ours[1], theirs[1], "both", mean[Effect.BOTH]),
    ]
    frame = pd.DataFrame(
        [
            {"series": a, "place": b, "label": c, "mean": one.value, "low": one.low, "high": one.high}
            for a, b, c, one in rows
        ]
    )
    return crossed_chart(frame, figures, mean[Effect.DECISIONS].value + mean[Effect.DELIVERY].value)


def _parts(found: Interplay) -> Section:
    four = (Effect.DECISIONS, Effect.DELIVERY, Effect.BOTH, Effect.INTERACTION)
    ends = [end for _, one, _ in found.parts() for end in (one.mean.low, one.mean.high)]
    figures = money([*ends, figures_of(found).divisor], found.base.portfolio.currency)
    rows = []
    for name, _, known in found.parts():
        effects = found.findings(name)
        sign = 1 if name == "benefit" else -1
        cells = [_cell(_turned(effects[one].worth.mean, sign), figures) for one in four]
        rows.append((capital(PART_WORDS[name]), *cells, "known" if known else "undecided"))
    head = (f"saved or gained ({figures.unit})", *(one.value for one in four), "together less the sum is")
    grids = [Grid("Parts of net value", head, rows, texts=frozenset({0, 5}))]
    shown = [one for one in DELIVERY if found.measured(one)]
    if shown:
        table = [
            (capital(DELIVERY[one]), *(_change(found.findings(one)[k].worth, one) for k in four))
            for one in shown
        ]
        grids.append(Grid("Delivery, change against today", ("", *(one.value for one in four)), table))
    return Section(
        "Where does it come from?",
        (),
        grids=grids,
        notes=("Averages with their ranges; a cost saved is above zero. The parts sum to net value.",),
    )


def _turned(mean: Interval, sign: int) -> Interval:
    return mean if sign > 0 else Interval(-mean.value, -mean.high, -mean.low)


def _change(found: TwoLevel, measure: str) -> str:
    figures = Figures("", "", 1.0, 1) if measure == "lead_time" else Figures("", "", 0.01, 1)
    unit = " days" if measure == "lead_time" else " points"
    mean = found.mean
    return f"{figures.bare_signed(mean.value)}{unit} ({figures.span(mean.low, mean.high)})"


def interplay_json(found: Interplay, grid: LevelGrid) -> str:
    """The same for programs."""

    def finding(one: Finding) -> dict[str, Any]:
        worth = one.worth
        return {
            **interval(worth.mean),
            "above_zero": one.more,
            "unknown_low": worth.low,
            "unknown_high": worth.high,
            "unknown_sd": worth.ignorance,
            "luck_sd": worth.luck,
            "above_zero_share": interval(worth.positive),
        }

    measures = [one for one in ("npv", *PART_WORDS, *DELIVERY) if found.measured(one)]
    return as_json(
        {
            "scenario": found.base.name,
            "hash": found.base.hash,
            "currency": found.base.portfolio.currency,
            "worlds": len(found.worlds),
            "futures_per_world": found.values.shape[2],
            "better_decisions": found.better.decisions.model_dump(mode="json", by_alias=True),
            "better_delivery": found.better.delivery.model_dump(mode="json", by_alias=True),
            "together": found.kind.value,
            "effects": {
                measure: {effect.value: finding(one) for effect, one in found.findings(measure).items()}
                for measure in measures
            },
            "parts_of_the_interaction": [
                {"part": name, "known": known, **interval(one.mean)} for name, one, known in found.parts()
            ],
            "levels": levels_json(grid),
        }
    )
