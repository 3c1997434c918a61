"""Parameters of a notebook, checked before anything runs: papermill itself would go on with the defaults."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from workbench.errors import Problem

_TYPES: Mapping[str, tuple[type, ...]] = {
    "int": (int,),
    "float": (int, float),
    "str": (str,),
    "bool": (bool,),
    "list": (list, tuple),
    "dict": (dict,),
}


def declared(notebook: Path) -> Mapping[str, str]:
    """Parameters of a notebook's `parameters` cell, with the type that each says it has.

    Parameters
    ----------
    notebook
        The template.
    """
    import papermill

    found: Mapping[str, Any] = papermill.inspect_notebook(verbatim(notebook))
    return {name: str(one["inferred_type_name"]).partition("[")[0] for name, one in found.items()}


def verbatim(path: Path) -> str:
    """A path that papermill takes as it is: it would fill in what stands in braces, from parameters.

    Examples
    --------
    >>> verbatim(Path("{run}.ipynb"))
    '{{run}}.ipynb'
    """
    return str(path).replace("{", "{{").replace("}", "}}")


def unknown_parameters(notebook: Path, names: Sequence[str]) -> Iterator[Problem]:
    """Names that the notebook does not declare, with the nearest one that it does."""
    known = list(declared(notebook))
    for name in names:
        if name not in known:
            near = get_close_matches(name, known, n=1, cutoff=0.4)
            there = f"it has: {', '.join(known)}" if known else "it has none"
            remedy = f"did you mean {near[0]}?" if near else there
            yield Problem((name,), "is no parameter of this report", "", remedy, notebook.name)


def ill_typed(notebook: Path, name: str, values: Sequence[object]) -> Iterator[Problem]:
    """Values that are not of the type that the notebook says."""
    kind = declared(notebook).get(name, "None")
    allowed = _TYPES.get(kind)
    for value in values:
        is_truth = isinstance(value, bool)
        if allowed is None or (isinstance(value, allowed) and (not is_truth or bool in allowed)):
            continue
        yield Problem((name,), f"must be of type {kind}", str(value), "mend the value", notebook.name)
