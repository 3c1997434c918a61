"""Which engine lives through the futures: the reference in SimPy, or its compiled twin."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from importlib.util import find_spec
from subprocess import DEVNULL, Popen

from workbench.engines.addresses import PLAIN, Uniforms
from workbench.engines.draws import Draws
from workbench.engines.path import Paths
from workbench.engines.plan import Plan
from workbench.engines.present import Floats, PresentValues
from workbench.errors import InputError, Problem


class EngineName(StrEnum):
    """Engines that can be asked for."""

    AUTO = "auto"
    """The compiled one where numba can be imported, SimPy otherwise."""
    SIMPY = "simpy"
    COMPILED = "compiled"


@dataclass(frozen=True)
class Engine:
    """An engine: same plan and draws, same bits.

    Parameters
    ----------
    name
        Never `AUTO`.
    uniforms
        Where uniform numbers come from.
    live
        From a plan and the luck of a block to its paths.
    present_values
        From a plan and days of completion to benefit, run cost and lateness.
    """

    name: EngineName
    uniforms: Uniforms
    live: Callable[[Plan, Draws], Paths]
    present_values: Callable[[Plan, Floats], PresentValues]


def can_compile() -> bool:
    """Whether numba is there, without importing it."""
    return find_spec("numba") is not None


def is_ready() -> bool:
    """Whether the compiled engine can start at once: its code was compiled before."""
    if not can_compile():
        return False
    from workbench.engines.compiled.cache import is_warm

    return is_warm()


def prepare() -> Popen[bytes] | None:
    """Compile the engine in a process of its own while this one goes on; None where that is not needed."""
    if not can_compile() or is_ready():
        return None
    command = [sys.executable, "-m", "workbench.engines.compiled"]
    return Popen(command, stdin=DEVNULL, stdout=DEVNULL, stderr=DEVNULL)


def chosen(name: EngineName) -> EngineName:
    """The engine that a name stands for on this machine; an error where it cannot be had."""
    if name is EngineName.COMPILED and not can_compile():
        raise InputError.of(
            Problem(
                ("engine",),
                "the compiled engine needs numba, which is not installed",
                str(name),
                "install numba, or take auto or simpy: the same figures, slower",
            )
        )
    if name is EngineName.AUTO:
        return EngineName.COMPILED if can_compile() else EngineName.SIMPY
    return name


def engine_of(name: EngineName) -> Engine:
    """The engine of a name; each is imported only where it is used.

    Examples
    --------
    >>> engine_of(EngineName.SIMPY).name
    <EngineName.SIMPY: 'simpy'>
    """
    if chosen(name) is EngineName.COMPILED:
        from workbench.engines.compiled.engine import live
        from workbench.engines.compiled.philox import COMPILED
        from workbench.engines.compiled.present import present_values

        return Engine(EngineName.COMPILED, COMPILED, live, present_values)
    from workbench.engines.present import present_values as values_one_by_one
    from workbench.engines.process import run_block

    return Engine(EngineName.SIMPY, PLAIN, run_block, values_one_by_one)
