"""What earlier forecasts were worth: a track record beside a business case, or that there is none."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pydantic import AliasChoices, BaseModel, Field, NonNegativeInt, model_validator

from workbench.errors import InputError, Problem
from workbench.interfaces.wording import count

FILE = "record.json"


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
    """

    verdict: str
    run: str
    inside: int
    counted: int
    promises: int
    kept: int

    def words(self) -> str:
        """In a sentence, with how many outcomes it rests on."""
        of = count(self.counted, "outcome", "outcomes")
        dates = f"; {self.kept} of {count(self.promises, 'promised date', 'promised dates')} kept"
        return (
            f"{self.verdict} Of {of} of “{self.run}”, {self.inside} fell inside the range that 8 in 10 "
            f"should{dates if self.promises else ''}."
        )


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


def record_in(folder: Path) -> TrackRecord | None:
    """The track record beside a case, if there is one."""
    path = folder / FILE
    return _read(path.read_text(encoding="utf-8")) if path.is_file() else None


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


def _read(text: str) -> TrackRecord:
    found = _Printed.model_validate_json(text)
    inside, promises = found.inside, found.promises
    return TrackRecord(found.verdict, found.run, inside.some, inside.n, promises.n, promises.some)
