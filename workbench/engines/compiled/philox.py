"""The uniform numbers of `workbench.engines.addresses`, compiled: the same generator, fewer words.

Philox 4×64 with ten rounds (Salmon, Moraes, Dror and Shaw 2011), as numpy has it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from llvmlite import ir
from numba.core import types
from numba.extending import intrinsic
from numpy.typing import NDArray

from workbench.engines.addresses import BELOW_ONE, WORDS, AttemptNumbers, Uniforms, key_of
from workbench.engines.compiled.bundle import Bundle, pointing_at
from workbench.engines.compiled.cache import keep
from workbench.engines.compiled.jit import jit
from workbench.engines.plan.plan import Floats, Ints

FIRST_FACTOR = np.uint64(0xD2E7470EE14C6C93)
SECOND_FACTOR = np.uint64(0xCA5A826395121157)
FIRST_STEP = np.uint64(0x9E3779B97F4A7C15)
SECOND_STEP = np.uint64(0xBB67AE8584CAA73B)
ELEVEN = np.uint64(11)
ROUNDS = 10
BLOCK = 4
"""Words of one value of the counter."""


class Asked(NamedTuple):
    """Keys of entities, and room for their numbers, replications × entities × words."""

    keys: Ints
    numbers: Floats


class AskedAttempts(NamedTuple):
    """Keys of entities by stream, and room for their numbers, each replications × entities × words."""

    rework_key: Ints
    late_key: Ints
    noise_key: Ints
    rework: Floats
    late: Floats
    noise: Floats


_asked = pointing_at(Asked)
_asked_attempts = pointing_at(AskedAttempts)


def _upper_half(typing_context: Any, one: Any, other: Any) -> Any:
    """The upper 64 bits of a product."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        wide = ir.IntType(128)
        product = builder.mul(*(builder.zext(argument, wide) for argument in arguments))
        return builder.trunc(builder.lshr(product, ir.Constant(wide, 64)), ir.IntType(64))

    return types.uint64(types.uint64, types.uint64), generate


_high: Any = intrinsic(_upper_half)


@jit
def _block(counter: Any, seed: Any, key: Any) -> Any:
    """The four words of one value of the counter."""
    a, b, c, d = counter, np.uint64(0), np.uint64(0), np.uint64(0)
    for _ in range(ROUNDS):
        high_a, low_a = _high(FIRST_FACTOR, a), FIRST_FACTOR * a
        high_c, low_c = _high(SECOND_FACTOR, c), SECOND_FACTOR * c
        a, b, c, d = high_c ^ b ^ seed, low_c, high_a ^ d ^ key, low_a
        seed += FIRST_STEP
        key += SECOND_STEP
    return a, b, c, d


@jit
def _counter(row: int, word: int) -> Any:
    """Where the block of a word of a replication stands; the counter counts on before it gives its first."""
    return np.uint64(row * (WORDS // BLOCK) + word // BLOCK + 1)


@jit
def _uniform(raw: Any) -> float:
    return min((np.float64(raw >> ELEVEN) + 0.5) * 2.0**-53, BELOW_ONE)


@jit
def _write(numbers: Floats, at: int, count: int, seed: int, key: int, row: int) -> None:
    """The first numbers of an entity in a replication."""
    for word in range(count):
        if word % BLOCK == 0:
            four = _block(_counter(row, word), np.uint64(seed), np.uint64(key))
        numbers[at + word] = _uniform(four[word % BLOCK])


@jit
def _write_defects(
    numbers: Floats, at: int, words: int, worst: float, seed: int, key: int, row: int
) -> tuple[int, int]:
    """Numbers until the first that is no defect: how many, and how many of them are defects."""
    for word in range(words):
        if word % BLOCK == 0:
            four = _block(_counter(row, word), np.uint64(seed), np.uint64(key))
        numbers[at + word] = _uniform(four[word % BLOCK])
        if numbers[at + word] >= worst:
            return word + 1, word
    return words, words


@jit
def _fill(asked_at: int, seed: int, first: int, words: int) -> None:
    asked = _asked(asked_at, 0)
    entities = len(asked.keys)
    for row in range(len(asked.numbers) // max(1, entities * words)):
        for place in range(entities):
            at = (row * entities + place) * words
            _write(asked.numbers, at, words, seed, asked.keys[place], first + row)


@jit
def _fill_attempts(asked_at: int, seed: int, first: int, words: int, worst: float) -> None:
    asked = _asked_attempts(asked_at, 0)
    entities = len(asked.rework_key)
    for row in range(len(asked.rework) // max(1, entities * words)):
        for place in range(entities):
            at = (row * entities + place) * words
            come, defective = _write_defects(
                asked.rework, at, words, worst, seed, asked.rework_key[place], first + row
            )
            _write(asked.late, at, defective, seed, asked.late_key[place], first + row)
            _write(asked.noise, at, come, seed, asked.noise_key[place], first + row)
            for word in range(come, words):
                asked.rework[at + word] = np.nan
                asked.noise[at + word] = np.nan
            for word in range(defective, words):
                asked.late[at + word] = np.nan


keep(_fill)
keep(_fill_attempts)


@lru_cache(maxsize=64)
def _keys(stream: str, entities: tuple[str, ...]) -> Ints:
    return np.array([key_of(stream, entity) for entity in entities], dtype=np.uint64).view(np.int64)


def uniform_block(
    seed: int, stream: str, entities: Sequence[str], replications: range, words: int
) -> NDArray[np.float64]:
    """As `workbench.engines.addresses.uniform_block`, compiled."""
    numbers = np.empty((len(replications), len(entities), words))
    asked = Bundle(Asked(_keys(stream, tuple(entities)), numbers.reshape(-1)))
    _fill(asked.address, seed, replications.start, words)
    return numbers


def attempt_block(
    seed: int, entities: Sequence[str], replications: range, words: int, worst: float
) -> AttemptNumbers:
    """As `workbench.engines.addresses.attempt_block`, compiled."""
    numbers = AttemptNumbers(*(np.empty((len(replications), len(entities), words)) for _ in range(3)))
    rework, late, noise = (_keys(stream, tuple(entities)) for stream in AttemptNumbers._fields)
    asked = Bundle(AskedAttempts(rework, late, noise, *(one.reshape(-1) for one in numbers)))
    _fill_attempts(asked.address, seed, replications.start, words, float(worst))
    return numbers


COMPILED = Uniforms(uniform_block, attempt_block)
"""From the compiled generator."""
