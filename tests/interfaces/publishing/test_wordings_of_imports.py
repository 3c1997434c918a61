"""Whatever an import says in words of its own stays on masked pages; collected from its code."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import workbench.interfaces.spreadsheet as spreadsheet
from workbench.interfaces.publishing.ours import FILLED_IN, is_ours

SAYING = ("filled", "Entry", "Assumption", "_line")
"""What makes a line of what was filled in."""

EXAMPLES = {
    "rule": ("a day of its benefit (year ÷ 250) or of its planned cost, whichever is larger",),
    "f'budget minus planned labour{part}'": (
        "budget minus planned labour",
        "budget minus planned labour, for what is still to be done",
    ),
    "f\"{len(STAGES)} equal ones in a row for each project: {', '.join(STAGES)}\"": (
        "5 equal ones in a row for each project: define, design, build, test, roll-out",
    ),
    "f'workbench.evidence: stage_count ({count.grade}; {shares})'": (
        "workbench.evidence: stage_count (assumed)",
    ),
    "f'{said} ({classes} classes named, none with a history)'": (
        "the general prior for all 12 projects (3 classes named, none with a history)",
    ),
    "f'{declared:,g}'": ("1,250", "700"),
    "level_told(MATURITY)": ("level 2 on every perspective",),
    "f\"{Portfolio.model_fields['discount_rate'].default:.0%} a year\"": ("8% a year",),
    "f'workbench.evidence: discount_rate ({grade})'": ("workbench.evidence: discount_rate (assumed)",),
    "str(Portfolio.model_fields['currency'].default)": ("EUR",),
    "f'dates with slashes or dashes read {self._order.value}'": (
        "dates with slashes or dashes read day first",
        "dates with slashes or dashes read month first",
    ),
    "f'{rule.labour_share:.0%} of the budget ÷ duration ÷ {rule.cost_per_fte_day:,g} per FTE-day'": (
        "60% of the budget ÷ duration ÷ 1,200 per FTE-day",
    ),
    "share": ("20% of the budget",),
    "assumed.value": ("steady", "fixed date", "closing window"),
    "f'{Urgency.FIXED_DATE.value}: {why}'": (
        "fixed date: has a lateness cost",
        "fixed date: is mandatory with a due date",
    ),
    "Urgency.STEADY.value": ("steady",),
    "f'working days since the start ÷ duration, at most {MOST_ASSUMED_SHARE:.0%}'": (
        "working days since the start ÷ duration, at most 95%",
    ),
    "f'{years:g} years'": ("5 years", "2.5 years"),
    "f'{days:g} working days'": ("30 working days", "12.5 working days"),
    "said": ("on its planned start", "at the portfolio's start"),
    "value": ("2027-01-01, the first day of the month after it was read",),
    "ASSUMED": ("assumed",),
    "WORKED_OUT": ("worked out",),
    "STATED_IN_MAPPING": ("stated in the mapping",),
    "STATED": ("stated in the mapping",),
    "HOW_INFERRED": ("inferred from the planned load; formula in docs/import.md",),
    "BY_COLUMN": ("decided by the column",),
    "NO_LIMIT": ("no limit",),
}
"""Wordings of each expression; a new one in the code of an import needs its own here, and in `ours`."""

OF_OTHERS = {
    "str(record.get(field))": "a constant of the organisation's mapping",
    "draft.frame.only_pool": "the name of a pool",
    "f'{_listed(inferred)} FTE'": "names of pools, renamed one by one",
    "_BUDGET_RATE": "names of pools, renamed one by one",
    "f'row {row}: row {first}, left out, has this {used[row].key[0]} too'": "of a row that is named",
    "f'decimal {sign}, so that {self._open[0]}'": "quotes a cell",
    "self._settled_by.by": "quotes a column",
    **dict.fromkeys(("value", "source", "entry.value", "entry.source", "reading", "by"), "passed on"),
}
"""What holds words of the organisation, or is collected where it is made."""


def saying() -> list[Path]:
    """Files of an import; a line of `table` is one of a mapping, which a person writes."""
    folder = Path(spreadsheet.__file__).parent
    return sorted(one for one in folder.glob("*.py") if one.stem != "table")


def said() -> Iterator[ast.expr]:
    """Values and sources in the code of an import."""
    for path in saying():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else ast.unparse(node.func)
                if name in SAYING:
                    named = {one.arg: one.value for one in node.keywords}
                    yield from node.args[1:3]
                    yield from (named[one] for one in ("value", "source") if one in named)
            elif isinstance(node, ast.FunctionDef) and node.name in ("readings", "_readings"):
                yields = (one.value for one in ast.walk(node) if isinstance(one, ast.Yield))
                yield from (part for one in yields if isinstance(one, ast.Tuple) for part in one.elts[-2:])


def names() -> Iterator[str]:
    """What was filled in, where the code says it in plain text."""
    for path in saying():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in SAYING:
                yield from (one.value for one in node.args[:1] if isinstance(one, ast.Constant))


def test_every_wording_of_an_import_is_known_as_ours() -> None:
    found = {ast.unparse(one): one for one in said()}
    plain = {one.value for one in found.values() if isinstance(one, ast.Constant)}
    others = {text for text, one in found.items() if not isinstance(one, ast.Constant)}
    assert others - EXAMPLES.keys() - OF_OTHERS.keys() == set(), "new: is it ours or of the organisation?"
    assert len(plain) > 8
    assert sorted(one for one in plain if not is_ours(str(one), ())) == []
    assert {str(one) for one in names()} <= FILLED_IN


@pytest.mark.parametrize("text", [one for some in EXAMPLES.values() for one in some])
def test_each_with_its_figures_too(text: str) -> None:
    assert is_ours(text, {"Atlas"})
    assert not is_ours(f"{text} says Anna", {"Atlas"}) and not is_ours(f"Atlas {text}", {"Atlas"})
