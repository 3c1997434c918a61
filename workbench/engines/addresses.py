"""Random numbers with an address: U(seed; stream, entity, replication, attempt) (DESIGN §4.9).

A Philox counter generator is keyed by the seed and a hash of stream and entity; the counter is the
replication. No number depends on how many others were drawn before it, so neither batch size, workers nor
other projects can move it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

WORDS = 8
"""Numbers per replication and entity: one for each attempt."""

BELOW_ONE = float(np.nextafter(1.0, 0.0))


class AttemptNumbers(NamedTuple):
    """Uniform numbers of attempts, each of shape (replications, entities, words).

    NaN where nobody will look: an attempt can come if all before it were defective at the worst level, and
    when a defect shows is asked only where there is one.
    """

    rework: NDArray[np.float64]
    late: NDArray[np.float64]
    noise: NDArray[np.float64]


class Uniforms(NamedTuple):
    """Where uniform numbers come from; any source gives the same."""

    block: Callable[[int, str, Sequence[str], range, int], NDArray[np.float64]]
    """As `uniform_block`."""
    attempts: Callable[[int, Sequence[str], range, int, float], AttemptNumbers]
    """As `attempt_block`."""


def address(*ids: str) -> str:
    """The name of an entity by its ids, such that no two lists of ids give the same name.

    Examples
    --------
    >>> address("A", "B/C") == address("A/B", "C")
    False
    """
    return "".join(f"{len(one)}:{one}" for one in ids)


def key_of(stream: str, entity: str) -> int:
    """What addresses the numbers of an entity, in 64 bits."""
    name = f"{stream}\x00{entity}".encode()
    return int.from_bytes(hashlib.blake2b(name, digest_size=8).digest(), "little")


def uniforms(seed: int, stream: str, entity: str, replications: range) -> NDArray[np.float64]:
    """Uniform numbers of one entity, shape (replications, 8), strictly between 0 and 1.

    Parameters
    ----------
    seed
        Root seed, 0 or more.
    stream
        What the numbers are for.
    entity
        Whose they are; ids only, never positions.
    replications
        Contiguous range of replication numbers.

    Examples
    --------
    >>> whole = uniforms(7, "noise", "P1/build", range(0, 4))
    >>> part = uniforms(7, "noise", "P1/build", range(2, 4))
    >>> bool((whole[2:] == part).all())
    True
    """
    return uniform_block(seed, stream, (entity,), replications, WORDS)[:, 0]


def uniform_block(
    seed: int, stream: str, entities: Sequence[str], replications: range, words: int
) -> NDArray[np.float64]:
    """The first numbers of several entities, shape (replications, entities, words).

    Parameters
    ----------
    seed, stream, replications
        As in `uniforms`.
    entities
        Whose they are.
    words
        How many of the numbers of each replication, at most `WORDS`.
    """
    count = len(replications)
    raw = np.empty((len(entities), count * WORDS), dtype=np.uint64)
    for place, entity in enumerate(entities):
        # One counter value yields four words, hence two counter values for each replication.
        first = replications.start * (WORDS // 4)
        generator = np.random.Philox(
            key=np.array([seed, key_of(stream, entity)], dtype=np.uint64), counter=first
        )
        raw[place] = generator.random_raw(count * WORDS)
    taken = raw.reshape(len(entities), count, WORDS)[:, :, :words].transpose(1, 0, 2)
    numbers = ((np.ascontiguousarray(taken) >> np.uint64(11)).astype(np.float64) + 0.5) * 2.0**-53
    return np.minimum(numbers, BELOW_ONE)


def attempt_block(
    seed: int, entities: Sequence[str], replications: range, words: int, worst: float
) -> AttemptNumbers:
    """The numbers of attempts that can come.

    Parameters
    ----------
    seed, entities, replications, words
        As in `uniform_block`.
    worst
        Largest probability of a defect.

    Examples
    --------
    >>> rework, late, noise = attempt_block(7, ("P1/build",), range(1), 3, worst=0.0)
    >>> rework[0, 0].round(2).tolist(), late[0, 0].tolist(), noise[0, 0].round(2).tolist()
    ([0.43, nan, nan], [nan, nan, nan], [0.9, nan, nan])
    """
    rework, late, noise = (
        uniform_block(seed, stream, entities, replications, words) for stream in ("rework", "late", "noise")
    )
    defective = np.logical_and.accumulate(rework < worst, axis=2)
    comes = np.ones_like(defective)
    comes[:, :, 1:] = defective[:, :, :-1]
    return AttemptNumbers(
        *(
            np.where(wanted, numbers, np.nan)
            for wanted, numbers in ((comes, rework), (defective, late), (comes, noise))
        )
    )


PLAIN = Uniforms(uniform_block, attempt_block)
"""From numpy's generator."""
