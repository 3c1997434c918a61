"""The controls: one for each setting of `WhatIf`, with bounds, unit and tooltip from the type itself."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

import ipywidgets as widgets

from workbench.interfaces.explorer.present import PEOPLE_STEP, busiest, most_at_once, people_bounds
from workbench.interfaces.explorer.what_if import WhatIf
from workbench.interfaces.explorer.words import CADENCES, LABELS, pool_name, today
from workbench.interfaces.wording import ORDERS
from workbench.policies import Cadence, IndexName
from workbench.scenario import Scenario

AS_TODAY = "as today"
UNCHANGED = ""
"""Value of a menu that stands as today; a menu without a value would look empty."""

NOTED = ("wip_limit", "release", "dispatch", "cadence", "strength")
"""Controls below which today's setting stands; at the others it is zero or one hundred per cent."""

STEP = {"people": PEOPLE_STEP, "demand": 0.05, "budget": 0.05, "level": 0.25, "strength": 0.1}
FORMAT = {"people": "+.1f", "demand": ".0%", "budget": "+.0%", "level": "+.2f", "strength": ".1f"}


class Panel:
    """Controls for one baseline; each starts at today's setting and says what that is.

    Parameters
    ----------
    baseline
        The scenario that stands for today.
    changed
        Called with the new settings whenever one of them changes.
    """

    def __init__(self, baseline: Scenario, changed: Callable[[WhatIf], None]) -> None:
        self._baseline = baseline
        self._changed = changed
        self._quiet = False
        self._controls = dict(_controls(baseline))
        self._start = {name: control.value for name, control in self._controls.items()}
        self._reset = widgets.Button(description="Reset to today", tooltip="Put every control back")
        self._reset.on_click(self._to_today)
        rows: list[widgets.Widget] = []
        for name, control in self._controls.items():
            control.observe(self._on_change, names="value")
            rows.append(control)
            if name in NOTED:
                note = f'<span class="wb-note">today: {escape(today(name, baseline))}</span>'
                rows.append(widgets.HTML(note))
        self.widget = widgets.VBox([*rows, self._reset])

    @property
    def what_if(self) -> WhatIf:
        """The settings as they stand."""
        values: dict[str, Any] = {
            name: None if control.value == UNCHANGED else control.value
            for name, control in self._controls.items()
        }
        if values["wip_limit"] == most_at_once(self._baseline):
            values["wip_limit"] = None
        present = self._baseline.pmo.effect_strength
        if "strength" in values and abs(values["strength"] - present) < 1e-9:
            values["strength"] = None
        return WhatIf(**values)

    def control(self, name: str) -> Any:
        """The widget of one setting, for tests and for notebooks that move it."""
        return self._controls[name]

    def _on_change(self, change: Any) -> None:
        if self._quiet:
            return
        if change["owner"] is self._controls["pool"]:
            self._fit_people()
        self._changed(self.what_if)

    def _fit_people(self) -> None:
        """Nobody can leave who is not there."""
        people = self._controls["people"]
        low, high = people_bounds(self._baseline, self._controls["pool"].value)
        self._quiet = True
        people.value = min(max(people.value, low), high)
        people.min, people.max = low, high
        self._quiet = False

    def _to_today(self, _: Any) -> None:
        self._quiet = True
        for name, value in self._start.items():
            self._controls[name].value = value
        self._quiet = False
        self._fit_people()
        self._changed(self.what_if)


def _controls(baseline: Scenario) -> list[tuple[str, Any]]:
    portfolio = baseline.portfolio
    most = max(len(portfolio.projects), most_at_once(baseline))
    pool = busiest(baseline)
    pools = [(pool_name(one.id, portfolio), one.id) for one in portfolio.pools]
    found: list[tuple[str, Any]] = [
        ("wip_limit", _whole("wip_limit", most_at_once(baseline), most)),
        ("release", _rules("release", baseline.policy.release.index)),
        ("dispatch", _rules("dispatch", baseline.policy.dispatch.index)),
        ("cadence", _cadences(baseline.policy.release.cadence)),
        ("pool", widgets.Dropdown(options=pools, value=pool, **_about("pool"))),
        ("people", _slider("people", 0.0, *people_bounds(baseline, pool))),
        ("demand", _slider("demand", 1.0)),
    ]
    if portfolio.budgets:
        found.append(("budget", _slider("budget", 0.0, -0.5, 0.5)))
    if portfolio.maturity is not None:
        found.append(("level", _slider("level", 0.0)))
        strength = baseline.pmo.effect_strength
        found.append(("strength", _slider("strength", strength, 0.0, max(1.5, strength))))
    return found


def _whole(name: str, value: int, most: int) -> Any:
    return widgets.IntSlider(
        value=value, min=_schema(name)["minimum"], max=most, continuous_update=False, **_about(name)
    )


def _slider(name: str, value: float, low: float | None = None, high: float | None = None) -> Any:
    schema = _schema(name)
    return widgets.FloatSlider(
        value=value,
        min=schema["minimum"] if low is None else low,
        max=schema["maximum"] if high is None else high,
        step=STEP[name],
        readout_format=FORMAT[name],
        continuous_update=False,
        **_about(name),
    )


def _rules(name: str, present: IndexName) -> Any:
    options = [(words, rule) for rule, words in ORDERS.items() if rule is not present]
    return _menu(name, options)


def _cadences(present: Cadence) -> Any:
    options = [(words, cadence) for cadence, words in CADENCES.items() if cadence is not present]
    return _menu("cadence", options)


def _menu(name: str, options: list[tuple[str, Any]]) -> Any:
    return widgets.Dropdown(options=[(AS_TODAY, UNCHANGED), *options], value=UNCHANGED, **_about(name))


def _schema(name: str) -> dict[str, Any]:
    found: dict[str, Any] = WhatIf.model_json_schema()["properties"][name]
    for part in found.get("anyOf", ()):
        found = {**part, **found}
    return found


def _about(name: str) -> dict[str, Any]:
    schema = _schema(name)
    unit = f" ({schema['unit']})" if "unit" in schema else ""
    return {
        "description": LABELS[name],
        "tooltip": f"{schema['description']}{unit}",
        "layout": widgets.Layout(width="100%"),
    }
