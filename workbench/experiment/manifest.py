"""What a run was made of, so that it can be made again and judged: seed, hashes, machine, timings."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from workbench.errors import InputError, Problem
from workbench.experiment.blocks import Gathered
from workbench.experiment.codehash import code_hash, fingerprint, versions
from workbench.experiment.masked import Masked


@dataclass(frozen=True)
class Entry:
    """A scenario of a run; `n` futures of it were simulated.

    `engine` lived through them; `twins` of them were told alike by both engines, bit for bit.
    """

    name: str
    title: str
    hash: str
    n: int
    engine: str = ""
    twins: int = 0


NO_REASON = "nothing was written down of why"


def reason_in(error: str) -> str:
    r"""What people read of an error: its last line, or that it has none.

    Examples
    --------
    >>> reason_in("Traceback (most recent call last):\nValueError: no"), reason_in(" ")
    ('ValueError: no', 'nothing was written down of why')
    """
    lines = error.strip().splitlines()
    return lines[-1] if lines else NO_REASON


@dataclass(frozen=True)
class Failure:
    """Replications `start` up to `stop` of a scenario that could not be computed."""

    scenario: str
    start: int
    stop: int
    error: str

    @property
    def reason(self) -> str:
        """What people read of the error."""
        return reason_in(self.error)


@dataclass(frozen=True)
class Manifest:
    """Provenance of a run.

    Parameters
    ----------
    name, created
        What it is called, and when it was made (ISO date and time).
    seed
        Root of all random numbers.
    scenarios
        The first is the baseline of a comparison.
    versions, fingerprint, code
        Packages, machine, and hash of the code that made the numbers.
    blocks_computed, blocks_reused, blocks_damaged, failures
        How many blocks were computed, came from the store, were damaged there, or could not be computed.
    detail
        Project rows are kept of the first so many futures; None where of all. Tables and pages rest on all
        futures in either case.
    wall_seconds, cpu_seconds, replications, events
        Of the blocks computed now. Those of processes add up in `cpu_seconds`.
    unlike_workers
        In what machines that had a part in it differ from this one, where that was allowed.
    masked
        What was masked; None for a run as it was made. Hashes of scenarios stay those of the run as made.
    """

    name: str
    created: str
    seed: int
    scenarios: tuple[Entry, ...]
    versions: Mapping[str, str]
    fingerprint: Mapping[str, str]
    code: str
    blocks_computed: int = 0
    blocks_reused: int = 0
    blocks_damaged: int = 0
    wall_seconds: float = 0.0
    cpu_seconds: float = 0.0
    replications: int = 0
    events: int = 0
    failures: tuple[Failure, ...] = field(default_factory=tuple)
    detail: int | None = None
    unlike_workers: tuple[str, ...] = ()
    masked: Masked | None = None

    @property
    def replications_per_second(self) -> float:
        """Simulated futures per second of waiting; 0 where all came from the store."""
        return self.replications / self.wall_seconds if self.replications and self.wall_seconds > 0 else 0.0

    @property
    def events_per_second(self) -> float:
        """Events of the engine per second of waiting."""
        return self.events / self.wall_seconds if self.replications and self.wall_seconds > 0 else 0.0

    def to_json(self) -> str:
        """As JSON text, rates included."""
        rates = {
            "replications_per_second": self.replications_per_second,
            "events_per_second": self.events_per_second,
        }
        return json.dumps({**asdict(self), **rates}, indent=2, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Manifest:
        """Read back what `to_json` wrote."""
        data: dict[str, Any] = json.loads(text)
        data.pop("replications_per_second", None)
        data.pop("events_per_second", None)
        data["scenarios"] = tuple(Entry(**one) for one in data["scenarios"])
        data["unlike_workers"] = tuple(data.get("unlike_workers", ()))
        data["masked"] = Masked.of(data)
        data["failures"] = tuple(Failure(**one) for one in data["failures"])
        return cls(**data)


def manifest_of(
    name: str, created: datetime, seed: int, scenarios: tuple[Entry, ...], gathered: Gathered
) -> Manifest:
    """Manifest of what was gathered just now."""
    failures = tuple(
        Failure(entry.name, one.start, one.stop, one.error)
        for entry, failed in zip(scenarios, gathered.failures, strict=True)
        for one in failed
    )
    tally = gathered.tally
    unlike = {one for blocks in gathered.blocks for block in blocks for one in block.unlike}
    return Manifest(
        name=name,
        created=created.isoformat(timespec="seconds"),
        seed=seed,
        scenarios=scenarios,
        versions=versions(),
        fingerprint=fingerprint(),
        code=code_hash(),
        blocks_computed=tally.computed,
        blocks_reused=tally.reused,
        blocks_damaged=tally.damaged,
        wall_seconds=tally.wall_seconds,
        cpu_seconds=tally.cpu_seconds,
        replications=tally.replications,
        events=tally.events,
        failures=failures,
        detail=gathered.detail,
        unlike_workers=tuple(sorted(unlike)),
    )


MASKED = "is masked for its readers, so its scenarios are not word for word those that were simulated"
UNMASKED = "name the run that it was made from"


def check_as_made(manifest: Manifest, folder: str | Path) -> None:
    """Refuse a run that was masked for its readers, where its inputs must be those that were simulated.

    Raises
    ------
    InputError
        Naming the folder.
    """
    if manifest.masked is not None:
        raise InputError.of(Problem((), MASKED, remedy=UNMASKED, place=str(folder)))
