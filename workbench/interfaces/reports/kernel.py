"""The kernel that executes reports: always the Python that is running, never one installed elsewhere."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import zmq
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from traitlets import default

import workbench

NAME = "python3"


def kernel_spec() -> KernelSpec:
    """How this Python is started as a kernel, with this very copy of workbench on its path."""
    home = str(Path(workbench.__file__).absolute().parents[1])
    before = os.environ.get("PYTHONPATH", "")
    argv = [sys.executable, "-Xfrozen_modules=off", "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    # Without it IPython looks into the present folder first, which may be another checkout.
    argv += ["--InteractiveShellApp.ignore_cwd=True"]
    return KernelSpec(
        argv=[*argv, "--HistoryManager.enabled=False", "--log-level=50"],
        display_name="Python of workbench",
        language="python",
        metadata={"supported_encryption": "curve"},
        env={"PYTHONPATH": os.pathsep.join([home, before] if before else [home])},
    )


class ThisPython(AsyncKernelManager):
    """A kernel manager that looks nothing up, and speaks to its kernel in private."""

    @default("transport_encryption")
    def _encrypted_where_possible(self) -> str:
        return "auto" if zmq.has("curve") else "disabled"

    @property
    def kernel_spec(self) -> KernelSpec:
        """The Python that runs this, whatever is registered under its name."""
        return kernel_spec()
