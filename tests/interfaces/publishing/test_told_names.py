"""Names in every spelling that people use, as ids that are numbers, and as nicknames: none is told."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tests.interfaces.publishing.named_portfolio import scenarios
from tests.interfaces.publishing.searched import told
from tests.interfaces.publishing.test_masked_site import made
from tests.interfaces.publishing.test_masking import left
from workbench.experiment import compare, simulate, write_run
from workbench.experiment.masked import Audience, Masked, Pseudonyms
from workbench.experiment.run_folder import load_run
from workbench.interfaces.publishing.dropped import Lived, dropped_by
from workbench.interfaces.publishing.masking import for_audience
from workbench.interfaces.publishing.ours import is_ours
from workbench.interfaces.publishing.readers import Readers, for_readers
from workbench.interfaces.publishing.who_is_who import who_is_who
from workbench.interfaces.publishing.words import Untold
from workbench.interfaces.reports.agreements import Agreement, write_agreements
from workbench.interfaces.spreadsheet import read_usable
from workbench.interfaces.wording.masked import masked_words
from workbench.policies import Selection, SelectionRule
from workbench.scenario import Scenario

ON, OFF, BOARD, TEAM = Pseudonyms.ON, Pseudonyms.OFF, Audience.BOARD, Audience.TEAM
NAME, ID = "Quorvex Ledgerstone", "7340021"
SECRETS = ("quorvex", "ledgerstone", "7340021", "moonshot", "annika")
"""A dropped project's name and id, what people call it, and a person."""

DROPPING = {
    "drop_quorvex": "drop_quorvex now",
    "DropQuorvex": "Quorvex2 stops",
    "without-7340021": "without project 7340021; 7340021_late",
    "QUORVEXless": "The quorvexes stop, says Annika.",
    "stop-the-moonshot": "No moonshot",
}


def spelled() -> list[Scenario]:
    """Today and two what-ifs of ours, then the same project dropped under many names."""
    base, wip, stop = (_called_otherwise(one) for one in scenarios())
    project = next(one for one in base["portfolio"]["projects"] if one["id"] == ID)
    project["packages"][1]["name"] = "Quorvex cutover"  # its id is that of packages of other projects
    base["portfolio"]["assumptions"] += [
        {"what": "yearly value of Quorvex", "value": "Annika says 9", "source": "moonshot.xlsx"},
        {"what": "discount rate", "value": "8 % a year", "source": "worked out"},
    ]
    said = "baseline, but at most two projects at once"
    study = {**wip, "name": "baseline, wip_limit 2", "description": said}
    event = {"kind": "capacity", "id": "moonshot-exodus", "pool": "zqvxdev", "fte": -1, "from": "2027-09-01"}
    others = [
        {**stop, "name": name, "description": said, "shocks": [event]} for name, said in DROPPING.items()
    ]
    for one in (wip, study, *others):
        one["portfolio"] = base["portfolio"]
    return [Scenario.model_validate(one) for one in (base, wip, study, *others)]


def _called_otherwise(scenario: Scenario) -> dict[str, Any]:
    text = json.dumps(scenario.model_dump(mode="json", by_alias=True))
    text = text.replace('"zqvxP3"', json.dumps(ID)).replace('"zqvxDrift"', json.dumps(NAME))
    text = text.replace("zqvxDrift", "Quorvex").replace("zqvxAnna", "Annika")
    found: dict[str, Any] = json.loads(text)
    return found


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = compare(spelled(), 4, engine="simpy", twins=0, name="the moonshot")
    folder = write_run(found, tmp_path_factory.mktemp("many"))
    value = "8 %, says Annika of the moonshot"
    write_agreements([Agreement("Discount rate a year", value, "Annika", date(2026, 11, 3))], folder)
    return folder


