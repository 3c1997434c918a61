"""Roadmaps of a PMO side by side: what each costs, reaches and brings, and for which size of project."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from workbench.charts.numbers import Figures, clear_ends, money
from workbench.experiment.worth.roadmap_study import TODAY, Found, RoadmapStudy
from workbench.experiment.worth.roadmaps import Planned
from workbench.interfaces.studies.answer import LUCK_ALONE, Answer, Grid, Section
from workbench.interfaces.studies.as_json import as_json, interval
from workbench.interfaces.wording import futures, label_of, listed, too_few
from workbench.policies import Size, Treatment
from workbench.policies.roadmap import Asked

if TYPE_CHECKING:
    from workbench.charts.live import Picture

TITLE = "Which roadmap for our PMO?"
POINTS = Figures("", "", 0.01, 1)
SHARE = Figures("", "", 1.0, 1)
VERDICT = {True: "gains", False: "loses", None: "undecided"}
LEANS = {True: "less", False: "more", None: "undecided"}


def roadmaps_answer(found: RoadmapStudy) -> Answer:
    """The answer, sentence first."""
    few = too_few(found.futures)
    return Answer(
        "roadmaps",
        TITLE,
        found.base,
        label_of(found.base.name),
        [*lead(found), *suiting(found), *([few] if few else [])],
        (_side_by_side(found), _by_size(found), _made_of(found)),
        found.futures,
        (
            LUCK_ALONE,
            "What practices do, which standard suits whom, what people and cash are enough, and what hiring, "
            "leaving and introducing cost is assumed (workbench evidence coaching, and so on).",
        ),
    )


def lead(found: RoadmapStudy) -> list[str]:
    """Which roadmaps are known to gain or to lose against today's PMO, as far as luck goes."""
    figures = _figures(found)
    rows = list(zip(found.planned, found.against_today(), strict=True))
    said = []
    for word, better in (("gain", True), ("lose", False)):
        known = [
            f"“{label_of(one.roadmap.name)}” ({_amount(gap, figures)})"
            for one, gap in rows
            if gap.better is better
        ]
        if known:
            said.append(
                f"Known to {word} on average against today’s PMO if every guess is right: {listed(known)}."
            )
    open_ = [f"“{label_of(one.roadmap.name)}”" for one, gap in rows if gap.better is None]
    if open_:
        said.append(f"Undecided even if every guess is right: {listed(open_)}.")
    return said


def suiting(found: RoadmapStudy) -> list[str]:
    """Which standard suits which size, and how tailored does against heavy."""
    tailored = next((one for one in found.planned if one.roadmap.name == Asked.TAILORED), None)
    if tailored is None or not any(one.roadmap.name == Asked.HEAVY for one in found.planned):
        return []
    asked = [_for_size(tailored.treatment, size) for size in found.groups]
    gaps = found.against(Asked.TAILORED, Asked.HEAVY)
    words = []
    for size, gap in gaps.items():
        low, high = sorted((abs(gap.mean.low), abs(gap.mean.high)))
        if gap.better is None:
            words.append(f"for {size.value} ones that is undecided ({_change(gap)})")
            continue
        less = "less" if gap.better else "more"
        words.append(
            f"{size.value} ones take {abs(gap.mean.value):.1f} % of their plan {less} work "
            f"({low:.1f} to {high:.1f})"
        )
    return [f"By fit, tailored asks {listed(asked)}. Against heavy for all: {listed(words)}."]


