"""What each practice of the PMO does here, in plain words and tables; nothing is simulated for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from workbench import evidence
from workbench.charts.dates import dated
from workbench.charts.numbers import NBSP, amount, plain_figures
from workbench.experiment.worth.described import Described, Description
from workbench.interfaces.studies.answer import Answer, Grid, Section
from workbench.interfaces.studies.as_json import as_json
from workbench.interfaces.wording import capital, count, label_of, listed, percent
from workbench.interfaces.wording.evidence import MARKS
from workbench.interfaces.wording.perspectives import PERSPECTIVES
from workbench.policies import Funded, Practice, Service, Size, Standards

if TYPE_CHECKING:
    from workbench.charts.live import Picture

TITLE = "What does each practice do here?"

ARROW = " → "


def described_answer(found: Description) -> Answer:
    """All of it, sentence first.

    Parameters
    ----------
    found
        What was read off the scenario.
    """
    return Answer(
        "described",
        TITLE,
        found.scenario,
        label_of(found.scenario.name),
        [_first(found), _levels_said(found), *_at_odds(found)],
        (_practices(found), _uptake(found), _levels(found), _lifts(found), _overhead(found)),
        0,
        (
            "This is what the model takes to be so, before any luck. Marks: ○ assumed, ◐ cited. Nearly all "
            "of it is assumed (workbench evidence coaching.lift), and what each guess moves stands in "
            "docs/standards.md.",
            "A simulation reads the levels when a board sits; here they stand at the end of each quarter.",
        ),
    )


def _used(found: Description) -> list[Described]:
    return [one for one in found.practices if one.in_use]


def _first(found: Description) -> str:
    used = _used(found)
    if not used:
        return "No practice is in use or paid for."
    today, *later = found.scenario.pmo.upkeep()
    currency = found.scenario.portfolio.currency
    names = f"{count(len(used), 'practice', 'practices')}: {listed([one.practice.value for one in used])}"
    said = (
        f"The PMO has {_people(today.people)} and costs {amount(today.yearly, currency)} a year for {names}."
    )
    if not today.yearly:
        said = f"Nobody is paid for a PMO today. In use or coming: {names}."
    steps = [
        f"from {dated(one.since)} on {_people(one.people)} and {amount(one.yearly, currency)} a year"
        for one in later
        if one.since is not None
    ]
    return f"{said} Planned: {listed(steps)}." if steps else said


def _levels_said(found: Description) -> str:
    mean, end = found.mean, dated(found.days[-1])
    if mean[0] == mean[-1] == max(mean) == min(mean):
        return f"The mean level of the seven perspectives stays at {mean[0]:.2f}: nothing changes."
    return (
        f"The mean level of the seven perspectives goes from {mean[0]:.2f} today to {mean[-1]:.2f} by {end}."
    )


def _at_odds(found: Description) -> list[str]:
    if not found.at_odds:
        return []
    named = [f"{PERSPECTIVES[one]} ({found.own[one]:.2f})" for one in found.at_odds]
    return [
        f"What is stated does not quite go together: without today’s practices the level of {listed(named)} "
        "would have to lie below 1. Either less of the work is done that way than stated, or the level is "
        "higher than stated, or practices raise it less than assumed."
    ]


def _practices(found: Description) -> Section:
    end, currency = dated(found.days[-1]), found.scenario.portfolio.currency
    rows = [
        (
            capital(one.practice.value),
            _way(one.adoption),
            _way(one.effective),
            _steps([f"{at.people:.3g}" for at in one.paid]),
            _steps([amount(at.yearly, currency) for at in one.paid]),
            _steps([_share(at.coverage) for at in one.paid]),
            f"{one.half_life:g}{NBSP}months{NBSP}{_mark(one)}",
            f"{_share(one.lasting)}{NBSP}○",
        )
        for one in _used(found)
    ]
    head = (
        "practice",
        "in use",
        "has an effect",
        "people",
        "cost a year",
        "has of its need",
        "half-life unpaid",
        "lasts without",
    )
    caption = f"Today{ARROW}(highest in between){ARROW}{end}; people and cost after each change"
    return Section(
        "What is done, by whom, and where does it go?",
        [_sentence(one, found) for one in _used(found)],
        grids=(Grid(caption, head, rows),),
        short=(Grid(caption, head[:5], [row[:5] for row in rows]),),
        notes=(
            "Has of its need: people and money against what keeps today’s practice up (less slack), or, of a "
            "practice that nobody is paid for today, against what full use would take (assumed).",
        ),
    )


def _sentence(one: Described, found: Description) -> str:
    currency, last = found.scenario.portfolio.currency, one.paid[-1]
    best = max(one.lifts, key=lambda name: one.lifts[name])
    today = one.paid[0]
    paid = (
        f"{_people(today.people)} and {amount(today.yearly, currency)} a year"
        if today.yearly
        else "nobody is paid for it"
    )
    used = (
        f"used on {_share(one.adoption[0])} of project work, with an effect on {_share(one.effective[0])}"
        if one.adoption[0]
        else "not in use today"
    )
    said = (
        f"{capital(one.practice.value)}: {used}; {paid}. Alone and at full use it raises "
        f"{PERSPECTIVES[best]} most, by {one.lifts[best]:.2f} of a level ({MARKS['assumed']})."
    )
    if one.adoption[-1] != one.adoption[0]:
        reason = "" if last.yearly else ", with nobody paid for it"
        said += f" By {dated(found.days[-1])} it is used on {_share(one.adoption[-1])}{reason}."
    return said


def _uptake(found: Description) -> Section:
    rows = [
        ("Requests for coaching served in time", *_at(found, found.served)),
        ("Audits that are due and held", *_at(found, found.held)),
        ("Projects that keep to the standard", *_at(found, found.followed)),
    ]
    return Section(
        "Do projects take it up?",
        (
            f"Today {_share(found.served[0])} of requests for coaching are served before they lapse, and "
            f"{_share(found.followed[0])} of projects keep to the standard.",
        ),
        grids=(Grid("Share", ("", *_dates(found)), rows),),
        notes=(
            f"How long requests wait is worked out before the run, for the usual load; {_inside(found)} "
            "A standard that nobody keeps to has cost and no effect.",
        ),
    )


def _inside(found: Description) -> str:
    """What a run does with requests."""
    standards = found.scenario.pmo.standards
    if standards is not None and standards.service is Service.QUEUED:
        return (
            "levels and habits follow that. Inside a simulated future requests queue too (service: queued), "
            "so a package has a coach or not; a run tells how many had."
        )
    return "they do not queue inside a simulated future."


def _levels(found: Description) -> Section:
    rows = [
        (capital(PERSPECTIVES[name]), *_at(found, levels, _level), _level(found.own[name]))
        for name, levels in found.levels.items()
    ]
    total = ("Mean", *_at(found, found.mean, _level), "")
    return Section(
        "Which levels follow?",
        (),
        (lambda: _picture(found)) if len(set(found.mean)) > 1 else None,
        "Change of level since today, average over projects, at the end of each quarter. No band: nothing "
        "here is left to luck, and the assumptions are held at their middle values (○ assumed).",
        (Grid("Levels", ("perspective", *_dates(found), "own effort"), rows, (total,)),),
        notes=(
            "Own effort: the level without today’s practices, in the kind of project where they do most; "
            "below 1 the stated practices and the stated level do not go together.",
        ),
    )


def _picture(found: Description) -> Picture:
    import pandas as pd

    from workbench.charts import palette, timeline_chart
    from workbench.charts.earned import Line

    named = {PERSPECTIVES[name].split()[-1]: levels for name, levels in found.levels.items()}
    series = {**named, "mean": found.mean}
    rows = [
        {"series": name, "date": day, **dict.fromkeys(("mean", "p10", "p90"), level - levels[0])}
        for name, levels in series.items()
        for day, level in zip(found.days, levels, strict=True)
    ]
    lines = [Line(name, name, palette.TODAY, 1.6, (), False) for name in series if name != "mean"]
    lines.append(Line("mean", "mean", palette.ACCENT, 2.4, (), False))
    return timeline_chart(pd.DataFrame(rows), lines, plain_figures([2.25], ""))


def _lifts(found: Description) -> Section:
    names = list(PERSPECTIVES)
    rows = [
        (capital(one.practice.value), *(f"{one.lifts[name]:.2f}" for name in names))
        for one in found.practices
    ]
    head = ("practice", *(PERSPECTIVES[name] for name in names))
    return Section(
        "Which perspectives does each raise?",
        (),
        grids=(Grid("Levels raised by a practice alone, at full use, from level 2 (○ assumed)", head, rows),),
        notes=("Two practices share the way to the top, so these never add up.",),
    )


def _overhead(found: Description) -> Section:
    used = _used(found)
    sizes = [size for size in Size if found.kinds.get(size)]
    asked = found.scenario.pmo.standards
    assert asked is not None
    columns = dict.fromkeys(
        (size, one.treatment.of(size), k) for size in sizes for k, one in _treatments(asked)
    )
    head = [f"{size.value} ({intensity.value})" for size, intensity, _ in columns]
    rows = [
        (capital(one.practice.value), *(_exact(one.overhead[k][size]) for size, _, k in columns))
        for one in used
    ]
    total = ("All", *(_exact(sum(one.overhead[k][size] for one in used)) for size, _, k in columns))
    counts = listed(
        [f"{count(found.kinds[size], 'project is', 'projects are')} {size.value}" for size in sizes]
    )
    peak = max(range(len(found.days)), key=lambda k: found.surcharge[k])
    more = found.surcharge[peak]
    extra = (
        f"At most {_exact(more)} of work comes on top of what managing costs at these levels "
        f"({dated(found.days[peak])}): learning, forms without effect, reports that projects must write."
        if more > 0
        else "Nothing comes on top of what managing costs at these levels."
    )
    return Section(
        "What does it ask of projects?",
        (f"{capital(counts)}, by planned person-days. {extra}",),
        grids=(
            Grid("Share of a project’s work at full use (○ assumed)", ("practice", *head), rows, (total,)),
        ),
        notes=(
            "These are not added to the costs of a run as they stand: what managing costs at a level is "
            "published as a whole, and only what differs from it comes on top.",
        ),
    )


def _treatments(standards: Standards) -> list[tuple[int, Funded]]:
    """Where what is asked of projects changes, with its place; today's only where a practice is in use."""
    funded = list(enumerate(standards.funded()))
    kept = [(k, one) for k, one in funded if k == 0 or one.treatment != funded[k - 1][1].treatment]
    started = any(standards.in_use(one).adoption > 0 for one in Practice)
    return kept if started or len(kept) == 1 else kept[1:]


