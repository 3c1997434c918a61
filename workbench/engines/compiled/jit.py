"""Numba, its options, and the rules made known to it."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar, cast

import numba
from numba.extending import register_jitable

from workbench.engines import rules

P = ParamSpec("P")
T = TypeVar("T")


OPTIONS: dict[str, Any] = {"nogil": True, "error_model": "python", "_nrt": False}
"""Python's arithmetic (never fast math); no lock of Python; no counting of references, as nothing is made."""


def jit(function: Callable[P, T]) -> Callable[P, T]:
    """Compile at the first call."""
    return cast("Callable[P, T]", numba.njit(**OPTIONS)(function))


def inlined(function: Callable[P, T]) -> Callable[P, T]:
    """Compile as part of the one function that calls it.

    Numba optimizes a function together with all it calls, and again for each of its callers up the line. For
    the two outermost functions this saves about a tenth of compiling (measured once, 31 against 35 s of a
    busy processor); for every function with a single caller it cost half as much again (45 s).
    """
    return cast("Callable[P, T]", numba.njit(inline="always", **OPTIONS)(function))


def know_the_rules() -> None:
    """Let compiled code call the very functions that the engine in Python calls."""
    for found in pkgutil.iter_modules(rules.__path__, f"{rules.__name__}."):
        module = importlib.import_module(found.name)
        for _, function in inspect.getmembers(module, inspect.isfunction):
            if function.__module__ == module.__name__:
                register_jitable(**OPTIONS)(function)


know_the_rules()
