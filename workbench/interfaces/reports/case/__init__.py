"""The business case of a PMO as a report: ten questions of a CFO, read from a folder."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from workbench.experiment.run_folder import MANIFEST
from workbench.experiment.worth.case import FACTS, read_case
from workbench.interfaces.reports.agreements import Agreements, agreements_of
from workbench.interfaces.reports.by_hand import found_above
from workbench.interfaces.reports.calibration import record_of, stamp_line
from workbench.interfaces.reports.case.names import FOLDER, PAGE
from workbench.interfaces.reports.case.pieces import CasePieces
from workbench.interfaces.reports.folder import open_run
from workbench.interfaces.reports.preflight import check_folder, check_kernel
from workbench.interfaces.reports.render import Page, bundle, execute, template_of, to_html
from workbench.interfaces.reports.track_record import NoRecord, TrackRecord, record_in

TEMPLATE = "pmo_business_case"


def open_case(folder: str) -> CasePieces:
    """A business case, read.

    Parameters
    ----------
    folder
        As `workbench business-case` left it; a relative one is looked for in the present folder and above it.
    """
    root = Path(found_above(folder, FACTS)).absolute()
    return CasePieces(read_case(root), record_for(root), agreements_for(root))


def record_for(folder: Path) -> TrackRecord | NoRecord:
    """What earlier forecasts were worth: as given to the case, else of the run whose folder it lies in.

    Parameters
    ----------
    folder
        Of the case.
    """
    own = record_in(folder)
    if own is not NoRecord.NONE or folder.name != FOLDER or not (folder.parent / MANIFEST).is_file():
        return own
    return record_of(open_run(folder.parent, ""))


def agreements_for(folder: Path) -> Agreements:
    """Who agreed to what: as given to the case, else as given to the run whose folder it lies in.

    Parameters
    ----------
    folder
        Of the case.
    """
    own = agreements_of(folder)
    return own if own or folder.name != FOLDER else agreements_of(folder.parent)


def forget_page(folder: Path) -> None:
    """Take away the page of an earlier time, so that it does not stand beside results that are not its own.

    Parameters
    ----------
    folder
        Of the case.
    """
    for one in (folder / PAGE, (folder / PAGE).with_suffix(".ipynb")):
        one.unlink(missing_ok=True)


def case_report(folder: str | Path) -> Path:
    """Write the page of a business case into its folder; the executed notebook goes beside it.

    Parameters
    ----------
    folder
        As `workbench business-case` left it.

    Returns
    -------
    Path
        The page.
    """
    root = Path(folder).absolute()
    case = read_case(root)
    check_folder(root)
    check_kernel()
    page = root / PAGE
    with ThreadPoolExecutor(1) as beside:
        # The library takes a second to bundle: meanwhile the kernel works.
        beside.submit(bundle)
        execute(template_of(TEMPLATE), {"case": str(root)}, page.with_suffix(".ipynb"))
    origin = f"Scenario {case.base.hash[:6]} · seed {case.base.seed}"
    title, line = f"Business case · {case.base.portfolio.name}", stamp_line(record_for(root))
    to_html(page.with_suffix(".ipynb"), Page(title, origin, line), page)
    return page
