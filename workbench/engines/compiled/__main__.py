"""Compile the engine now, so that nobody waits for it later: `python -m workbench.engines.compiled`."""

from __future__ import annotations

from typing import Any, cast

from numba import int64, void

from workbench.engines.compiled.block import live_block
from workbench.engines.compiled.philox import _fill
from workbench.engines.compiled.present import _value


def main() -> None:
    """Compile what is not compiled yet; a moment where everything is."""
    cast(Any, live_block).compile(int64(int64, int64, int64, int64, int64, int64))
    cast(Any, _fill).compile(void(int64, int64, int64, int64))
    cast(Any, _value).compile(void(int64, int64))


if __name__ == "__main__":
    main()
