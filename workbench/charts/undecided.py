"""What is said of a difference that is not decided: the same words in a mark, a cell and a sentence."""

from __future__ import annotations

import math


def open_words(low: float, high: float) -> str:
    """What a cell says of a difference that is not decided: a range without width leaves nothing to say.

    Parameters
    ----------
    low, high
        Range of its average.

    Examples
    --------
    >>> open_words(-1.0, 2.0), open_words(3.0, 3.0), open_words(0.0, 0.0)
    ('undecided', 'too few futures', 'no difference')
    """
    if low == high == 0.0:
        return "no difference"
    return "undecided" if low < high and math.isfinite(high - low) else "too few futures"
