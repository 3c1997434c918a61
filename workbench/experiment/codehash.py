"""What a stored block rests on besides its scenario: the code that made it, and the machine's arithmetic."""

from __future__ import annotations

import hashlib
import math
import platform
import struct
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import numpy as np

SOURCES = ("engines", "model", "policies", "scenario", "evidence")
"""Packages whose source decides what a replication gives."""

MEASURING = (
    "analysis/shrinkage.py",
    "experiment/attended.py",
    "experiment/capacity.py",
    "experiment/chunk.py",
    "experiment/twins.py",
    "experiment/delivered.py",
    "experiment/effort.py",
    "experiment/measure.py",
    "experiment/measures.py",
    "experiment/measure_table.py",
    "experiment/reserves.py",
    "experiment/row_statistics.py",
    "experiment/stopped.py",
)

NUMERIC = ("numba", "numpy", "scipy", "simpy")
"""Packages whose release is part of a block's key."""

REPORTED = (*NUMERIC, "pandas", "pydantic", "pyarrow")


def versions() -> dict[str, str]:
    """Releases of Python, the workbench and what it rests on."""
    from workbench import __version__

    return {
        "workbench": __version__,
        "python": platform.python_version(),
        **{name: _version(name) for name in REPORTED},
    }


@cache
def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "unknown"


@lru_cache(maxsize=1)
def code_hash() -> str:
    """Hash of engine, rules, draws, model and measuring sources, numeric packages and arithmetic.

    A changed rule, coefficient, package or machine gives another hash, so a store never serves numbers that
    this code on this machine would not give.
    """
    digest = hashlib.sha256(source_hash().encode())
    for name in NUMERIC:
        digest.update(f"{name} {_version(name)}\0".encode())
    digest.update(fingerprint()["arithmetic"].encode())
    return digest.hexdigest()


@lru_cache(maxsize=1)
def source_hash() -> str:
    """Hash of the sources alone: equal wherever the same release of the workbench is installed."""
    digest = hashlib.sha256()
    for name, content in _sources(Path(__file__).parents[1]):
        digest.update(name.encode())
        digest.update(b"\0")
        digest.update(content.replace(b"\r\n", b"\n"))
        digest.update(b"\0")
    return digest.hexdigest()


def _sources(root: Path) -> Iterator[tuple[str, bytes]]:
    files = [path for name in SOURCES for path in (root / name).rglob("*") if path.suffix in {".py", ".csv"}]
    files.extend(root / name for name in MEASURING)
    for path in sorted(files, key=lambda one: one.relative_to(root).as_posix()):
        yield path.relative_to(root).as_posix(), path.read_bytes()


@lru_cache(maxsize=1)
def _arithmetic() -> str:
    """Hash of elementary functions of fixed numbers, by the C library and by numpy."""
    points = [k * 0.37 - 18.3 for k in range(101)]
    positive = [abs(x) + 1e-3 for x in points]
    scalar = [f(x) for f in (math.exp, math.sin) for x in points] + [math.log(x) for x in positive]
    array = np.concatenate([np.exp(points), np.log(positive), np.expm1(points)])
    digest = hashlib.sha256(struct.pack(f"<{len(scalar)}d", *scalar))
    digest.update(array.astype("<f8").tobytes())
    return digest.hexdigest()[:16]


def fingerprint() -> dict[str, str]:
    """The machine, as far as results may depend on it: equal `arithmetic` should mean equal bits."""
    found = np.show_config(mode="dicts")
    simd = found.get("SIMD Extensions", {}) if isinstance(found, dict) else {}
    return {
        "system": platform.system(),
        "machine": platform.machine(),
        "libc": " ".join(platform.libc_ver()).strip(),
        "simd": " ".join(simd.get("found", [])),
        "arithmetic": _arithmetic(),
    }
