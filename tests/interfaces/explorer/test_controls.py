"""Controls that are generated from the types: fields, what may be typed, levers, lists, problems."""

import gc
from contextlib import suppress
from datetime import date
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Any
from weakref import ref

import pytest

from workbench import Scenario, evidence, load_scenario
from workbench.bundled import bundled
from workbench.errors import InputError, Problem
from workbench.interfaces import explorer
from workbench.interfaces.explorer.controls.fields import Field, Listed, fields_of
from workbench.interfaces.explorer.controls.form import Form
from workbench.interfaces.explorer.controls.group import Controls
from workbench.interfaces.explorer.controls.in_words import edit_words
from workbench.interfaces.explorer.controls.kinds import Choice, Day, Flag, Words
from workbench.interfaces.explorer.controls.known import EFFECTS, Known
from workbench.interfaces.explorer.controls.layout import sectioned
from workbench.interfaces.explorer.controls.levers import has_lever, lever_names
from workbench.interfaces.explorer.controls.numbers import Number, Whole
from workbench.interfaces.explorer.controls.panels import PANELS, controls_for
from workbench.interfaces.explorer.controls.reading import Good, Refused
from workbench.interfaces.explorer.controls.stand import Stand, Today
from workbench.interfaces.explorer.draft import Change, Draft, Edit
from workbench.interfaces.explorer.questions import QUESTIONS
from workbench.interfaces.explorer.what_if import WhatIf
from workbench.interfaces.explorer.words import LABELS
from workbench.model.data import Data, about, quantity
from workbench.model.data import Day as DayField
from workbench.policies import IndexName

LIMIT = ("policy", "release", "wip_limit")
P14 = ("portfolio", "projects", "P14")
DEVELOPERS = ("portfolio", "pools", "developers")


class Desk:
    """Stands in for the page: keeps the draft, shows it in a group of controls, tells what cannot be."""

    def __init__(self, names: Any, baseline: Scenario) -> None:
        self.draft, self.baseline = Draft(), baseline
        make = PANELS[names] if isinstance(names, str) else partial(controls_for, names)
        group = make(baseline, self.change)
        assert isinstance(group, Controls)
        self.group = group
        self.rest: tuple[Problem, ...] = ()

    def change(self, change: Change) -> None:
        self.draft = change(self.draft)
        self.group.show(self.draft, self.baseline)
        problems: tuple[Problem, ...] = ()
        try:
            self.draft.of(self.baseline)
        except InputError as error:
            problems = error.problems
        self.rest = tuple(self.group.tell(problems))

    def type(self, name: str, text: str) -> None:
        self.say(set=name, text=text, turn=1)

    def say(self, **message: Any) -> None:
        self.group.widget._handle_custom_msg(message, [])

    def state(self, name: str) -> dict[str, Any]:
        found: dict[str, Any] = self.group.widget.states[name]
        return found


@pytest.fixture(scope="module")
def insurer() -> Scenario:
    return load_scenario(bundled("scenarios") / "baseline.yaml")


def found(kind: type[Data], data: Any = None) -> dict[str, Field]:
    walked = fields_of(kind, data or {}, Known())
    return {one.address[-1]: one for one in walked if isinstance(one, Field)}


class Colour(StrEnum):
    DARK_BLUE = "dark_blue"
    GREEN = "green"


class Chair(Data):
    """A type that the explorer has never heard of."""

    height: float = quantity(45, unit="cm", about="of its seat", low=30, high=60)
    legs: int = quantity(4, unit="legs", about="how many", low=3)
    share: float | None = quantity(None, unit="share", about="of the room", low=0, high=1)
    colour: Colour = about(Colour.GREEN, text="of its cover")
    bought: DayField | None = about(None, text="when")
    folds: bool = about(False, text="whether it folds")
    label: str = about("", text="written below")


def test_a_new_type_gets_its_controls_from_what_it_says_of_itself() -> None:
    chair = found(Chair)
    assert [type(one.kind) for one in chair.values()] == [Number, Whole, Number, Choice, Day, Flag, Words]
    height = chair["height"]
    assert (height.title, height.about, height.today) == ("Height", "of its seat", 45)
    assert isinstance(height.kind, Number) and height.kind.reach is not None
    assert (height.kind.reach.low, height.kind.reach.high, height.kind.unit.words) == (30, 60, "cm")
    assert chair["colour"].kind.allowed == "one of: dark blue, green"
    assert chair["share"].kind.read("") == Good(None)
    assert chair["share"].kind.read("12,5 %") == Good(0.125)
    assert chair["legs"].kind.read("2") == Refused(
        "“2” cannot be: allowed is a whole number from 3 to 10,000,000,000,000\xa0legs."
    )


