"""The tables of evidence as frozen dataclasses, read once when first asked for."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, TypeVar, cast

Grade = Literal["measured", "cited", "assumed"]
Row = Mapping[str, str]
Entry = TypeVar("Entry")

_PERSPECTIVES = ("management_control", "benefits", "risk", "stakeholder", "finance",
                 "organisational_governance", "resource")  # fmt: skip


class UnknownEvidenceError(KeyError):
    """A name that no table of evidence holds."""

    def __str__(self) -> str:
        """Return the message without the quotes that a KeyError adds."""
        return str(self.args[0])


@dataclass(frozen=True, slots=True)
class EffectLevel:
    """The default of one effect at one maturity level.

    Attributes
    ----------
    level
        Maturity level, 1 to 5.
    low, base, high
        The default and its range, in the unit of the effect.
    grade
        Whether the figure is measured, cited or assumed.
    verified
        Whether this very figure was read in a source or recomputed from data.
    sources
        Ids in the register of sources: what states, supports or bounds the figure.
    note
        Which part is published and which is guessed.
    """

    level: int
    low: float
    base: float
    high: float
    grade: Grade
    verified: bool
    sources: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Effect:
    """What maturity acts on, with its default at each of the five levels.

    Attributes
    ----------
    name, unit
        Name of the effect and unit of its figures.
    levels
        The five defaults, from level 1 to level 5.
    """

    name: str
    unit: str
    levels: tuple[EffectLevel, ...]


@dataclass(frozen=True, slots=True)
class PerspectiveWeights:
    """How one effect splits over the seven perspectives.

    Attributes
    ----------
    effect
        Name of the effect.
    weights
        Seven weights in the order of `perspectives`, summing to 1 as decimals.
    grade, sources, note
        As for `EffectLevel`.
    """

    effect: str
    weights: tuple[float, ...]
    grade: Grade
    sources: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Coefficient:
    """A general default that does not depend on maturity.

    Attributes
    ----------
    name, unit
        Name of the coefficient and unit of its figures.
    low, base, high
        The default and its range; all equal where no range is known.
    grade, verified, sources, note
        As for `EffectLevel`.
    """

    name: str
    low: float
    base: float
    high: float
    unit: str
    grade: Grade
    verified: bool
    sources: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Source:
    """One finding of one publication, or one stated judgement (ids that begin with ``P_``).

    Attributes
    ----------
    id
        Short id by which the other tables refer to it.
    finding
        What was found.
    low, base, high
        The published figure and its range; None where the source gives none.
    unit, sample
        Unit of the figures, and what they were found in.
    citation, year
        Where it was published, and when.
    verified
        Whether the figure was read or recomputed; never true of what is quoted from memory.
    note
        How it was read, and what to beware of.
    """

    id: str
    finding: str
    low: float | None
    base: float | None
    high: float | None
    unit: str
    sample: str
    citation: str
    year: int
    verified: bool
    note: str


def perspectives() -> tuple[str, ...]:
    """Return the seven P3M3 perspectives, in the order of every row of weights.

    Examples
    --------
    >>> perspectives()[0], len(perspectives())
    ('management_control', 7)
    """
    return _PERSPECTIVES


def effects() -> tuple[str, ...]:
    """Return the names of all effects.

    Examples
    --------
    >>> "rework_probability" in effects()
    True
    """
    return tuple(_effects())


def effect(name: str) -> Effect:
    """Return one effect with the provenance of each level.

    Examples
    --------
    >>> effect("ramp_up_weeks").levels[0].base
    16.0
    """
    return _find("effect", name, _effects())


@cache
def effect_table(name: str) -> tuple[tuple[float, float, float], ...]:
    """Return (low, base, high) of an effect for levels 1 to 5.

    Examples
    --------
    >>> [base for low, base, high in effect_table("estimation_bias_median")]
    [1.4, 1.28, 1.17, 1.1, 1.06]
    """
    return tuple((level.low, level.base, level.high) for level in effect(name).levels)


def weighting(effect: str) -> PerspectiveWeights:
    """Return how an effect splits over the perspectives, with the provenance of the split.

    Examples
    --------
    >>> weighting("risk_event_multiplier").grade
    'assumed'
    """
    return _find("effect", effect, _weightings())


def perspective_weights(effect: str) -> tuple[float, ...]:
    """Return the seven weights of an effect, in the order of `perspectives`.

    Examples
    --------
    >>> perspective_weights("risk_event_multiplier")
    (0.15, 0.0, 0.65, 0.08, 0.04, 0.05, 0.03)
    """
    return weighting(effect).weights


def coefficients() -> tuple[str, ...]:
    """Return the names of all general coefficients.

    Examples
    --------
    >>> coefficients()[0]
    'systemic_correlation'
    """
    return tuple(_coefficients())


def coefficient(name: str) -> Coefficient:
    """Return a general coefficient.

    Examples
    --------
    >>> coefficient("execution_share").base
    0.5
    """
    return _find("coefficient", name, _coefficients())


def sources() -> tuple[str, ...]:
    """Return the ids of the whole register.

    Examples
    --------
    >>> "D05" in sources()
    True
    """
    return tuple(_sources())


def source(key: str) -> Source:
    """Return the entry of the register with this id.

    Examples
    --------
    >>> source("B13").base
    0.425
    >>> source("A12b").verified
    False
    >>> source("E2")
    Traceback (most recent call last):
    ...
    workbench.evidence.register.UnknownEvidenceError: unknown source 'E2'; the nearest is 'E02'
    """
    return _find("source", key, _sources())


@cache
def sources_of(name: str) -> tuple[Source, ...]:
    """Return what an effect or a coefficient rests on, without repeats.

    Examples
    --------
    >>> [source.id for source in sources_of("overhead_in_project_pm")]
    ['E02', 'A21', 'P_level_assignment']
    """
    if name in _effects():
        ids = tuple(key for level in effect(name).levels for key in level.sources)
    elif name in _coefficients():
        ids = coefficient(name).sources
    else:
        raise unknown_name("effect or coefficient", name, (*_effects(), *_coefficients()))
    return tuple(source(key) for key in dict.fromkeys(ids))


@cache
def _effects() -> dict[str, Effect]:
    rows = rows_of("effects.csv")
    units = {row["effect"]: row["unit"] for row in rows}
    return {
        name: Effect(name, unit, tuple(_level(row) for row in rows if row["effect"] == name))
        for name, unit in units.items()
    }


def _level(row: Row) -> EffectLevel:
    return EffectLevel(
        level=int(row["level"]),
        low=float(row["low"]),
        base=float(row["base"]),
        high=float(row["high"]),
        grade=grade_of(row),
        verified=_verified(row),
        sources=source_ids_of(row),
        note=row["note"],
    )


@cache
def _weightings() -> dict[str, PerspectiveWeights]:
    return {
        row["effect"]: PerspectiveWeights(
            effect=row["effect"],
            weights=tuple(float(row[perspective]) for perspective in _PERSPECTIVES),
            grade=grade_of(row),
            sources=source_ids_of(row),
            note=row["note"],
        )
        for row in rows_of("perspective_weights.csv")
    }


@cache
def _coefficients() -> dict[str, Coefficient]:
    return {
        row["name"]: Coefficient(
            name=row["name"],
            low=float(row["low"]),
            base=float(row["base"]),
            high=float(row["high"]),
            unit=row["unit"],
            grade=grade_of(row),
            verified=_verified(row),
            sources=source_ids_of(row),
            note=row["note"],
        )
        for row in rows_of("coefficients.csv")
    }


@cache
def _sources() -> dict[str, Source]:
    return {
        row["id"]: Source(
            id=row["id"],
            finding=row["finding"],
            low=_figure(row["low"]),
            base=_figure(row["base"]),
            high=_figure(row["high"]),
            unit=row["unit"],
            sample=row["sample"],
            citation=row["citation"],
            year=int(row["year"]),
            verified=_verified(row),
            note=row["note"],
        )
        for row in rows_of("sources.csv")
    }


def rows_of(table: str) -> list[Row]:
    """Rows of one of the tables beside this file."""
    text = files("workbench.evidence").joinpath(table).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), strict=True))


def _find(kind: str, name: str, entries: Mapping[str, Entry]) -> Entry:
    if name not in entries:
        raise unknown_name(kind, name, entries)
    return entries[name]


def unknown_name(kind: str, name: str, known: Iterable[str]) -> UnknownEvidenceError:
    """An error that says which name is nearest."""
    from difflib import get_close_matches  # needed for the message only, and slow to import

    nearest = get_close_matches(name, list(known), n=1, cutoff=0.0)[0]
    return UnknownEvidenceError(f"unknown {kind} {name!r}; the nearest is {nearest!r}")


def grade_of(row: Row) -> Grade:
    """Grade of a row."""
    return cast(Grade, row["grade"])


def _verified(row: Row) -> bool:
    return {"yes": True, "no": False}[row["verified"]]


def source_ids_of(row: Row) -> tuple[str, ...]:
    """Ids of the sources of a row."""
    return tuple(row["sources"].split(";"))


def _figure(text: str) -> float | None:
    return float(text) if text else None
