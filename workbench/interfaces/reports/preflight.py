"""What a report needs besides the run, checked before anything starts: one sentence if it is not there."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import workbench
from workbench.errors import InputError, Problem


def check_folder(folder: Path) -> None:
    """Make the folder and see that files can be written in it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        reason = error.strerror or str(error)
        problem = Problem(("out",), f"cannot be written to: {reason}", str(folder), "name another folder")
        raise InputError.of(problem) from error


def check_kernel() -> None:
    """See that this Python can run a notebook, and that the same workbench is there in it."""
    if find_spec("ipykernel") is None:
        raise InputError.of(
            Problem(
                (),
                "ipykernel is missing, so no report can be made",
                sys.executable,
                "install workbench again with pip",
            )
        )
    from workbench.interfaces.reports.kernel import kernel_spec

    found = _found_by(sys.executable, kernel_spec().env["PYTHONPATH"])
    version, _, file = found.stdout.strip().partition("\n")
    if found.returncode != 0:
        last = (found.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise InputError.of(
            Problem(
                (), f"workbench cannot be imported by the kernel: {last}", sys.executable, "install it there"
            )
        )
    if version != workbench.__version__:
        message = f"the kernel has workbench {version}, this command has {workbench.__version__}"
        raise InputError.of(Problem((), message, sys.executable, "install one of them in both"))
    if not Path(file).samefile(workbench.__file__):
        message = f"the kernel takes workbench from {Path(file).parent}, this command from another folder"
        ours = str(Path(workbench.__file__).parent)
        raise InputError.of(Problem((), message, ours, "take the other one off PYTHONPATH"))


@cache
def _found_by(python: str, path: str) -> subprocess.CompletedProcess[str]:
    """What a kernel of this Python imports; asked once, since it takes a second."""
    # As in the kernel, the present folder, which may be another checkout, is not looked into: -P.
    code = "import workbench; print(workbench.__version__); print(workbench.__file__)"
    return subprocess.run(
        [python, "-P", "-c", code],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
