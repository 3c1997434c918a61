"""Which scenarios of a run are choices and which are events, kept beside it: so no report reads all of them.

Kept by the hashes of what was compared: whatever else comes to stand in the folder is never believed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from workbench.interfaces.reports.folder import RunFolder
from workbench.interfaces.reports.render import write_page

KINDS = "kinds.json"


def write_kinds(baseline: str, kinds: Mapping[str, str], folder: Path) -> None:
    """Keep the kinds of scenarios.

    Parameters
    ----------
    baseline
        Hash of the scenario that they are seen from.
    kinds
        Kinds by the hash of a scenario.
    folder
        Of the run.
    """
    write_page(folder / KINDS, json.dumps({"baseline": baseline, "kinds": dict(kinds)}, indent=1))


def kept_kinds(run: RunFolder) -> Mapping[str, str]:
    """Kinds of all scenarios but the baseline by name; empty if not all of them are known."""
    try:
        told = json.loads((run.path / KINDS).read_text(encoding="utf-8"))
        if told["baseline"] != run.entry(run.baseline)["hash"]:
            return {}
        return {name: str(told["kinds"][run.entry(name)["hash"]]) for name in run.others}
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return {}
