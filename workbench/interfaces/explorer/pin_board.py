"""Pins of the working page: kept, compared on the same futures as the page, gone back to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import ipywidgets as widgets

from workbench.experiment import Comparison
from workbench.interfaces.explorer.draft import Draft
from workbench.interfaces.explorer.home import Home, tried
from workbench.interfaces.explorer.inquiry import Answered
from workbench.interfaces.explorer.many import Many
from workbench.interfaces.explorer.pinned import PinMoves, Pinned, pinned_table
from workbench.interfaces.explorer.pins import Pins, label_of, same, scenarios_of
from workbench.interfaces.explorer.refining import Stage
from workbench.interfaces.explorer.session import Known
from workbench.scenario import Scenario

OVERVIEW = "Overview"


@dataclass(frozen=True)
class Desk:
    """What the pins are told by the page, and what they do to it.

    Parameters
    ----------
    baseline
        Today.
    draft
        The present draft.
    found
        Its answer, if there is one that still holds.
    go_to
        Makes a draft the present one.
    failed
        Told why pins cannot be compared.
    home
        The thread that simulates.
    beside
        A button of the page that stands beside that of the pins.
    """

    baseline: Scenario
    draft: Callable[[], Draft]
    found: Callable[[], Answered | None]
    go_to: Callable[[Draft], None]
    failed: Callable[[Exception], None]
    home: Home
    beside: widgets.Widget


@dataclass
class PinBoard:
    """Holds the pins, and has them compared whenever the page has its answer."""

    desk: Desk
    pins: Pins = field(default_factory=Pins)
    comparison: Comparison | None = None
    """Today, the pinned ones and the what-if of the page; None while there is none that holds."""

    def __post_init__(self) -> None:
        moves = PinMoves(
            lambda: self._do(self._pin),
            lambda label: self._do(lambda: self._back(label)),
            lambda label: self._do(lambda: self._unpin(label)),
        )
        self._kept: dict[str, Known] = {}
        self._last: Comparison | None = None
        self._names: dict[str, str] = {}
        self._now = ""
        self._pinned = Pinned(moves, self.desk.beside)
        self._many = Many(lambda: None, lambda *_: None, self._compared, self.desk.failed)
        self.panel = self._pinned.widget
        self.table = widgets.HTML()

    @property
    def is_waiting(self) -> bool:
        """Whether something is pinned that is not compared with the page yet."""
        return bool(self.pins.all) and self.comparison is None

    def turn(self) -> None:
        """Another draft: what was compared no longer holds, and the button may be pressed again."""
        self._many.stop()
        self.comparison = None
        self._pinned.tell("")
        self._leave()

    def place(self, view: str) -> None:
        """The table stands on the first view only: the others need the room."""
        self.table.layout.display = None if view == OVERVIEW else "none"

    def compare(self) -> None:
        """Compare all that is pinned with the answer of the page, on its futures."""
        found = self.desk.found()
        if not self.pins.all:
            self.table.value = ""
            return
        if found is None or found.answer.stage is Stage.ROUGH:
            return
        self._name(found.draft)
        # Of another seed than the file's where the page asks for that: luck is the same for all, or none is
        # compared.
        today = found.pair.scenarios[0]
        pinned = scenarios_of(self.pins.all, today)
        self._names = {pin.label: one.name for pin, one in zip(self.pins.all, pinned, strict=True)}
        scenarios = [today, *pinned]
        held = next((self._names[pin.label] for pin in self.pins.all if same(pin.draft, found.draft)), None)
        self._now = held or found.pair.scenarios[1].name
        if held is None and not found.pair.same:
            names = [one.name for one in scenarios]
            self._now = self._now if self._now not in names else f"{self._now} (on this page)"
            scenarios.append(found.pair.scenarios[1].model_copy(update={"name": self._now}))
        self._many.only([*found.pair.sides, *self._kept.values()])
        self._many.ask(scenarios, found.count)

    async def finished(self) -> None:
        """Wait until the pins are compared."""
        await self._many.finished()

    def _do(self, action: Callable[[], None]) -> None:
        self.desk.home.run(tried(action, self.desk.failed))

    def _compared(self, comparison: Comparison, goal: int) -> None:
        if min(len(frame) for frame in comparison.futures.values()) < goal:
            # A first, rough answer: what stands there is no worse.
            return
        self.comparison = self._last = comparison
        made = {one.name: one.hash for one in comparison.scenarios}
        for label, name in self._names.items():
            self._kept[label] = self._many.known(made[name]) or self._kept[label]
        self.table.value = pinned_table(comparison, comparison.names[1:], self._now)

    def _leave(self) -> None:
        """What was compared stands without the page's own row until that has its answer."""
        if self._last is None:
            return
        names = [self._names[pin.label] for pin in self.pins.all if pin.label in self._names]
        self.table.value = pinned_table(self._last, names, "") if names else ""

    def _pin(self) -> None:
        draft, found = self.desk.draft(), self.desk.found()
        why = self.pins.refusal(draft) or ("" if found is not None else "There is no answer to pin yet.")
        if why or found is None:
            self._pinned.tell(why)
            return
        self._set(self.pins.with_draft(draft, label_of(draft, self.desk.baseline)))
        self._kept[self.pins.labels[-1]] = found.pair.sides[1]
        self._compare_anew()

    def _name(self, draft: Draft) -> None:
        """What is named after it was pinned bears that name among pins and in reports too."""
        before, self.pins = self.pins, self.pins.named_after(draft, label_of(draft, self.desk.baseline))
        if self.pins is before:
            return
        self._kept = {
            new.label: self._kept[old.label] for old, new in zip(before.all, self.pins.all, strict=True)
        }
        self._names = {}
        self._pinned.show(self.pins)

    def _back(self, label: str) -> None:
        self.desk.go_to(next(pin.draft for pin in self.pins.all if pin.label == label))

    def _unpin(self, label: str) -> None:
        self._kept.pop(label, None)
        self._names.pop(label, None)
        self._set(self.pins.without(label))
        self._compare_anew()

    def _compare_anew(self) -> None:
        self._many.stop()
        self.comparison = None
        self._leave()
        self.compare()

    def _set(self, pins: Pins) -> None:
        self.pins = pins
        self._pinned.show(pins)
