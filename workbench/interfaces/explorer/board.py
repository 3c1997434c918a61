"""The two scoreboards and the answer, as HTML; every name is escaped, every figure carries its range."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

import pandas as pd

from workbench.charts.numbers import amount, figures_for, out_of_100
from workbench.experiment import Comparison, measure_of

VALUE = ("npv", "benefit", "cost", "lateness_cost", "strategic_value", "on_time")
DELIVERY = ("completed", "lead_time", "plan_ratio_duration", "plan_ratio_duration_log_sd", "rework_share", "wip")

STYLE = """<style>
.wb-panel {padding: 0 18px 0 4px; min-width: 250px}
.wb-note {color: #4A5562; font-size: 12px; line-height: 1.3}
.wb-answer {font-size: 20px; line-height: 1.35; color: #1B222B; margin: 0 0 4px}
.wb-answer b {color: #0B5CA8}
.wb-sure {font-size: 14px; color: #1B222B; margin: 0 0 10px}
.wb-stamp {color: #7A4300; background: #FFF3DD; border: 1px solid #E3B873; padding: 1px 8px; font-size: 12px}
.wb-wrong {color: #7A4300}
table.wb-board {border-collapse: collapse; font-size: 13px; margin: 0 28px 10px 0; color: #1B222B}
table.wb-board th {font-weight: normal; color: #4A5562; text-align: right; border-bottom: 1px solid #4A5562}
table.wb-board th:first-child, table.wb-board td:first-child {text-align: left; padding-right: 22px}
table.wb-board th:first-child {font-weight: bold; color: #1B222B}
table.wb-board td, table.wb-board th {padding: 3px 8px; font-variant-numeric: tabular-nums}
table.wb-board td {text-align: right; border-bottom: 1px solid #EEF0F3; color: #1B222B}
table.wb-board td.wb-today {color: #4A5562}
table.wb-board td.wb-difference {color: #0B5CA8; font-weight: bold}
table.wb-board td.wb-undecided {font-style: italic; color: #4A5562; font-weight: normal}
</style>"""


def answer(comparison: Comparison) -> str:
    """The answer in one sentence, and how sure it is; both from the same interval."""
    today, other = comparison.names
    row = _row(comparison.differences(), "npv")
    currency = comparison.currency
    low, high, mean = float(row["low"]), float(row["high"]), float(row["mean"])
    before = float(comparison.values(today, "npv").mean())
    after = float(comparison.values(other, "npv").mean())
    if mean == low == high == 0.0:
        said = "This is today. Move a control."
        return f'<p class="wb-answer">{said}</p><p class="wb-sure">{_today(comparison)}</p>'
    chance = f"It does better than today in {out_of_100(float(row['better']))} of 100 futures."
    if not bool(row["decided"]):
        said = (
            f"<b>Undecided</b>: on average this could be anywhere from {amount(-low, currency)} worse "
            f"to {amount(high, currency)} better than today."
        )
        sure = "not enough to tell; more simulated futures may decide it."
    else:
        said = (
            f"This would {'gain' if mean > 0 else 'lose'} <b>{amount(abs(mean), currency)}</b> on average: "
            f"from {amount(before, currency)} to {amount(after, currency)}."
        )
        least, most = sorted((abs(low), abs(high)))
        word = "gain" if mean > 0 else "loss"
        sure = f"the average {word} lies between {amount(least, currency)} and {amount(most, currency)}."
    return (
        f'<p class="wb-answer">{said}</p><p class="wb-sure">How sure: {sure} {chance}{_worse(comparison)}</p>'
    )


def scoreboards(comparison: Comparison) -> str:
    """Value and delivery side by side: today, what-if, difference, range of the average."""
    return (
        '<div style="display:flex;flex-wrap:wrap">'
        + _board("Value", VALUE, comparison)
        + _board("Delivery", DELIVERY, comparison)
        + "</div>"
    )


def _board(title: str, measures: tuple[str, ...], comparison: Comparison) -> str:
    head = "".join(
        f'<th scope="col">{word}</th>'
        for word in (title, "today", "what-if", "difference", "range of the average")
    )
    rows = "".join(_lines(measures, comparison))
    return f'<table class="wb-board"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'


def _lines(measures: tuple[str, ...], comparison: Comparison) -> Iterator[str]:
    today, other = comparison.names
    differences = comparison.differences()
    for key in measures:
        if key not in set(differences["measure"]):
            continue
        row = _row(differences, key)
        before = float(comparison.values(today, key).mean())
        after = float(comparison.values(other, key).mean())
        low, high, mean = float(row["low"]), float(row["high"]), float(row["mean"])
        unit = str(row["unit"])
        figures = figures_for([before, after], unit, comparison.currency)
        finer = figures_for([low, high, mean], unit, comparison.currency)
        if low == high == 0.0:
            last = '<td class="wb-today">0</td><td class="wb-today"></td>'
        else:
            word = finer.signed(mean) if bool(row["decided"]) else "undecided"
            style = "wb-difference" if bool(row["decided"]) else "wb-undecided"
            last = f'<td class="{style}">{word}</td><td>{finer.span(low, high)}</td>'
        name = escape(measure_of(key).title) + _unit_note(unit, comparison.currency)
        yield (
            f'<tr><td>{name}</td><td class="wb-today">{figures.plain(before)}</td>'
            f"<td>{figures.plain(after)}</td>{last}</tr>"
        )


def _unit_note(unit: str, currency: str) -> str:
    return "" if unit in (currency, "share", "projects", "actual ÷ plan") else f", {escape(unit)}"


def _today(comparison: Comparison) -> str:
    summary = comparison.summary()
    row = _row(summary[summary["scenario"] == comparison.names[0]], "npv")
    currency = comparison.currency
    return (
        f"Net value {amount(float(row['mean']), currency)} on average; the average lies between "
        f"{amount(float(row['low']), currency)} and {amount(float(row['high']), currency)}."
    )


def _worse(comparison: Comparison) -> str:
    """What gets worse is named in the same breath."""
    differences = comparison.differences()
    worse = []
    for key in ("on_time", "lead_time", "lateness_cost", "plan_ratio_duration"):
        if key not in set(differences["measure"]):
            continue
        row = _row(differences, key)
        sign = int(measure_of(key).direction)
        if bool(row["decided"]) and sign * float(row["mean"]) < 0:
            worse.append(measure_of(key).title.lower())
    return f" Worse: {', '.join(worse)}." if worse else ""


def _row(frame: pd.DataFrame, measure: str) -> pd.Series:
    return frame[frame["measure"] == measure].iloc[0]
