"""A study as data: scenarios, factors that are combined, how many futures, which reports."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Any

from pydantic import Field

from workbench.errors import Problem
from workbench.model.data import MOST_MONEY, Data, about, quantity

MOST_SCENARIOS = 10_000
"""Scenarios of one study; more than that nobody looks at."""

Label = Annotated[str, Field(min_length=1, max_length=80)]


class Design(StrEnum):
    """How factors are combined."""

    PRODUCT = "product"
    """Every value of each with every value of the others."""
    ZIP = "zip"
    """The first values together, then the second ones, and so on."""
    ONE_AT_A_TIME = "one_at_a_time"
    """Each scenario as it is, then one factor at each of its values with all others as they are."""
    LATIN_HYPERCUBE = "latin_hypercube"
    """Points that spread evenly over every factor."""
    LIST = "list"
    """The cases as written."""


class ExecutorName(StrEnum):
    """Where futures are simulated; no figure depends on it."""

    AUTO = "auto"
    """What suits the engine and the work."""
    SERIAL = "serial"
    THREADS = "threads"
    PROCESSES = "processes"
    DASK = "dask"
    """Workers, on several machines if there are."""


class Span(Data):
    """Where a factor may lie."""

    low: float = quantity(unit="of the field", about="least", low=-MOST_MONEY)
    high: float = quantity(unit="of the field", about="most", low=-MOST_MONEY)
    step: float | None = quantity(
        None, unit="of the field", about="from one value to the next; 1 for a field of whole numbers", low=0
    )


class Precision(Data):
    """How well differences from the first scenario shall be known."""

    measure: str = about("npv", text="measure that must be known so well")
    half_range: float = quantity(
        unit="of the measure", about="half the 95 % range of every average difference", low=0
    )
    at_most: int = quantity(
        5000, unit="simulated futures", about="where to stop anyhow", low=30, high=1_000_000
    )


class Study(Data):
    """Many scenarios made from a few, simulated once and reported."""

    name: Label = about(text="short name; also that of the folder of results")
    scenarios: tuple[str, ...] = about(text="scenario files, folders or patterns, relative to this file")
    design: Design = about(Design.PRODUCT, text="how factors are combined")
    factors: dict[str, tuple[Any, ...] | Span] = about(
        {}, text="by field (policy.release.wip_limit): values, or low and high for a Latin hypercube"
    )
    cases: tuple[dict[str, Any], ...] = about((), text="for a list: fields with their values, case by case")
    points: int = quantity(
        20, unit="scenarios", about="of a Latin hypercube, for each scenario", low=2, high=MOST_SCENARIOS
    )
    seed: int = quantity(1, unit="number", about="of the Latin hypercube", low=0, high=2**63 - 1)
    replications: int = quantity(
        200, unit="simulated futures", about="of each scenario", low=2, high=1_000_000
    )
    executor: ExecutorName = about(
        ExecutorName.AUTO, text="where to simulate, unless the command line says otherwise"
    )
    precision: Precision | None = about(None, text="a goal in place of a number of futures")
    notebooks: tuple[str, ...] = about(
        ("scenario_report",), text="reports on each scenario: bundled ones by name, or notebook files"
    )
    parameters: dict[str, tuple[Any, ...]] = about(
        {}, text="by parameter of the notebooks: values; every combination is a report of its own"
    )


def study_problems(study: Study) -> Iterator[Problem]:
    """Everything that is wrong between the fields of a study."""
    if not study.scenarios:
        yield Problem(("scenarios",), "is empty", remedy="name a scenario file, a folder or a pattern")
    if study.design is Design.LIST:
        if not study.cases:
            yield Problem(("cases",), "is empty", remedy="write the cases, or choose another design")
        if study.factors:
            yield Problem(("factors",), "has no meaning in a list", remedy="write the values as cases")
    elif study.cases:
        yield Problem(("cases",), "is for the design list alone", str(study.design), "write factors")
    for where, stated in [("factors", study.factors), *(("cases", one) for one in study.cases)]:
        if "seed" in stated:
            text = "cannot differ within a study: all of it meets the same futures"
            yield Problem((where, "seed"), text, remedy="run a second study with --seed")
    for name, values in study.factors.items():
        yield from _factor_problems(study, name, values)
    if study.precision is not None and "replications" in study.model_fields_set:
        text = "has no meaning beside precision, which says when to stop"
        yield Problem(("replications",), text, str(study.replications), "leave it out, or change at_most")
    lengths = {name: len(one) for name, one in study.factors.items() if isinstance(one, tuple)}
    if study.design is Design.ZIP and len(set(lengths.values())) > 1:
        counts = ", ".join(f"{name}: {length}" for name, length in lengths.items())
        yield Problem(("factors",), "must all have equally many values for zip", counts, "complete them")
    for name, values in study.parameters.items():
        if not values:
            yield Problem(("parameters", name), "has no value", remedy="write [value]")


def _factor_problems(study: Study, name: str, values: tuple[Any, ...] | Span) -> Iterator[Problem]:
    where = ("factors", name)
    if study.design is Design.LATIN_HYPERCUBE:
        if isinstance(values, Span):
            yield from _span_problems(where, values)
        if not isinstance(values, Span):
            yield Problem(where, "needs low and high for a Latin hypercube", remedy="write {low: 0, high: 1}")
    elif isinstance(values, Span):
        yield Problem(where, f"needs a list of values for {study.design}", remedy="write [6, 9, 12]")
    elif not values:
        yield Problem(where, "has no value", remedy="write [6, 9, 12]")


def _span_problems(where: tuple[str, ...], span: Span) -> Iterator[Problem]:
    if span.high <= span.low:
        yield Problem((*where, "high"), f"must be above low ({span.low:g})", f"{span.high:g}")
    elif span.step is not None and not 0 < span.step <= span.high - span.low:
        text = f"must be above 0 and at most high less low ({span.high - span.low:g})"
        yield Problem((*where, "step"), text, f"{span.step:g}", "write 1 for whole numbers")
