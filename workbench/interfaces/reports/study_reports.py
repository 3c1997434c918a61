"""Which reports a batch asks for, and each of them made: from a finished run, once, whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import product
from pathlib import Path

from workbench.errors import InputError, Problem
from workbench.interfaces.reports.calibration import record_of, stamp_line
from workbench.interfaces.reports.folder import RunFolder
from workbench.interfaces.reports.kernel import ThisPython
from workbench.interfaces.reports.page_list import Listed, listed, page_files
from workbench.interfaces.reports.parameters import declared, ill_typed, unknown_parameters
from workbench.interfaces.reports.render import Page, execute, template_of, to_html
from workbench.interfaces.reports.stamps import mark_finished, stamp_of

OURS = ("run", "scenario", "baseline")
"""Parameters that a batch fills in itself, where a notebook declares them."""

Parameters = Mapping[str, object]
Values = Mapping[str, Sequence[object]]


@dataclass(frozen=True)
class Template:
    """A notebook with one set of parameters.

    Parameters
    ----------
    notebook, parameters
        What is executed, and with what.
    suffix
        Of its pages' names; empty for the first, which the index links to.
    """

    notebook: Path
    parameters: Parameters
    suffix: str

    @property
    def label(self) -> str:
        """What readers call it.

        Examples
        --------
        >>> Template(Path("scenario_report.ipynb"), {}, "").label
        'scenario report'
        >>> Template(Path("risk.ipynb"), {"share": 0.2}, "--risk-1").label
        'risk, share 0.2'
        """
        said = [self.notebook.stem.replace("_", " "), *(f"{k} {v}" for k, v in self.parameters.items())]
        return ", ".join(said)


def templates(notebooks: Sequence[str], parameters: Values, folder: Path) -> tuple[Template, ...]:
    """All reports on one scenario.

    Parameters
    ----------
    notebooks
        Bundled ones by name, or files.
    parameters
        Values of each; every combination is a report of its own.
    folder
        What files are relative to.

    Raises
    ------
    InputError
        With every notebook that is not there, and every parameter that none of them has or of another type.
    """
    looked_up = [_notebook(name, folder) for name in notebooks]
    InputError.raise_if(one for one in looked_up if isinstance(one, Problem))
    paths = [one for one in looked_up if isinstance(one, Path)]
    InputError.raise_if(_wrong(parameters, paths))
    found: list[Template] = []
    for path in paths:
        own = {name: values for name, values in parameters.items() if name in declared(path)}
        for k, values in enumerate(product(*own.values()), start=1):
            number = f"-{k}" if own and len(list(product(*own.values()))) > 1 else ""
            suffix = "" if not found else f"--{path.stem}{number}"
            found.append(Template(path, dict(zip(own, values, strict=True)), suffix))
    return tuple(found)


def declared_types(notebooks: Sequence[str], folder: Path) -> Mapping[str, set[str]]:
    """Types that notebooks declare, by parameter; of those that are there.

    Parameters
    ----------
    notebooks, folder
        As for `templates`.
    """
    found: dict[str, set[str]] = {}
    for path in (one for one in (_notebook(name, folder) for name in notebooks) if isinstance(one, Path)):
        for name, kind in declared(path).items():
            found.setdefault(name, set()).add(kind)
    return found


def _notebook(name: str, folder: Path) -> Path | Problem:
    bundled = template_of(name)
    path = bundled if "/" not in name and bundled.is_file() else folder / name
    if path.suffix == ".ipynb" and path.is_file():
        return path
    known = sorted(one.stem for one in bundled.parent.glob("*.ipynb"))
    near = get_close_matches(name, known, n=1)
    listed = f"name a file that ends in .ipynb, or one of these: {', '.join(known)}"
    remedy = f"did you mean {near[0]}?" if near else listed
    return Problem(("notebooks",), "there is no such notebook", name, remedy)


def _wrong(parameters: Values, paths: Sequence[Path]) -> Iterator[Problem]:
    for name, values in parameters.items():
        if name in OURS:
            yield Problem(("parameters", name), "is filled in by the batch itself", remedy="leave it out")
            continue
        having = [path for path in paths if name in declared(path)]
        if not having:
            yield from (_at_parameters(one) for one in unknown_parameters(paths[0], [name]))
        for path in having:
            yield from (_at_parameters(one) for one in ill_typed(path, name, values))


def _at_parameters(problem: Problem) -> Problem:
    return Problem(("parameters", *problem.path), problem.message, problem.value, problem.remedy)


@dataclass(frozen=True)
class Wanted:
    """One report: of a scenario of a run, from a template.

    Parameters
    ----------
    run, scenario
        The run, and the scenario's name in it.
    template
        What makes it.
    page
        Where it goes.
    stamp
        What it rests on.
    """

    run: RunFolder
    scenario: str
    template: Template
    page: Path
    stamp: str


def wanted(
    scenarios: Sequence[tuple[RunFolder, str]], made_of: Sequence[Template], out: Path
) -> tuple[Wanted, ...]:
    """Every template for every scenario, scenario by scenario.

    Parameters
    ----------
    scenarios
        Runs, and the scenarios in them that reports are made of; no two of the same name.
    made_of
        The templates.
    out
        Folder of the pages.
    """
    # Papermill changes the folder of the whole process for moments, while others are at work beside it.
    pages = out.absolute()
    files = page_files([name for _, name in scenarios], [one.suffix for one in made_of])
    return tuple(
        Wanted(
            run,
            name,
            one,
            pages / files[name, one.suffix],
            stamp_of(run, name, one.notebook, one.parameters),
        )
        for run, name in scenarios
        for one in made_of
    )


def listing(every: Sequence[Wanted]) -> list[Listed]:
    """What an index has to know to link them."""
    return [listed(one.run, one.scenario, one.template.label, one.page) for one in every]


def make(one: Wanted, kernel: type[ThisPython]) -> Path:
    """Make a report, and say that it is finished.

    Parameters
    ----------
    one
        Which.
    kernel
        What manages the kernel that executes its notebook.
    """
    rendered(one, kernel)
    mark_finished(one.page, one.stamp)
    return one.page


def rendered(one: Wanted, kernel: type[ThisPython]) -> None:
    """Execute a report's notebook and write its page.

    Parameters
    ----------
    one
        Which.
    kernel
        What manages the kernel that executes its notebook.
    """
    notebook = one.page.with_suffix(".ipynb")
    execute(one.template.notebook, filled(one), notebook, kernel)
    entry = one.run.entry(one.scenario)
    title = f"{one.run.label(one.scenario)} · {one.run.scenario(one.scenario).portfolio.name}"
    origin = f"Scenario {entry['hash'][:6]} · seed {one.run.manifest['seed']}"
    to_html(notebook, Page(title, origin, stamp_line(record_of(one.run))), one.page)


def filled(one: Wanted) -> dict[str, object]:
    """All parameters of a report: its own, and those that a batch fills in."""
    known = declared(one.template.notebook)
    ours = {"run": str(one.run.path.absolute()), "scenario": one.scenario, "baseline": one.run.baseline}
    found: dict[str, object] = {name: value for name, value in ours.items() if name in known}
    if one.scenario == one.run.baseline:
        found.pop("baseline", None)
    return {**found, **one.template.parameters}
