"""From replications to blocks and back: cut, look up, compute what is missing, keep, put in order.

Results are aggregated in the order of blocks, whatever order they were computed in. Blocks are split in
chunks so that every processor has something to do and progress can be shown; the bits do not depend on it,
because each replication has its own luck (DESIGN §4.9).
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from workbench.errors import TwinError
from workbench.experiment.chunk import USUAL, Chunk, Computed, Failed, Sent, Way, compute, joined
from workbench.experiment.executors import Executor
from workbench.experiment.progress import Progress
from workbench.experiment.store import Store

BLOCK_SIZE = 250
"""Replications of a block: the unit of storing, resuming and failing."""

CHUNK_SIZE = 25
"""Replications that a worker is given at a time."""


@dataclass(frozen=True)
class Sizes:
    """How replications are cut; results do not depend on it."""

    block: int = BLOCK_SIZE
    chunk: int = CHUNK_SIZE


@dataclass
class Tally:
    """What a run took."""

    computed: int = 0
    reused: int = 0
    replications: int = 0
    events: int = 0
    cpu_seconds: float = 0.0
    wall_seconds: float = 0.0

    def add(self, other: Tally) -> None:
        """Add another run's."""
        self.computed += other.computed
        self.reused += other.reused
        self.replications += other.replications
        self.events += other.events
        self.cpu_seconds += other.cpu_seconds
        self.wall_seconds += other.wall_seconds


@dataclass
class Gathered:
    """Blocks by scenario position, in order, with those that failed, and what it took."""

    blocks: list[list[Computed]]
    failures: list[list[Failed]]
    tally: Tally = field(default_factory=Tally)

    @classmethod
    def nothing(cls, scenarios: int) -> Gathered:
        return cls([[] for _ in range(scenarios)], [[] for _ in range(scenarios)])

    def add(self, other: Gathered) -> None:
        """Append later blocks."""
        for mine, more in zip(self.blocks, other.blocks, strict=True):
            mine.extend(more)
        for mine_failed, more_failed in zip(self.failures, other.failures, strict=True):
            mine_failed.extend(more_failed)
        self.tally.add(other.tally)


def cut(start: int, stop: int, size: int) -> list[tuple[int, int]]:
    """A range in pieces that end at multiples of a size.

    Examples
    --------
    >>> cut(0, 600, 250), cut(30, 60, 250)
    ([(0, 250), (250, 500), (500, 600)], [(30, 60)])
    """
    bounds = [start, *range((start // size + 1) * size, stop, size), stop]
    return list(zip(bounds, bounds[1:], strict=False)) if stop > start else []


def gather(
    scenarios: Sequence[Sent],
    start: int,
    stop: int,
    *,
    executor: Executor,
    store: Store | None,
    progress: Progress,
    sizes: Sizes,
    way: Way = USUAL,
) -> Gathered:
    """All blocks of a range of replications for all scenarios, from the store or computed.

    Interrupting it leaves the finished blocks in the store.
    """
    began = time.perf_counter()
    # By range first, so that an interrupted run leaves blocks that can be paired.
    wanted = [(s, a, b) for a, b in cut(start, stop, sizes.block) for s in range(len(scenarios))]
    done: dict[tuple[int, int, int], Computed | Failed] = {}
    tally = Tally()
    if store is not None:
        for s, a, b in wanted:
            found = store.read(scenarios[s], a, b)
            if found is not None:
                done[s, a, b] = found
                tally.reused += 1
    total = len(scenarios) * (stop - start)
    count = sum(b - a for _, a, b in done)
    progress(count, total)
    missing = [one for one in wanted if one not in done]
    for key, block, replications in _computed(scenarios, missing, executor, sizes, way):
        count += replications
        if block is not None:
            done[key] = block
            tally.computed += 1
            if isinstance(block, Computed):
                tally.replications += block.stop - block.start
                tally.events += block.events
                tally.cpu_seconds += block.cpu_seconds
                if store is not None:
                    store.write(scenarios[key[0]], block)
        progress(count, total)
    tally.wall_seconds = time.perf_counter() - began
    result = Gathered.nothing(len(scenarios))
    result.tally = tally
    for s, a, b in wanted:
        found_block = done[s, a, b]
        if isinstance(found_block, Computed):
            result.blocks[s].append(found_block)
        else:
            result.failures[s].append(found_block)
    return result


Key = tuple[int, int, int]


def _computed(
    scenarios: Sequence[Sent], missing: Sequence[Key], executor: Executor, sizes: Sizes, way: Way
) -> Iterator[tuple[Key, Computed | Failed | None, int]]:
    """Each finished chunk's size, with the block once all its chunks are there."""
    chunks, owners = [], []
    parts: dict[Key, list[Computed | Failed | None]] = {}
    for key in missing:
        s, a, b = key
        pieces = cut(a, b, sizes.chunk)
        parts[key] = [None] * len(pieces)
        for place, (first, last) in enumerate(pieces):
            chunks.append(Chunk(scenarios[s], first, last, way))
            owners.append((key, place))
    for position, part in executor.map(compute, chunks):
        if isinstance(part, Failed) and part.told:
            raise TwinError(part.error, dict(part.told))
        key, place = owners[position]
        parts[key][place] = part
        yield key, _assembled(key, parts[key]), part.stop - part.start


def _assembled(key: Key, parts: list[Computed | Failed | None]) -> Computed | Failed | None:
    sound, broken = [], []
    for part in parts:
        if part is None:
            return None
        if isinstance(part, Failed):
            broken.append(part)
        else:
            sound.append(part)
    if broken:
        return Failed(key[1], key[2], broken[0].error)
    return joined(sound)
