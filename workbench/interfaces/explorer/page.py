"""What every page in a notebook has: style, columns, buttons, what was assumed, and errors in words."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from pathlib import Path

import ipywidgets as widgets

from workbench.charts.numbers import MINUS
from workbench.charts.palette import css_properties
from workbench.errors import InputError, RunError, WorkbenchError
from workbench.interfaces.explorer.short_staffed import short_words
from workbench.interfaces.wording import STAMP, capacity_assumed, ranking_assumed
from workbench.scenario import Scenario

PREPARING = (
    '<div class="wb-state"><b>Preparing the fast engine</b><br>'
    '<span class="wb-note">about a minute, once for each version</span></div>'
)
"""What a page shows while the fast engine is compiled."""

STAMP_TIP = (
    "How long work takes, how often it fails and what standards are worth come from published studies, "
    "not from your own finished projects."
)


def head_of(title: str, baseline: Scenario) -> widgets.HTML:
    """The style of the page, its title and whose portfolio it is."""
    return head(title, _whose(baseline))


def head(title: str, note: str) -> widgets.HTML:
    """The style of the page, its title and a line below it."""
    return widgets.HTML(_headed(title, note))


def head_words(title: str, baseline: Scenario) -> str:
    """The same as `head_of`, for a head that is there already."""
    return _headed(title, _whose(baseline))


def _headed(title: str, note: str) -> str:
    return f'{_style()}<h2 class="wb-title">{escape(title)}</h2><div class="wb-note">{escape(note)}</div>'


def _whose(baseline: Scenario) -> str:
    return baseline.portfolio.organisation or baseline.portfolio.name


def style_sheet(own: str) -> widgets.HTML:
    """The style of a page that has no title of this kind, with rules of its own."""
    return classed(widgets.HTML(f"{_style()}<style>{own}</style>"), "wb-style")


def _style() -> str:
    style = Path(__file__).with_name("explorer.css").read_text(encoding="utf-8")
    properties = css_properties().replace(":root", ".wb-explorer")
    return f"<style>{properties}\n{style}</style>"


def page_of(left: list[widgets.Widget], right: list[widgets.Widget]) -> widgets.Widget:
    """Controls left, answer and charts right; on a narrow page the controls come first."""
    columns = [classed(widgets.VBox(left), "wb-panel"), classed(widgets.VBox(right), "wb-main")]
    return classed(widgets.Box([classed(widgets.HBox(columns), "wb-page")]), "wb-explorer")


def top_of(about: str) -> str:
    """The line above an answer: what it is about, and that nothing in it is calibrated."""
    return (
        f'<div class="wb-top"><span class="wb-note">{escape(about)}</span>'
        f'<span class="wb-stamp" tabindex="0" title="{STAMP_TIP}">{STAMP}</span></div>'
    )


def button(text: str, tip: str, clicked: Callable[[], None]) -> widgets.Button:
    """A button that does one thing."""
    made = widgets.Button(description=text, tooltip=tip)
    made.on_click(lambda _: clicked())
    return made


def notices(baseline: Scenario) -> list[widgets.HTML]:
    """What nobody stated, before everything that rests on it; nothing where all is stated."""
    return [widgets.HTML(f'<p class="wb-notice">{escape(one)}</p>') for one in assumed(baseline)]


def assumed(baseline: Scenario) -> list[str]:
    """The same as sentences, and whose teams can never be had even today."""
    portfolio = baseline.portfolio
    return [*capacity_assumed(portfolio), *filter(None, [ranking_assumed(portfolio), short_words(baseline)])]


def unbroken(text: str) -> str:
    r"""Text for a page on which no line ends between a sign and its amount.

    Examples
    --------
    >>> unbroken("+€2m < −€1m")
    '+\u2060€2m &lt; −\u2060€1m'
    """
    return re.sub(f"([+{MINUS}])", "\\1\u2060", escape(text))


def wrong(error: Exception, still: str = "") -> str:
    """Why something could not be answered, as a paragraph, and what still holds."""
    return f'<p class="wb-wrong" role="alert">{escape(reason(error))}{escape(still)}</p>'


def reason(error: Exception) -> str:
    """Why something could not be answered, in words."""
    if isinstance(error, InputError):
        told = "; ".join(
            " ".join(part for part in (f"{one.message}.", one.remedy and f"{one.remedy}.") if part)
            for one in error.problems
        )
        return f"This cannot be: {told}"
    if isinstance(error, (RunError, WorkbenchError)):
        return f"This could not be simulated: {error}."
    return f"Something went wrong ({type(error).__name__}: {error})."


def classed(widget: widgets.Widget, name: str) -> widgets.Widget:
    """A widget with a class of the style sheet."""
    widget.add_class(name)
    return widget
