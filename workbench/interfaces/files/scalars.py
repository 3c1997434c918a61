"""Plain YAML scalars: the few unsurprising rules of YAML 1.2, for reading and for writing.

`no`, `on`, `12:30` and `007` stay text; `1e6` and `1_000_000` are numbers; dates stay text here.
"""

from __future__ import annotations

import re

Scalar = str | int | float | bool | None

_WORDS: dict[str, Scalar] = {
    "": None,
    "~": None,
    **dict.fromkeys(("null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]{0,30}|[1-9][0-9]{0,2}(_[0-9]{3})+)")
FLOAT = re.compile(
    r"[-+]?(([0-9]+\.[0-9]*|\.[0-9]+|[1-9][0-9_]*\.[0-9]*)([eE][-+]?[0-9]+)?|[0-9]+[eE][-+]?[0-9]+|\.(inf|Inf|INF))"
    r"|\.(nan|NaN|NAN)"
)


def scalar(text: str) -> Scalar:
    """Value of an unquoted scalar.

    Examples
    --------
    >>> [scalar(text) for text in ("18", "1_000_000", "1e6", "007", "no", "true", "", "2027-01-04")]
    [18, 1000000, 1000000.0, '007', 'no', True, None, '2027-01-04']
    """
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in "+-.0123456789":
        return text
    if INTEGER.fullmatch(text):
        return int(text.replace("_", ""))
    if FLOAT.fullmatch(text):
        return float(text.replace("_", "").lower().replace(".inf", "inf").replace(".nan", "nan"))
    return text
