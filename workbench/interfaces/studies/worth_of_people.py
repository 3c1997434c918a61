"""Which role is worth one more person: in words, as a picture and as a table."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from workbench.charts.numbers import Figures, clear_ends, finer, money
from workbench.experiment.studies.people import Pays, PeopleStudy, PoolWorth, Step
from workbench.interfaces.studies.answer import Grid, Section
from workbench.interfaces.wording import between_values, capital, count, futures, listed, whole_percent

if TYPE_CHECKING:
    from workbench.charts.live import Picture

TITLE = "Which role is worth one more person?"
_STEPS = {-1: "one fewer", 1: "one more", 2: "a second", 3: "a third", 4: "a fourth", 5: "a fifth"}


def people_sentence(study: PeopleStudy) -> str:
    """The answer in a sentence or two.

    Parameters
    ----------
    study
        With one pool at least.
    """
    paying = [one for one in study.pools if one.paying]
    if not paying:
        best = study.pools[0]
        many = f"any of the {count(len(study.pools), 'role', 'roles')}"
        which = many if len(study.pools) > 1 else best.name
        gain = best.steps[0].gain.mean
        figures = _alone(study, best.steps[0])
        return (
            f"One more person is not shown to pay in {which}. Nearest to it: {best.name}, where one more "
            f"could "
            f"be worth {between_values(gain.low, gain.high, figures)} a year, payroll paid."
        )
    best = paying[0]
    gain = best.steps[0].gain.mean
    figures = _alone(study, best.steps[0])
    others = [one.name for one in paying[1:]]
    also = f" One more pays among {listed(others)} too." if others else ""
    return (
        f"One more person is worth most among {best.name}: {figures.plain(gain.value)} a year beyond the pay "
        f"(between {figures.plain(gain.low)} and {figures.plain(gain.high)}). {_stops(best)}{also}"
        f"{_busier(best, study)}"
    )


def _busier(best: PoolWorth, study: PeopleStudy) -> str:
    """That the busiest role is another one, which surprises; empty where it is not."""
    busiest = max(study.pools, key=lambda one: one.used.value if math.isfinite(one.used.value) else -1.0)
    if busiest is best or busiest.paying or not math.isfinite(busiest.used.value):
        return ""
    pays = busiest.steps[0].pays
    said = "is undecided" if pays is Pays.UNDECIDED else "does not pay"
    used = busiest.used
    busy = f"{whole_percent(used.value)} busy ({100 * used.low:.0f} to {100 * used.high:.0f})"
    return f" The busiest role is another one: {busiest.name}, {busy}, where one more {said}."


def _stops(pool: PoolWorth) -> str:
    people = count(pool.paying, "more person", "more people")
    if pool.ends is Pays.YES:
        return f"Up to {people} pay; more than that was not tried."
    pay = "pays" if pool.paying == 1 else "pay"
    if pool.ends is Pays.UNDECIDED:
        return f"{capital(people)} {pay}; whether the next does is undecided."
    return f"{capital(people)} {pay}; the next costs more than it brings."


def people_section(study: PeopleStudy) -> Section:
    """Picture and table."""
    figures = _figures(study)
    return Section(
        TITLE,
        (),
        lambda: _picture(study, figures),
        f"Dot: average over {futures(study.n)}; bar: range of the average, wide enough for all "
        f"{count(len(study.pools), 'role', 'roles')} together; hollow: undecided. {_unit(figures)} a "
        f"year, the pay "
        "of these people included.",
        (_grid(study, figures),),
        notes=(
            "Each row compares the same futures with and without this person, from the start to the "
            "horizon. The "
            "pay of the whole person counts, also for the share that daily operations keep. What is "
            "worth the "
            "same every year until the horizon is shown. The next person is tried only where the one "
            "before pays.",
        ),
    )


def people_frame_rows(study: PeopleStudy) -> Iterator[dict[str, object]]:
    """Rows that `steps_chart` draws."""
    for pool in study.pools:
        for step in _steps(pool):
            mean = step.gain.mean
            yield {
                "group": pool.name,
                "detail": _busy(pool),
                "label": step_label(step.people),
                "mean": mean.value,
                "low": mean.low,
                "high": mean.high,
                "decided": step.pays is not Pays.UNDECIDED,
            }


def step_label(people: int) -> str:
    """What a step is called.

    Examples
    --------
    >>> step_label(-1), step_label(2), step_label(7)
    ('one fewer', 'a second', 'number 7')
    """
    return _STEPS.get(people, f"number {people}")


def verdict_words(step: Step) -> str:
    """What the range of a step says; losing somebody loses or saves, one more pays or does not."""
    lost = {Pays.NO: "loses value", Pays.YES: "saves money"}
    return lost.get(step.pays, step.pays.value) if step.people < 0 else step.pays.value


def _steps(pool: PoolWorth) -> list[Step]:
    return [*([] if pool.lost is None else [pool.lost]), *pool.steps]


def _busy(pool: PoolWorth) -> str:
    people = f"{pool.people:g} people"
    known = pool.used.value == pool.used.value
    return f"{people}, {whole_percent(pool.used.value)} busy" if known else people


def _picture(study: PeopleStudy, figures: Figures) -> Picture:
    import pandas as pd

    from workbench.charts import steps_chart

    return steps_chart(pd.DataFrame(people_frame_rows(study)), figures)


def _grid(study: PeopleStudy, figures: Figures) -> Grid:
    rows = []
    for pool in study.pools:
        for k, step in enumerate(_steps(pool)):
            mean = step.gain.mean
            span = clear_ends(figures, mean.low, mean.high)
            rows.append(
                (
                    pool.name if k == 0 else "",
                    _share(pool) if k == 0 else "",
                    step_label(step.people),
                    span.bare_signed(mean.value),
                    span.span(mean.low, mean.high),
                    verdict_words(step),
                )
            )
    unit = _unit(figures)
    return Grid(
        f"One person more or fewer, {unit} a year, pay included",
        ("role", "busy", "step", f"worth a year, {unit}", "range of the average", "verdict"),
        rows,
        texts=frozenset({0, 2, 5}),
    )


def _share(pool: PoolWorth) -> str:
    return whole_percent(pool.used.value) if pool.used.value == pool.used.value else "–"


def _figures(study: PeopleStudy) -> Figures:
    means = [step.gain.mean for pool in study.pools for step in _steps(pool)]
    return money([end for mean in means for end in (mean.low, mean.high)], study.currency)


def _alone(study: PeopleStudy, step: Step) -> Figures:
    mean = step.gain.mean
    return clear_ends(finer(money([mean.low, mean.high], study.currency), mean.value), mean.low, mean.high)


def _unit(figures: Figures) -> str:
    return figures.unit
