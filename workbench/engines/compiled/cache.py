"""Machine code kept between processes, never for other sources than those it was made of.

Numba itself looks only at the file of the compiled function, and a rule changed in another file would meet
yesterday's code. Here a hash over every source of the engines, and the versions of what compiles them, stamps
the cache: anything that changes makes the next process compile anew.
"""

from __future__ import annotations

import hashlib
import shutil
from functools import lru_cache
from pathlib import Path
from typing import Any

import llvmlite
import numba
import numpy as np
from numba.core.caching import CompileResultCacheImpl, FunctionCache, _CacheLocator
from platformdirs import user_cache_path

import workbench.engines

ENTRIES = ("block.live_block", "philox._fill-", "philox._fill_attempts-", "present._value")
"""Functions of which code is kept."""

KEPT = 6
"""Code of so many versions of the sources is kept; a developer goes back and forth between a few."""


@lru_cache(maxsize=1)
def stamp() -> str:
    """Hash of the sources of the engines and of the versions that compile them."""
    root = Path(workbench.engines.__path__[0])
    digest = hashlib.blake2b(digest_size=16)
    for path in sorted(root.rglob("*.py")):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0")
        digest.update(path.read_bytes())
    for package in (numba, llvmlite, np):
        digest.update(f"{package.__name__} {package.__version__}\n".encode())
    return digest.hexdigest()


@lru_cache(maxsize=1)
def folder() -> Path | None:
    """Where the code of these sources is kept, for this user alone; None where nothing can be written."""
    root = user_cache_path("workbench", appauthor=False) / "compiled"
    path = root / stamp()
    try:
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
        (path / "used").touch()
        used = sorted(root.glob("*/used"), key=lambda one: one.stat().st_mtime, reverse=True)
    except OSError:
        return None
    for old in used[KEPT:]:
        shutil.rmtree(old.parent, ignore_errors=True)
    return path


def is_warm() -> bool:
    """Whether the code of these sources has been compiled before."""
    found = folder()
    return found is not None and all(any(found.glob(f"{name}*.nbi")) for name in ENTRIES)


class _Locator(_CacheLocator):
    def __init__(self, path: Path) -> None:
        self._path = path

    def get_cache_path(self) -> str:
        return str(self._path)

    def get_source_stamp(self) -> str:
        return stamp()

    def get_disambiguator(self) -> str:
        return "engine"

    @classmethod
    def from_function(cls, function: Any, file: str) -> _Locator | None:
        found = folder()
        return None if found is None else cls(found)


class _Code(CompileResultCacheImpl):
    _locator_classes: Any = [_Locator]


class _Cache(FunctionCache):
    _impl_class = _Code


def keep(function: Any) -> Any:
    """Keep the machine code of a compiled function for the processes that follow."""
    if folder() is not None:
        function._cache = _Cache(function.py_func)
    return function
