"""From a template notebook to a page: execute it with parameters, then show what its cells show."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import workbench
from workbench.bundled import bundled
from workbench.charts.palette import css_properties
from workbench.errors import InputError, WorkbenchError
from workbench.interfaces.reports.kernel import NAME, ThisPython
from workbench.interfaces.reports.parameters import unknown_parameters, verbatim
from workbench.interfaces.wording import STAMP
from workbench.interfaces.wording.calibrated import is_checked

TEMPLATES = Path(__file__).parent / "template"
LOOK = "workbench_report"
_HALF = re.compile(r"\..+\.(html|ipynb|json)\.\d+")
"""Names of pages, notebooks and stamps before they are whole, as `write_page` gives them."""

TIMEOUT = 600
"""Seconds for one cell."""


class ReportError(WorkbenchError):
    """A report could not be made; one sentence says why."""


@dataclass(frozen=True)
class Page:
    """What stands around the pieces of a report.

    Parameters
    ----------
    title
        Of the window and of bookmarks.
    origin
        Provenance, printed at the foot of every page.
    stamp
        How far forecasts were held to what happened, printed beside it.
    """

    title: str
    origin: str
    stamp: str = STAMP


def execute(
    template: Path, parameters: Mapping[str, object], notebook: Path, kernel: type[ThisPython] = ThisPython
) -> None:
    """Execute a template with parameters; unknown names are refused before anything runs.

    Parameters
    ----------
    template
        The notebook.
    parameters
        By name, as its `parameters` cell declares them.
    notebook
        Where the executed copy goes.
    kernel
        What manages its kernel.

    Raises
    ------
    InputError
        For a parameter that the template does not have.
    ReportError
        When a cell fails, or the kernel does not start twice in a row.
    """
    check_parameters(template, parameters)
    try:
        _execute(template, parameters, notebook, kernel)
    except _start_failures():
        # Ports of kernels that start side by side can collide; a second start takes others.
        try:
            _execute(template, parameters, notebook, kernel)
        except _start_failures() as error:
            raise ReportError(f"the kernel did not start, twice: {error}") from error


def check_parameters(template: Path, parameters: Mapping[str, object]) -> None:
    """Refuse names that the template's `parameters` cell does not declare.

    Papermill itself only logs them and goes on with the defaults.
    """
    InputError.raise_if(unknown_parameters(template, list(parameters)))


def to_html(notebook: Path, page: Page, out: Path) -> None:
    """Write the page of an executed notebook: one file that loads nothing.

    Parameters
    ----------
    notebook
        Executed.
    page
        What stands around its pieces.
    out
        The HTML file.
    """
    import nbformat
    from nbconvert.exporters.templateexporter import TemplateExporter

    exporter = TemplateExporter(  # type: ignore[no-untyped-call]
        template_name=LOOK,
        template_file="index.html.j2",
        template_extension=".html.j2",
        extra_template_basedirs=[str(TEMPLATES)],
    )
    look = {
        "title": page.title,
        "version": workbench.__version__,
        "style": style(page.origin, page.stamp),
        "drawing": drawing(),
        "library": bundle(),
    }
    read: Any = nbformat.read(notebook, as_version=4)  # type: ignore[no-untyped-call]
    text, _ = exporter.from_notebook_node(read, resources={"report": look})
    write_page(out, text)


def bundle() -> str:
    """The drawing library, safe inside a script element."""
    from workbench.charts.static import library

    # The library's own strings must not end the element that holds it.
    return library().replace("</script", "<\\/script").replace("<!--", "<\\!--")


def drawing() -> str:
    """What puts live charts in the place of static ones."""
    return _look("drawing.js")


def style(origin: str, stamp: str = STAMP) -> str:
    """Style sheet of reports; the foot of printed pages carries stamp and provenance."""
    return "\n".join([look(), paper(origin, stamp)])


def look() -> str:
    """What all reports look like."""
    return "\n".join([css_properties(), _look("page.css")])


def paper(origin: str, stamp: str = STAMP) -> str:
    """How a report is printed; the foot of each sheet carries stamp and provenance."""
    # A string of CSS: quotes and backslashes are escaped as in JSON, other characters must not be.
    safe, checked = (json.dumps(one, ensure_ascii=False).replace("<", " ") for one in (origin, stamp))
    foot = "color: #4A5562; font: 9pt Arial, Helvetica, sans-serif; vertical-align: top;"
    amber = "color: #7A4300; font: bold 9pt Arial, Helvetica, sans-serif; vertical-align: top;"
    return "\n".join(
        [
            "@page { size: A4; margin: 13mm 17mm 16mm;",
            f"  @bottom-left {{ content: {checked}; {foot if is_checked(stamp) else amber} }}",
            f'  @bottom-right {{ content: {safe} " · page " counter(page) " of " counter(pages); {foot} }}',
            "}",
        ]
    )


def index_style() -> str:
    """Style sheet of the index."""
    site = (TEMPLATES / "site.css").read_text(encoding="utf-8")
    return "\n".join([css_properties(), _look("page.css"), site])


def template_of(name: str) -> Path:
    """A bundled template notebook."""
    return bundled("notebooks") / "reports" / f"{name}.ipynb"


def _execute(
    template: Path, parameters: Mapping[str, object], notebook: Path, kernel: type[ThisPython]
) -> None:
    import papermill
    from papermill.exceptions import PapermillExecutionError

    try:
        papermill.execute_notebook(
            verbatim(template.absolute()),
            verbatim(notebook.absolute()),
            parameters=dict(parameters),
            kernel_name=NAME,
            kernel_manager_class=kernel,
            execution_timeout=TIMEOUT,
            progress_bar=False,
            log_output=False,
            request_save_on_cell_execute=False,
        )
    except PapermillExecutionError as error:
        raise ReportError(
            f"{template.name}, cell {error.exec_count}: {error.ename}: {error.evalue}"
        ) from error


@cache
def _start_failures() -> tuple[type[Exception], ...]:
    from nbclient.exceptions import DeadKernelError
    from zmq import ZMQError

    # jupyter_client says “Kernel died before replying to kernel_info” with a RuntimeError.
    return DeadKernelError, ZMQError, RuntimeError


def _look(name: str) -> str:
    return (TEMPLATES / LOOK / name).read_text(encoding="utf-8")


def write_page(path: Path, text: str) -> None:
    """A page is there whole or not at all."""
    # An ordinary file: temporary ones are private, and pages are there to be shared.
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)


def sweep(folder: Path) -> None:
    """Take away what stopped processes left half-written; whoever calls this holds the folder."""
    for one in folder.glob(".*"):
        if _HALF.fullmatch(one.name) and one.is_file():
            one.unlink(missing_ok=True)
