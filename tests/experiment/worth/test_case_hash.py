"""A stored business case is known by its sources: nothing that decides its figures is left out of them."""

import ast
from collections.abc import Iterator
from pathlib import Path

import workbench
from workbench.experiment.codehash import MEASURING, SOURCES
from workbench.experiment.worth.case import study_files

ROOT = Path(workbench.__file__).parent

NO_FIGURE = (
    "__init__.py",
    "errors.py",
    "experiment/codehash.py",
    "experiment/executors.py",
    "experiment/progress.py",
)
"""Imported too, and decides no stored figure: the hash itself, messages, who computes, and what is shown."""

READ_LATER = "analysis/"
"""Averages and ranges are taken of what is stored whenever it is read."""


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module is not None:
            yield node.module
            yield from (f"{node.module}.{one.name}" for one in node.names)
        elif isinstance(node, ast.Import):
            yield from (one.name for one in node.names)


def file_of(module: str) -> Path | None:
    first, *rest = module.split(".")
    place = ROOT.joinpath(*rest)
    found = (place.with_suffix(".py"), place / "__init__.py") if first == "workbench" else ()
    return next((one for one in found if one.is_file()), None)


def test_every_source_that_a_case_imports_is_part_of_its_key() -> None:
    seen: set[Path] = set()
    todo = [ROOT / "experiment" / "worth" / "case.py"]
    while todo:
        path = todo.pop()
        if path not in seen:
            seen.add(path)
            todo += [one for module in imported(path) if (one := file_of(module)) is not None]
    names = {one.relative_to(ROOT).as_posix() for one in seen}
    known = {one.relative_to(ROOT).as_posix() for one in study_files()} | {*MEASURING, *NO_FIGURE}
    left = {one for one in names - known if one.split("/")[0] not in SOURCES}
    assert {one for one in left if not one.startswith(READ_LATER)} == set()
    assert len(names) > 100
