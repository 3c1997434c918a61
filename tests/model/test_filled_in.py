"""What is told as assumed is what the portfolio that is simulated holds."""

from datetime import date
from pathlib import Path

import pytest

from workbench.interfaces.files import dump_portfolio, load_scenario
from workbench.interfaces.reports.agreements import Agreement, Signed, compared
from workbench.interfaces.reports.assumptions import assumption_rows
from workbench.interfaces.spreadsheet import read_strict
from workbench.interfaces.wording import capacity_assumed
from workbench.model import Assumption, Portfolio, still_assumed

LINES = (
    "id;value_per_year;duration_days;team_size;pool",
    "A;250000;20;9;Developers",
    "B;90000;20;4;Analysts",
)
FILLED = {
    "pool capacity": "Developers 9, Analysts 4 FTE",
    "cost per FTE-day": "0: labour costs nothing in these results",
    "present maturity": "level 2 on every perspective",
    "discount rate": "8% a year",
    "budget per year": "no limit",
    "currency": "EUR",
}


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Portfolio:
    path = tmp_path_factory.mktemp("imported") / "plan.csv"
    path.write_text("\n".join(LINES), encoding="utf-8")
    return read_strict(path, today=date(2026, 12, 10))


def told(portfolio: Portfolio) -> dict[str, str]:
    return {one.what.partition(" (")[0]: one.value for one in still_assumed(portfolio)}


def edited(portfolio: Portfolio, **stated: object) -> Portfolio:
    return Portfolio.model_validate({**portfolio.model_dump(mode="json", by_alias=True), **stated})


def with_pools(portfolio: Portfolio, **changes: dict[str, float]) -> Portfolio:
    pools = [one.model_dump(mode="json", by_alias=True) for one in portfolio.pools]
    return edited(portfolio, pools=[one | changes.get(one["id"], {}) for one in pools])


def test_nothing_is_lost_while_nothing_is_stated(imported: Portfolio) -> None:
    assert still_assumed(imported) == imported.assumptions
    assert told(imported).items() >= FILLED.items()


def test_a_capacity_that_is_stated_is_assumed_no_more(imported: Portfolio) -> None:
    one = with_pools(imported, Developers={"capacity": 12})
    (said,) = capacity_assumed(one)
    assert said.startswith("Not stated, so assumed: pool capacity (1 of 2 pools): Analysts 4 FTE (")
    assert not capacity_assumed(with_pools(one, Analysts={"capacity": 5}))


@pytest.mark.parametrize(
    ("what", "stated"),
    [
        ("present maturity", {"maturity": {"profile": 3}}),
        ("present maturity", {"maturity": None}),
        ("discount rate", {"discount_rate": 0.05}),
        ("budget per year", {"budgets": {"2027": 4e5}}),
        ("currency", {"currency": "CHF"}),
    ],
)
def test_what_is_stated_otherwise_is_assumed_no_more(
    imported: Portfolio, what: str, stated: dict[str, object]
) -> None:
    assert told(imported).keys() - told(edited(imported, **stated)).keys() == {what}


def test_cost_of_people_is_assumed_as_far_as_nobody_states_it(imported: Portfolio) -> None:
    one = with_pools(imported, Developers={"cost_per_fte_day": 700})
    assert "cost per FTE-day (1 of 2 pools)" in [each.what for each in still_assumed(one)]
    by_pool = Assumption(
        what="cost per FTE-day (2 of 2 pools)",
        value="budget ÷ planned FTE-days: Developers 700, Analysts 1,200",
        source="worked out",
    )
    (left,) = still_assumed(one.model_copy(update={"assumptions": (by_pool,)}))
    assert (left.what, left.value) == (
        "cost per FTE-day (1 of 2 pools)",
        "budget ÷ planned FTE-days: Developers 700",
    )


def test_words_that_are_not_ours_stay(imported: Portfolio) -> None:
    theirs = tuple(
        Assumption(what=what, value=value, source="Anna")
        for what, value in (
            ("pool capacity (2 of 2 pools)", "20 and 8 FTE"),
            ("present maturity", "as the audit found"),
            ("budget per year", "last year’s"),
            ("years of benefit (1 of 2 projects)", "5 years"),
        )
    )
    one = imported.model_copy(update={"assumptions": theirs})
    assert still_assumed(one) == theirs


def test_a_scenario_that_states_what_was_signed_is_told_as_changed(
    imported: Portfolio, tmp_path: Path
) -> None:
    (tmp_path / "portfolio.yaml").write_text(dump_portfolio(imported), encoding="utf-8")
    (tmp_path / "today.yaml").write_text("portfolio: portfolio.yaml\nhorizon: 2029-12-31\n", encoding="utf-8")
    (tmp_path / "more.yaml").write_text(
        "extends: today.yaml\n"
        "portfolio: {maturity: 3, budgets: {2027: 400000}, pools: {Developers: {capacity: 14}}}\n",
        encoding="utf-8",
    )
    before, after = (assumption_rows(load_scenario(tmp_path / f"{one}.yaml")) for one in ("today", "more"))
    assert sum("aturity" in row.name for row in before) == 1, "filled in, and not stated beside it"
    signed = [
        Agreement(row.name, row.value, "Anna", date(2026, 11, 27), row.range, row.source) for row in before
    ]
    found = compared(after, signed)
    stand = {row.name: one.signed for row, one in zip(after, found.standings, strict=True)}
    assert stand["Pool capacity (1 of 2 pools)"] is Signed.CHANGED
    assert stand["Maturity levels of the organisation"] is Signed.NO
    assert {"Present maturity", "Budget per year"} <= {one.assumption for one in found.gone}
    assert not {"Present maturity", "Budget per year"} & stand.keys()