@pytest.mark.parametrize(("audience", "how"), [(BOARD, OFF), (BOARD, ON), (TEAM, ON)])
def test_no_spelling_of_a_name_is_left(
    run: Path, tmp_path: Path, audience: Audience, how: Pseudonyms
) -> None:
    assert {word for _, word in told(run, SECRETS)} == set(SECRETS), "the search sees what is there"
    folder = for_audience(run, audience, how, tmp_path / "masked")
    assert told(folder, SECRETS) == set()
    assert left(folder) == [] or how is OFF
    again = load_run(folder)
    assert again.names == (
        "baseline",
        "wip-6",
        "baseline, wip_limit 2",
        *(f"What-if {k}" for k in range(1, 6)),
    )
    titles = [one.title for one in again.manifest.scenarios]
    assert titles[2:4] == ["baseline, but at most two projects at once", "What-if 1"]
    filled = [(one.value, one.source) for one in again.scenarios[0].portfolio.assumptions]
    assert filled[4] == ("8 % a year", "worked out")
    assert pd.read_csv(folder / "agreed.csv")["value"][0].startswith("not shown")


def test_a_board_reads_what_says_nothing_of_the_dropped(run: Path, tmp_path: Path) -> None:
    again = load_run(for_audience(run, BOARD, OFF, tmp_path / "masked"))
    first, second = again.scenarios[:2]
    assert first.portfolio.organisation == "zqvxBrackwater Mutual"
    assert second.description == "At most two projects at once."
    assert [one.what for one in first.portfolio.assumptions][0] == "yearly value (3 of 6 projects)"
    assert {one.name for one in first.portfolio.projects} >= {"zqvxBorealis", "zqvxAtlas"}


def test_names_that_hold_a_name_that_is_seen_tell_nothing() -> None:
    untold = Untold.of(["Data core", "X"], ["Core banking"])
    assert [untold.is_told(one) for one in ("core_banking", "database", "data", "x2", "drop-x", "max")] == [
        False,
        True,
        True,
        True,
        True,
        False,
    ]
    cafe = Untold.of(["Caf\u00e9"], [])
    assert cafe.is_told("without-cafe\u0301")


def _lived(scenario: Scenario, going: Mapping[str, int], n: int = 100) -> Lived:
    every = {one.id: n for one in scenario.portfolio.projects}
    return Lived(scenario, n, {**every, **going})


def test_who_is_dropped_is_told_by_what_becomes_of_it() -> None:
    base = scenarios()[0]
    other = base.model_copy(update={"name": "other"})
    lives = [_lived(base, {"zqvxP2": 90}), _lived(other, {"zqvxP1": 70, "zqvxP2": 88, "zqvxP4": 0})]
    assert dropped_by(lives, "baseline") == {
        "baseline": frozenset(),
        "other": frozenset({"zqvxP1", "zqvxP4"}),
    }
    assert dropped_by(lives[::-1], None) == dropped_by(lives, "baseline")
    nothing = Selection(rule=SelectionRule.NOTHING_NEW)
    frozen = other.model_copy(update={"policy": base.policy.model_copy(update={"selection": nothing})})
    turned_down = {"zqvxP1", "zqvxP2", "zqvxP3", "zqvxP4", "zqvxP5"}
    assert dropped_by([_lived(base, {}), _lived(frozen, {})], "baseline")["other"] == turned_down


@pytest.mark.parametrize("rule", [SelectionRule.NOTHING_NEW, SelectionRule.GREEDY])
def test_whom_a_rule_turns_down_no_board_reads(tmp_path: Path, rule: SelectionRule) -> None:
    base = scenarios()[0]
    poor = base.portfolio.model_copy(update={"budgets": dict.fromkeys((2027, 2028), 60_000.0)})
    policy = base.policy.model_copy(update={"selection": Selection(rule=rule)})
    other = base.model_copy(update={"name": "zqvxfreeze", "policy": policy, "portfolio": poor})
    found = compare([base, other], 3, engine="simpy", twins=0)
    masked = for_audience(write_run(found, tmp_path / "run"), BOARD, OFF, tmp_path / "masked")
    again = load_run(masked)
    ends = found.projects[found.projects["scenario"] == "zqvxfreeze"]
    gone = set(ends[ends["status"] == "rejected"]["project"].astype(str))
    assert gone and again.names == ("baseline", "What-if 1")
    assert not gone & {one.id for one in again.scenarios[0].portfolio.projects}
    assert again.manifest.masked is not None and len(again.manifest.masked.unlisted) >= len(gone)


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """As `batch` writes it: a run for each scenario, in a folder that is called after it."""
    results = tmp_path_factory.mktemp("several")
    for scenario in (one for one in spelled() if one.name in ("drop_quorvex", "baseline", "wip-6")):
        found = simulate(scenario, 3, engine="simpy", twins=0)
        write_run(found, results / {"drop_quorvex": "a-quorvex"}.get(scenario.name, scenario.name))
    return results


