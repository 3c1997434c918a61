"""A run never touches files that are not those of a run."""

from pathlib import Path

import pandas as pd
import pytest

from workbench.errors import InputError
from workbench.experiment import check_run_folder
from workbench.experiment.run_folder import MARK, as_named, inert


def test_a_folder_with_somebody_elses_scenarios_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    mine = tmp_path / "scenarios" / "baseline.yaml"
    mine.parent.mkdir()
    mine.write_text("# my notes\n")
    with pytest.raises(InputError, match=r"not the folder of a run.*scenarios"):
        check_run_folder(tmp_path)
    assert mine.read_text() == "# my notes\n"


def test_an_empty_folder_a_missing_one_and_that_of_an_earlier_run_are_fine(tmp_path: Path) -> None:
    check_run_folder(tmp_path / "missing")
    check_run_folder(tmp_path)
    (tmp_path / "scenarios").mkdir()
    (tmp_path / MARK).write_text("")
    check_run_folder(tmp_path)


def test_text_that_looks_like_a_formula_is_inert_and_numbers_stay_numbers() -> None:
    table = pd.DataFrame({"name": ["=cmd|' /C calc'!A0", "@x", "+1", "-2", "P7"], "low": [-1.0, 1, 2, 3, 4]})
    assert inert(table)["name"].tolist() == ["'=cmd|' /C calc'!A0", "'@x", "'+1", "'-2", "P7"]
    assert inert(table)["low"].tolist() == [-1.0, 1, 2, 3, 4]


def test_names_read_back_are_the_names_that_were_written() -> None:
    names = ["+2 people", "-1", "'+2", "''=x", "'s Graven", "plain", "", "@x", "=1"]
    assert as_named(inert(pd.DataFrame({"scenario": names})))["scenario"].tolist() == names
