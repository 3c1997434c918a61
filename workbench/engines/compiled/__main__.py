"""Compile the engine now, so that nobody waits for it later: `python -m workbench.engines.compiled`."""

from __future__ import annotations

from typing import Any, cast

from numba import float64, int64

from workbench.engines.compiled.block import live_block
from workbench.engines.compiled.philox import _fill, _fill_attempts
from workbench.engines.compiled.present import _value


def main() -> None:
    """Compile what is not compiled yet; a moment where everything is.

    The types are given as a call would: code kept under a signature is not found by a call.
    """
    cast(Any, live_block).compile((int64,) * 6)
    cast(Any, _fill).compile((int64,) * 4)
    cast(Any, _fill_attempts).compile((*(int64,) * 4, float64))
    cast(Any, _value).compile((int64,) * 2)


if __name__ == "__main__":
    main()
