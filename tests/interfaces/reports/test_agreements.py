"""Every assumption that a run rests on is listed, and none leaves or changes unseen once it is signed."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.interfaces.reports.fake_run import FakeRun, Shift, write_fake
from tests.interfaces.reports.test_pieces import text_of
from workbench.engines.plan import plan_of
from workbench.engines.standards.figures import Figures
from workbench.experiment.studies.assumptions import SPREAD, SPREADS, assumptions_of
from workbench.interfaces.files import load_scenario
from workbench.interfaces.reports import open_scenario
from workbench.interfaces.reports.agreements import (
    Agreement,
    Signed,
    agreements_of,
    compared,
    keep_agreements,
)
from workbench.interfaces.reports.assumption_row import AssumptionRow
from workbench.interfaces.reports.assumptions import (
    assumption_rows,
    assumptions_section,
    assumptions_under,
)
from workbench.interfaces.reports.folder import open_run
from workbench.interfaces.reports.practice_rows import OF_PMO, PARAMETERS
from workbench.interfaces.reports.subject import Subject
from workbench.model import MaturityProfile
from workbench.scenario import Scenario

SCENARIOS = Path(__file__).parents[3] / "scenarios"
DAY = date(2026, 11, 3)
ROW = AssumptionRow("Yearly value (3 of 40 projects)", "€1m", "€0.5m to €2m", "assumed", "worked out")


def signed(row: AssumptionRow) -> Agreement:
    return Agreement(row.name, row.value, "A. Huber", DAY, row.range, row.source)


@pytest.fixture(scope="module", params=["pmo-closed-in-year-two", "pmo-staff-as-queue", "maturity-3"])
def scenario(request: pytest.FixtureRequest) -> Scenario:
    return load_scenario(SCENARIOS / f"{request.param}.yaml")


def test_whatever_can_be_varied_is_listed(scenario: Scenario) -> None:
    keys = {SPREAD if row.key in SPREADS else row.key for row in assumption_rows(scenario)}
    assert {one.key for one in assumptions_of(scenario, scenario)} <= keys


def test_every_figure_of_practices_that_a_plan_reads_stands_behind_a_row(
    scenario: Scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = set()
    before = Figures._read

    def noted(self: Figures, practice: str, parameter: str, context: str) -> float:
        read.add(parameter)
        return before(self, practice, parameter, context)

    monkeypatch.setattr(Figures, "_read", noted)
    plan_of(scenario)
    there = {row.key for row in assumption_rows(scenario)}
    assert read <= {*PARAMETERS, *OF_PMO, "lift", "slack_today"}
    assert bool(read) == ("coaching.lift" in there) == (scenario.name != "maturity-3")
    assert {"pmo_people", "pmo_cost"} <= there and ("levels_later" in there) == (not read)


def test_levels_of_programmes_are_listed_and_effects_follow_the_scenario() -> None:
    found = load_scenario(SCENARIOS / "baseline.yaml")
    maturity = found.portfolio.maturity
    assert maturity is not None
    own = maturity.model_copy(
        update={"programmes": {"Claims": MaturityProfile.model_validate(3)}, "uncertainty": {"risk": 0.4}}
    )
    portfolio = found.portfolio.model_copy(update={"maturity": own})
    high = found.model_copy(update={"portfolio": portfolio, "evidence": {"rework_probability": 1.0}})
    rows = {row.name: row for row in assumption_rows(high)}
    assert rows["Maturity levels of “Claims”"].value == "3 on all seven perspectives"
    assert rows["Spread of the assessed levels (standard deviation)"].value == "risk 0.4"
    rework = rows["Work that has to be done again"]
    assert rework.value.split(" at ")[0] != rows_of(found)[rework.name].value.split(" at ")[0]
    assert rework.range == rows_of(found)[rework.name].range


def rows_of(scenario: Scenario) -> dict[str, AssumptionRow]:
    return {row.name: row for row in assumption_rows(scenario)}


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (ROW, "A. Huber, 3 Nov 2026"),
        (
            replace(ROW, name="Yearly value (4 of 40 projects)"),
            "changed after signing: was €1m (3 of 40 projects) (A. Huber, 3 Nov 2026)",
        ),
        (replace(ROW, value="€2m"), "changed after signing: was €1m (A. Huber, 3 Nov 2026)"),
        (
            replace(ROW, range="€0.1m to €2m"),
            "changed after signing: its range was €0.5m to €2m (A. Huber, 3 Nov 2026)",
        ),
        (
            replace(ROW, source="guessed"),
            "changed after signing: its source was worked out (A. Huber, 3 Nov 2026)",
        ),
        (replace(ROW, source="worked\N{NO-BREAK SPACE}out"), "A. Huber, 3 Nov 2026"),
    ],
)
def test_a_change_after_signing_is_known_whatever_changed(now: AssumptionRow, words: str) -> None:
    found = compared([now], [signed(ROW)])
    assert found.standings[0].words == words and found.gone == ()


def test_what_is_signed_and_no_longer_assumed_is_named() -> None:
    other = replace(ROW, name="Due dates")
    found = compared([other], [signed(ROW), replace(signed(ROW), assumption="Unsigned", agreed_on=None)])
    assert found.standings[0].signed is Signed.NO
    assert [one.assumption for one in found.gone] == [ROW.name]


def test_equal_names_are_told_apart_by_what_they_say() -> None:
    one, two, three = (replace(ROW, value=value) for value in ("1", "2", "3"))
    found = compared([two, three], [signed(one), signed(two)])
    assert [stand.signed for stand in found.standings] == [Signed.YES, Signed.CHANGED]
    assert found.standings[1].was == "was 1" and found.gone == ()


def test_agreements_are_kept_as_they_were_read_and_no_formulas(tmp_path: Path) -> None:
    kept = [replace(signed(ROW), owner="=HYPERLINK(1)"), Agreement("'s Graven", "+2", "", None)]
    keep_agreements(kept, tmp_path)
    assert list(agreements_of(tmp_path)) == kept
    assert ",=HYPERLINK" not in (tmp_path / "agreed.csv").read_text(encoding="utf-8")
    older = "assumption,value,owner,agreed_on\nDiscount rate a year,8 %,,2026-11-03\n"
    (tmp_path / "agreed.csv").write_text(older, encoding="utf-8")
    assert agreements_of(tmp_path) == (Agreement("Discount rate a year", "8 %", "", DAY),)


def test_what_a_what_if_assumes_otherwise_is_held_against_what_was_signed(tmp_path: Path) -> None:
    folder = write_fake(FakeRun({"extend-pmo": Shift(1e6, 1e6)}), tmp_path)
    rows = rows_of(open_run(folder, "").scenario("baseline"))
    keep_agreements([signed(rows["People of the PMO"]), signed(ROW)], folder)
    seen = text_of(open_scenario(str(folder), "extend-pmo", "").assumptions().text)
    assert "What “Extend PMO” assumes otherwise" in seen
    at = seen.index("What “Extend PMO” assumes otherwise")
    people = "People of the PMO 8 FTE 9 FTE another was signed: 8 FTE (A. Huber, 3 Nov 2026)"
    assert people in seen[at:] and "Cost of the PMO €1.1m a year" in seen[at:]
    assert "Discount rate" not in seen[at : seen.index("measured : computed")]
    assert (
        "Signed and no longer assumed: Yearly value (3 of 40 projects): €1m (A. Huber, 3 Nov 2026)." in seen
    )
    alone = text_of(open_scenario(str(folder), "", "").assumptions().text)
    assert "otherwise" not in alone


def test_pages_count_figures_of_practices_and_list_those_that_changed(tmp_path: Path) -> None:
    """A page of a board has no forty rows of them; the workbook has."""
    cut = load_scenario(SCENARIOS / "pmo-cut-30.yaml")
    rows = [row for row in assumption_rows(cut) if row.of_practices]
    changed, *others = rows
    agreed = [signed(replace(changed, value="1")), *(signed(row) for row in others)]
    seen = text_of(assumptions_under("", cut, "", agreed).text)
    assert f"{len(others)} figures of practices as workbench assumptions lists ○ assumed" in seen
    assert f"{changed.name} {changed.value}" in seen and "changed after signing: was 1 (" in seen
    assert others[0].name not in seen and f"{len(others)} signed, 1 changed after signing" in seen

    run = open_run(write_fake(FakeRun({"extend-pmo": Shift(1e6, 1e6)}), tmp_path), "")
    run._scenarios["extend-pmo"] = cut
    said = f"{len(rows)} figures of practices not assumed as workbench assumptions lists none is signed"
    assert said in text_of(assumptions_section(Subject(run, "extend-pmo")).text)
    run._scenarios["baseline"], run._scenarios["extend-pmo"] = cut, run.scenario("baseline")
    said = f"{len(rows)} figures of practices as workbench assumptions lists not assumed"
    assert said in text_of(assumptions_section(Subject(run, "extend-pmo")).text)


def test_what_was_signed_otherwise_has_room_to_be_read() -> None:
    scenario = load_scenario(SCENARIOS / "baseline.yaml")
    rows = assumption_rows(scenario)
    same = [signed(row) for row in rows]
    other = [replace(same[0], value="otherwise"), *same[1:]]
    pages = [assumptions_under("", scenario, "", one).text for one in (same, other)]
    assert [page.count("wb-changed") for page in pages] == [0, 1]
