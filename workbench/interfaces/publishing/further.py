"""Reports that a batch made of notebooks of its own, recognised by what they were executed with."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from workbench.interfaces.reports.folder import RunFolder
from workbench.interfaces.reports.page_list import pages_of
from workbench.interfaces.reports.render import template_of
from workbench.interfaces.reports.stamps import is_finished, stamp_of
from workbench.interfaces.reports.study_reports import OURS, Template

FIRST = "page"
"""What an index calls the first report on a scenario."""


@dataclass(frozen=True)
class Found:
    """A report of a batch.

    Parameters
    ----------
    label
        What readers call it.
    page
        Where it lies.
    template
        What it says it is made of; None where that is gone.
    """

    label: str
    page: Path
    template: Template | None

    def is_finished(self, run: RunFolder, scenario: str) -> bool:
        """Whether it is there and says what the run says now."""
        made_of = self.template
        if made_of is None:
            return False
        return is_finished(self.page, stamp_of(run, scenario, made_of.notebook, made_of.parameters))


def found_in(run: RunFolder, scenario: str, pages: Path) -> tuple[Found, ...]:
    """Reports on a scenario that a batch lists, its first one first; none of a masked run."""
    if run.masked is not None:
        return ()
    return tuple(
        Found(one.label, pages / one.file, _template_of((pages / one.file).with_suffix(".ipynb")))
        for one in pages_of(run, scenario, pages)
    )


def bundled() -> Template:
    """What a report is made of where a folder of results holds none, and the only thing that is executed.

    What a folder says that its reports were made of, anybody may have put there.
    """
    return Template(template_of("scenario_report"), {}, "")


def own_page(pages: Path, stem: str, listed: Sequence[Found]) -> Path:
    """Where the bundled report goes: never in the place of one that a batch made of something else."""
    page = pages / f"{stem}.html"
    taken = any(one.page == page and one.template != bundled() for one in listed)
    return pages / f"{stem}--bundled.html" if taken else page


def _template_of(executed: Path) -> Template | None:
    """The notebook and the parameters that an executed copy says it came from, if that notebook is there."""
    try:
        told = json.loads(executed.read_text(encoding="utf-8"))["metadata"]["papermill"]
        path, parameters = Path(told["input_path"]), dict(told["parameters"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    if not path.is_file():
        # Another installation has the bundled ones elsewhere.
        path = template_of(path.stem)
    if not path.is_file():
        return None
    return Template(path, {name: value for name, value in parameters.items() if name not in OURS}, "")