def _exact(share: float) -> str:
    return f"{100 * share:.1f} %"


def _dates(found: Description) -> list[str]:
    return [dated(found.days[k]) for k in _places(found)]


def _places(found: Description) -> list[int]:
    """Today, every year, and the end."""
    last = len(found.days) - 1
    return sorted({*range(0, last, 4), last})


def _at(
    found: Description, values: Sequence[float], written: Callable[[float], str] | None = None
) -> list[str]:
    return [(written or _share)(values[k]) for k in _places(found)]


def _share(value: float) -> str:
    return percent(round(value, 2)).replace(" ", NBSP)


def _people(value: float) -> str:
    return f"{value:.3g} {'person' if value == 1 else 'people'}"


def _level(value: float) -> str:
    return f"{value:.2f}"


def _mark(one: Described) -> str:
    grade = evidence.practice_figure(one.practice.value, "half_life_unfunded", "").grade
    return MARKS[grade].split()[0]


def _way(shares: Sequence[float]) -> str:
    """From today to the end, over the highest in between where that lies above both."""
    peak = max(shares)
    return _steps(
        [
            _share(shares[0]),
            *([_share(peak)] if peak > max(shares[0], shares[-1]) else []),
            _share(shares[-1]),
        ]
    )


def _steps(values: Sequence[str]) -> str:
    kept = [one for k, one in enumerate(values) if k == 0 or one != values[k - 1]]
    return ARROW.join(kept)


def described_json(found: Description) -> str:
    """The same for programs."""

    def practice(one: Described) -> dict[str, Any]:
        return {
            "practice": one.practice.value,
            "adoption": one.adoption,
            "effective": one.effective,
            "paid": [
                {
                    "from": None if at.since is None else str(at.since),
                    "people": at.people,
                    "cash_per_year": at.cash,
                    "cost_per_year": at.yearly,
                    "coverage": at.coverage,
                }
                for at in one.paid
            ],
            "half_life_months": one.half_life,
            "lasting": one.lasting,
            "lifts": one.lifts,
            "overhead": [{size.value: share for size, share in at.items()} for at in one.overhead],
        }

    return as_json(
        {
            "scenario": found.scenario.name,
            "hash": found.scenario.hash,
            "currency": found.scenario.portfolio.currency,
            "days": [str(day) for day in found.days],
            "practices": [practice(one) for one in found.practices],
            "served": found.served,
            "held": found.held,
            "followed": found.followed,
            "levels": found.levels,
            "mean_level": found.mean,
            "surcharge": found.surcharge,
            "own_effort": found.own,
            "at_odds": found.at_odds,
            "projects_by_size": {size.value: number for size, number in found.kinds.items()},
        }
    )