@pytest.mark.parametrize("how", [OFF, ON])
def test_runs_that_are_shown_together_tell_nobody(batch: Path, tmp_path: Path, how: Pseudonyms) -> None:
    folder = for_readers(batch, Readers(BOARD, how), tmp_path / "masked")
    assert told(folder, SECRETS) == set()
    runs = [load_run(one) for one in sorted(folder.iterdir())]
    assert [one.names for one in runs] == [("What-if 1",), ("baseline",), ("wip-6",)]
    assert all(one.manifest.masked is not None and len(one.manifest.masked.unlisted) == 2 for one in runs)


@pytest.mark.parametrize("how", [OFF, ON])
def test_whoever_publishes_has_a_key_that_fits_the_masked_runs(
    batch: Path, tmp_path: Path, how: Pseudonyms
) -> None:
    key = list(who_is_who(batch, Readers(BOARD, how)))
    folder = for_readers(batch, Readers(BOARD, how), tmp_path / "masked")
    assert "  What-if 1: drop_quorvex" in key
    masked = (one for each in sorted(folder.iterdir()) for one in load_run(each).scenarios)
    shown = {one.id for scenario in masked for one in scenario.portfolio.projects}
    keyed = {line.partition(": ")[0].strip() for line in key[1:]}
    assert {one for one in shown if one.startswith(("Project ", "Unnamed"))} <= keyed
    assert list(who_is_who(batch, Readers())) == []


def test_a_board_is_told_why_a_what_if_has_a_number() -> None:
    why = "what-ifs that drop a project, or whose name may tell which, are called What-if 1 and so on"
    assert why in masked_words(Masked(BOARD, OFF, ("Unnamed project 1",)))
    assert why not in masked_words(Masked(BOARD, OFF)), "no project is dropped: no name is hidden"
    assert why not in masked_words(Masked(BOARD, ON, ("Unnamed project 1",))), "names are pseudonyms anyhow"


@pytest.mark.slow
@pytest.mark.parametrize("how", [OFF, ON])
def test_a_site_of_several_runs_tells_nobody(
    batch: Path, tmp_path: Path, how: Pseudonyms, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    assert made(for_readers(batch, Readers(BOARD, how), tmp_path / "masked"), site, monkeypatch).failed == ()
    assert told(site, SECRETS) == set()
    assert left(site) == [] or how is OFF


@pytest.mark.slow
def test_a_site_for_a_board_tells_nobody(run: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = tmp_path / "site"
    assert made(for_readers(run, Readers(BOARD, OFF), tmp_path / "masked"), site, monkeypatch).failed == ()
    assert told(site, SECRETS) == set()
    assert "zqvxBorealis" in (site / "pages" / "comparison.html").read_text(encoding="utf-8")


def test_what_an_import_fills_in_is_known_as_ours(tmp_path: Path) -> None:
    """Else readers of masked pages would see numbers in place of what stands in every import."""
    sheet = tmp_path / "plan.csv"
    lines = (
        "id;planned_start;planned_end;value_per_year;budget;team_size",
        "A;2027-02-01;2027-05-03;250000;90000;2",
    )
    sheet.write_text("\n".join(lines), encoding="utf-8")
    found = read_usable(sheet, today=date(2026, 12, 10)).portfolio.assumptions
    strange = [one.what for one in found if not is_ours(one.what, ())]
    assert len(found) > 8 and strange == []
    assert [one.source for one in found if not is_ours(one.source, ())] == []
