"""Which order, and how many projects at once: rules × limits beside today, for a notebook without code."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

import ipywidgets as widgets
import pandas as pd

from workbench.charts import interval_chart, sweep_chart
from workbench.charts.numbers import Figures, figures_for, in_futures, money, out_of_span
from workbench.experiment import Comparison
from workbench.experiment.studies.policy_grid import (
    AS_TODAY,
    PolicyGrid,
    PolicyStudy,
    limits_around,
    rule_name,
    rules_to_try,
)
from workbench.interfaces.explorer.drawing import Card, Drawing
from workbench.interfaces.explorer.home import Home
from workbench.interfaces.explorer.many import Many
from workbench.interfaces.explorer.page import (
    PREPARING,
    button,
    classed,
    head_of,
    notices,
    page_of,
    top_of,
    unbroken,
    wrong,
)
from workbench.interfaces.wording import ORDERS, capital, futures, rule_words
from workbench.interfaces.wording.policies import best_words, limit_words, matters_words, sure_words
from workbench.policies import IndexName
from workbench.scenario import Scenario

FUTURES = 200
USUAL = (IndexName.FIFO, IndexName.CD3, IndexName.ATC)
"""Orders that are tried besides today's until somebody chooses."""

TRIED = tuple(rule for rule in ORDERS if rule is not IndexName.PERFECT_INFORMATION)
COUNTS = (100, 200, 500, 1000)
ACROSS = "projects at once"


class PolicyPage:
    """Rules × limits beside today.

    Parameters
    ----------
    baseline
        The scenario that stands for today.
    count
        Simulated futures of each policy.
    """

    def __init__(self, baseline: Scenario, count: int = FUTURES) -> None:
        self._baseline = baseline
        self.study: PolicyStudy | None = None
        self._grid = PolicyGrid(baseline, (None,), limits_around(baseline))
        self._policies = 0
        self._home = Home()
        self._rules = _rule_boxes(baseline)
        limits = self._grid.limits
        self._limits = widgets.SelectionRangeSlider(
            options=limits, index=(0, len(limits) - 1), description="Limits to try, projects at once"
        )
        counts = sorted({count, *COUNTS})
        self._count = widgets.Dropdown(options=counts, value=count, description="Simulated futures of each")
        self._go = button("Simulate", "Try every order at every limit", lambda: self._home.run(self.ask))
        self._stop = button("Stop", "Keep what is shown", lambda: self._home.run(self._stopped))
        self._bar = widgets.IntProgress(value=0, min=0, max=1)
        self._top, self._problem, self._answer, self._table, self._state = (widgets.HTML() for _ in range(5))
        self._drawing = Drawing()
        self._many = Many(self._preparing, self._progress, self._answered, self._failed)
        self.widget = self._page()
        self.ask()

    def choose(self, rules: Sequence[IndexName], low: int, high: int) -> None:
        """Set the controls: orders besides today's, and the limits from the one to the other."""
        for rule, box in self._rules.items():
            box.value = rule in rules
        self._limits.value = (low, high)

    async def finished(self) -> None:
        """Wait until the latest question is answered."""
        await self._many.finished()

    def ask(self) -> None:
        """Simulate what the controls say."""
        low, high = self._limits.value
        limits = tuple(one for one in self._limits.options if low <= one <= high)
        rules = tuple(rule for rule, box in self._rules.items() if box.value)
        self._grid = PolicyGrid(self._baseline, (None, *rules), limits)
        self._problem.value = ""
        self._drawing.waiting = True
        self._go.disabled, self._stop.disabled = True, False
        self._bar.value = 0
        scenarios = self._grid.scenarios()
        self._policies = len(scenarios)
        self._many.ask(scenarios, int(self._count.value))

    def _page(self) -> widgets.Widget:
        head = head_of("Which order, how many at once?", self._baseline)
        note = widgets.HTML(
            '<div class="wb-note">Orders to try, for starts and for people alike. Today’s is '
            "always among them.</div>"
        )
        orders = widgets.VBox([note, *self._rules.values()])
        state = widgets.VBox(
            [self._state, self._bar, classed(widgets.HBox([self._go, self._stop]), "wb-buttons")]
        )
        left = [head, classed(orders, "wb-group"), self._limits, self._count, classed(state, "wb-group")]
        answer = classed(widgets.VBox([self._problem, self._answer]), "wb-live")
        above = classed(widgets.VBox([self._top, answer]), "wb-head")
        drawing = classed(widgets.VBox([self._drawing]), "wb-wide")
        right = [*notices(self._baseline), above, drawing, self._table]
        self._answer.value = '<p class="wb-answer">A moment: the policies are being simulated.</p>'
        return page_of(left, right)

    def _preparing(self) -> None:
        self._state.value = PREPARING

    def _progress(self, done: int, asked: int) -> None:
        self._bar.max, self._bar.value = asked, done
        self._state.value = (
            f'<div class="wb-state"><b>{done:,} of {asked:,} simulated futures</b><br>'
            f'<span class="wb-note">{self._policies} policies, the same luck for all</span></div>'
        )

    def _answered(self, comparison: Comparison, goal: int) -> None:
        self.study = study = PolicyStudy(self._grid, comparison)
        if comparison.manifest.scenarios[0].n >= goal:
            self._idle()
        self._top.value = top_of(sure_words(study))
        self._answer.value = (
            f'<p class="wb-answer">{escape(best_words(study))}</p>'
            f'<p class="wb-sure">{escape(limit_words(study))} {escape(matters_words(study))}</p>'
        )
        self._drawing.show([curve_card(study), rules_card(study)])
        self._table.value = standings_table(study)
        self._state.value = (
            f'<div class="wb-state"><b>{futures(study.n)}</b> of each policy'
            f"{f', refining to {goal:,}' if comparison.manifest.scenarios[0].n < goal else ''}<br>"
            '<span class="wb-note">luck alone; assumptions held at their middle values</span></div>'
        )

    def _idle(self) -> None:
        self._drawing.waiting = False
        self._go.disabled, self._stop.disabled = False, True

    def _stopped(self) -> None:
        self._many.stop()
        self._idle()
        self._state.value = '<div class="wb-state">Stopped; below stands the last full answer.</div>'

    def _failed(self, error: Exception) -> None:
        self._idle()
        self._problem.value = wrong(error)