def test_a_new_field_of_a_type_appears_in_a_form_without_new_code(today: Scenario) -> None:
    class Armchair(Chair):
        padding: float = quantity(0.5, unit="share", about="how soft", low=0, high=1)

    walked = tuple(fields_of(Armchair, {}, Known(), ("portfolio", "chair")))
    group = Controls(lambda _, __: sectioned(walked), today, lambda _: None)
    node = next(one for one in group.widget.nodes if one["name"] == "portfolio/chair/padding")
    assert node["label"] == "Padding"
    assert node["tip"] == "how soft. Allowed: a number from 0 to 100\xa0%."
    assert node["slider"] == {"low": 0, "high": 100, "tick": 50}


def test_every_scalar_of_policy_pmo_and_pools_is_offered_in_a_panel(insurer: Scenario) -> None:
    """What is not offered is named here with the reason."""
    data = insurer.model_dump(mode="json", by_alias=True)
    walked = [one.address for one in fields_of(Scenario, data, Known.of(insurer))]
    asked = {one for one in walked if one[0] in ("policy", "pmo") or one[:2] == DEVELOPERS[:2]}
    offered = set()
    for title in PANELS:
        group = PANELS[title](insurer, lambda _: None)
        if isinstance(group, Controls):
            offered |= {place for name in group.names for place in group.setting(name).places(group.stand)}
            offered |= {tuple(name.split("/")) for name in group.widget.states}
    missing = {one for one in asked - offered if one[-1] != "name"}  # names of pools change nothing
    assert missing == set()
    assert len(asked) > 150


def test_every_lever_has_its_control_with_label_tooltip_and_bounds(insurer: Scenario) -> None:
    group = controls_for(lever_names(insurer), insurer, lambda _: None)
    assert group.names == tuple(name for name in LABELS if name in lever_names(insurer))
    for name in group.names:
        assert group.control(name).description == LABELS[name]
        assert group.control(name).tooltip
    assert (group.control("wip_limit").value, group.control("demand").value) == (26, 1.0)
    assert (group.control("people").min, group.control("people").max) == (-46.0, 23.0)
    assert group.widget.states["demand"]["text"] == "100"


def test_every_lever_stands_in_a_panel(insurer: Scenario) -> None:
    panels = [PANELS[title](insurer, lambda _: None) for title in PANELS]
    for name in filter(lambda name: has_lever(name, insurer), LABELS):
        found = 0
        for one in panels:
            with suppress(KeyError):
                one.control(name)
                found += 1
        assert found, name


def test_a_rate_is_told_in_per_cent_and_a_seed_without_commas(insurer: Scenario) -> None:
    group = controls_for([("portfolio", "discount_rate"), ("seed",)], insurer, lambda _: None)
    assert group.widget.states["portfolio/discount_rate"]["said"] == "8\xa0% a year"
    assert group.widget.states["seed"]["text"] == "2027"


def test_without_budgets_and_maturity_there_are_no_controls_for_them(today: Scenario) -> None:
    portfolio = today.portfolio.model_copy(update={"budgets": {}, "maturity": None})
    bare = today.model_copy(update={"portfolio": portfolio})
    group = controls_for(("budget", "level", "strength", "wip_limit"), bare, lambda _: None)
    assert group.names == ("wip_limit",)


def test_each_question_has_controls(insurer: Scenario) -> None:
    for question in QUESTIONS:
        asked = question.ask(insurer)
        names = [name for name in asked.controls if name != "chance"]
        group = controls_for(names, insurer, lambda _: None)
        assert len(group.names) == len(names)


def test_a_lever_and_the_field_of_the_same_meaning_are_one(today: Scenario) -> None:
    desk = Desk(["wip_limit", LIMIT], today)
    desk.group.control("wip_limit").value = 2
    assert desk.draft == Draft(WhatIf(wip_limit=2))
    assert desk.group.control("policy/release/wip_limit").value == 2
    desk.group.control("policy/release/wip_limit").value = None
    assert desk.draft == Draft(edits=(Edit(LIMIT, None),))
    assert desk.draft.of(today).policy.release.wip_limit is None
    assert desk.state("wip_limit")["said"] == "no limit"
    desk.group.control("wip_limit").value = 3
    assert desk.draft == Draft()


def test_a_value_as_today_is_no_edit(today: Scenario) -> None:
    desk = Desk("People", today)
    name = "portfolio/pools/developers/capacity"
    desk.type(name, "7,5")
    assert desk.draft.edits == (Edit((*DEVELOPERS, "capacity"), 7.5),)
    assert desk.draft.of(today).portfolio.pools[0].capacity == 7.5
    desk.type(name, "6")
    assert desk.draft == Draft()


