"""The compiled generator gives the very numbers of numpy's."""

import pytest

from workbench.engines.addresses import uniform_block
from workbench.engines.compiled.philox import uniform_block as compiled_block


@pytest.mark.parametrize("seed", [0, 7, 2**63 - 1])
@pytest.mark.parametrize("start", [0, 249, 999_999])
@pytest.mark.parametrize("words", [1, 3, 4, 5, 8])
def test_the_same_numbers_whatever_is_asked_for(seed: int, start: int, words: int) -> None:
    names = ["A", "B/C", "Büro", ""]
    rows = range(start, start + 7)
    expected = uniform_block(seed, "noise", names, rows, words)
    assert compiled_block(seed, "noise", names, rows, words).tobytes() == expected.tobytes()


def test_nothing_asked_for_is_nothing() -> None:
    assert compiled_block(1, "noise", [], range(3), 2).shape == (3, 0, 2)
    assert compiled_block(1, "noise", ["A"], range(0), 2).shape == (0, 1, 2)
