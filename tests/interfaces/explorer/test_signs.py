"""Half of a sign, as a browser may send it: refused in words, and never on its way to a page or a file."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import ipywidgets as widgets
import pytest

from workbench import Scenario
from workbench.errors import InputError
from workbench.interfaces.explorer.controls.grid.table import MOST_PASTED, ProjectsTable
from workbench.interfaces.explorer.controls.panels import controls_for
from workbench.interfaces.explorer.draft import Change, Draft
from workbench.interfaces.explorer.home import Home
from workbench.interfaces.explorer.naming import Naming
from workbench.interfaces.explorer.opening import Opening
from workbench.interfaces.explorer.start.bringing import Bringing
from workbench.interfaces.explorer.start.brought import read_pasted

HALF = "Por\ud800tal"
ADDRESS = ("portfolio", "projects", "P02", "name")


@pytest.fixture(autouse=True)
def strict_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that takes messages as a notebook does: encoded, or not at all."""

    def send(self: widgets.Widget, message: Any, buffers: Any = None) -> None:
        plain = {**message, "state": {k: v for k, v in message.get("state", {}).items() if k != "layout"}}
        json.dumps(plain, ensure_ascii=False, default=str).encode("utf-8")

    monkeypatch.setattr(widgets.Widget, "_send", send)


class Changes:
    """Stands in for the page."""

    def __init__(self) -> None:
        self.draft = Draft()

    def __call__(self, change: Change) -> None:
        self.draft = change(self.draft)


def test_a_field_of_the_library_itself_would_end_in_a_traceback() -> None:
    with pytest.raises(UnicodeEncodeError):
        widgets.Text().set_state({"value": HALF})


@pytest.mark.parametrize("field", ["name", "note"])
def test_a_name_and_a_note_are_refused_beside_their_field(field: str) -> None:
    changes = Changes()
    naming = Naming(changes, Home())
    getattr(naming, field).set_state({"value": HALF})
    assert changes.draft == Draft()
    assert "“Por�tal” cannot be: allowed is a text without �" in naming.told.value
    getattr(naming, field).set_state({"value": "Portal"})
    assert getattr(changes.draft, field) == "Portal" and naming.told.value == ""


def test_a_cell_is_refused_and_marked(today: Scenario) -> None:
    changes = Changes()
    table = ProjectsTable(today, changes)
    table.widget._handle_custom_msg({"cell": ["P02", "name"], "text": HALF}, [])
    (wrong,) = table.widget.wrong
    assert wrong["text"] == "Por�tal" and wrong["sentence"].startswith("“Por�tal” cannot be")
    block = {"paste": f"{HALF}\nClaims\n\ud900", "projects": ["P03", "P04"], "column": "name"}
    table.widget._handle_custom_msg(block, [])
    assert table.widget.left == ["�"] and "1 could not be read" in table.widget.said
    assert [(edit.address, edit.value) for edit in changes.draft.edits] == [
        (("portfolio", "projects", "P04", "name"), "Claims")
    ]


def test_a_control_is_refused_beside_it(today: Scenario) -> None:
    changes = Changes()
    group = controls_for((ADDRESS, "wip_limit"), today, changes)
    for name in ("/".join(ADDRESS), "wip_limit"):
        group.widget._handle_custom_msg({"set": name, "text": HALF, "turn": 1}, [])
        told = group.widget.states[name]
        assert told["text"] == "Por�tal" and told["problem"].startswith("“Por�tal” cannot be")
    assert changes.draft == Draft()


def test_rows_are_refused_with_their_row_and_stay_to_be_mended() -> None:
    text = f"name\tvalue_per_year\tduration_days\tteam_size\nA\t1000\t20\t1\n{HALF}\t1000\t20\t1"
    with pytest.raises(InputError, match=r"row 3: holds a sign that cannot be read \(�\) \(got Por�tal\)"):
        read_pasted(text, date(2027, 1, 4))
    bringing = Bringing(Home(), lambda _: None, lambda: None)
    bringing.text.set_state({"value": text})
    bringing.read_button.click()
    assert "Row 3: holds a sign that cannot be read (�) (got Por�tal); type that cell again." in (
        bringing.problem.value
    )
    assert bringing.text.value == text.replace("\ud800", "�")


def test_the_path_of_a_file_is_refused_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    opening = Opening(lambda _: None, lambda _: None, Home())
    opening._path.set_state({"value": f"{HALF}.yaml"})
    opening._open(lambda _: None)
    assert "Not opened" in opening._told.value and "Por�tal" in opening._told.value


def test_more_than_can_be_pasted_is_refused_in_words_and_what_is_left_is_counted(today: Scenario) -> None:
    table = ProjectsTable(today, Changes())
    message = {"projects": ["P01"], "column": "name"}
    table.widget._handle_custom_msg({**message, "paste": "a\n" * MOST_PASTED}, [])
    assert table.widget.said.startswith("Nothing was taken: at most 1,000,000 characters")
    table.widget._handle_custom_msg({**message, "paste": "a\n" * 10_000}, [])
    assert len(table.widget.left) == 41 and table.widget.left[-1] == "… and 9,959 more"
