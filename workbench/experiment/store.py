"""Finished blocks on disk: a killed run goes on where it stopped.

    STORE/<scenario hash>/<code hash>/block-0000000-0000250/{measures.parquet, projects.parquet, block.json}

A block is written beside its place and renamed into it in one step, and `block.json` holds checksums of both
tables: a half-written or damaged block is never taken for finished.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from workbench.experiment.chunk import Computed, Sent
from workbench.experiment.codehash import code_hash
from workbench.experiment.measure_table import PROJECT_COLUMNS

_NAME = re.compile(r"block-(\d{7})-(\d{7})")
_TABLES = ("measures.parquet", "projects.parquet")
_DAMAGE = (OSError, ValueError, KeyError, TypeError, pa.ArrowException)


class Store:
    """A folder of finished blocks.

    Parameters
    ----------
    root
        The folder; made when the first block is written.
    """

    def __init__(self, root: str | Path) -> None:
        self.root = Path(root)
        self.damaged = 0
        """Blocks that were found damaged, and removed, by this object."""

    def folder(self, sent: Sent) -> Path:
        """Where the blocks of a scenario stand that this code made."""
        return self.root / sent.hash[:20] / code_hash()[:20]

    def read(self, sent: Sent, start: int, stop: int) -> Computed | None:
        """The range, if a sound block covers it; a damaged block is removed."""
        for path, first, last in self._blocks(sent):
            if first <= start and stop <= last:
                found = _read(path, first, last)
                if found is not None:
                    return found.within(start, stop)
                shutil.rmtree(path, ignore_errors=True)
                self.damaged += 1
        return None

    def write(self, sent: Sent, block: Computed) -> None:
        """Keep a block."""
        folder = self.folder(sent)
        folder.mkdir(parents=True, exist_ok=True)
        place = folder / f"block-{block.start:07d}-{block.stop:07d}"
        beside = Path(tempfile.mkdtemp(prefix=".part-", dir=folder))
        try:
            _write(beside, block)
            if place.exists():
                shutil.rmtree(place, ignore_errors=True)
            beside.rename(place)
        except OSError:
            # Another run finished the same block first: its numbers are ours.
            if not place.exists():
                raise
        finally:
            shutil.rmtree(beside, ignore_errors=True)

    def _blocks(self, sent: Sent) -> list[tuple[Path, int, int]]:
        folder = self.folder(sent)
        if not folder.is_dir():
            return []
        found = [(path, _NAME.fullmatch(path.name)) for path in sorted(folder.iterdir())]
        return [(path, int(name[1]), int(name[2])) for path, name in found if name is not None]


def _write(folder: Path, block: Computed) -> None:
    replications = np.arange(block.start, block.stop)
    columns = dict(zip(block.names, block.measures.T, strict=True))
    measures = pa.table({"replication": replications, **columns})
    count = len(block.ids)
    rows = block.projects.reshape(-1, len(PROJECT_COLUMNS))
    projects = pa.table(
        {
            "replication": np.repeat(replications, count),
            "project": pa.array(list(block.ids) * len(replications)).dictionary_encode(),
            **dict(zip(PROJECT_COLUMNS, rows.T, strict=True)),
        }
    )
    for name, table in zip(_TABLES, (measures, projects), strict=True):
        pq.write_table(table, folder / name)
    note = {
        "start": block.start,
        "stop": block.stop,
        "projects": list(block.ids),
        "events": block.events,
        "cpu_seconds": block.cpu_seconds,
        "engine": str(block.engine),
        "twins": block.twins,
        "sha256": {name: _checksum(folder / name) for name in _TABLES},
    }
    (folder / "block.json").write_text(json.dumps(note, ensure_ascii=False), encoding="utf-8")


def _read(folder: Path, start: int, stop: int) -> Computed | None:
    """The block, or None if anything about it is not as it was written."""
    try:
        note: dict[str, Any] = json.loads((folder / "block.json").read_text(encoding="utf-8"))
        if any(_checksum(folder / name) != note["sha256"][name] for name in _TABLES):
            return None
        measures = pq.read_table(folder / _TABLES[0])
        projects = pq.read_table(folder / _TABLES[1], columns=list(PROJECT_COLUMNS))
        names = tuple(name for name in measures.column_names if name != "replication")
        ids = tuple(note["projects"])
        rows = np.column_stack([projects[name].to_numpy() for name in PROJECT_COLUMNS])
        return Computed(
            start,
            stop,
            names,
            np.column_stack([measures[name].to_numpy() for name in names]),
            ids,
            rows.reshape(stop - start, len(ids), len(PROJECT_COLUMNS)),
            int(note["events"]),
            float(note["cpu_seconds"]),
            str(note["engine"]),
            int(note["twins"]),
        )
    except _DAMAGE:
        return None


def _checksum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
