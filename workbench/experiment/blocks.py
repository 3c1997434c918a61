"""From replications to blocks and back: cut, look up, compute what is missing, keep, put in order.

Results are aggregated in the order of blocks, whatever order they were computed in. Blocks are split in
chunks so that every processor has something to do and progress can be shown; the bits do not depend on it,
because each replication has its own luck (DESIGN §4.9).

Memory is bounded: a run goes in stretches, and beyond the futures whose project rows are wanted, a block
leaves its measures and a digest of its rows.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from workbench.errors import TwinError
from workbench.experiment.chunk import USUAL, Chunk, Computed, Failed, Sent, Way, compute, joined
from workbench.experiment.digest import Digest
from workbench.experiment.executors import Executor
from workbench.experiment.progress import Progress
from workbench.experiment.store import Store

BLOCK_SIZE = 250
"""Replications of a block: the unit of storing, resuming and failing."""

CHUNK_SIZE = 25
"""Replications that a worker is given at a time."""

DETAIL = 2000
"""Futures of each scenario whose project rows are kept unless told otherwise; others are digested."""

STRETCH = 250_000
"""Project rows that may be in memory besides those kept: 38 MB, and as much again in hands of workers."""


@dataclass(frozen=True)
class Sizes:
    """How replications are cut; results do not depend on it."""

    block: int = BLOCK_SIZE
    chunk: int = CHUNK_SIZE


Key = tuple[int, int, int]
"""Position of a scenario, first replication, and the one after the last."""


@dataclass
class Tally:
    """What a run took."""

    computed: int = 0
    reused: int = 0
    damaged: int = 0
    replications: int = 0
    events: int = 0
    cpu_seconds: float = 0.0
    wall_seconds: float = 0.0


@dataclass
class Gathered:
    """Blocks by scenario position, in order, with those that failed, and what it took.

    Parameters
    ----------
    blocks, failures
        Of each scenario. Blocks beyond the detail that was wanted have no project rows.
    tally
        What it took.
    digests
        Of each scenario: its project rows, digested, or None where all of them stand in the blocks.
    detail
        Futures whose rows stand in the blocks, where not all do.
    """

    blocks: list[list[Computed]]
    failures: list[list[Failed]]
    tally: Tally = field(default_factory=Tally)
    digests: list[Digest | None] = field(default_factory=list)
    detail: int | None = None

    def __post_init__(self) -> None:
        self.digests = self.digests or [None for _ in self.blocks]

    @classmethod
    def nothing(cls, scenarios: int) -> Gathered:
        """Before the first block of any scenario."""
        return cls([[] for _ in range(scenarios)], [[] for _ in range(scenarios)])

    def add(self, scenario: int, sent: Sent, block: Computed | Failed, detail: int | None) -> None:
        """Append the next block of a scenario, with the project rows of its first `detail` futures."""
        if isinstance(block, Failed):
            self.failures[scenario].append(block)
            return
        own = self.blocks[scenario]
        if detail is not None and block.stop > detail and self.digests[scenario] is None:
            # Up to here every row is there.
            self.digests[scenario], self.detail = _digest(sent, own), detail
        known = self.digests[scenario]
        if known is not None:
            known.add(block)
            wanted = max(0, (detail or 0) - block.start)
            # A copy, for a part would hold on to the whole.
            block = replace(block, projects=block.projects[:wanted].copy())
        own.append(block)

    def digested(self, scenarios: Sequence[Sent]) -> list[Digest]:
        """Digests of all scenarios; of none where every row of every scenario stands in the blocks."""
        if self.detail is None:
            return []
        return [
            found or _digest(sent, own)
            for sent, own, found in zip(scenarios, self.blocks, self.digests, strict=True)
        ]


def _digest(sent: Sent, blocks: Sequence[Computed]) -> Digest:
    """Of blocks that have all their rows."""
    found = Digest.of(sent.plan)
    for block in blocks:
        found.add(block)
    return found


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
    detail: int | None = DETAIL,
    into: Gathered | None = None,
) -> Gathered:
    """All blocks of a range of replications for all scenarios, from the store or computed.

    Interrupting it leaves the finished blocks in the store.

    Parameters
    ----------
    scenarios, start, stop
        What to gather.
    executor, store, progress, sizes, way
        Where, where it is kept, who is told, how it is cut and lived through.
    detail
        Futures of each scenario whose project rows are kept; None for all.
    into
        What was gathered of earlier replications, to go on with.
    """
    began = time.perf_counter()
    result = Gathered.nothing(len(scenarios)) if into is None else into
    total = len(scenarios) * (stop - start)
    count = 0

    def more(replications: int) -> None:
        nonlocal count
        count += replications
        progress(count, total)

    for first, last in cut(start, stop, _stretch(scenarios, sizes)):
        # By range first, so that an interrupted run leaves blocks that can be paired.
        wanted = [(s, a, b) for a, b in cut(first, last, sizes.block) for s in range(len(scenarios))]
        done = _stored(scenarios, wanted, store)
        result.tally.reused += len(done)
        more(sum(b - a for _, a, b in done))
        missing = [one for one in wanted if one not in done]
        for key, block, replications in _computed(scenarios, missing, executor, sizes, way):
            if block is not None:
                done[key] = block
                _keep(scenarios[key[0]], block, result.tally, store)
            more(replications)
        for key in wanted:
            result.add(key[0], scenarios[key[0]], done.pop(key), detail)
    result.tally.damaged = 0 if store is None else store.damaged
    result.tally.wall_seconds += time.perf_counter() - began
    return result


def _stretch(scenarios: Sequence[Sent], sizes: Sizes) -> int:
    """Futures that are in memory at once: whole blocks."""
    rows = sum(len(sent.plan.projects.ids) for sent in scenarios)
    return sizes.block * max(1, STRETCH // max(1, rows * sizes.block))


def _stored(
    scenarios: Sequence[Sent], wanted: Sequence[Key], store: Store | None
) -> dict[Key, Computed | Failed]:
    done: dict[Key, Computed | Failed] = {}
    for s, a, b in wanted if store is not None else ():
        assert store is not None
        found = None if scenarios[s].own else store.read(scenarios[s], a, b)
        if found is not None:
            done[s, a, b] = found
    return done


def _keep(sent: Sent, block: Computed | Failed, tally: Tally, store: Store | None) -> None:
    tally.computed += 1
    if isinstance(block, Computed):
        tally.replications += block.stop - block.start
        tally.events += block.events
        tally.cpu_seconds += block.cpu_seconds
        # Under the key of this code and machine stand only numbers that they give; functions may change.
        if store is not None and not block.unlike and not sent.own:
            store.write(sent, block)


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
        whole = _assembled(key, parts[key])
        if whole is not None:
            del parts[key]
        yield key, whole, part.stop - part.start


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
