"""What stands before an amount of a currency."""

from __future__ import annotations

SYMBOLS = {
    "EUR": "€",
    "USD": "$",
    "GBP": "£",
    "JPY": "¥",
    "CNY": "CN¥",
    "INR": "₹",
    "KRW": "₩",
    "AUD": "A$",
    "CAD": "C$",
    "NZD": "NZ$",
}
"""Currencies with a symbol of their own; others are written by their code, with a space."""


def symbol(currency: str) -> str:
    r"""What stands before an amount.

    Examples
    --------
    >>> symbol("EUR"), symbol("CHF")
    ('€', 'CHF\xa0')
    """
    return SYMBOLS.get(currency, f"{currency}\N{NO-BREAK SPACE}" if currency else "")
