"""Files of roadmaps: read with located errors."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from workbench.errors import InputError, Problem
from workbench.interfaces.files.origin import Source
from workbench.interfaces.files.resolve import Resolved, placed
from workbench.interfaces.files.text import read_text
from workbench.interfaces.files.tree import read_tree
from workbench.interfaces.files.validation import check_roadmap
from workbench.interfaces.wording import label_of
from workbench.policies.roadmap import Roadmap
from workbench.scenario import Scenario


def read_roadmaps(paths: Sequence[str | Path], base: Scenario, taken: Sequence[str]) -> tuple[Roadmap, ...]:
    """Roadmaps of several files.

    Parameters
    ----------
    paths
        The YAML files, one roadmap each.
    base
        The scenario that they are for: their dates lie within its run.
    taken
        Names that are in use already.

    Raises
    ------
    InputError
        With everything that is wrong in any of them, each with file, line and column.
    """
    found: list[Roadmap] = []
    problems: list[Problem] = []
    names = [_seen(one) for one in taken]
    for path in paths:
        try:
            roadmap, told = _read(Path(path), base)
        except InputError as error:
            problems += error.problems
            continue
        problems += told
        if roadmap is not None and _seen(roadmap.name) in names:
            place = Path(path).as_posix()
            text = "is the name of another roadmap too"
            problems.append(Problem(("name",), text, roadmap.name, "rename it", place))
        elif roadmap is not None:
            names.append(_seen(roadmap.name))
            found.append(roadmap)
    InputError.raise_if(problems)
    return tuple(found)


def _seen(name: str) -> str:
    """A name as readers tell it from others."""
    return label_of(name).casefold()


def _read(path: Path, base: Scenario) -> tuple[Roadmap | None, tuple[Problem, ...]]:
    place = path.as_posix()
    top, problems = read_tree(read_text(path), place)
    checked = check_roadmap(top.plain(), base.portfolio.start, base.horizon)
    resolved = Resolved({}, (Source(place, top),), tuple(problems))
    told = placed(resolved, checked.problems)
    return (None if told else checked.value), told
