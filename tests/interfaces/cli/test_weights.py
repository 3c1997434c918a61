"""`workbench weights`: from comparisons in pairs to weights that a portfolio takes, contradictions said."""

import json
from pathlib import Path

import pytest
import yaml

from .conftest import Run


def written(folder: Path, text: str) -> str:
    (folder / "pairs.yaml").write_text(text, encoding="utf-8")
    return "pairs.yaml"


def test_weights_are_printed_as_a_portfolio_takes_them(workbench: Run, folder: Path) -> None:
    done = workbench("weights", written(folder, "growth: {care: 4, safety: 2}\nsafety: {care: 2}\n"))
    assert done.code == 0, done.err
    found = yaml.safe_load(done.out)["objectives"]
    assert found == {"growth": {"weight": 57.1}, "care": {"weight": 14.3}, "safety": {"weight": 28.6}}
    assert "Consistency ratio 0.00" in done.err and "usable" in done.err


def test_contradictions_are_said(workbench: Run, folder: Path) -> None:
    text = "growth: {care: 5}\ncare: {safety: 5}\nsafety: {growth: 5}\n"
    done = workbench("weights", written(folder, text))
    assert done.code == 0 and "compare again" in done.err
    assert json.loads(workbench("weights", "pairs.yaml", "--json").out)["contradictory"] is True


@pytest.mark.parametrize(
    "text, said",
    [
        ("growth: {care: 4, safety: 2}\n", "not compared: care with safety"),
        ("growth: {care: 40}\n", "must be a number from 1/9"),
        ("growth: {care: many}\n", "must be a number from 1/9"),
        ("growth: {growth: 2}\n", "is compared with itself"),
        ("growth: {care: 2}\ncare: {growth: 2}\n", "is stated a second time"),
        ("- growth\n", "must say, for each pair once"),
        ("growth: [", "is not plain YAML"),
        ("", "must say, for each pair once"),
    ],
)
def test_what_is_wrong_ends_with_2_and_a_sentence(workbench: Run, folder: Path, text: str, said: str) -> None:
    done = workbench("weights", written(folder, text))
    assert done.code == 2 and said in done.err and "Traceback" not in done.err


def test_a_missing_file_is_said(workbench: Run) -> None:
    done = workbench("weights", "nowhere.yaml")
    assert done.code == 2 and "there is no such file" in done.err
