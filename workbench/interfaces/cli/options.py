"""Options that several commands share, said once."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from workbench.interfaces.cli.executing import where_options

Decorated = TypeVar("Decorated", bound=Callable[..., Any])

REPLICATIONS = 200
"""Simulated futures per scenario, unless told otherwise."""

DETAIL = 2000
"""Futures of which every project keeps a row, unless told otherwise."""

ALL = "all"

MOST_SEED = 2**63 - 1


class Whole(click.ParamType[int]):
    """A whole number between bounds that only an error mentions, to keep the help short."""

    name = "whole number"

    def __init__(self, low: int, high: int) -> None:
        self.low, self.high = low, high

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number, or a sentence on what is allowed."""
        try:
            number = int(value)
        except ValueError:
            self.fail(f"{value!r} is not a whole number.", param, ctx)
        if not self.low <= number <= self.high:
            self.fail(f"{number} is not between {self.low} and {self.high}.", param, ctx)
        return number


class BelowPath(click.ParamType[str]):
    """A path of an address, brought between slashes."""

    name = "path"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The path, or a sentence on what is allowed."""
        if not value:
            return ""
        if not re.fullmatch(r"/?[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*/?", value):
            self.fail(
                f"{value!r} is not a path of letters, digits, - and _, such as /workbench/.", param, ctx
            )
        return f"/{value.strip('/')}/"


class Months(click.FloatRange):
    """A number of months between bounds; what is no number lies between none."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The number, or a sentence on what is allowed."""
        found = super().convert(value, param, ctx)
        if math.isnan(found):
            self.fail(f"{value!r} is not a number between {self.min:g} and {self.max:g}.", param, ctx)
        return found


class Detail(click.ParamType["int | str"]):
    """How many futures keep a row for every project: a whole number, or all."""

    name = "detail"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int | str:
        """The number or ``all``, or a sentence on what is allowed."""
        if value == ALL:
            return ALL
        try:
            return Whole(0, 1_000_000).convert(value, param, ctx)
        except click.BadParameter as error:
            self.fail(f"{error.message.rstrip('.')}; write a number of futures, or {ALL}.", param, ctx)


class Folder(click.Path):
    """A folder to write to; an empty name would mean the present one, which nobody means by it."""

    def __init__(self) -> None:
        super().__init__(file_okay=False, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path, or a sentence on what to write."""
        if not str(value).strip():
            self.fail("is empty: name a folder, or leave the option out.", param, ctx)
        return super().convert(value, param, ctx)


DEBUG = click.option(
    "--debug", is_flag=True, expose_value=False, help="If something breaks, show the details."
)

BASE_URL = click.option(
    "--base-url",
    type=BelowPath(),
    default="",
    metavar="PATH",
    help="Behind a proxy: the path that it passes on, such as /workbench/.",
)

_RUNNING = (
    click.option(
        "-n",
        "--replications",
        type=Whole(2, 1_000_000),
        default=REPLICATIONS,
        show_default=True,
        metavar="N",
        help="How many futures to simulate.",
    ),
    click.option(
        "--seed",
        type=Whole(0, MOST_SEED),
        metavar="N",
        help="Root of all random numbers; the same seed gives the same futures. [default: the scenario's]",
    ),
    click.option(
        "--jobs",
        type=Whole(1, 1024),
        metavar="N",
        help="How many processes work at once; changes nothing in the numbers. [default: all cores]",
    ),
    click.option(
        "--engine",
        type=click.Choice(["auto", "compiled", "simpy"]),
        default="auto",
        show_default=True,
        help="Which engine simulates; changes nothing in the numbers. auto takes the faster one.",
    ),
    click.option(
        "--twins",
        type=Whole(0, 1_000_000),
        default=5,
        show_default=True,
        metavar="N",
        help="Of each scenario, so many futures are simulated by both engines and compared bit for bit.",
    ),
    click.option(
        "--detail",
        type=Detail(),
        default=DETAIL,
        show_default=True,
        metavar="N|all",
        help="Keep a row per project of the first N futures; tables and reports rest on all of them.",
    ),
)


WORLDS = click.option(
    "--worlds",
    type=Whole(2, 100_000),
    default=60,
    show_default=True,
    metavar="N",
    help="How many draws of what is assumed of maturity and PMO.",
)


def futures_option(default: int, of_what: str) -> Callable[[Decorated], Decorated]:
    """How many futures a study simulates."""
    return click.option(
        "-n",
        "--futures",
        type=Whole(2, 100_000),
        default=default,
        show_default=True,
        metavar="N",
        help=f"How many futures to simulate {of_what}.",
    )


def decision_option(text: str = "Day of the decision.") -> Callable[[Decorated], Decorated]:
    """When something is decided about the PMO."""
    return click.option(
        "--on",
        "day",
        type=click.DateTime(["%Y-%m-%d"]),
        metavar="DATE",
        help=f"{text} [default: the start]",
    )


RUNNING_PLAINLY = _RUNNING[:4]
"""How many futures, which luck, how many processes, which engine: what studies take."""


def luck_options(command: Decorated) -> Decorated:
    """Which luck, how many processes, which engine: for commands that count futures in their own way."""
    command = DEBUG(command)
    for option in reversed(_RUNNING[1:4]):
        command = option(command)
    return command


def running_options(command: Decorated) -> Decorated:
    """Options of every command that simulates."""
    command = where_options(DEBUG(command))
    for option in reversed(_RUNNING):
        command = option(command)
    return command


def out_option(default: str) -> Callable[[Decorated], Decorated]:
    """`--out` with what happens without it."""
    return click.option(
        "--out",
        type=Folder(),
        metavar="DIR",
        help=f"Folder for the results. [default: {default}]",
    )


JSON = click.option(
    "--json", "as_json", is_flag=True, help="Print the results as JSON, and nothing else, on standard output."
)

MAP = click.option(
    "--map",
    "mapping",
    metavar="NAME_OR_FILE",
    help="Which heading of a spreadsheet is which field: a file, or the name of a shipped one.",
)

AGREED = click.option(
    "--agreed",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The workbook of `workbench assumptions`, filled in: reports say who agreed to what.",
)

REPORT = click.option("--report", is_flag=True, help="Make the HTML report too; it opens without a network.")


def debugging(words: Sequence[str]) -> bool:
    """Whether details were asked for; seen in the words, as a failure may come before they are parsed."""
    return "--debug" in words
