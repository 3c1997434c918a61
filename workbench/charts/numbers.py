"""How numbers are written: proper signs, one unit and equal decimals within a set."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from workbench.analysis import share_interval
from workbench.charts.symbols import symbol

MINUS = "\N{MINUS SIGN}"
NBSP = "\N{NO-BREAK SPACE}"
UNKNOWN = "–"

_STEPS = ((1e9, "bn"), (1e6, "m"), (1e3, "k"), (1.0, ""))


@dataclass(frozen=True)
class Figures:
    """How the numbers of one set are written: same unit, same decimals.

    Parameters
    ----------
    before, after
        What stands around the number, for example ``€`` and ``m``.
    divisor
        Value of one unit.
    decimals
        Decimal places.
    """

    before: str = ""
    after: str = ""
    divisor: float = 1.0
    decimals: int = 1

    def plain(self, value: float) -> str:
        """With its unit; a sign only if negative.

        Examples
        --------
        >>> Figures("€", "m", 1e6).plain(4_912_345), Figures("€", "m", 1e6).plain(-4_912_345)
        ('€4.9m', '−€4.9m')
        """
        return self._written(value, "", self.before, self.after)

    def signed(self, value: float) -> str:
        """With its unit, and its sign unless it rounds to zero.

        Examples
        --------
        >>> Figures("€", "m", 1e6).signed(712_000), Figures("€", "m", 1e6).signed(-9.0)
        ('+€0.7m', '€0.0m')
        """
        return self._written(value, "+", self.before, self.after)

    def bare(self, value: float) -> str:
        """Without its unit, which then stands in the heading."""
        return self._written(value, "", "", "")

    def bare_signed(self, value: float) -> str:
        """With its sign, without its unit.

        Examples
        --------
        >>> Figures("€", "m", 1e6).bare_signed(-4_300_000)
        '−4.3'
        """
        return self._written(value, "+", "", "")

    def span(self, low: float, high: float) -> str:
        """A range for a table, both ends with their sign.

        Examples
        --------
        >>> Figures("€", "m", 1e6).span(-4_300_000, 1_900_000)
        '−4.3 to +1.9'
        """
        return f"{self.bare_signed(low)} to {self.bare_signed(high)}"

    @property
    def unit(self) -> str:
        """The unit alone, for headings."""
        return f"{self.before}{self.after}".strip()

    def rounded(self, value: float) -> float:
        """What is shown, as a number of units."""
        return round(value / self.divisor, self.decimals)

    def _written(self, value: float, plus: str, before: str, after: str) -> str:
        if not math.isfinite(value):
            return UNKNOWN
        shown = self.rounded(value)
        sign = MINUS if shown < 0 else plus if shown > 0 else ""
        return f"{sign}{before}{abs(shown):,.{self.decimals}f}{after}"


def money(values: Iterable[float], currency: str) -> Figures:
    r"""Unit and decimals that suit a set of amounts: three digits at most, told by the largest.

    Examples
    --------
    >>> money([61_400_000], "EUR").plain(61_400_000), money([450_000], "EUR").plain(450_000)
    ('€61.4m', '€450k')
    >>> money([999_960], "USD").plain(999_960), money([0.0], "CHF").plain(0.0)
    ('$1.0m', 'CHF\xa00')
    """
    largest = _largest(values)
    for step, suffix in _STEPS:
        units = largest / step
        # 0.9995 units would be written with four digits one step below.
        if units >= 0.9995 or step == 1.0:
            decimals = 0 if units >= 99.95 or step == 1.0 else 2 if step == 1e9 and units < 9.995 else 1
            return Figures(symbol(currency), suffix, step, decimals)
    raise AssertionError("the last step takes everything")


def amount(value: float, currency: str) -> str:
    """One amount on its own.

    Examples
    --------
    >>> amount(1_250_000_000, "EUR"), amount(104_000_000, "EUR"), amount(-48_300, "EUR")
    ('€1.25bn', '€104m', '−€48.3k')
    """
    return money([value], currency).plain(value)


def plain_figures(values: Iterable[float], unit: str) -> Figures:
    r"""Decimals that suit a set of numbers that are not money.

    Examples
    --------
    >>> plain_figures([0.1234], "share").plain(0.1234), plain_figures([341.2], "working days").bare(341.2)
    ('12\xa0%', '341')
    """
    if unit == "share":
        return Figures("", f"{NBSP}%", 0.01, 0 if _largest(values) >= 0.05 else 1)
    largest = _largest(values)
    decimals = 0 if largest >= 100 else 1 if largest >= 5 else 2
    return Figures("", "", 1.0, decimals)


def figures_for(values: Iterable[float], unit: str, currency: str) -> Figures:
    """Money or plain numbers, by the unit of a measure."""
    known = list(values)
    return money(known, currency) if unit == currency else plain_figures(known, unit)


def finer(figures: Figures, value: float) -> Figures:
    """One more decimal where a value would otherwise be written as zero.

    Examples
    --------
    >>> finer(Figures("€", "m", 1e6), 40_000).plain(40_000)
    '€0.04m'
    """
    vanishes = value != 0 and figures.rounded(value) == 0
    return replace(figures, decimals=figures.decimals + 1) if vanishes else figures


def clear_of_zero(figures: Figures, low: float, high: float) -> Figures:
    """As many decimals as a range that leaves out zero needs for neither end to be written as zero.

    Examples
    --------
    >>> clear_of_zero(Figures("€", "m", 1e6), 4_000, 1_000_000).plain(4_000)
    '€0.004m'
    """
    if not (low > 0 or high < 0):
        return figures
    for _ in range(6):
        figures = finer(finer(figures, low), high)
    return figures


def clear_ends(figures: Figures, low: float, high: float) -> Figures:
    """Up to two more decimals where an end of a range would seem to be zero, or both ends the same.

    An end that is next to nothing beside the other stays zero, unless the range leaves out zero.

    Examples
    --------
    >>> clear_ends(Figures("€", "m", 1e6), -40_000, 1_100_000).span(-40_000, 1_100_000)
    '−0.04 to +1.10'
    >>> clear_ends(Figures("€", "m", 1e6), -40, 1_100_000).span(-40, 1_100_000)
    '0.0 to +1.1'
    """
    figures = clear_of_zero(figures, low, high)
    for more in range(3):
        closer = replace(figures, decimals=figures.decimals + more)
        first, last = closer.rounded(low), closer.rounded(high)
        seems_zero = (low != 0 and first == 0) or (high != 0 and last == 0)
        if not seems_zero and (first != last or low == high):
            return closer
    return figures


def in_three_digits(figures: Figures, values: Sequence[float]) -> Figures:
    """Fewer decimals where the largest of some amounts would be written with more than three digits.

    Examples
    --------
    >>> in_three_digits(Figures("€", "m", 1e6), [123_400_000]).plain(123_400_000)
    '€123m'
    >>> in_three_digits(Figures("€", "m", 1e6), [12_340_000]).plain(12_340_000)
    '€12.3m'
    """
    units = max((abs(one) for one in values if math.isfinite(one)), default=0.0) / figures.divisor
    room = 2 if units < 9.995 else 1 if units < 99.95 else 0
    return replace(figures, decimals=min(figures.decimals, room))


def axis_figures(ticks: Iterable[float], figures: Figures) -> Figures:
    """The same unit, without decimals where the marks of an axis need none.

    Examples
    --------
    >>> axis_figures([0.0, 5e6], Figures("€", "m", 1e6)).plain(5e6)
    '€5m'
    """
    units = [tick / figures.divisor for tick in ticks]
    for decimals in range(4):
        if all(abs(unit - round(unit, decimals)) < 1e-9 for unit in units):
            return replace(figures, decimals=decimals)
    return figures


def parts_of(values: Sequence[float], figures: Figures) -> list[float]:
    """Parts rounded so that the shown parts give the shown total (largest remainders).

    Examples
    --------
    >>> parts_of([1.04, 1.04, 1.04], Figures(decimals=1))
    [1.1, 1.0, 1.0]
    """
    scale = 10**figures.decimals
    exact = [value / figures.divisor * scale for value in values]
    floors = [math.floor(one) for one in exact]
    missing = round(sum(exact)) - sum(floors)
    by_rest = sorted(range(len(exact)), key=lambda k: (floors[k] - exact[k], k))
    for k in by_rest[:missing]:
        floors[k] += 1
    return [one / scale * figures.divisor for one in floors]


def out_of(share: float, n: float) -> str:
    """A chance in whole futures below a hundred of them, from then on as a natural frequency of 100.

    Examples
    --------
    >>> out_of(1.0, 12), out_of(0.18, 1000), out_of(0.0, 1000)
    ('12', '18', 'under 1')
    """
    return f"{share * n:.0f}" if n < 100 and math.isfinite(share) else out_of_100(share)


def whole(n: float) -> int:
    """Of how many `out_of` speaks.

    Examples
    --------
    >>> whole(12), whole(1000)
    (12, 100)
    """
    return int(n) if n < 100 else 100


def out_of_span(share: float, n: float) -> str:
    """Range of a chance, 95 % sure (Wilson), out of as many as `out_of` says; empty where it is unknown.

    Examples
    --------
    >>> out_of_span(0.9, 60), out_of_span(0.18, 1000), out_of_span(float("nan"), 60)
    ('48 to 57', '16 to 21', '')
    >>> out_of_span(1.0, 1500), out_of_span(0.0, 1500)
    ('99 to 100', '0 to 1')
    """
    if not math.isfinite(share) or n < 1:
        return ""
    found = share_interval(share * n, round(n))
    if n < 100:
        return f"{found.low * n:.0f} to {found.high * n:.0f}"
    return span_of_100(share, found.low, found.high)


def span_of_100(share: float, low: float, high: float) -> str:
    """Range of a chance in hundredths; it holds the figure too where that reads “under 1” or “over 99”.

    Examples
    --------
    >>> span_of_100(0.25, 0.194, 0.313), span_of_100(0.001, 0.0, 0.003), span_of_100(0.9999, 0.998, 1.0)
    ('19 to 31', '0 to 1', '99 to 100')
    """
    first, last = round(low * 100), round(high * 100)
    if share * 100 < 1:
        first, last = 0, max(last, 1)
    elif share * 100 > 99:
        first, last = min(first, 99), 100
    return f"{first} to {last}"


def give_or_take(half_width: float, of: int) -> str:
    """How well a chance is known, out of so many futures; rounded up, so that no more is promised than is so.

    Examples
    --------
    >>> give_or_take(0.0612, 100), give_or_take(0.06, 100)
    ('±7', '±6')
    """
    return f"±{math.ceil(half_width * of - 1e-9)}"


def in_futures(share: float, n: float) -> str:
    """A chance in a sentence.

    Examples
    --------
    >>> in_futures(1.0, 12), in_futures(0.18, 1000)
    ('in 12 of 12 futures', 'in 18 of 100 futures')
    """
    return f"in {out_of(share, n)} of {whole(n)} futures"


def out_of_100(share: float) -> str:
    """A chance as a natural frequency, never 0 and never 100 of 100.

    Examples
    --------
    >>> out_of_100(0.18), out_of_100(0.001), out_of_100(0.9999)
    ('18', 'under 1', 'over 99')
    """
    if not math.isfinite(share):
        return UNKNOWN
    if share * 100 < 1:
        return "under 1"
    if share * 100 > 99:
        return "over 99"
    return f"{share * 100:.0f}"


def nice_ticks(low: float, high: float, most: int) -> list[float]:
    """Round numbers inside a range, at most so many.

    Examples
    --------
    >>> nice_ticks(-13.0, 6.0, 5)
    [-10.0, -5.0, 0.0, 5.0]
    """
    span = high - low
    if not (math.isfinite(span) and span > 0):
        return [0.0]
    size = 10.0 ** math.floor(math.log10(span / most))
    for factor in (1, 2, 5, 10, 20):
        step = size * factor
        first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
        if last - first + 1 <= most:
            return [round(k * step, 12) for k in range(first, last + 1)]
    return [0.0]


def padded(low: float, high: float, share: float) -> tuple[float, float]:
    """A range with some air at both ends; never empty.

    Examples
    --------
    >>> padded(0.0, 10.0, 0.1), padded(0.0, 0.0, 0.1)
    ((-1.0, 11.0), (-1.0, 1.0))
    """
    if not high > low:
        reach = abs(low) or 1.0
        return low - reach, high + reach
    air = (high - low) * share
    return low - air, high + air


def domain_of(values: Iterable[float]) -> tuple[float, float]:
    """What an axis of differences shows: every mark, and zero.

    Examples
    --------
    >>> domain_of([5.0, float("nan")])
    (-0.2, 5.2)
    """
    known = [value for value in values if math.isfinite(value)]
    return padded(min([0.0, *known]), max([0.0, *known]), 0.04)


def _largest(values: Iterable[float]) -> float:
    return max((abs(value) for value in values if math.isfinite(value)), default=0.0)
