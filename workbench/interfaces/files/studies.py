"""Study files: read with located errors, and the scenarios that they make."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from workbench.errors import InputError, Problem
from workbench.experiment.designs import Point, points_of
from workbench.interfaces.files.applied import applied
from workbench.interfaces.files.load import load_scenarios
from workbench.interfaces.files.origin import Source
from workbench.interfaces.files.resolve import NOT_YAML, Resolved, placed
from workbench.interfaces.files.text import read_text
from workbench.interfaces.files.tree import read_tree
from workbench.interfaces.files.validation import check_study
from workbench.interfaces.wording.points import item_and_field, point_words, value_words
from workbench.scenario import Scenario
from workbench.scenario.study import MOST_SCENARIOS, Span, Study

KEYS = frozenset(Study.model_fields) - {"name", "seed"}
"""Fields that only a study has."""

LONGEST = 80

WHOLE = "write step: 1 beside low and high"


@dataclass(frozen=True)
class StudyRead:
    """A study file, and what it asks for.

    Parameters
    ----------
    path, study
        The file, and what it says.
    scenarios
        All that are to be simulated, the first one the baseline; names are unique.
    source
        The file's text with its lines, for what is found wrong later.
    """

    path: Path
    study: Study
    scenarios: tuple[Scenario, ...]
    source: Source

    def located(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Problems of its fields with file, line and column, in the order of the lines."""
        return placed(Resolved({}, (self.source,)), tuple(problems))

    def seeded(self, seed: int | None) -> StudyRead:
        """The same on other luck; as it is where none is stated."""
        if seed is None:
            return self
        return replace(self, scenarios=tuple(one.model_copy(update={"seed": seed}) for one in self.scenarios))


def is_study(path: Path) -> bool:
    """Whether a file is a study: it has a field that scenarios and portfolios do not know."""
    if path.suffix.lower() in NOT_YAML:
        return False
    top, _ = read_tree(read_text(path), path.as_posix())
    return "scenarios" in set(top.entries or ())


Further = Callable[[Study], Iterable[Problem]]
"""What else may be wrong with a study."""


def read_study(path: str | Path, further: Further = lambda _: ()) -> StudyRead:
    """A study file with all the scenarios that it makes.

    Parameters
    ----------
    path
        The file.
    further
        Says what else is wrong with it, so that everything is told at once.

    Raises
    ------
    InputError
        With everything that is wrong in it and in what it names, each with file, line and column.
    """
    where = Path(path)
    place = where.as_posix()
    top, problems = read_tree(read_text(where), place)
    checked = check_study(top.plain())
    resolved = Resolved({}, (Source(place, top),), tuple(problems))
    InputError.raise_if(placed(resolved, checked.problems))
    assert checked.value is not None
    study = checked.value
    bases = load_scenarios([where.parent / one for one in study.scenarios])
    made, wrong = _made(study, bases)
    InputError.raise_if(placed(resolved, (*wrong, *further(study))))
    return StudyRead(where, study, made, resolved.sources[0])


def _made(study: Study, bases: Sequence[Scenario]) -> tuple[tuple[Scenario, ...], tuple[Problem, ...]]:
    points = points_of(study)
    if len(points) * len(bases) > MOST_SCENARIOS:
        text = f"makes {len(points) * len(bases):,} scenarios, and {MOST_SCENARIOS:,} are the most"
        return (), (Problem(("factors",), text, remedy="leave values out, or choose latin_hypercube"),)
    short = _short(study)
    found: dict[str, Scenario] = {}
    wrong: dict[tuple[object, ...], Problem] = {}
    hashes: set[str] = set()
    for base in bases:
        # Each scenario as it is comes first: it is what the others are compared with.
        for k, point in enumerate(((), *filter(None, points))):
            try:
                made = applied(base, ((address(name), value) for name, value in point)) if point else base
            except InputError as error:
                wrong.update(((one.path, one.message), one) for one in _told(study, error.problems, point, k))
                continue
            if made.hash in hashes:
                continue
            hashes.add(made.hash)
            name = _free(_name(base, point, short, k), found)
            about = _about(base, point, short) if point else base.description
            found[name] = made.model_copy(update={"name": name, "description": about})
    return tuple(found.values()), tuple(wrong.values())


def address(name: str) -> tuple[str, ...]:
    """The path of a field as studies write it.

    Examples
    --------
    >>> address("policy.release.wip_limit"), address("portfolio › pools › dev.ops › capacity")
    (('policy', 'release', 'wip_limit'), ('portfolio', 'pools', 'dev.ops', 'capacity'))
    """
    return tuple(one.strip() for one in name.split("›" if "›" in name else "."))


def _told(study: Study, problems: Sequence[Problem], point: Point, k: int) -> Iterator[Problem]:
    """What is wrong with a scenario, said of the factor that made it so."""
    values = dict(point)
    for one in problems:
        guilty = [name for name in values if one.path[: len(address(name))] == address(name)[: len(one.path)]]
        where = ("cases", str(k)) if study.cases else ("factors",)
        if guilty:
            where = (*where, guilty[0])
        inside = " › ".join(one.path)
        value = one.value or (str(values[guilty[0]]) if guilty else "")
        spread = guilty and isinstance(study.factors.get(guilty[0]), Span)
        remedy = WHOLE if spread and "whole number" in one.message else one.remedy
        yield Problem(where, f"{inside}: {one.message}" if inside else one.message, value, remedy)


def _short(study: Study) -> dict[str, str]:
    """Factors by as many last steps of their paths as tell them apart."""
    names = list(dict.fromkeys((*study.factors, *(name for case in study.cases for name in case))))
    short: dict[str, str] = {}
    for name in names:
        steps = address(name)
        for size in range(1, len(steps) + 1):
            tail = steps[-size:]
            if sum(address(other)[-size:] == tail for other in names) == 1:
                break
        short[name] = " ".join(tail)
    return short


def _name(base: Scenario, point: Point, short: dict[str, str], k: int) -> str:
    changes = ((*_field(base, name, short), value_words(value)) for name, value in point)
    said = ", ".join((base.name, *(" ".join(filter(None, one)) for one in changes)))
    return said if len(said) <= LONGEST or not point else f"{base.name}, point {k}"


def _about(base: Scenario, point: Point, short: dict[str, str]) -> str:
    changes = (point_words(address(name), *_field(base, name, short), value) for name, value in point)
    return f"{base.name}, but {'; '.join(changes)}"


def _field(base: Scenario, name: str, short: dict[str, str]) -> tuple[str, str]:
    """The item, if one holds the field, and the field."""
    item, field = item_and_field(base, address(name))
    return (item, field) if item else ("", short[name])


def _free(name: str, taken: dict[str, Scenario]) -> str:
    seen = {one.casefold() for one in taken}
    choice, k = name, 1
    while choice.casefold() in seen:
        k += 1
        choice = f"{name} ({k})"
    return choice
