"""A group of controls in a form: shows a draft, says what changes it, tells problems beside their place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from workbench.errors import Problem
from workbench.interfaces.explorer.controls.drawn import drawn, state_of
from workbench.interfaces.explorer.controls.entries import added, noun, removed
from workbench.interfaces.explorer.controls.form import Form
from workbench.interfaces.explorer.controls.known import Known
from workbench.interfaces.explorer.controls.layout import Node, held_against
from workbench.interfaces.explorer.controls.reading import Good
from workbench.interfaces.explorer.controls.settings import Setting, name_of
from workbench.interfaces.explorer.controls.stand import TWINS, Stand, Today, today_of
from workbench.interfaces.explorer.controls.told import sentence_of
from workbench.interfaces.explorer.draft import Change, Draft
from workbench.interfaces.explorer.plain import Path
from workbench.interfaces.explorer.signs import readable
from workbench.scenario import Scenario

Plan = Callable[[Today, Known], Sequence[Node]]
"""What stands in a group, for the scenario that it changes."""


@dataclass(frozen=True)
class _Wrong:
    """An entry that was refused: its text, why, and what stood there."""

    text: str
    sentence: str
    value: Any


class Controls:
    """A group of controls.

    Parameters
    ----------
    plan
        What stands in it.
    baseline
        The scenario that stands for today.
    changed
        Called with what a control does to the draft, at each step of a slider too.
    title
        What a screen reader calls it.
    """

    def __init__(
        self, plan: Plan, baseline: Scenario, changed: Callable[[Change], None], title: str = "Controls"
    ) -> None:
        self._plan = plan
        self._changed = changed
        self._turns: dict[str, int] = {}
        self._wrong: dict[str, _Wrong] = {}
        self._told: dict[str, str] = {}
        self._advice: Mapping[str, str] = {}
        self.widget = Form(title=title)
        self.widget.heed(self._heard)
        self._open(baseline, None)
        self.show(Draft(), baseline)

    def plan(self, plan: Plan) -> None:
        """Something else stands in it from the next time that it is shown."""
        self._plan, self._wrong = plan, {}
        self._open(self._today.scenario, self._start)

    def show(self, draft: Draft, baseline: Scenario) -> None:
        """Set all controls to what a draft says; nothing is fired.

        An entry that was refused stays with its sentence until what stands there changes, or all is as today.
        """
        if baseline is not self._today.scenario or draft.start is not self._start:
            self._open(baseline, draft.start)
        self._stand = Stand(draft, self._today)
        self._seen = drawn(self._nodes, self._stand, self._known)
        values = {name: one.value(self._stand) for name, one in self._seen.settings.items()}
        kept = self._wrong if draft != Draft() else {}
        self._wrong = {
            name: one for name, one in kept.items() if name in values and values[name] == one.value
        }
        self._told = {}
        self._send()

    def tell(self, problems: Sequence[Problem]) -> Sequence[Problem]:
        """Show problems beside their controls; gives back those that have none here."""
        rest: list[Problem] = []
        self._told = {}
        for one in problems:
            name = self._place(one.path)
            if name is None:
                rest.append(one)
            else:
                told = self._told.get(name)
                self._told[name] = f"{told} {sentence_of(one)}" if told else sentence_of(one)
        self._send()
        return tuple(rest)

    def advise(self, advice: Mapping[str, str]) -> None:
        """Sentences beside controls, by their names, on what follows from a setting that can be."""
        if advice != self._advice:
            self._advice = dict(advice)
            self._send()

    def control(self, name: str) -> Handle:
        """One control by the name of its lever or by its address, names parted by slashes.

        Raises
        ------
        KeyError
            If it is not in this group.
        """
        twins = {lever: name_of(address) for address, lever in TWINS.items()}
        for known in (name, twins.get(name, "")):
            if known in self._seen.settings:
                return Handle(self, known)
        raise KeyError(name)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of all controls, in order."""
        return tuple(self._seen.settings)

    def setting(self, name: str) -> Setting:
        """What one control changes."""
        return self._seen.settings[name]

    @property
    def stand(self) -> Stand:
        """What is shown."""
        return self._stand

    def set(self, name: str, value: Any) -> None:
        """Change a control as its user would; as it stands, nothing happens."""
        setting = self._seen.settings[name]
        self._wrong.pop(name, None)
        if value == setting.value(self._stand):
            self._send()
        else:
            self._changed(setting.change(value, self._today))

    def _open(self, baseline: Scenario, start: Scenario | None) -> None:
        """Controls for what an opened scenario has and for nothing else; today is today's all the same."""
        self._today, self._start = today_of(baseline), start
        self._known = Known.of(start or baseline)
        nodes = self._plan(self._today.under(start), self._known)
        self._nodes = tuple(nodes) if start is None else held_against(nodes, self._today.plain)

    def _send(self) -> None:
        states = {
            name: state_of(setting, self._stand)
            | {"turn": self._turns.get(name, 0), "problem": "", "advice": self._advice.get(name, "")}
            for name, setting in self._seen.settings.items()
        }
        for name in self._seen.lists:
            states[name] = {"problem": "", "turn": 0}
        for name, sentence in self._told.items():
            if name in states:
                states[name]["problem"] = sentence
        for name, wrong in self._wrong.items():
            states[name] |= {"text": wrong.text, "problem": wrong.sentence}
        with self.widget.hold_sync():
            if self.widget.nodes != self._seen.nodes:
                self.widget.nodes = self._seen.nodes
            if self.widget.states != states:
                self.widget.states = states

    def _place(self, path: Path) -> str | None:
        """The control or list that a problem is of; the nearest above it counts."""
        settings = self._seen.settings.items()
        addresses = {place: name for name, one in settings for place in one.places(self._stand)}
        addresses |= {one.address: name for name, one in self._seen.lists.items()}
        for size in range(len(path), 0, -1):
            if path[:size] in addresses:
                return addresses[path[:size]]
        return None

    def _heard(self, said: dict[str, Any]) -> None:
        """A message of the page; what it cannot mean is left out."""
        if isinstance(said.get("set"), str) and isinstance(said.get("text"), str):
            self._entered(said["set"], said["text"], said.get("turn"))
        elif said.get("add") in self._seen.lists:
            listed = self._seen.lists[said["add"]]
            for kind in listed.kinds:
                if noun(kind) == said.get("kind"):
                    self._changed(added(listed, kind, self._known, self._today))
        elif said.get("remove") in self._seen.lists and isinstance(said.get("row"), str):
            self._changed(removed(self._seen.lists[said["remove"]], said["row"], self._today))

    def _entered(self, name: str, said: str, turn: Any) -> None:
        setting, text = self._seen.settings.get(name), readable(said)
        if setting is None:
            return
        self._turns[name] = turn if isinstance(turn, int) else self._turns.get(name, 0)
        found = setting.field(self._stand).kind.read(text)
        if isinstance(found, Good):
            self.set(name, found.value)
            return
        self._wrong[name] = _Wrong(text, found.sentence, setting.value(self._stand))
        self._send()


class Handle:
    """A control by code: its value can be read and set."""

    def __init__(self, group: Controls, name: str) -> None:
        self._group, self._name = group, name

    @property
    def value(self) -> Any:
        """As in files; None = not stated."""
        return self._group.setting(self._name).value(self._group.stand)

    @value.setter
    def value(self, value: Any) -> None:
        self._group.set(self._name, value.value if isinstance(value, Enum) else value)

    @property
    def description(self) -> str:
        """What it is called."""
        return self._group.setting(self._name).field(self._group.stand).title

    @property
    def tooltip(self) -> str:
        """What it is."""
        return self._group.setting(self._name).field(self._group.stand).about

    @property
    def min(self) -> Any:
        """Where its slider begins."""
        return self._reach()[0]

    @property
    def max(self) -> Any:
        """Where its slider ends."""
        return self._reach()[1]

    def _reach(self) -> tuple[Any, Any]:
        kind = self._group.setting(self._name).field(self._group.stand).kind
        reach = getattr(kind, "reach", None)
        return (reach.low, reach.high) if reach else (getattr(kind, "low", None), getattr(kind, "high", None))
