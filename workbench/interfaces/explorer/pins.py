"""Up to four what-ifs that are kept to be compared; no widgets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from itertools import count as numbers

from workbench.interfaces.explorer.draft import Draft
from workbench.interfaces.explorer.told import told
from workbench.interfaces.explorer.what_if import NAME
from workbench.interfaces.wording import capital
from workbench.interfaces.wording import label_of as scenario_label
from workbench.scenario import Scenario

MOST_PINS = 4

LONGEST, MOST = 32, 40
"""Letters of a label that is made of what was changed: sentences of a report repeat it."""


@dataclass(frozen=True)
class Pin:
    """A draft that is kept under a label of its own."""

    label: str
    draft: Draft


@dataclass(frozen=True)
class Pins:
    """What is pinned, in the order of pinning.

    Examples
    --------
    >>> pins = Pins().with_draft(Draft(name="nine"), "nine").with_draft(Draft(name="nine", note="x"), "nine")
    >>> [pin.label for pin in pins.all], pins.without("nine").labels
    (['nine', 'nine-2'], ('nine-2',))
    """

    all: tuple[Pin, ...] = ()

    @property
    def labels(self) -> tuple[str, ...]:
        """What they are called."""
        return tuple(pin.label for pin in self.all)

    def with_draft(self, draft: Draft, label: str) -> Pins:
        """With one more, under this label or the next free one."""
        return Pins((*self.all, Pin(free(label, self.labels), draft)))

    def without(self, label: str) -> Pins:
        """Without the one of this label."""
        return Pins(tuple(pin for pin in self.all if pin.label != label))

    def named_after(self, draft: Draft, label: str) -> Pins:
        """With the name and the note that the same what-if was given since it was pinned, under this label.

        Examples
        --------
        >>> pins = Pins().with_draft(Draft(), "Horizon").named_after(Draft(name="Sooner"), "Sooner")
        >>> pins.labels, pins.named_after(Draft(name="Later"), "Later").labels
        (('Sooner',), ('Sooner',))
        """
        held = next((pin for pin in self.all if same(pin.draft, draft)), None)
        if held is None or draft.name == NAME or held.draft.name not in (NAME, draft.name):
            return self
        if (held.draft.name, held.draft.note) == (draft.name, draft.note):
            return self
        others = [pin.label for pin in self.all if pin is not held]
        named = Pin(free(label, others), replace(held.draft, name=draft.name, note=draft.note))
        return Pins(tuple(named if pin is held else pin for pin in self.all))

    def refusal(self, draft: Draft) -> str:
        """Why this draft cannot be pinned too; empty if it can."""
        held = next((pin for pin in self.all if same(pin.draft, draft)), None)
        if held is not None:
            return f"This is pinned already, as “{held.label}”."
        if not draft.of_any_luck.differs:
            return "This is today, which stands beside every what-if anyway. Move a control, then pin."
        if len(self.all) >= MOST_PINS:
            return f"{MOST_PINS} what-ifs are pinned, more cannot be told apart. Unpin one of them first."
        return ""


def same(one: Draft, other: Draft) -> bool:
    """Whether two drafts make the same scenario; names, notes and the seed, which all share, are left out."""
    bare = [replace(draft.of_any_luck, name=NAME, note="") for draft in (one, other)]
    return bare[0] == bare[1]


def label_of(draft: Draft, baseline: Scenario) -> str:
    r"""The name of a draft; without one, the first thing that it changes.

    Examples
    --------
    >>> from workbench.bundled import bundled
    >>> from workbench.interfaces.explorer.draft import Edit
    >>> from workbench.interfaces.files import load_scenario
    >>> today = load_scenario(bundled("scenarios") / "baseline.yaml")
    >>> at_most = Edit(("policy", "release", "wip_limit"), 9)
    >>> label_of(Draft().with_edit(at_most).with_edit(Edit(("horizon",), "2029-12-31")), today)
    'Projects at once: 9\xa0projects + 1 more'
    """
    if draft.name != NAME:
        return draft.name
    first, *rest = told(draft.of_any_luck, baseline).split("; ")
    about = capital(_short(first))
    return f"{about} + {len(rest)} more" if rest else about


def _short(change: str) -> str:
    """A change in few words; the value that now stands there stays, the note of the what-if holds the rest.

    Examples
    --------
    >>> _short("at most 9 projects at once"), _short("Starts, projects at once: 9 projects")
    ('at most 9 projects at once', 'projects at once: 9 projects')
    >>> _short("Claims portal, what its delay costs each day after the promise: €1,000")
    'what its delay costs each day…: €1,000'
    """
    if len(change) <= LONGEST:
        return change
    title, colon, value = change.rpartition(": ")
    field = title.rpartition(", ")[2] if colon else change
    ending = f"{colon}{_cut(value, MOST // 2)}" if colon else ""
    return f"{_cut(field, MOST - len(ending))}{ending}"


def _cut(text: str, most: int) -> str:
    """Whole words of a text, as many as there is room for."""
    if len(text) <= most:
        return text
    room = text[: most - 1]
    return f"{(room.rpartition(' ')[0] or room).rstrip(' ,;:')}…"


def free(label: str, taken: Iterable[str]) -> str:
    """The label, or the next one that nobody has."""
    there = set(taken)
    choices = chain([label], (f"{label}-{number}" for number in numbers(2)))
    return next(one for one in choices if one not in there)


def scenarios_of(pins: Sequence[Pin], baseline: Scenario) -> list[Scenario]:
    """The pinned what-ifs in full, each under its label, with its note and the luck of the baseline.

    Raises
    ------
    InputError
        With everything that cannot be.
    """
    taken = [baseline.name]
    made = []
    for pin in pins:
        taken.append(free(pin.label, taken))
        about = (
            pin.draft.note or f"{scenario_label(baseline.name)}, but {told(pin.draft.of_any_luck, baseline)}"
        )
        own = {"name": taken[-1], "seed": baseline.seed, "description": about}
        made.append(pin.draft.of(baseline).model_copy(update=own))
    return made
