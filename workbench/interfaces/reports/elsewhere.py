"""A report made by another process, perhaps on another machine: the run travels to it, the pages come back.

Nothing that a report needs has to be on that machine but the workbench itself. What comes back is what would
have been made here, the folder of the run as it is here among it.
"""

from __future__ import annotations

import hashlib
import io
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import workbench
from workbench.errors import WorkbenchError
from workbench.interfaces.reports.case.names import FOLDER, PAGE
from workbench.interfaces.reports.folder import RunFolder, open_run
from workbench.interfaces.reports.preflight import check_kernel
from workbench.interfaces.reports.render import write_page
from workbench.interfaces.reports.stamps import mark_finished, pages_hash, read_by_pages
from workbench.interfaces.reports.study_reports import Template, Wanted, filled, rendered
from workbench.interfaces.reports.warm_kernel import WarmPython

UNPACKED = 4
"""Runs that a worker keeps at hand."""


@dataclass(frozen=True)
class Parcel:
    """A run as it travels; told apart by its content.

    Parameters
    ----------
    digest
        Hash of the content.
    content
        Its files, zipped.
    """

    digest: str
    content: bytes = field(repr=False, compare=False)


@dataclass(frozen=True)
class Order:
    """A report that another process is to make.

    Parameters
    ----------
    run
        Folder of the run, where it was made.
    scenario, parameters
        Of which scenario of the run, and with what besides.
    name, notebook
        The template's file name and text.
    version, pages
        Release and sources that pages rest on here.
    """

    run: str
    scenario: str
    parameters: Mapping[str, object]
    name: str
    notebook: bytes = field(repr=False)
    version: str
    pages: str


@dataclass(frozen=True)
class Made:
    """What came of an order: texts of page and notebook, or why there are none.

    Parameters
    ----------
    page, notebook
        As made there.
    why
        A sentence if nothing was made.
    unlike
        Why that machine makes no reports at all; another may.
    """

    page: str = ""
    notebook: str = ""
    why: str = ""
    unlike: str = ""


def packed(run: RunFolder) -> Parcel:
    """All that a page is made of, and what else the run holds; the same files give the same parcel."""
    buffer = io.BytesIO()
    own = [*run.path.glob("*"), run.path / FOLDER / PAGE, *read_by_pages(run.path)]
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as parcel:
        for path in sorted(set(own)):
            if path.is_file() and not path.name.startswith("."):
                entry = zipfile.ZipInfo(path.relative_to(run.path).as_posix())
                parcel.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED)
    content = buffer.getvalue()
    return Parcel(hashlib.sha256(content).hexdigest(), content)


def order_of(one: Wanted) -> Order:
    """What another process has to know to make a report."""
    notebook = one.template.notebook
    return Order(
        str(one.run.path),
        one.scenario,
        one.template.parameters,
        notebook.name,
        notebook.read_bytes(),
        workbench.__version__,
        pages_hash(),
    )


def made_there(order: Order, parcel: Parcel) -> Made:
    """Make a report, in the process that this is called in, from a run that was sent to it."""
    if (order.version, order.pages) != (workbench.__version__, pages_hash()):
        return Made(unlike="its pages are those of another release, or drawn by other packages")
    try:
        check_kernel()
        kept = _unpacked(parcel)
        with tempfile.TemporaryDirectory(prefix="report-") as place:
            template = Path(place) / order.name
            template.write_bytes(order.notebook)
            run = open_run(kept.name, "")
            page = Path(place) / "made" / "page.html"
            page.parent.mkdir()
            one = Wanted(run, order.scenario, Template(template, order.parameters, ""), page, "")
            rendered(one, WarmPython)
            notebook = page.with_suffix(".ipynb")
            return Made(page.read_text(encoding="utf-8"), notebook.read_text(encoding="utf-8"))
    except (WorkbenchError, OSError) as error:
        return Made(why=" ".join(str(error).split()))


def taken_in(made: Made, one: Wanted) -> None:
    """Put what came back where it belongs, whole, and say that it is finished.

    Parameters
    ----------
    made
        What came back.
    one
        The report that it is.
    """
    write_page(one.page.with_suffix(".ipynb"), _as_here(made.notebook, one))
    write_page(one.page, made.page)
    mark_finished(one.page, one.stamp)


def _as_here(text: str, one: Wanted) -> str:
    """The executed notebook with the paths of this machine, so that it can be executed again here."""
    import nbformat
    from papermill.parameterize import parameterize_notebook

    read: Any = nbformat.reads(text, as_version=4)  # type: ignore[no-untyped-call]
    parameters = filled(one)
    anew = parameterize_notebook(read, parameters)
    for cell, other in zip(read.cells, anew.cells, strict=True):
        if "injected-parameters" in cell.metadata.get("tags", []):
            cell.source = other.source
    told = read.metadata.papermill
    told.parameters = parameters
    told.input_path, told.output_path = str(one.template.notebook), str(one.page.with_suffix(".ipynb"))
    written: str = nbformat.writes(read)  # type: ignore[no-untyped-call]
    return written


@lru_cache(maxsize=UNPACKED)
def _unpacked(parcel: Parcel) -> tempfile.TemporaryDirectory[str]:
    """The run in a folder of this machine, which goes when nobody needs it any more."""
    folder = tempfile.TemporaryDirectory(prefix="run-")
    with zipfile.ZipFile(io.BytesIO(parcel.content)) as content:
        content.extractall(folder.name)
    return folder
