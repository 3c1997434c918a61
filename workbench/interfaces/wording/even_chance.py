"""Which promised dates stand clearly below even chance, and which are too close to tell: one rule for all."""

from __future__ import annotations

from collections.abc import Iterable

from workbench.interfaces.wording.phrases import count

EVEN = 0.5
"""As likely missed as kept."""


def below(high: float, threshold: float = EVEN) -> bool:
    """Whether a chance is clearly lower: its whole range is.

    Parameters
    ----------
    high
        Upper end of the range of the chance, 0 to 1; NaN where there is none.
    threshold
        What it is held against, 0 to 1.

    Examples
    --------
    >>> below(0.49), below(0.5), below(0.55)
    (True, False, False)
    """
    return high < threshold


def near(low: float, high: float, threshold: float = EVEN) -> bool:
    """Whether so many futures cannot tell on which side a chance lies.

    Parameters
    ----------
    low, high
        Range of the chance, 0 to 1; NaN where there is none.
    threshold
        What it is held against, 0 to 1.

    Examples
    --------
    >>> near(0.4, 0.6), near(0.51, 0.6), near(float("nan"), float("nan"))
    (True, False, False)
    """
    return low <= threshold <= high


def even_words(spans: Iterable[tuple[float, float]]) -> str:
    """How many are more likely missed than kept, and of how many that cannot be told.

    Parameters
    ----------
    spans
        Low and high end of each chance, 0 to 1.

    Examples
    --------
    >>> even_words([(0.1, 0.2), (0.4, 0.6), (0.8, 0.9)])
    'one is more likely missed than kept, one is too close to tell'
    >>> even_words([(0.8, 0.9)])
    'none is more likely missed than kept'
    """
    known = list(spans)
    missed = sum(below(high) for _, high in known)
    close = sum(near(low, high) for low, high in known)
    said = f"{count(missed, 'is', 'are') if missed else 'none is'} more likely missed than kept"
    return f"{said}, {count(close, 'is', 'are')} too close to tell" if close else said
