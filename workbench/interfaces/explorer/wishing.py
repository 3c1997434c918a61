"""Controls of the page on standards: levels today and wished for, practices and their cost, strength."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import ipywidgets as widgets

from workbench.charts.symbols import symbol
from workbench.experiment.worth.standardised import LevelsFrom, Wish, wish_of
from workbench.interfaces.explorer.page import classed
from workbench.interfaces.wording import capital
from workbench.interfaces.wording.perspectives import PERSPECTIVES
from workbench.model.data import MOST_FTE
from workbench.policies import Practice
from workbench.scenario import Scenario

FROM = {
    "what the practices below lead to": LevelsFrom.PRACTICES,
    "the targets stated here": LevelsFrom.TARGETS,
}
THOUSAND = 1000.0
MOST_CASH = 100_000.0
"""In thousands a year, for one practice."""


class Wishing:
    """Everything that can be wished for, with today's setting at the start.

    Parameters
    ----------
    baseline
        Today; it states its maturity.
    changed
        Called whenever a control moves.
    """

    def __init__(self, baseline: Scenario, changed: Callable[[], None]) -> None:
        start = wish_of(baseline)
        self._quiet = False
        self._changed = changed
        self.present = {key: _level(level, f"{name} today") for key, level, name in _named(start.present)}
        self.target = {key: _level(level, f"{name}, target") for key, level, name in _named(start.target)}
        self.staff = {one: _people(start.staff[one], f"people for {one.value}") for one in Practice}
        self.cash = {one: _thousands(start.cash[one], f"cash for {one.value}") for one in Practice}
        self.levels = widgets.Dropdown(options=FROM, description="Levels come from")
        self.months = widgets.IntSlider(
            value=int(start.months), min=0, max=36, step=3, description="Months until targets are reached",
            continuous_update=False,
        )  # fmt: skip
        self.strength = widgets.FloatSlider(
            value=min(1.6, start.strength), min=0.0, max=1.6, step=0.1, readout_format=".1f",
            description="Strength of the published effect (0 = none)", continuous_update=False,
        )  # fmt: skip
        self._stated = dict(start.target)
        self._heading = _heading("leads to")
        self._currency = symbol(baseline.portfolio.currency).strip()
        fields = (self.present, self.target, self.staff, self.cash)
        for one in (*(one for field in fields for one in field.values()), self.months, self.strength):
            one.observe(self._told, names="value")
        self.levels.observe(self._switched, names="value")
        self._follow()

    @property
    def wish(self) -> Wish:
        """What the controls say."""
        return Wish(
            {key: float(one.value) for key, one in self.present.items()},
            {key: float(one.value) for key, one in self.target.items()},
            LevelsFrom(self.levels.value),
            {key: float(one.value) for key, one in self.staff.items()},
            {key: THOUSAND * float(one.value) for key, one in self.cash.items()},
            float(self.strength.value),
            float(self.months.value),
        )

    def widgets(self) -> list[widgets.Widget]:
        """The controls, from top to bottom."""
        levels = [_heading("level, 1 to 5"), _heading("today"), self._heading]
        for key, name in PERSPECTIVES.items():
            levels += [_name(name), self.present[key], self.target[key]]
        paid = [_heading("practice"), _heading("people"), _heading(f"{self._currency}k a year")]
        for one in Practice:
            paid += [_name(one.value), self.staff[one], self.cash[one]]
        return [
            self.levels,
            classed(widgets.GridBox(levels), "wb-three"),
            self.months,
            classed(widgets.GridBox(paid), "wb-three"),
            self.strength,
        ]

    def leads_to(self, levels: Mapping[str, float]) -> None:
        """Show where the practices lead, where levels come from them.

        Parameters
        ----------
        levels
            By perspective, at the end of the run.
        """
        if self.levels.value is LevelsFrom.PRACTICES:
            self._put(levels)

    def _put(self, levels: Mapping[str, float]) -> None:
        self._quiet = True
        for key, one in self.target.items():
            one.value = round(min(5.0, max(1.0, levels[key])), 2)
        self._quiet = False

    def _told(self, _: object) -> None:
        if self._quiet:
            return
        if self.levels.value is LevelsFrom.TARGETS:
            self._stated = {key: float(one.value) for key, one in self.target.items()}
        self._changed()

    def _switched(self, _: object) -> None:
        self._follow()
        self._changed()

    def _follow(self) -> None:
        """Targets count only where levels are stated; elsewhere they cannot be set."""
        stated = self.levels.value is LevelsFrom.TARGETS
        self._heading.value = _words("target" if stated else "leads to")
        if stated:
            self._put(self._stated)
        for one in (*self.target.values(), self.months):
            one.disabled = not stated


def _named(levels: object) -> list[tuple[str, float, str]]:
    assert isinstance(levels, dict)
    return [(key, float(levels[key]), capital(name)) for key, name in PERSPECTIVES.items()]


def _level(value: float, name: str) -> widgets.BoundedFloatText:
    return _number(name, value=value, min=1.0, max=5.0, step=0.25)


def _people(value: float, name: str) -> widgets.BoundedFloatText:
    return _number(name, value=value, min=0.0, max=MOST_FTE, step=0.5)


def _thousands(value: float, name: str) -> widgets.BoundedFloatText:
    return _number(name, value=value / THOUSAND, min=0.0, max=MOST_CASH, step=5.0)


def _number(name: str, **bounds: float) -> widgets.BoundedFloatText:
    """A number in a table: its name is read out, and seen where its row and column meet."""
    made = widgets.BoundedFloatText(description=name, tooltip=name, **bounds)
    return classed(made, "wb-in-table")


def _name(text: str) -> widgets.HTML:
    return widgets.HTML(f'<span class="wb-name">{text}</span>')


def _heading(text: str) -> widgets.HTML:
    return widgets.HTML(_words(text))


def _words(text: str) -> str:
    return f'<span class="wb-note">{text}</span>'
