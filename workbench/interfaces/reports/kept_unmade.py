"""What a batch could not read or simulate, kept beside its pages, so that a site tells of it too."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from workbench.experiment.run_file import reading
from workbench.interfaces.reports.folder import RunFolder
from workbench.interfaces.reports.render import write_page
from workbench.interfaces.reports.step import Step
from workbench.interfaces.reports.unmade import Unmade

KEPT = "unmade.json"


def keep_unmade(unmade: Sequence[Unmade], runs: Sequence[RunFolder], folder: Path) -> None:
    """Keep what is in none of the runs, or take away what an earlier batch kept.

    Parameters
    ----------
    unmade
        Scenarios without figures.
    runs
        Of the batch.
    folder
        Of its pages.
    """
    if not unmade:
        (folder / KEPT).unlink(missing_ok=True)
        return
    told = [{"label": one.label, "step": one.step, "reasons": list(one.reasons)} for one in unmade]
    text = json.dumps({"made": _made(runs), "unmade": told}, ensure_ascii=False, indent=1)
    folder.mkdir(parents=True, exist_ok=True)
    write_page(folder / KEPT, text)


def kept_unmade(runs: Sequence[RunFolder], folder: Path) -> tuple[Unmade, ...]:
    """What the batch of these very runs could not make; nothing where others have replaced them.

    Raises
    ------
    InputError
        When it cannot be read.
    """
    path = folder / KEPT
    if not path.is_file():
        return ()
    with reading(path):
        told = json.loads(path.read_text(encoding="utf-8"))
        if told["made"] != _made(runs):
            return ()
        return tuple(
            Unmade(str(one["label"]), Step(one["step"]), [str(why) for why in one["reasons"]])
            for one in told["unmade"]
        )


def _made(runs: Sequence[RunFolder]) -> list[str]:
    return sorted(str(run.manifest["created"]) for run in runs)
