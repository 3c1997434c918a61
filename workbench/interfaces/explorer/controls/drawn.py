"""Settings and lists as a form receives them: plain data, with every word that the page shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from workbench.interfaces.explorer.controls.entries import AtEntry, entries_of, noun
from workbench.interfaces.explorer.controls.fields import Field, Listed
from workbench.interfaces.explorer.controls.kinds import Choice, Day, Flag, Picks
from workbench.interfaces.explorer.controls.known import Known
from workbench.interfaces.explorer.controls.layout import Node, Section, sectioned
from workbench.interfaces.explorer.controls.numbers import Number, Sign, Whole
from workbench.interfaces.explorer.controls.settings import AtAddress, AtLever, Setting, name_of
from workbench.interfaces.explorer.controls.stand import Stand
from workbench.interfaces.explorer.plain import at

SHORT = 60
"""Letters of today's setting below a control; longer ones stand in its tooltip alone."""


@dataclass(frozen=True)
class Seen:
    """What a form shows.

    Parameters
    ----------
    nodes
        As the page receives them.
    settings, lists
        By the names that the page knows.
    """

    nodes: list[dict[str, Any]] = field(default_factory=list)
    settings: dict[str, Setting] = field(default_factory=dict)
    lists: dict[str, Listed] = field(default_factory=dict)


def drawn(nodes: Sequence[Node], stand: Stand, known: Known) -> Seen:
    """A layout for a draft."""
    seen = Seen()
    seen.nodes.extend(_node(one, stand, known, seen) for one in nodes)
    return seen


def state_of(setting: Setting, stand: Stand) -> dict[str, Any]:
    """What stands in a control: text, position of its slider, and what is said of it."""
    kind, value = setting.field(stand).kind, setting.value(stand)
    at = None
    if isinstance(kind, (Number, Whole)) and kind.reach is not None:
        stood = kind.resting if value is None else value
        at = None if stood is None else shown(stood, kind)
    changed = not isinstance(setting, AtEntry) and value != setting.field(stand).today
    return {"text": kind.written(value), "said": kind.said(value), "at": at, "changed": changed}


def shown(value: float, kind: Number | Whole) -> float:
    """A number as the page has it: shares in per cent.

    Examples
    --------
    >>> from workbench.interfaces.explorer.controls.numbers import PER_CENT, Unit
    >>> shown(0.07, Number(0, 1, 0.01, Unit("%", PER_CENT)))
    7.0
    """
    return round(value * kind.unit.times, 9)


def _node(one: Node, stand: Stand, known: Known, seen: Seen) -> dict[str, Any]:
    if isinstance(one, Section):
        inner = [_node(node, stand, known, seen) for node in one.nodes]
        return {"part": "section", "title": one.title, "about": one.about, "open": False, "nodes": inner}
    if isinstance(one, Listed):
        return _list(one, stand, known, seen)
    seen.settings[one.name] = one
    of = one.field(stand)
    return _control(one.name, of, ". ".join(filter(None, (_today(one, stand), of.beside))))


def _list(one: Listed, stand: Stand, known: Known, seen: Seen) -> dict[str, Any]:
    name = name_of(one.address)
    seen.lists[name] = one
    rows = []
    for entry in entries_of(one, stand, known):
        made = [AtEntry(one, each) for each in entry.fields]
        seen.settings.update({each.name: each for each in made})
        nodes = _rows(sectioned(entry.fields), {each.address: each for each in made}, stand)
        rows.append({"key": entry.key, "title": entry.title, "nodes": nodes})
    adds = [{"kind": noun(kind), "label": f"Add {noun(kind).lower()}"} for kind in one.kinds]
    return {
        "part": "list",
        "name": name,
        "title": one.title,
        "tip": one.about,
        "rows": rows,
        "adds": adds,
    }


def _rows(nodes: Sequence[Node], made: dict[Any, AtEntry], stand: Stand) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for one in nodes:
        if isinstance(one, Section):
            inner = _rows(one.nodes, made, stand)
            found.append({"part": "section", "title": one.title, "about": "", "open": True, "nodes": inner})
        elif isinstance(one, AtAddress):
            found.append(_control(made[one.address].name, one.known, ""))
    return found


def _control(name: str, of: Field, note: str) -> dict[str, Any]:
    kind = of.kind
    spec: dict[str, Any] = {
        "part": "control",
        "name": name,
        "label": of.title,
        "tip": f"{of.about}. Allowed: {kind.allowed}." if of.about else f"Allowed: {kind.allowed}.",
        "note": note,
        "empty": getattr(kind, "empty", ""),
    }
    if isinstance(kind, (Number, Whole)):
        return spec | _number(kind, of.today)
    if isinstance(kind, (Choice, Picks)):
        options = [
            [kind.written(one.value) if isinstance(kind, Choice) else one.value, one.words]
            for one in kind.options
        ]
        return spec | {"kind": "choice" if isinstance(kind, Choice) else "picks", "options": options}
    if isinstance(kind, Day):
        return spec | {"kind": "day", "low": kind.low.isoformat(), "high": kind.high.isoformat()}
    return spec | {"kind": "flag" if isinstance(kind, Flag) else "words"}


def _number(kind: Number | Whole, today: Any) -> dict[str, Any]:
    slider = None
    if kind.reach is not None:
        stood = kind.resting if today is None else today
        slider = {
            "low": shown(kind.reach.low, kind),
            "high": shown(kind.reach.high, kind),
            "tick": None if stood is None else shown(stood, kind),
        }
    signed = isinstance(kind, Number) and kind.sign is Sign.ALWAYS
    return {
        "kind": "number",
        "unit": kind.unit.words,
        "unit_of_one": kind.unit.of_one,
        "step": shown(kind.step, kind),
        "signed": signed,
        "slider": slider,
    }


def _today(one: Setting, stand: Stand) -> str:
    """Today's setting in words; of levers that say a change it is none, and their tick says so."""
    of = one.field(stand)
    if isinstance(one, AtLever) and not (isinstance(of.kind, Number) and of.today):
        return ""
    if isinstance(one, AtAddress) and stand.draft.start is not None:
        inside = one.address[:-1]
        if at(stand.today.plain, inside) is None and at(stand.start, inside) is not None:
            return "not there today"
    said = of.kind.said(of.today)
    return f"today: {said if len(said) <= SHORT else said[: SHORT - 1] + '…'}"
