"""Loaded by workers started on this machine: Ctrl-C is the business of the program that started them."""

from __future__ import annotations

import signal


def dask_setup(worker: object) -> None:
    """Let the terminal's interruption pass; the program ends its workers itself, without their tracebacks."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
