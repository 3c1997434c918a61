"""What earlier forecasts were worth: a track record beside a run or a business case, or why there is none."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

from pydantic import AliasChoices, BaseModel, Field, NonNegativeInt, field_validator, model_validator

from workbench.errors import InputError, Problem
from workbench.interfaces.wording import capital, count
from workbench.interfaces.wording.calibrated import (
    FOUND,
    early_stamp,
    found_words,
    inside_words,
    stamp_words,
)

TRACK, FILE = "track", "record.json"
"""Where `workbench track` puts what it finds, inside the folder of the run, and the record in it."""


class NoRecord(StrEnum):
    """Why nothing is known, in a clause that begins a sentence."""

    NONE = "None beside this run: nothing compares its forecast with projects that you finished"
    OTHER = (
        "None of this forecast: the record beside this run does not say that it is of the same scenarios, "
        "futures and code (workbench track RUN ACTUALS)"
    )
    DAMAGED = f"None that can be read: {FILE} beside this is damaged (workbench track RUN ACTUALS)"


@dataclass(frozen=True)
class Forecast:
    """What decides a forecast to the last digit; when it was made does not.

    Parameters
    ----------
    seed, code
        Of the run.
    hash, n
        Of the scenario that was lived, and its futures.
    """

    seed: int
    code: str
    hash: str
    n: int


@dataclass(frozen=True)
class TrackRecord:
    """What a forecast said of an earlier time, held to what happened.

    Parameters
    ----------
    verdict
        In a sentence, as `workbench track` says it.
    run
        Whose forecast.
    inside, counted
        Outcomes inside their 8-in-10 range, of how many that could be counted.
    promises, kept
        Promised dates whose day is past, and how many were kept.
    findings
        What clearly speaks against the forecasts.
    too_early
        Whether that few outcomes say little either way.
    forecast
        What was held to what happened; None where the record does not say, as of earlier releases.
    """

    verdict: str
    run: str
    inside: int
    counted: int
    promises: int
    kept: int
    findings: tuple[str, ...] = ()
    too_early: bool = False
    forecast: Forecast | None = None

    @property
    def stamp(self) -> str:
        """What stands beside the headline of each page."""
        return (early_stamp if self.too_early else stamp_words)(self.inside, self.counted)

    def clause(self) -> str:
        """How many ranges held and what that says, in a clause that begins a sentence."""
        if not self.counted and not self.findings:
            return "Too early to say: no range of its forecast had ended when projects were compared with it"
        early = "too early to say more" if self.too_early else ""
        found = found_words(self.findings, early)
        if not self.counted:
            return capital(found)
        return f"{capital(inside_words(self.inside, self.counted))}: {found}"

    def words(self) -> str:
        """In a sentence, with how many outcomes it rests on."""
        dates = f"; {self.kept} of {count(self.promises, 'promised date', 'promised dates')} kept"
        inside = (
            f"Of {count(self.counted, 'outcome', 'outcomes')} of “{self.run}”, {self.inside} fell inside the "
            "range that 8 in 10 should"
            if self.counted
            else f"No range of “{self.run}” had ended"
        )
        return f"{self.verdict} {inside}{dates if self.promises else ''}."


def keep_record(path: Path | None, folder: Path) -> None:
    """Put a track record beside a case, or take away that of an earlier one.

    Parameters
    ----------
    path
        What `workbench track --json` printed; None for no record.
    folder
        Of the case.
    """
    target = folder / FILE
    if path is None:
        target.unlink(missing_ok=True)
        return
    try:
        text = path.read_text(encoding="utf-8")
        _read(text)
    except (OSError, UnicodeDecodeError, ValueError, RecursionError) as error:
        remedy = "write it with `workbench track RUN ACTUALS --json > record.json`"
        problem = Problem(("record",), "is no track record", str(path), remedy)
        raise InputError.of(problem) from error
    target.write_text(text, encoding="utf-8")


def keep_text(record: str, folder: Path) -> None:
    """Put a track record, as JSON, into a folder, where pages find it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / FILE).write_text(record, encoding="utf-8")


def record_in(folder: Path) -> TrackRecord | NoRecord:
    """The track record in a folder; one that cannot be read is said to be there, and ends nothing."""
    path = folder / FILE
    if not path.is_file():
        return NoRecord.NONE
    try:
        return _read(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, ValueError, RecursionError):
        return NoRecord.DAMAGED


class _Counted(BaseModel):
    """How many of how many."""

    n: NonNegativeInt
    some: NonNegativeInt = Field(validation_alias=AliasChoices("hits", "kept"))

    @model_validator(mode="after")
    def _no_more_than_all(self) -> _Counted:
        if self.some > self.n:
            raise ValueError(f"{self.some} of {self.n}")
        return self


class _Printed(BaseModel):
    """What counts of what `workbench track --json` prints."""

    verdict: str
    run: str
    inside: _Counted
    promises: _Counted
    findings: tuple[str, ...] = ()
    too_early: bool = False
    forecast: Forecast | None = None

    @field_validator("findings")
    @classmethod
    def _known(cls, found: tuple[str, ...]) -> tuple[str, ...]:
        """Any other text could hold a name that readers may not see; left out, less would seem found."""
        if unknown := set(found) - set(FOUND):
            raise ValueError(f"not among the findings of a track record: {sorted(unknown)}")
        return found


def kept_in(record: TrackRecord) -> str:
    """The same as text that is read again."""
    told = {
        "verdict": record.verdict,
        "run": record.run,
        "inside": {"hits": record.inside, "n": record.counted},
        "promises": {"kept": record.kept, "n": record.promises},
        "findings": record.findings,
        "too_early": record.too_early,
        "forecast": None if record.forecast is None else asdict(record.forecast),
    }
    return json.dumps(told, ensure_ascii=False)


def _read(text: str) -> TrackRecord:
    found = _Printed.model_validate_json(text)
    inside, promises = found.inside, found.promises
    return TrackRecord(
        verdict=found.verdict,
        run=found.run,
        inside=inside.some,
        counted=inside.n,
        promises=promises.n,
        kept=promises.some,
        findings=found.findings,
        too_early=found.too_early,
        forecast=found.forecast,
    )
