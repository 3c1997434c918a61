"""Who gets people first, asked for on the command line in place of what the scenarios say."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from workbench.interfaces.cli.inputs import Asked

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


class RuleName(click.ParamType[str]):
    """Name of a ranking rule, or of another choice of dispatch; the policies are read when one is given."""

    name = "rule"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name, or a sentence with the names there are and the nearest."""
        from workbench.policies import IndexName, Sgs

        is_scheme = param is not None and param.name == "sgs"
        known = [one.value for one in (Sgs if is_scheme else IndexName)]
        if value not in known:
            near = difflib.get_close_matches(str(value).lower(), known, n=2)
            hint = f" Did you mean {' or '.join(near)}?" if near else ""
            self.fail(f"{value!r} is none of {', '.join(known)}.{hint}", param, ctx)
        return str(value)


def dispatch_options(command: Decorated) -> Decorated:
    """`--dispatch` and `--sgs`."""
    scheme = click.option(
        "--sgs",
        type=RuleName(),
        metavar="parallel|serial",
        help="Whether whoever fits starts, or packages keep to a timetable. [default: the scenario's]",
    )
    rule = click.option(
        "--dispatch",
        type=RuleName(),
        metavar="RULE",
        help="Which waiting package gets people first, e.g. lft. [default: the scenario's]",
    )
    return rule(scheme(command))


def dispatched(asked: Asked, dispatch: str | None, sgs: str | None) -> Asked:
    """The scenarios with another rule of dispatch, or another scheme, where one is asked for; it is said.

    Raises
    ------
    InputError
        If the two do not go together.
    """
    if dispatch is None and sgs is None:
        return asked
    from workbench.errors import InputError
    from workbench.policies import IndexName, Sgs
    from workbench.scenario.scenario import scenario_problems

    changed = []
    for scenario in asked.scenarios:
        stated = scenario.policy.dispatch
        rule = stated.index if dispatch is None else IndexName(dispatch)
        scheme = stated.sgs if sgs is None else Sgs(sgs)
        policy = scenario.policy.model_copy(
            update={"dispatch": stated.model_copy(update={"index": rule, "sgs": scheme})}
        )
        one = scenario.model_copy(update={"policy": policy})
        InputError.raise_if(scenario_problems(one))
        changed.append(one)
    return replace(asked, scenarios=tuple(changed), assumed=(*asked.assumed, said_of_dispatch(dispatch, sgs)))


def said_of_dispatch(dispatch: str | None, sgs: str | None) -> str:
    """What was asked for, in a sentence.

    Examples
    --------
    >>> said_of_dispatch("lft", "serial")
    'As asked, who gets people first: rule lft, schedule serial.'
    >>> said_of_dispatch(None, "parallel")
    'As asked, who gets people first: schedule parallel.'
    """
    words = [f"{word} {name}" for word, name in (("rule", dispatch), ("schedule", sgs)) if name is not None]
    return f"As asked, who gets people first: {', '.join(words)}."
