"""Where it was measured."""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PACKAGES = ("numba", "numpy", "simpy", "ciw", "salabim")


@dataclass(frozen=True)
class Machine:
    """Processor, system and versions; nothing that names a computer or its owner."""

    cpu: str
    cores: int
    load: float
    system: str
    versions: str

    @classmethod
    def here(cls) -> Machine:
        """The one that runs now."""
        found = [f"{name} {number}" for name in PACKAGES if (number := _version(name))]
        load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
        return cls(
            _cpu(),
            os.cpu_count() or 1,
            round(load, 1),
            f"{platform.system()}, Python {platform.python_version()}",
            ", ".join(found),
        )


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _cpu() -> str:
    listed = Path("/proc/cpuinfo")
    if listed.exists():
        for line in listed.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