def test_more_people_are_people_of_a_pool_and_nobody_leaves_who_is_not_there(today: Scenario) -> None:
    desk = Desk(["pool", "people"], today)
    desk.group.control("people").value = -6.0
    assert (desk.draft.levers.pool, desk.draft.levers.people) == ("developers", -6.0)
    desk.group.control("pool").value = "testers"
    assert desk.draft.levers.people == desk.group.control("people").min == -2.0
    desk.group.control("pool").value = "developers"
    desk.group.control("people").value = 0.0
    assert not desk.draft.differs


def test_enumerations_can_be_set_by_code(today: Scenario) -> None:
    desk = Desk(["release"], today)
    desk.group.control("release").value = IndexName.CD3
    assert desk.draft.levers.release is IndexName.CD3


def test_a_wrong_entry_is_told_beside_its_control_and_the_draft_keeps_the_last_good_value(
    today: Scenario,
) -> None:
    desk = Desk(["wip_limit", "demand"], today)
    desk.type("wip_limit", "2")
    desk.type("wip_limit", "none of your business")
    state = desk.state("wip_limit")
    assert state["text"] == "none of your business"
    assert "allowed is a whole number from 1 to 1,000,000\xa0projects" in state["problem"]
    assert desk.draft == Draft(WhatIf(wip_limit=2))
    desk.type("demand", "150")
    assert desk.draft.levers.demand == 1.5
    assert desk.state("wip_limit") == state, "another control that moves does not take it away"
    desk.type("wip_limit", "2")
    assert (desk.state("wip_limit")["text"], desk.state("wip_limit")["problem"]) == ("2", "")


def test_reset_takes_wrong_entries_away(today: Scenario) -> None:
    desk = Desk(["wip_limit"], today)
    desk.type("wip_limit", "x")
    desk.change(lambda _: Draft())
    assert desk.state("wip_limit")["problem"] == ""


def test_what_cannot_be_together_stands_beside_its_control_and_the_rest_is_given_back(
    today: Scenario,
) -> None:
    desk = Desk("Uncertainty", today)
    desk.say(add="shocks", kind="Change of people")
    (name,) = [one for one in desk.group.names if one.endswith("/until")]
    desk.type(name, "2026-01-01")
    assert desk.state(name)["problem"].startswith("Must be after from (2027-01-04), got 2026-01-01")
    assert desk.rest == ()
    (other,) = desk.group.tell([Problem(("pools",), "is elsewhere")])
    assert other.path == ("pools",)


def test_items_of_lists_come_change_and_go(today: Scenario) -> None:
    desk = Desk("People", today)
    hires = "portfolio/pools/developers/hires"
    for _ in range(2):
        desk.say(add=hires, kind="Hire")
    first, second = desk.draft.of(today).portfolio.pools[0].hires
    assert first.from_ == date(2027, 1, 4) < second.from_
    desk.type(f"{hires}/1/fte", "2.5")
    desk.type(f"{hires}/1/ramp_weeks", "12")
    assert desk.draft.of(today).portfolio.pools[0].hires[1].ramp_weeks == 12
    desk.say(remove=hires, row="0")
    (left,) = desk.draft.of(today).portfolio.pools[0].hires
    assert left.fte == 2.5
    desk.say(remove=hires, row="0")
    assert desk.draft == Draft()


def test_shocks_have_names_and_those_of_levers_stay_apart(today: Scenario) -> None:
    desk = Desk("People", today)
    desk.change(lambda _: Draft(WhatIf(pool="developers", people=-1)))
    desk.say(add="shocks", kind="Change of budgets")
    assert [one.id for one in desk.draft.of(today).shocks] == ["people", "change-of-budgets-1"]
    desk.type("shocks/change-of-budgets-1/share", "−20")
    assert desk.draft.of(today).shocks[1].share == -0.2
    desk.say(remove="shocks", row="change-of-budgets-1")
    assert [one.id for one in desk.draft.of(today).shocks] == ["people"]


def test_what_stands_today_can_be_taken_out(today: Scenario) -> None:
    shocked = Draft(WhatIf(pool="developers", people=-1)).of(today)
    desk = Desk("People", shocked)
    desk.say(remove="shocks", row="people")
    assert desk.draft.of(shocked).shocks == ()


def test_a_practice_that_nobody_named_can_be_stated(insurer: Scenario) -> None:
    desk = Desk("PMO", insurer)
    desk.type("pmo/standards/practices/coaching/adoption", "80 %")
    made = desk.draft.of(insurer).pmo.standards
    assert made is not None and [one.adoption for name, one in made.practices.items() if name == "coaching"]
    desk.type("pmo/advice/role", "advises")
    assert desk.draft.of(insurer).pmo.advice.role == "advises"


def test_messages_that_mean_nothing_change_nothing(today: Scenario) -> None:
    desk = Desk(["wip_limit"], today)
    for message in ({}, {"set": "nothing", "text": "1"}, {"set": 3}, {"add": "x"}, {"remove": "x", "row": 1}):
        desk.say(**message)
    desk.group.widget._handle_custom_msg("text", [])
    assert desk.draft == Draft()


