"""Who agreed to which assumption, and when: before anybody saw a result, held against what changed since."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from workbench.charts.dates import dated

AGREED = "agreed.csv"
"""File of a run folder that holds them."""

_HEAD = ("assumption", "value", "owner", "agreed_on")


@dataclass(frozen=True)
class Agreement:
    """One assumption that somebody agreed to.

    Parameters
    ----------
    assumption, value
        As they were written when it was agreed.
    owner
        Who answers for it; may be empty.
    agreed_on
        The day; None while it is not agreed.
    """

    assumption: str
    value: str
    owner: str
    agreed_on: date | None


class Signed(StrEnum):
    """How an assumption stands."""

    YES = "signed"
    NO = "not signed"
    CHANGED = "changed after signing"


@dataclass(frozen=True)
class Standing:
    """How one assumption stands, and its agreement if there is one."""

    signed: Signed
    agreement: Agreement | None

    @property
    def words(self) -> str:
        """Who and when, or that it is not signed.

        Examples
        --------
        >>> one = Agreement("Discount rate a year", "8 %", "A. Huber", date(2026, 11, 3))
        >>> standing_of("Discount rate a year", "8 %", {one.assumption: one}).words
        'A. Huber, 3 Nov 2026'
        >>> standing_of("Discount rate a year", "9 %", {one.assumption: one}).words
        'changed after signing: was 8 % (A. Huber, 3 Nov 2026)'
        >>> standing_of("Another", "1", {}).words
        'not signed'
        """
        found = self.agreement
        if self.signed is Signed.NO or found is None or found.agreed_on is None:
            return f"{Signed.NO}" if found is None or not found.owner else f"{Signed.NO} ({found.owner})"
        who = ", ".join(filter(None, [found.owner, dated(found.agreed_on)]))
        return who if self.signed is Signed.YES else f"{Signed.CHANGED}: was {found.value} ({who})"


Agreements = Mapping[str, Agreement]
"""By assumption."""


def standing_of(assumption: str, value: str, agreements: Agreements) -> Standing:
    """How an assumption stands now.

    Parameters
    ----------
    assumption, value
        As they are now.
    agreements
        What was agreed.
    """
    found = agreements.get(assumption)
    if found is None or found.agreed_on is None:
        return Standing(Signed.NO, found)
    return Standing(Signed.YES if found.value == value else Signed.CHANGED, found)


def keep_agreements(agreements: Sequence[Agreement], folder: Path) -> None:
    """Keep agreements with a run or a business case; those of an earlier one go where there are none."""
    (folder / AGREED).unlink(missing_ok=True)
    if agreements:
        write_agreements(agreements, folder)


def write_agreements(agreements: Iterable[Agreement], run: Path) -> None:
    """Keep agreements with a run."""
    with (run / AGREED).open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(_HEAD)
        for one in agreements:
            day = "" if one.agreed_on is None else one.agreed_on.isoformat()
            rows.writerow((one.assumption, one.value, one.owner, day))


def agreements_of(run: Path) -> Agreements:
    """What was agreed before a run; nothing where nobody said."""
    path = run / AGREED
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {
            row["assumption"]: Agreement(
                row["assumption"],
                row["value"],
                row["owner"],
                date.fromisoformat(row["agreed_on"]) if row["agreed_on"] else None,
            )
            for row in csv.DictReader(file)
        }
