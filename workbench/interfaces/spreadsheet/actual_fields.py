"""The columns of a file of actuals, and the words by which people call them."""

from __future__ import annotations

from collections.abc import Mapping

from workbench.interfaces.spreadsheet.fields import Field, Kind

ACTUAL_FIELDS: Mapping[str, Field] = {
    "id": Field(
        Kind.TEXT,
        "id of the project in the run, or its name",
        (
            *("project id", "project no", "project number", "project key", "key", "no", "nr", "projekt id"),
            *("projektnummer", "projekt nr", "kürzel", "nummer", "kennung", "vorhaben nr"),
        ),
    ),
    "name": Field(
        Kind.TEXT,
        "name of the project in the run, or its id",
        (
            *("project", "project name", "project title", "title", "projekt", "projektname", "titel"),
            *("bezeichnung", "vorhaben"),
        ),
    ),
    "completed": Field(
        Kind.DATE,
        "the day on which it was completed, empty if it is not yet",
        (
            *("completed on", "completion", "completion date", "finished", "finished on", "finish", "done"),
            *("actual finish", "actual end", "actual completion", "delivered", "delivered on", "end date"),
            *("fertig", "fertig am", "abgeschlossen", "abgeschlossen am", "ist ende", "ende ist", "beendet"),
        ),
    ),
    "cost": Field(
        Kind.MONEY,
        "money paid for it from the start of the run until then",
        (
            *("actual cost", "actual costs", "costs", "cost to date", "paid", "spent", "actuals"),
            *("kosten", "ist kosten", "istkosten", "kosten ist", "aufwand"),
        ),
    ),
    "as_of": Field(
        Kind.DATE,
        "the day at whose close the row is true",
        ("as of", "as of date", "status date", "data date", "date of status", "stand", "stichtag"),
    ),
}
