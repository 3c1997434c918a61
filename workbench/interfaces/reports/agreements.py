"""Who agreed to which assumption, and when: before anybody saw a result, held against what changed since."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

import pandas as pd

from workbench.charts.dates import dated
from workbench.experiment.run_file import reading
from workbench.experiment.run_folder import as_named, inert
from workbench.interfaces.reports.assumption_row import AssumptionRow
from workbench.interfaces.wording.counted import counted

AGREED = "agreed.csv"
"""File of a run folder that holds them."""

_HEAD = ("assumption", "value", "range", "source", "owner", "agreed_on")


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
    range, source
        As they were written then; empty where nobody kept them, and then not compared.
    """

    assumption: str
    value: str
    owner: str
    agreed_on: date | None
    range: str = ""
    source: str = ""

    @property
    def by(self) -> str:
        """Who and when; empty while it is not agreed."""
        return "" if self.agreed_on is None else ", ".join(filter(None, [self.owner, dated(self.agreed_on)]))


Agreements = Sequence[Agreement]
"""In the order of the workbook: several assumptions may have one name."""


class Signed(StrEnum):
    """How an assumption stands."""

    YES = "signed"
    NO = "not signed"
    CHANGED = "changed after signing"


@dataclass(frozen=True)
class Standing:
    """How one assumption stands, its agreement if there is one, and what of it was otherwise then."""

    signed: Signed
    agreement: Agreement | None
    was: str = ""

    @property
    def words(self) -> str:
        """Who and when, or that it is not signed.

        Examples
        --------
        >>> one = Agreement("Discount rate a year", "8 %", "A. Huber", date(2026, 11, 3))
        >>> rows = [AssumptionRow(one.assumption, value, "", "assumed", "") for value in ("8 %", "9 %")]
        >>> [compared([row], [one]).standings[0].words for row in rows]
        ['A. Huber, 3 Nov 2026', 'changed after signing: was 8 % (A. Huber, 3 Nov 2026)']
        >>> compared(rows[:1], []).standings[0].words
        'not signed'
        """
        found = self.agreement
        if self.signed is Signed.NO or found is None:
            return f"{Signed.NO}" if found is None or not found.owner else f"{Signed.NO} ({found.owner})"
        return found.by if self.signed is Signed.YES else f"{Signed.CHANGED}: {self.was} ({found.by})"


@dataclass(frozen=True)
class Compared:
    """Assumptions held against what was agreed.

    Parameters
    ----------
    standings
        One for each assumption, in their order.
    gone
        What was signed and is no longer assumed.
    """

    standings: tuple[Standing, ...]
    gone: tuple[Agreement, ...]


def compared(rows: Sequence[AssumptionRow], agreements: Agreements) -> Compared:
    """How assumptions stand now.

    They are the same while they have the same name but for its count (“3 of 40 projects”). Of several with
    one name those go together that say the same, then the others in their order.

    Parameters
    ----------
    rows
        Assumptions as they are now.
    agreements
        What was agreed.
    """
    pairs, left = paired(rows, agreements)
    gone = (one for one in left if one.agreed_on is not None)
    return Compared(
        tuple(_standing(row, one) for row, one in zip(rows, pairs, strict=True)),
        tuple(one for one in gone if not any(_says_the_same(row, one) for row in rows)),
    )


def paired(
    rows: Sequence[AssumptionRow], agreements: Agreements
) -> tuple[tuple[Agreement | None, ...], tuple[Agreement, ...]]:
    """The agreement to each assumption, and those to nothing that is assumed now."""
    left = list(agreements)
    found: dict[int, Agreement] = {}
    for alike in (_says_the_same, _is_called_the_same):
        for k, row in enumerate(rows):
            match = next((one for one in left if k not in found and alike(row, one)), None)
            if match is not None:
                found[k] = match
                left.remove(match)
    return tuple(found.get(k) for k in range(len(rows))), tuple(left)


def _says_the_same(row: AssumptionRow, one: Agreement) -> bool:
    return not otherwise(row, one) and _is_called_the_same(row, one)


def _is_called_the_same(row: AssumptionRow, one: Agreement) -> bool:
    return _counted(row.name)[0].casefold() == _counted(one.assumption)[0].casefold()


def _counted(name: str) -> tuple[str, str]:
    """What an assumption is, and in how many projects or pools, however its blanks were kept."""
    return counted(_plain(name))


def otherwise(row: AssumptionRow, one: Agreement) -> str:
    """What was otherwise when it was signed; empty if nothing was."""
    then, now = _counted(one.assumption)[1], _counted(row.name)[1]
    if (_plain(one.value), then) != (_plain(row.value), now):
        return f"was {one.value}" + (f" ({then})" if then and then != now else "")
    for name, signed, is_ in (("range", one.range, row.range), ("source", one.source, row.source)):
        if signed and _plain(signed) != _plain(is_):
            return f"its {name} was {signed}"
    return ""


def _plain(text: str) -> str:
    """Programs for tables replace spaces that do not break."""
    return " ".join(text.split())


def _standing(row: AssumptionRow, found: Agreement | None) -> Standing:
    if found is None or found.agreed_on is None:
        return Standing(Signed.NO, found)
    was = otherwise(row, found)
    return Standing(Signed.CHANGED if was else Signed.YES, found, was)


def keep_agreements(agreements: Sequence[Agreement], folder: Path) -> None:
    """Keep agreements with a run or a business case; those of an earlier one go where there are none."""
    (folder / AGREED).unlink(missing_ok=True)
    if agreements:
        write_agreements(agreements, folder)


def write_agreements(agreements: Iterable[Agreement], run: Path) -> None:
    """Keep agreements with a run; what a program for tables would take for a formula is none there."""
    rows = [
        (
            one.assumption,
            one.value,
            one.range,
            one.source,
            one.owner,
            one.agreed_on and one.agreed_on.isoformat(),
        )
        for one in agreements
    ]
    table = inert(pd.DataFrame(rows, columns=list(_HEAD)))
    table.to_csv(run / AGREED, index=False, encoding="utf-8", lineterminator="\n")


def agreements_of(run: Path) -> Agreements:
    """What was agreed before a run; nothing where nobody said."""
    path = run / AGREED
    if not path.is_file():
        return ()
    with reading(path):
        table = as_named(pd.read_csv(path, keep_default_na=False, dtype=str, encoding="utf-8"))
        return tuple(
            Agreement(
                row["assumption"],
                row["value"],
                row["owner"],
                date.fromisoformat(row["agreed_on"]) if row["agreed_on"] else None,
                row.get("range", ""),
                row.get("source", ""),
            )
            for row in table.to_dict("records")
        )
