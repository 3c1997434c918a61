"""Notebooks and scenarios that travel with the package.

In a source checkout they are the top-level folders `notebooks/` and `scenarios/`; the wheel carries them
inside this package.
"""

from pathlib import Path
from typing import Literal


def bundled(name: Literal["notebooks", "scenarios"]) -> Path:
    """Return the folder of bundled notebooks or scenarios.

    >>> bundled("notebooks").name
    'notebooks'
    """
    package = Path(__file__).parent
    for folder in (package / name, package.parents[1] / name):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"{package / name}: the bundled {name} are missing; install workbench again")
