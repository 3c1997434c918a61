"""Numba, its options, and the rules made known to it."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable
from typing import ParamSpec, TypeVar, cast

import numba
from numba.extending import register_jitable

from workbench.engines import rules

P = ParamSpec("P")
T = TypeVar("T")


def jit(function: Callable[P, T]) -> Callable[P, T]:
    """Compile at the first call, with Python's arithmetic (no fast math) and without holding Python's lock."""
    return cast("Callable[P, T]", numba.njit(nogil=True, error_model="python", _nrt=False)(function))


def know_the_rules() -> None:
    """Let compiled code call the very functions that the engine in Python calls."""
    for found in pkgutil.iter_modules(rules.__path__, f"{rules.__name__}."):
        module = importlib.import_module(found.name)
        for _, function in inspect.getmembers(module, inspect.isfunction):
            if function.__module__ == module.__name__:
                register_jitable(nogil=True, error_model="python", _nrt=False)(function)


know_the_rules()
