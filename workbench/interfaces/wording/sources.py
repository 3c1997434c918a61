"""Where a number comes from, in readers' words: a publication in short, or that it is judgement."""

from __future__ import annotations

from workbench import evidence
from workbench.charts.numbers import NBSP

_REGISTER = "workbench.evidence: "
_POINTER = "; formula in docs/import.md"


def cited(sources: tuple[str, ...]) -> str:
    """The first publications in short, or that it is judgement."""
    published = [evidence.source(key) for key in sources if not key.startswith("P_")]
    if not published:
        return "judgement of the authors"
    short = [_short(one.citation, one.year) for one in published]
    unique = list(dict.fromkeys(short))
    more = f"{NBSP}+ {len(unique) - 2}" if len(unique) > 2 else ""
    return "; ".join(unique[:2]) + more


def registered(source: str) -> tuple[str, ...]:
    """Names in the register of evidence that the source of something filled in refers to.

    Examples
    --------
    >>> registered("workbench.evidence: discount_rate (assumed)"), registered("worked out")
    (('discount_rate',), ())
    """
    if not source.startswith(_REGISTER):
        return ()
    names = source.removeprefix(_REGISTER).partition(" (")[0]
    return tuple(name.strip() for name in names.split(","))


def source_words(source: str) -> str:
    """The source of something filled in, without names of files and registers.

    Examples
    --------
    >>> source_words("workbench.evidence: discount_rate (assumed)"), source_words("worked out")
    ('judgement of the authors', 'worked out')
    >>> source_words("inferred from the planned load; formula in docs/import.md")
    'inferred from the planned load'
    """
    names = registered(source)
    if not names:
        return source.removesuffix(_POINTER)
    return cited(tuple(dict.fromkeys(key for name in names for key in _sources_of(name))))


def _sources_of(name: str) -> tuple[str, ...]:
    try:
        return tuple(one.id for one in evidence.sources_of(name))
    except evidence.UnknownEvidenceError:
        return ()


def _short(citation: str, year: int) -> str:
    """Authors and year.

    Examples
    --------
    >>> _short("Ahonen et al. 2015; data in github.com/Derek-Jones/ESEUR-code-data", 2015)
    'Ahonen et al. 2015'
    """
    head, found, _ = citation.partition(str(year))
    head = head.removeprefix("Computed from the constants of ").strip(" ,(")
    return f"{head} {year}" if found and len(head) < 48 else citation.split(";")[0][:56]
