"""The compiled generator gives the very numbers of numpy's."""

import numpy as np
import pytest

from workbench.engines.addresses import AttemptNumbers, attempt_block, uniform_block
from workbench.engines.compiled.philox import attempt_block as compiled_attempts
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


@pytest.mark.parametrize("worst", [0.0, 0.3, 0.75, 1.0])
@pytest.mark.parametrize("words", [1, 4, 6, 8])
def test_attempts_that_can_come_have_the_same_numbers(words: int, worst: float) -> None:
    """Those that cannot have none, whoever draws."""
    names, rows = ["A", "B/C", "Büro", ""], range(240, 300)
    expected = attempt_block(7, names, rows, words, worst)
    found = compiled_attempts(7, names, rows, words, worst)
    for stream, one, other in zip(AttemptNumbers._fields, found, expected, strict=True):
        assert one.tobytes() == other.tobytes(), stream
        numbers = uniform_block(7, stream, names, rows, words)
        assert (np.isnan(one) | (one == numbers)).all()
    assert not np.isnan(found.noise[:, :, 0]).any()
