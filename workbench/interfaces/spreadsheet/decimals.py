"""What marks decimals where the figures of a column can be read in two ways."""

from __future__ import annotations

from workbench.interfaces.spreadsheet.amounts import Convention, Settled, convention_of, parse_amount
from workbench.interfaces.spreadsheet.fields import Kind
from workbench.interfaces.spreadsheet.mapping import Decimal
from workbench.interfaces.spreadsheet.table import Table

STATED = "stated in the mapping"
_NOT_NUMBERS = frozenset((Kind.TEXT, Kind.DATE, Kind.YES_NO, Kind.URGENCY))


def decimals_of(table: Table, stated: Decimal | None) -> Settled | None:
    """What marks decimals where a column leaves it open: the mapping, or else all figures of the table."""
    if stated is not None:
        return Settled(Convention.COMMA if stated is Decimal.COMMA else Convention.POINT, STATED)
    typed = (
        parse_amount(cell.text)
        for match in table.matches.values()
        if match.decided and match.kind not in _NOT_NUMBERS
        for cell in table.cells(match.heading.column)
        if isinstance(cell.value, str)
    )
    found = convention_of(amount for amount in typed if amount is not None)
    return Settled(found, "decided by the other columns") if found is not None else None
