"""Garbage collection: what was loaded for good is left out of it, so that no answer waits for it."""

from __future__ import annotations

import gc
from functools import cache


@cache
def leave_standing() -> None:
    """Once for each kernel: clear up, and let later collections pass over what stands now.

    A full collection walks over every object of every library, which takes a tenth of a second and more, and
    comes at any moment. What stands here is still freed when nothing refers to it; only cycles of it are not.
    """
    gc.collect()
    gc.freeze()
