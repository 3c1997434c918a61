"""What was signed stays signed on masked pages, under the names that these pages use."""

from datetime import date

import pytest

from tests.interfaces.publishing.named_portfolio import MARK, scenarios
from workbench.experiment.masked import Audience, Pseudonyms
from workbench.interfaces.publishing.masked_agreements import masked_agreements, told_by
from workbench.interfaces.publishing.masked_results import masked_scenario
from workbench.interfaces.publishing.names import Shown, names_for
from workbench.interfaces.reports.agreements import Agreement, Signed, compared
from workbench.interfaces.reports.assumptions import assumption_rows
from workbench.policies import Pmo

PROJECT = "zqvxP3"
"""The what-ifs drop it."""


@pytest.mark.parametrize(
    ("audience", "how"),
    [(Audience.BOARD, Pseudonyms.OFF), (Audience.BOARD, Pseudonyms.ON), (Audience.TEAM, Pseudonyms.ON)],
)
def test_what_is_signed_stays_signed_and_names_nobody(audience: Audience, how: Pseudonyms) -> None:
    base = scenarios()[0].model_copy(update={"pmo": Pmo(staff=2, cost_per_fte=9e4)})
    rows = assumption_rows(base)
    assert any(f"“{MARK}" in row.name for row in rows), "levels of a programme are among them"
    signed = [
        Agreement(row.name, row.value, f"{MARK}Anna Huber", date(2026, 11, 3), row.range, row.source)
        for row in rows
    ]
    signed.append(Agreement(f"{MARK}Gone", "€1m", "", date(2026, 11, 3)))
    every = [base, *scenarios()[1:]]
    dropped = {one.name: frozenset({PROJECT}) for one in every[1:]}
    names = names_for(Shown(every, dropped, base.name, list(told_by(signed, base))), audience, how)
    seen = masked_scenario(base, names)
    found = list(masked_agreements(signed, base, seen, names, audience))
    stand = compared(assumption_rows(seen), found)
    assert [one.signed for one in stand.standings] == [Signed.YES] * len(rows)
    assert len(stand.gone) == 1 and MARK not in stand.gone[0].assumption
    if how is Pseudonyms.ON:
        assert MARK not in str(found)
    if audience is Audience.BOARD:
        assert {one.owner for one in found} == {""}
