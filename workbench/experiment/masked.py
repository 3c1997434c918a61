"""That a run is a copy masked for its readers: who they are, and what things are called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from workbench.errors import InputError, Problem


class Audience(StrEnum):
    """Who reads the pages."""

    TEAM = "team"
    """Everybody who works on the portfolio: nothing is left out."""
    BOARD = "board"
    """Those who decide: no project that a what-if drops is named, no fate of a single project, no person."""


class Pseudonyms(StrEnum):
    """What things are called."""

    OFF = "off"
    """As the organisation calls them."""
    ON = "on"
    """`Project 1`, `Pool A` and so on; free text only where it is this package's, word for word."""


@dataclass(frozen=True)
class Masked:
    """What was masked in a copy of a run.

    Parameters
    ----------
    audience, pseudonyms
        Who it is for, and what things are called.
    unlisted
        Projects that are counted but not shown one by one.
    """

    audience: Audience
    pseudonyms: Pseudonyms
    unlisted: tuple[str, ...] = ()

    @classmethod
    def of(cls, manifest: Mapping[str, Any]) -> Masked | None:
        """What a manifest says of it, as read from JSON; None for a run as it was made.

        Examples
        --------
        >>> found = Masked.of({"masked": {"audience": "board", "pseudonyms": "on", "unlisted": []}})
        >>> found.audience is Audience.BOARD, Masked.of({})
        (True, None)
        """
        said = manifest.get("masked")
        if said is None:
            return None
        try:
            return cls(Audience(said["audience"]), Pseudonyms(said["pseudonyms"]), tuple(said["unlisted"]))
        except (KeyError, TypeError, ValueError) as error:
            text = "says in words that this version does not know for whom the run was masked"
            remedy = "read it with the version that masked it"
            raise InputError.of(Problem(("masked",), text, str(said), remedy, "manifest.json")) from error
