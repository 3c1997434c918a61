"""Kernels forked from a process that has imported what reports need: each then costs its own work alone.

Every report still has a kernel of its own, so none can see what another did. Where no server can fork
(Windows), kernels start as always.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from multiprocessing import (
    current_process,
    forkserver,
    get_all_start_methods,
    get_context,
    resource_tracker,
)
from multiprocessing.context import ForkServerContext
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from workbench.experiment.executors import end_with_the_parent
from workbench.interfaces.reports.kernel import ThisPython

if TYPE_CHECKING:
    from multiprocessing.context import ForkServerProcess

PRELOADED = "workbench.interfaces.reports.preloaded"


def can_fork() -> bool:
    """Whether this system has a server that forks, and this process may have children."""
    return "forkserver" in get_all_start_methods() and not current_process().daemon


@cache
def _nursery() -> ForkServerContext:
    """The server's context; the server itself starts with the first kernel and ends with this process.

    Ctrl-C is the business of whoever asked for reports: server and kernels are born with it blocked, and say
    nothing of an import that it would have broken off.
    """
    context = get_context("forkserver")
    context.set_forkserver_preload([PRELOADED])
    # It lets the signal through again when it starts, so it starts first.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    return context


class WarmPython(ThisPython):
    """A kernel manager whose kernel has everything imported when it starts."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if can_fork():
            self.provisioner = _Forked(kernel_id=self.kernel_id, kernel_spec=self.kernel_spec, parent=self)


class _Forked(LocalProvisioner):
    """Starts the kernel as a fork; everything else is as for a program that was started."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        """Fork the kernel from the process that has everything imported, instead of running a program."""
        words = cmd[cmd.index("ipykernel_launcher") + 1 :]
        child = _nursery().Process(
            target=_serve, args=(words, dict(kwargs.get("env") or os.environ), str(Path.cwd())), daemon=True
        )
        child.start()
        self.process: Any = _Child(child)
        # No group of its own for signals: it is in that of the server.
        self.pid, self.pgid = child.pid, None
        return self.connection_info


class _Child:
    """A forked process with the methods of a started one."""

    stdin = stdout = stderr = None

    def __init__(self, process: ForkServerProcess) -> None:
        self._process = process
        self.pid = process.pid

    def poll(self) -> int | None:
        return self._process.exitcode

    def wait(self) -> int | None:
        self._process.join()
        return self._process.exitcode

    def send_signal(self, number: int) -> None:
        if self.pid is not None and self._process.exitcode is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        self._process.kill()

    def terminate(self) -> None:
        self._process.terminate()


def _serve(words: Sequence[str], environment: Mapping[str, str], folder: str) -> None:
    """The life of a forked kernel."""
    from ipykernel.kernelapp import IPKernelApp

    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    home = environment.get("PYTHONPATH", "").split(os.pathsep)
    sys.path[:0] = [one for one in home if one and one not in sys.path]
    kernel = IPKernelApp.instance()
    # With whoever asked for reports: the server itself stays for as long as it has a child.
    end_with_the_parent()
    kernel.parent_handle = os.getppid()
    kernel.initialize(list(words))  # type: ignore[no-untyped-call]
    kernel.start()  # type: ignore[no-untyped-call]
