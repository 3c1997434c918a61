"""Reports of a run as pages: one per scenario, one that compares, and an index."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from workbench.errors import InputError, Problem
from workbench.interfaces.reports.calibration import record_of, stamp_line
from workbench.interfaces.reports.folder import RunFolder, known, open_run
from workbench.interfaces.reports.kernel import ThisPython
from workbench.interfaces.reports.preflight import check_folder, check_kernel
from workbench.interfaces.reports.render import Page, bundle, execute, template_of, to_html

COMPARISON = "comparison.html"
INDEX = "index.html"


def scenario_report(
    run_folder: str | Path, scenario: str, out: str | Path, kernel: type[ThisPython] = ThisPython
) -> Path:
    """Write the report on one scenario of a run.

    Parameters
    ----------
    run_folder
        Folder of a finished run.
    scenario
        Its name in the run.
    out
        Folder for the page, or the page itself (`.html`). The executed notebook goes beside it.
    kernel
        What manages the kernel that executes it.

    Returns
    -------
    Path
        The page.
    """
    run = open_run(run_folder, "")
    name = known(scenario, list(run.names), "scenario")
    page = _target(out, page_name(run, name))
    title = f"{run.label(name)} · {run.scenario(name).portfolio.name}"
    parameters = {"run": _address(run_folder), "scenario": name}
    return _make(run, "scenario_report", parameters, page, title, name, kernel)


def comparison_report(run_folder: str | Path, out: str | Path, kernel: type[ThisPython] = ThisPython) -> Path:
    """Write the report that compares all scenarios of a run with the first.

    Parameters
    ----------
    run_folder
        Folder of a finished run.
    out
        Folder for the page, or the page itself (`.html`). The executed notebook goes beside it.
    kernel
        What manages the kernel that executes it.

    Returns
    -------
    Path
        The page.
    """
    run = open_run(run_folder, "")
    page = _target(out, COMPARISON)
    title = f"Comparison · {run.scenario(run.baseline).portfolio.name}"
    return _make(run, "comparison_report", {"run": _address(run_folder)}, page, title, run.baseline, kernel)


def page_name(run: RunFolder, scenario: str) -> str:
    """File name of a scenario's page: that of its YAML file, never one that another page has."""
    return page_names([str(entry["name"]) for entry in run.manifest["scenarios"]])[scenario]


def page_names(scenarios: Sequence[str]) -> Mapping[str, str]:
    """File names of pages by scenario, each its own.

    Examples
    --------
    >>> page_names(["today", "Index"])
    {'today': 'today.html', 'Index': 'Index-scenario.html'}
    """
    from workbench.experiment.run_folder import file_names

    stems = [Path(file).stem for file in file_names(tuple(scenarios))]
    return {
        name: f"{stem}-scenario.html" if f"{stem}.html".casefold() in {COMPARISON, INDEX} else f"{stem}.html"
        for name, stem in zip(scenarios, stems, strict=True)
    }


def _make(
    run: RunFolder,
    template: str,
    parameters: Mapping[str, object],
    page: Path,
    title: str,
    scenario: str,
    kernel: type[ThisPython],
) -> Path:
    check_folder(page.parent)
    check_kernel()
    notebook = page.with_suffix(".ipynb")
    with ThreadPoolExecutor(1) as beside:
        # The library takes a second to bundle: meanwhile the kernel works.
        beside.submit(bundle)
        execute(template_of(template), parameters, notebook, kernel)
    origin = f"Scenario {run.entry(scenario)['hash'][:6]} · seed {run.manifest['seed']}"
    to_html(notebook, Page(title, origin, stamp_line(record_of(run))), page)
    return page


def _target(out: str | Path, name: str) -> Path:
    path = Path(out)
    if path.suffix.lower() == ".html":
        return path.absolute()
    if path.is_file():
        raise InputError.of(
            Problem(("out",), "is a file, not a folder", str(path), "name a folder or a .html file")
        )
    return path.absolute() / name


def _address(run_folder: str | Path) -> str:
    # The kernel may stand in another folder.
    return str(Path(run_folder).absolute())
