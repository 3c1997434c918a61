"""Whether the forecast of a run was held to what happened: one reading for its stamp and its sentence."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from workbench.interfaces.reports.folder import RunFolder
from workbench.interfaces.reports.track_record import TRACK, TrackRecord, record_in
from workbench.interfaces.wording import STAMP

NONE = "None beside this run: nothing compares its forecast with projects that you finished"
NONE_TIP = (
    "Nothing beside these figures compares a forecast with finished projects: workbench track RUN ACTUALS "
    "does."
)
TIP = "Times, failures and what standards are worth still come from published studies."


def record_of(run: RunFolder) -> TrackRecord | None:
    """The track record beside a run; None where there is none, or it is of an earlier run in its folder."""
    found = record_in(run.path / TRACK)
    return found if found is not None and found.made == str(run.manifest["created"]) else None


def record_clause(record: TrackRecord | None) -> str:
    """What is known of the forecast, in a clause that begins a sentence."""
    return NONE if record is None else record.clause()


def stamp_line(record: TrackRecord | None) -> str:
    """The stamp, in a line."""
    return STAMP if record is None else record.stamp


def stamp_over(runs: Sequence[RunFolder]) -> str:
    """The stamp of a page over several runs."""
    lines = {stamp_line(record_of(run)) for run in runs}
    return lines.pop() if len(lines) == 1 else "checked in part: each report says how"


def stamp(line: str) -> Markup:
    """The stamp beside a headline, from its line."""
    first, rest = line.split(": ", 1)
    checked = line != STAMP
    return Markup('<p class="wb-stamp{}" title="{}">{}:<br>{}</p>').format(
        " wb-checked" if checked else "", TIP if checked else NONE_TIP, first, rest
    )
