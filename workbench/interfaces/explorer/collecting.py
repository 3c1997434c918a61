"""Garbage collection: what stands for good is left out of it, so that it takes little of an answer."""

from __future__ import annotations

import gc


def leave_standing() -> None:
    """Clear up, and let later collections pass over what stands now, until this is called again.

    A full collection walks over every object of every library and of the page, which takes two tenths of a
    second, and comes at any moment. What a closed page has left behind goes when the next page calls this.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
