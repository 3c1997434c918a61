"""The controls: one for each setting of `WhatIf`, with bounds, unit and tooltip from the type itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ipywidgets as widgets

from workbench.interfaces.explorer.what_if import WhatIf
from workbench.policies import Cadence, IndexName
from workbench.scenario import Scenario

AS_TODAY = "as today"

ORDERS = {
    IndexName.FIFO: "first come, first served",
    IndexName.CD3: "cost of delay ÷ time",
    IndexName.STRATEGIC: "board score",
    IndexName.EDD: "earliest promised date",
    IndexName.SPT: "shortest first",
    IndexName.NPV: "highest value",
    IndexName.PROFITABILITY: "value per scarce day",
    IndexName.ATC: "cost of delay, urgent dates first",
    IndexName.MINIMUM_SLACK: "least slack",
    IndexName.RANDOM: "by lot",
    IndexName.PERFECT_INFORMATION: "perfect foresight (benchmark)",
}
"""Ranking rules in readers' words; those not named here need more input than every portfolio has."""

CADENCES = {
    Cadence.CONTINUOUS: "at any time",
    Cadence.MONTHLY: "every month",
    Cadence.QUARTERLY: "every quarter",
    Cadence.HALF_YEARLY: "every half year",
}

STEP = {"people": 0.5, "demand": 0.05, "budget": 0.05, "level": 0.25, "strength": 0.1}
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
        self._controls = dict(_controls(baseline))
        self._reset = widgets.Button(description="Reset to today", tooltip="Put every control back")
        self._reset.on_click(self._to_today)
        self._quiet = False
        rows: list[widgets.Widget] = []
        for name, control in self._controls.items():
            control.observe(self._on_change, names="value")
            label = widgets.Label(_label(name), layout=widgets.Layout(margin="6px 0 0 0"))
            note = widgets.HTML(f'<span class="wb-note">today: {_today(name, baseline)}</span>')
            rows += [label, control, note]
        self.widget = widgets.VBox([*rows, self._reset])
        self.widget.add_class("wb-panel")

    @property
    def what_if(self) -> WhatIf:
        """The settings as they stand."""
        values: dict[str, Any] = {name: control.value for name, control in self._controls.items()}
        if values.get("wip_limit") == _most_at_once(self._baseline):
            values["wip_limit"] = None
        present = self._baseline.pmo.effect_strength
        if "strength" in values and abs(values["strength"] - present) < 1e-9:
            values["strength"] = None
        return WhatIf(**values)

    def control(self, name: str) -> Any:
        """The widget of one setting, for tests and for notebooks that move it."""
        return self._controls[name]

    def _on_change(self, _: Any) -> None:
        if not self._quiet:
            self._changed(self.what_if)

    def _to_today(self, _: Any) -> None:
        self._quiet = True
        for name, control in _controls(self._baseline):
            self._controls[name].value = control.value
        self._quiet = False
        self._changed(self.what_if)


def _controls(baseline: Scenario) -> list[tuple[str, Any]]:
    portfolio = baseline.portfolio
    projects = len(portfolio.projects)
    pools = [(pool.name or pool.id, pool.id) for pool in portfolio.pools]
    most = max(5.0, max(pool.capacity for pool in portfolio.pools) / 2)
    found: list[tuple[str, Any]] = [
        (
            "wip_limit",
            widgets.IntSlider(
                value=_most_at_once(baseline),
                min=1,
                max=max(projects, _most_at_once(baseline)),
                continuous_update=False,
                **_about("wip_limit"),
            ),
        ),
        ("release", _menu("release", [(words, rule) for rule, words in ORDERS.items()])),
        ("dispatch", _menu("dispatch", [(words, rule) for rule, words in ORDERS.items()])),
        ("cadence", _menu("cadence", [(words, cadence) for cadence, words in CADENCES.items()])),
        ("pool", widgets.Dropdown(options=pools, value=_busiest(baseline), **_about("pool"))),
        ("people", _slider("people", 0.0, -most, most)),
        ("demand", _slider("demand", 1.0)),
    ]
    if portfolio.budgets:
        found.append(("budget", _slider("budget", 0.0, -0.5, 0.5)))
    if portfolio.maturity is not None:
        found.append(("level", _slider("level", 0.0)))
        found.append(("strength", _slider("strength", baseline.pmo.effect_strength, 0.0, 1.5)))
    return found


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


def _menu(name: str, options: list[tuple[str, Any]]) -> Any:
    return widgets.Dropdown(options=[(AS_TODAY, None), *options], value=None, **_about(name))


def _schema(name: str) -> dict[str, Any]:
    found: dict[str, Any] = WhatIf.model_json_schema()["properties"][name]
    for part in found.get("anyOf", ()):
        found = {**part, **found}
    return found


def _about(name: str) -> dict[str, Any]:
    schema = _schema(name)
    unit = f" ({schema['unit']})" if "unit" in schema else ""
    return {
        "description": "",
        "tooltip": f"{schema['description']}{unit}",
        "layout": widgets.Layout(width="230px"),
    }


def _label(name: str) -> str:
    return {
        "wip_limit": "Projects at once",
        "release": "Which project starts first",
        "dispatch": "Who gets people first",
        "cadence": "The board decides",
        "pool": "People of",
        "people": "More or fewer of them",
        "demand": "Projects asked for",
        "budget": "Yearly budgets",
        "level": "Maturity, all perspectives",
        "strength": "Strength of the published effect (0 = none)",
    }[name]


def _today(name: str, baseline: Scenario) -> str:
    policy = baseline.policy
    if name == "wip_limit":
        return "no limit" if policy.release.wip_limit is None else f"{policy.release.wip_limit} projects"
    if name in ("release", "dispatch"):
        rule = policy.release.index if name == "release" else policy.dispatch.index
        return ORDERS.get(rule, rule.value)
    if name == "cadence":
        return CADENCES[policy.release.cadence]
    if name == "strength":
        return f"{baseline.pmo.effect_strength:g} × published"
    return {"pool": "the busiest", "people": "no change", "demand": "100 %", "budget": "no change"}.get(
        name, "no change"
    )


def _most_at_once(baseline: Scenario) -> int:
    limit = baseline.policy.release.wip_limit
    return len(baseline.portfolio.projects) if limit is None else limit


def _busiest(baseline: Scenario) -> str:
    """The pool with the most planned work for each of its people."""
    load: dict[str, float] = {pool.id: 0.0 for pool in baseline.portfolio.pools}
    for project in baseline.portfolio.projects:
        for package in project.packages:
            if not package.done:
                for pool, fte in package.demand.items():
                    load[pool] += fte * package.duration.mean
    people = {pool.id: pool.capacity * (1 - pool.operations_share) for pool in baseline.portfolio.pools}
    return max(load, key=lambda pool: load[pool] / max(people[pool], 0.01))