def _side_by_side(found: RoadmapStudy) -> Section:
    figures = _figures(found)
    currency = found.base.portfolio.currency
    costs = money([one.yearly for one in found.planned] + [one.once for one in found.planned], currency)
    kept = found.promises()
    today = found.base.pmo.upkeep()[0]
    rows = [
        ("Today", f"{today.people:.1f}", costs.bare(today.yearly), "–", "", "–", *(["–"] if kept else []), "")
    ]
    for k, (one, gap) in enumerate(zip(found.planned, found.against_today(), strict=True)):
        promises = [f"{POINTS.bare_signed(kept[k].mean.value)} ({_span(kept[k], POINTS)})"] if kept else []
        rows.append(
            (
                label_of(one.roadmap.name),
                f"{one.people:.1f}",
                costs.bare(one.yearly),
                costs.bare(one.once),
                f"{one.level:.2f}",
                f"{figures.bare_signed(gap.mean.value)} ({_span(gap, figures)})",
                *promises,
                VERDICT[gap.better],
            )
        )
    rows[0] = (*rows[0][:4], f"{_level_today(found):.2f}", *rows[0][5:])
    head = (
        "roadmap",
        "people",
        f"a year ({costs.unit})",
        "once",
        "level after three years",
        f"net value against today ({figures.unit})",
        *(["promised dates kept, points"] if kept else []),
        "verdict",
    )
    return Section(
        "What does each cost, reach and bring?",
        (),
        lambda: _picture(found, figures),
        f"Net value less that of today’s PMO, its own cost taken off; {futures(found.futures)} of each.",
        (Grid("Roadmaps on the same futures", head, rows, texts=frozenset({0, len(head) - 1})),),
        notes=(
            "People and cost a year: once all steps are taken. Net value: average with its range, 95 % sure; "
            "the verdict allows for all roadmaps looked at, and takes every guess for right.",
        ),
    )


def _level_today(found: RoadmapStudy) -> float:
    from workbench.experiment.worth.roadmaps import level_of

    return level_of(found.base)


def _picture(found: RoadmapStudy, figures: Figures) -> Picture:
    import pandas as pd

    from workbench.charts import interval_chart

    rows = []
    for k, (one, gap) in enumerate(zip(found.planned, found.against_today(), strict=True)):
        by_future = found.npv[1 + k] - found.npv[0]
        rows.append(
            {
                "label": label_of(one.roadmap.name),
                "mean": gap.mean.value,
                "low": gap.mean.low,
                "high": gap.mean.high,
                "p10": float(np.quantile(by_future, 0.1)),
                "p90": float(np.quantile(by_future, 0.9)),
                "better": float((by_future > 0).mean()),
                "decided": gap.better is not None,
                "n": found.futures,
            }
        )
    return interval_chart(pd.DataFrame(rows), figures, "Today")


def _by_size(found: RoadmapStudy) -> Section:
    groups = found.groups
    work, worth = found.by_size(), found.value_by_size()
    figures = money(
        [end for one in worth.values() for end in (one.mean.low, one.mean.high)],
        found.base.portfolio.currency,
    )
    names = [one.roadmap.name for one in found.planned]
    counted = {size: found.sizes.count(size) for size in groups}
    head = ("roadmap", *(f"{size.value} ({counted[size]})" for size in groups))
    in_work = [
        (
            label_of(name),
            *(f"{_change(work[name, size])}, {LEANS[work[name, size].better]}" for size in groups),
        )
        for name in names
    ]
    in_value = [
        (
            label_of(name),
            *(
                f"{figures.bare_signed(worth[name, size].mean.value)} ({_span(worth[name, size], figures)}), "
                f"{VERDICT[worth[name, size].better]}"
                for size in groups
            ),
        )
        for name in names
    ]
    missing = [size.value for size in Size if size not in groups]
    none = (
        [f"This portfolio has no {listed(missing)} projects, so nothing is said of them."] if missing else []
    )
    fewest = min(one.n for one in work.values())
    left = [] if fewest == found.futures else [f"The smallest number behind a figure of work is {fewest}."]
    return Section(
        "Which projects should get the light standard?",
        none,
        grids=(
            Grid("Work against today, per cent of its plan", head, in_work),
            Grid(
                f"Net value of the projects against today, {figures.unit}, PMO cost left out", head, in_value
            ),
        ),
        notes=(
            "Small, medium and large by planned person-days, bounds as assumed; in brackets how many. Work: "
            "FTE-days of the projects that are completed under both, until the end of the run. Ranges: 95 % "
            "sure each; “less”, “more”, “gains” and “loses” allow for all of their table.",
            *left,
        ),
    )


