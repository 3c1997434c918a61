"""Pinned what-ifs: a list to go back to, and a table of all of them on the same futures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

import ipywidgets as widgets

from workbench.analysis import mean_interval, paired_difference
from workbench.charts.inline import Dot, inline_baseline, inline_mark
from workbench.charts.numbers import Figures, domain_of, money, out_of
from workbench.experiment import Comparison
from workbench.interfaces.explorer.closing import close
from workbench.interfaces.explorer.lines import difference_of
from workbench.interfaces.explorer.page import button, classed, unbroken
from workbench.interfaces.explorer.pins import MOST_PINS, Pins
from workbench.interfaces.wording import Difference, between_values, futures, open_words

MARK = 160
"""Pixels of a mark."""


@dataclass(frozen=True)
class PinMoves:
    """What can be done with pins.

    Parameters
    ----------
    pin
        Keep the present what-if.
    back
        Make a pinned one the present one.
    unpin
        Let one go.
    """

    pin: Callable[[], None]
    back: Callable[[str], None]
    unpin: Callable[[str], None]


class Pinned:
    """The button, the list below it and why a fifth cannot be pinned.

    Parameters
    ----------
    moves
        What the buttons do.
    beside
        Another button of the same row.
    """

    def __init__(self, moves: PinMoves, beside: widgets.Widget) -> None:
        self._moves = moves
        self._pin = button("Pin this what-if", "Keep it, to compare it with others", moves.pin)
        self._count, self._told = widgets.HTML(), widgets.HTML()
        self._list = widgets.VBox()
        row = classed(widgets.HBox([self._pin, beside]), "wb-buttons")
        self.widget = classed(widgets.VBox([row, self._told, self._count, self._list]), "wb-pins")
        self.show(Pins())

    def show(self, pins: Pins) -> None:
        """These are pinned."""
        self._told.value = ""
        said = f"{len(pins.all)} of {MOST_PINS} pinned"
        self._count.value = f'<span class="wb-note">{said}</span>' if pins.all else ""
        gone, self._list.children = self._list.children, tuple(self._row(one) for one in pins.labels)
        close(*gone)

    def tell(self, why: str) -> None:
        """Why this one cannot be pinned."""
        self._told.value = f'<p class="wb-wrong" role="alert">{escape(why)}</p>' if why else ""

    def _row(self, label: str) -> widgets.Widget:
        back = button(label, f"Go back to “{label}”", lambda: self._moves.back(label))
        away = button("Unpin", f"Unpin “{label}”", lambda: self._moves.unpin(label))
        back.add_class("wb-back")
        return classed(widgets.HBox([back, away]), "wb-pin")


def pinned_table(comparison: Comparison, others: Sequence[str], now: str) -> str:
    """Pinned what-ifs and today on one scale, the best average first.

    Parameters
    ----------
    comparison
        Today first, then the pinned ones; the present what-if last if it is not among them.
    others
        Names of those that get a row beside today.
    now
        Name of the scenario that is on the page; empty while its answer is on the way.
    """
    first = comparison.names[0]
    gaps = {name: difference_of(comparison.gaps(name, first, ["npv"])["npv"]) for name in others}
    ends = [end for one in gaps.values() for end in (one.mean, one.low, one.high, one.p10, one.p90)]
    domain, figures = domain_of(ends), money(ends, comparison.currency)
    n = min(one.n for one in gaps.values())
    wait = "" if now else "; the what-if on this page follows once it is answered"
    today = f"today, worth on average {_worth(comparison)}"
    rows = [(0.0, _today_row(today, domain))]
    for name, gap in gaps.items():
        beside = _beside(comparison, name, now, figures)
        rows.append((gap.mean, _row(name, gap, beside, figures, domain)))
    body = "".join(row for _, row in sorted(rows, key=lambda row: -row[0]))
    heads = ("Pinned", "", "more than today", "range of the average", "better in … of 100")
    head = "".join(f'<th scope="col">{word}</th>' for word in (*heads, "this page, less it"))
    return (
        f'<div class="wb-scroll"><table class="wb-board wb-pinned"><caption>Pinned what-ifs: net value on '
        f"the same {futures(n)}, on average (bar: range of the average, line: 8 in 10 futures)"
        f"{wait}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _worth(comparison: Comparison) -> str:
    worth = mean_interval(comparison.values(comparison.names[0], "npv").to_numpy())
    figures = money([worth.value, worth.low, worth.high], comparison.currency)
    return f"{figures.plain(worth.value)} ({between_values(worth.low, worth.high, figures)})"


def _today_row(today: str, domain: tuple[float, float]) -> str:
    mark = inline_baseline(domain, MARK)
    return (
        f'<tr class="wb-band"><th scope="row">{escape(today)}</th><td class="wb-mark">{mark}</td>'
        f"<td></td><td></td><td></td><td></td></tr>"
    )


def _row(
    name: str,
    gap: Difference,
    beside: str,
    figures: Figures,
    domain: tuple[float, float],
) -> str:
    mark = inline_mark(
        (gap.mean, gap.low, gap.high, gap.p10, gap.p90), Dot.of(decided=gap.decided), domain, MARK
    )
    style = "difference" if gap.decided else "undecided"
    said = unbroken(figures.signed(gap.mean)) if gap.decided else open_words(gap.low, gap.high)
    span = unbroken(figures.span(gap.low, gap.high)) if gap.low < gap.high else ""
    return (
        f'<tr><th scope="row">{escape(name)}</th><td class="wb-mark">{mark}</td>'
        f'<td class="wb-{style}">{said}</td>'
        f'<td class="wb-range">{span}</td>'
        f"<td>{out_of(gap.better, gap.n)}</td><td>{beside}</td></tr>"
    )


def _beside(comparison: Comparison, name: str, now: str, figures: Figures) -> str:
    """The what-if on the page less a pinned one, future by future."""
    if now not in comparison.names[1:]:
        return ""
    if name == now:
        return "this is it"
    found = paired_difference(comparison.values(name, "npv"), comparison.values(now, "npv"), 1)
    low, high = found.mean.low, found.mean.high
    said = unbroken(figures.signed(found.mean.value)) if found.decided else f"<i>{open_words(low, high)}</i>"
    span = f' <span class="wb-range">({unbroken(figures.span(low, high))})</span>' if low < high else ""
    return f"{said}{span}"
