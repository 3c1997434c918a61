"""Undo and redo: what was, what is, what was taken back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")

MOST = 500
"""Steps that can be undone; the oldest are forgotten."""


@dataclass(frozen=True)
class History(Generic[T]):
    """A value and the ways back and forth from it.

    Parameters
    ----------
    present
        What is.
    before
        What was, the latest last.
    after
        What was taken back, the first to come again last.

    Examples
    --------
    >>> history = History("today").then("nine").then("eight")
    >>> history.undone().present, history.undone().redone().present
    ('nine', 'eight')
    >>> history.undone().then("seven").after
    ()
    """

    present: T
    before: tuple[T, ...] = ()
    after: tuple[T, ...] = ()

    def then(self, value: T) -> History[T]:
        """With a new present; what equals the present is no step."""
        if value == self.present:
            return self
        return History(value, (*self.before, self.present)[-MOST:])

    def instead(self, value: T) -> History[T]:
        """With another present in place of this one; going back to what was is no step at all.

        Examples
        --------
        >>> History("today").then("nine").instead("eight").undone().present
        'today'
        """
        if self.before and value == self.before[-1]:
            return History(value, self.before[:-1])
        return History(value, self.before)

    def undone(self) -> History[T]:
        """One step back; the same at the beginning."""
        if not self.before:
            return self
        return History(self.before[-1], self.before[:-1], (*self.after, self.present))

    def redone(self) -> History[T]:
        """One step forth; the same where nothing was taken back."""
        if not self.after:
            return self
        return History(self.after[-1], (*self.before, self.present), self.after[:-1])