def _made_of(found: RoadmapStudy) -> Section:
    rows = []
    for one in found.planned:
        dates = ", ".join(str(step.from_) for step in one.roadmap.steps) or "–"
        asked = ", ".join(_asked(one, found)) if one.people or one.cash else "–"
        hours = f"{one.by_hours:.1f}" if one.by_hours else "–"
        rows.append((label_of(one.roadmap.name), dates, asked, f"{one.people:.1f}", hours))
    head = ("roadmap", "steps", "standard in the end", "people", "seen from hours")
    return Section(
        "What are they made of?",
        (),
        grids=(Grid("Steps, standard and people", head, rows, texts=frozenset({0, 1, 2})),),
        notes=(
            "People and cash are enough by the register’s rates on yearly spend, and at least what today’s "
            "practice is held up with. Seen from hours: the same practices by the hours that projects ask "
            "for each month, over productive hours and planned use; far from the first figure, one of the "
            "two rates does not fit here.",
        ),
    )


def _asked(one: Planned, found: RoadmapStudy) -> list[str]:
    treatment = one.treatment
    asked = {treatment.of(size, risk).value for size in found.groups for risk in Size}
    if len(asked) == 1:
        return [*asked]
    return [f"{size.value}: {_by_risk(treatment, size)}" for size in found.groups]


def _for_size(treatment: Treatment, size: Size) -> str:
    return f"{_by_risk(treatment, size)} for {size.value} projects"


def _by_risk(treatment: Treatment, size: Size) -> str:
    """The intensity of a size, and where it differs by risk."""
    differing = [
        f"{stated[size].value} at {how} risk"
        for how, stated in (("much", treatment.much_risk), ("little", treatment.little_risk))
        if size in stated
    ]
    usual = treatment.of(size).value
    return f"{usual} ({', '.join(differing)})" if differing else usual


def _change(one: Found) -> str:
    return f"{SHARE.bare_signed(one.mean.value)} ({_span(one, SHARE)})"


def _span(one: Found, figures: Figures) -> str:
    return figures.span(one.mean.low, one.mean.high)


def _amount(one: Found, figures: Figures) -> str:
    return (
        f"{figures.signed(one.mean.value)}, {figures.signed(one.mean.low)} to {figures.signed(one.mean.high)}"
    )


def _figures(found: RoadmapStudy) -> Figures:
    gaps = [one.mean for one in found.against_today()]
    figures = money([end for one in gaps for end in (one.low, one.high)], found.base.portfolio.currency)
    known = [one.mean for one in found.against_today() if one.better is not None]
    for one in known:
        figures = clear_ends(figures, one.low, one.high)
    return figures


def roadmaps_json(found: RoadmapStudy) -> str:
    """The same for programs."""

    def gap(one: Found) -> dict[str, Any]:
        return {**interval(one.mean), "better": one.better, "n": one.n}

    kept = found.promises()
    work, worth = found.by_size(), found.value_by_size()

    def roadmap(k: int, one: Planned) -> dict[str, Any]:
        name = one.roadmap.name
        return {
            "roadmap": name,
            "description": one.roadmap.description,
            "steps": [str(step.from_) for step in one.roadmap.steps],
            "treatment": one.treatment.model_dump(mode="json"),
            "people": one.people,
            "people_seen_from_hours": one.by_hours,
            "cash_per_year": one.cash,
            "cost_per_year": one.yearly,
            "once": one.once,
            "level_after_three_years": one.level,
            "net_value_against_today": gap(found.against_today()[k]),
            "promised_dates_kept": gap(kept[k]) if kept else None,
            "by_size": {
                size.value: {
                    "projects": found.sizes.count(size),
                    "work_per_cent_of_plan": gap(work[name, size]),
                    "net_value_of_projects": gap(worth[name, size]),
                }
                for size in found.groups
            },
        }

    names = [one.roadmap.name for one in found.planned]
    both = {Asked.TAILORED.value, Asked.HEAVY.value} <= set(names)
    against = found.against(Asked.TAILORED, Asked.HEAVY) if both else {}
    return as_json(
        {
            "scenario": found.base.name,
            "hash": found.base.hash,
            "currency": found.base.portfolio.currency,
            "futures": found.futures,
            "today": TODAY,
            "roadmaps": [roadmap(k, one) for k, one in enumerate(found.planned)],
            "work_tailored_against_heavy": {size.value: gap(one) for size, one in against.items()},
        }
    )
