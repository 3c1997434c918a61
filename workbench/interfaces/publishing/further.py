"""Reports that a batch made of notebooks of its own, recognised by what they were executed with."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from workbench.interfaces.reports.folder import RunFolder
from workbench.interfaces.reports.page_list import pages_of
from workbench.interfaces.reports.render import template_of
from workbench.interfaces.reports.study_reports import OURS, Template


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
        What it is made of; None where nobody can tell any more, so that it may not be published.
    """

    label: str
    page: Path
    template: Template | None


def found_in(run: RunFolder, scenario: str, pages: Path) -> tuple[Found, ...]:
    """Reports on a scenario that a batch lists, its first one first; none where nothing is listed."""
    return tuple(
        Found(one.label, pages / one.file, _template_of((pages / one.file).with_suffix(".ipynb")))
        for one in pages_of(run, scenario, pages)
    )


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