def test_an_opened_scenario_is_what_controls_show(today: Scenario) -> None:
    opened = Draft(WhatIf(wip_limit=2)).of(today)
    desk = Desk(["wip_limit"], today)
    desk.change(lambda draft: Draft(start=opened))
    assert desk.group.control("wip_limit").value == 2
    desk.group.control("wip_limit").value = 3
    assert desk.draft.of(today).policy.release.wip_limit == 3


@pytest.mark.parametrize(
    ("address", "value", "said"),
    [
        (LIMIT, None, "Starts, projects at once: not stated"),
        ((*DEVELOPERS, "operations_share"), 0.3, "Developers, daily operations keep: 30\xa0%"),
        ((*P14, "due"), "2028-01-31", "Product model for all lines, promised date: 2028-01-31"),
        (
            (*P14, "packages", "test", "duration", "mean"),
            50.0,
            "Product model for all lines, planned duration: 50\xa0working days",
        ),
        (("shocks", "leave"), {"kind": "capacity"}, "events on a date: changed"),
        ((*DEVELOPERS, "hires"), [], "Developers, hires: changed"),
        (("pmo", "nothing"), 1, "nothing: changed"),
        (("seed",), 3, "draw of the luck (seed): 3"),
    ],
)
def test_an_edit_in_words(insurer: Scenario, address: Any, value: Any, said: str) -> None:
    assert edit_words(Edit(address, value), insurer) == said


def test_every_effect_of_maturity_has_words() -> None:
    assert set(EFFECTS) == set(evidence.effects())


def test_lists_are_found_where_types_hold_them() -> None:
    walked = list(fields_of(Scenario, {"portfolio": {"pools": [{"id": "dev"}]}}, Known()))
    lists = {one.address for one in walked if isinstance(one, Listed)}
    assert {("shocks",), ("portfolio", "pools", "dev", "hires"), ("pmo", "levels")} <= lists


def test_a_stand_is_the_scenario_that_the_draft_makes(insurer: Scenario) -> None:
    draft = Draft(WhatIf(demand=1.2)).with_edit(Edit(("policy", "release", "hysteresis"), 2.0))
    stand = Stand(draft, Today(insurer))
    made = draft.of(insurer).model_dump(mode="json", by_alias=True)
    assert {**stand.plain, "name": ""} == {**made, "name": ""}


def test_what_a_lever_makes_is_told_beside_it(today: Scenario) -> None:
    desk = Desk(["pool", "people", "since", "pmo", "wip_limit"], today)
    desk.change(lambda draft: Draft(WhatIf(pool="testers", people=-9)))
    assert "more people than the pool testers has" in desk.state("people")["problem"] and not desk.rest
    desk.change(lambda draft: Draft(WhatIf(pool="nobody", people=1)))
    assert "no pool of this name" in desk.state("pool")["problem"] and not desk.rest
    desk.change(lambda draft: Draft(WhatIf(pmo=0.5)))
    assert "not stated" in desk.state("pmo")["problem"] and not desk.rest
    elsewhere = Problem(("pmo", "standards"), "is wrong")
    desk.change(lambda draft: Draft())
    assert desk.group.tell([elsewhere]) == (elsewhere,), "a lever that is not moved made nothing"


def test_no_date_means_at_once_for_people_and_later_for_a_new_law(today: Scenario) -> None:
    desk = Desk(["since", "people", "added"], today)
    assert desk.state("since")["said"] == "from the start"
    desk.change(lambda draft: Draft(WhatIf(added=1)))
    assert desk.state("since")["said"] == "from 5 Jul 2027"
    desk.change(lambda draft: Draft(WhatIf(added=1, pool="testers", people=1)))
    assert desk.state("since")["said"] == "from the start; law and strategy from 5 Jul 2027"


def test_scripts_and_style_sheets_are_no_longer_than_other_files() -> None:
    folder = Path(explorer.__file__).parent
    files = [one for ending in ("*.js", "*.css") for one in folder.rglob(ending)]
    assert len(files) > 5
    assert not [one.name for one in files if len(one.read_text(encoding="utf-8").splitlines()) > 400]
    module = Form().trait_defaults("_esm")
    assert module.index("class Control ") < module.index("class Page ") and module.count("export ") == 1


def test_what_controls_share_of_a_scenario_goes_with_them(today: Scenario) -> None:
    scenario = today.model_copy()
    desk, other = Desk(["wip_limit"], scenario), Desk(["demand"], scenario)
    shared = ref(desk.group.stand.today)
    assert other.group.stand.today is shared()
    for one in (desk, other):
        one.group.widget.close()
    del desk, other, one
    gc.collect()
    assert shared() is None
