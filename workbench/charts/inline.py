"""The mark of every comparison as a small SVG string for table rows; same geometry as `interval`."""

from __future__ import annotations

import math
from enum import Enum

from workbench.charts import palette


class Dot(Enum):
    """How the average is drawn."""

    FILLED = (palette.ACCENT, "white", 1.2)
    HOLLOW = ("white", palette.ACCENT, 2.0)

    @classmethod
    def of(cls, *, decided: bool) -> Dot:
        """Hollow when undecided."""
        return cls.FILLED if decided else cls.HOLLOW


def inline_mark(
    values: tuple[float, float, float, float, float], dot: Dot, domain: tuple[float, float], width: int
) -> str:
    """Line, bar, dot and zero line on one scale.

    Parameters
    ----------
    values
        Average, low, high, p10, p90.
    dot
        Filled, or hollow where undecided.
    domain
        What the scale shows from left to right; one for all rows of a table.
    width
        Pixels.

    Examples
    --------
    >>> 'cx="50.0"' in inline_mark((0.0, -1.0, 1.0, -2.0, 2.0), Dot.HOLLOW, (-2.0, 2.0), 100)
    True
    """
    mean, low, high, p10, p90 = (_pixel(value, domain, width) for value in values)
    fill, edge, stroke = dot.value
    parts = [_zero(domain, width)]
    if math.isfinite(p10) and math.isfinite(p90):
        parts.append(
            f'<line x1="{p10:.1f}" x2="{p90:.1f}" y1="20" y2="20" stroke="{palette.ACCENT}" '
            f'stroke-width="1.6"/>'
        )
    if math.isfinite(low) and math.isfinite(high):
        parts.append(
            f'<rect x="{low:.1f}" width="{max(high - low, 0.0):.1f}" y="15" height="10" '
            f'fill="{palette.MIDDLE}"/>'
        )
    if math.isfinite(mean):
        parts.append(
            f'<circle cx="{mean:.1f}" cy="20" r="5.2" fill="{fill}" stroke="{edge}" stroke-width="{stroke}"/>'
        )
    return _svg("".join(parts), width)


def inline_baseline(domain: tuple[float, float], width: int) -> str:
    """The baseline's row: a grey ring at no difference."""
    zero = _pixel(0.0, domain, width)
    ring = f'<circle cx="{zero:.1f}" cy="20" r="5.2" fill="white" stroke="{palette.SECONDARY}"'
    return _svg(f'{_zero(domain, width)}{ring} stroke-width="2"/>', width)


def _pixel(value: float, domain: tuple[float, float], width: int) -> float:
    low, high = domain
    return (value - low) / (high - low) * width


def _zero(domain: tuple[float, float], width: int) -> str:
    zero = _pixel(0.0, domain, width)
    return f'<line x1="{zero:.1f}" x2="{zero:.1f}" y1="0" y2="40" stroke="{palette.SECONDARY}"/>'


def _svg(inner: str, width: int) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="40" '
        f'viewBox="0 0 {width} 40" aria-hidden="true" focusable="false">{inner}</svg>'
    )
