"""Whether the forecast of a run was held to what happened: one reading for its stamp and its sentence."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from workbench.interfaces.reports.folder import RunFolder
from workbench.interfaces.reports.track_record import TRACK, Forecast, NoRecord, TrackRecord, record_in
from workbench.interfaces.wording import STAMP
from workbench.interfaces.wording.calibrated import is_checked, stamp_of_all

NONE_TIP = (
    "Nothing beside these figures compares a forecast with finished projects: workbench track RUN ACTUALS "
    "does."
)
EARLY_TIP = "Too few ranges of a forecast have ended to say whether they hold."
TIP = "Times, failures and what standards are worth still come from published studies."


def record_of(run: RunFolder) -> TrackRecord | NoRecord:
    """The track record beside a run, or why none counts.

    It belongs to the forecast that it judged: a run that is made again gives the same one, to the bit.
    """
    found = record_in(run.path / TRACK)
    if isinstance(found, NoRecord) or found.forecast in _forecasts(run):
        return found
    return NoRecord.OTHER


def _forecasts(run: RunFolder) -> list[Forecast]:
    seed, code = int(run.manifest["seed"]), str(run.manifest["code"])
    return [Forecast(seed, code, str(run.entry(one)["hash"]), run.futures(one)) for one in run.names]


def record_clause(record: TrackRecord | NoRecord) -> str:
    """What is known of the forecast, in a clause that begins a sentence."""
    return record.value if isinstance(record, NoRecord) else record.clause()


def stamp_line(record: TrackRecord | NoRecord) -> str:
    """The stamp, in a line."""
    return STAMP if isinstance(record, NoRecord) else record.stamp


def stamp_over(runs: Sequence[RunFolder]) -> str:
    """The stamp of a page over several runs."""
    return stamp_of_all({stamp_line(record_of(run)) for run in runs})


def stamp(line: str) -> Markup:
    """The stamp beside a headline, from its line."""
    first, rest = line.split(": ", 1)
    tip = TIP if is_checked(line) else NONE_TIP if line == STAMP else EARLY_TIP
    shown = " wb-checked" if is_checked(line) else ""
    return Markup('<p class="wb-stamp{}" title="{}">{}:<br>{}</p>').format(shown, tip, first, rest)
