"""What can go wrong, said so that a person can mend it: place, value, what is allowed, remedy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Problem:
    """One thing wrong with an input.

    Parameters
    ----------
    path
        Field path inside the input, for example ``("projects", "P07", "due")``.
    message
        What is wrong and what is allowed, in one sentence.
    value
        The offending value as text, empty if there is none.
    remedy
        What to do, for example the nearest valid spelling.
    place
        File and line or cell, filled in by whoever read the file.
    of
        What the field belongs to, where the path does not say it: the project of a row.

    Examples
    --------
    >>> print(Problem(("pools", "dev"), "capacity must be at least 0", "-3", "write 3"))
    pools › dev: capacity must be at least 0 (got -3); write 3
    """

    path: tuple[str, ...]
    message: str
    value: str = ""
    remedy: str = ""
    place: str = ""
    of: str = ""

    def __str__(self) -> str:
        whose = f"“{self.of}”" if self.of else ""
        where = " of ".join(part for part in (" › ".join(self.path), whose) if part)
        head = ": ".join(part for part in (self.place, where) if part)
        text = f"{head}: {self.message}" if head else self.message
        if self.value:
            text += f" (got {self.value})"
        if self.remedy:
            text += f"; {self.remedy}"
        return text


class WorkbenchError(Exception):
    """Base of every error that the workbench raises on purpose."""


@dataclass
class InputError(WorkbenchError):
    """An input cannot be used; carries every problem found, not only the first.

    Examples
    --------
    >>> raise InputError.of(Problem(("horizon",), "must be after the start"))
    Traceback (most recent call last):
    ...
    workbench.errors.InputError: horizon: must be after the start
    """

    problems: tuple[Problem, ...] = field(default_factory=tuple)

    @classmethod
    def of(cls, *problems: Problem) -> InputError:
        """From problems, all of them at once."""
        return cls(problems)

    @classmethod
    def raise_if(cls, problems: Iterable[Problem]) -> None:
        """Raise one error with all the problems, if there are any."""
        found = tuple(problems)
        if found:
            raise cls(found)

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)


class RunError(WorkbenchError):
    """A run broke one of the engine's own invariants: a defect of the workbench, not of the input."""


class ClusterError(WorkbenchError):
    """Machines that were asked to help cannot be reached, or none of them may; says what to do about it."""


@dataclass
class TwinError(RunError):
    """Two engines told the same future differently: nothing may rest on either until it is understood.

    Parameters
    ----------
    message
        Which future, and what differs.
    told
        The future as each engine told it, by the engine's name.
    """

    message: str
    told: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.message
