"""The uniform numbers of `workbench.engines.addresses`, compiled: the same generator, fewer words.

Philox 4×64 with ten rounds (Salmon, Moraes, Dror and Shaw 2011), as numpy has it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from llvmlite import ir
from numba.core import types
from numba.extending import intrinsic
from numpy.typing import NDArray

from workbench.engines.addresses import BELOW_ONE, WORDS, key_of
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


_asked = pointing_at(Asked)


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
def _fill(asked_at: int, seed: int, first: int, words: int) -> None:
    asked = _asked(asked_at, 0)
    entities = len(asked.keys)
    for row in range(len(asked.numbers) // max(1, entities * words)):
        for place in range(entities):
            at = (row * entities + place) * words
            for word in range(words):
                if word % BLOCK == 0:
                    # The counter counts on before it gives its first words.
                    counter = np.uint64((first + row) * (WORDS // BLOCK) + word // BLOCK + 1)
                    four = _block(counter, np.uint64(seed), np.uint64(asked.keys[place]))
                number = (np.float64(four[word % BLOCK] >> ELEVEN) + 0.5) * 2.0**-53
                asked.numbers[at + word] = min(number, BELOW_ONE)


keep(_fill)


def uniform_block(
    seed: int, stream: str, entities: Sequence[str], replications: range, words: int
) -> NDArray[np.float64]:
    """As `workbench.engines.addresses.uniform_block`, compiled."""
    keys = np.array([key_of(stream, entity) for entity in entities], dtype=np.uint64).view(np.int64)
    numbers = np.empty((len(replications), len(entities), words))
    asked = Bundle(Asked(keys, numbers.reshape(-1)))
    _fill(asked.address, seed, replications.start, words)
    return numbers