def curve_card(study: PolicyStudy) -> Card:
    """Gain by limit, a curve for each order, the best one in the accent with its flat region."""
    rows = study.gains()
    figures = _figures(study, rows)
    shown = rows.assign(series=rows["rule"].map(_called), lever=rows["limit"])
    best = _called(rule_name(study.best().rule))
    head = ("order", ACROSS, "gain on average", "range of the average", "better than today")
    lines = [
        [
            *(_called(row["rule"]), str(row["limit"]), figures.signed(row["mean"])),
            f"{figures.signed(row['low'])} to {figures.signed(row['high'])}",
            "today" if row["today"] else in_futures(row["better"], row["n"]),
        ]
        for row in rows.to_dict("records")
    ]
    title = f"Gain against today by number of {ACROSS}"
    if len(study.grid.limits) < 2:
        return Card(
            "curve", title, note="Only one limit was tried: there is no curve.", head=head, rows=lines
        )
    return Card("curve", title, sweep_chart(shown, figures, ACROSS, best), head=head, rows=lines)


def rules_card(study: PolicyStudy) -> Card:
    """Each order at its own best limit against today: the one mark of every comparison."""
    rows = study.standings()
    title = "Each order at its own best limit, against today"
    is_today = [study.grid.is_today(study.best_limit(_rule(name))) for name in rows["rule"]]
    shown = rows.assign(
        label=[
            f"{capital(_called(a))}, {b} at once" for a, b in zip(rows["rule"], rows["limit"], strict=True)
        ]
    )
    shown = shown[[not one for one in is_today]]
    if shown.empty:
        return Card("rules", title, note="Nothing that was tried is better on average than today.")
    return Card("rules", title, interval_chart(shown, _figures(study, shown), "Today"))


def standings_table(study: PolicyStudy) -> str:
    """Chance of being best and regret of each order, as a table."""
    rows = study.standings()
    figures = money(
        rows[["regret", "regret_high", "behind_high"]].to_numpy().ravel(), study.comparison.currency
    )
    heads = (
        "Order, at its best limit",
        ACROSS,
        "best of them",
        "gives up on average",
        "behind the first",
        "",
    )
    body = []
    for place, row in enumerate(rows.to_dict("records")):
        judged = "first" if place == 0 else "clearly behind" if row["told_apart"] else "undecided"
        behind = (
            ""
            if place == 0
            else (
                f"{figures.plain(row['behind'])} ({figures.signed(row['behind_low'])} to "
                f"{figures.signed(row['behind_high'])})"
            )
        )
        cells = (
            str(row["limit"]),
            f"{in_futures(row['best'], row['n'])} ({out_of_span(row['best'], row['n'])})",
            f"{figures.plain(row['regret'])} ({figures.plain(row['regret_low'])} to "
            f"{figures.plain(row['regret_high'])})",
            behind,
        )
        style = (
            "difference" if judged == "clearly behind" else "undecided" if judged == "undecided" else "today"
        )
        body.append(
            f'<tr><th scope="row">{escape(capital(_called(row["rule"])))}</th>'
            + "".join(f"<td>{unbroken(cell)}</td>" for cell in cells)
            + f'<td class="wb-{style}">{judged}</td></tr>'
        )
    head = "".join(f'<th scope="col">{word}</th>' for word in heads)
    note = (
        "“Best of them”: futures in which the order is worth most. “Gives up”: what it is short of the best "
        "order of each future, known only afterwards."
    )
    return (
        f'<table class="wb-board"><thead><tr>{head}</tr></thead><tbody>{"".join(body)}</tbody></table>'
        f'<p class="wb-note">{note}</p>'
    )


def _figures(study: PolicyStudy, rows: pd.DataFrame) -> Figures:
    currency = study.comparison.currency
    return figures_for(rows[["mean", "low", "high"]].to_numpy().ravel(), currency, currency)


def _rule(name: str) -> IndexName | None:
    return None if name == AS_TODAY else IndexName(name)


def _called(name: str) -> str:
    return "today’s order" if name == AS_TODAY else rule_words(name)


def _rule_boxes(baseline: Scenario) -> dict[IndexName, Any]:
    return {
        rule: widgets.Checkbox(
            value=rule in USUAL,
            description=capital(rule_words(rule)),
            indent=False,
            layout=widgets.Layout(width="100%"),
        )
        for rule in rules_to_try(baseline, TRIED)
    }


def policies(baseline: Scenario, count: int = FUTURES) -> widgets.Widget:
    """Show rules × limits of a scenario in a notebook.

    Parameters
    ----------
    baseline
        The scenario that stands for today.
    count
        Simulated futures of each policy.
    """
    return PolicyPage(baseline, count).widget
