"""What a PMO's standards may not state."""

from pathlib import Path
from textwrap import dedent

import pytest

from workbench import load_scenario
from workbench.bundled import bundled
from workbench.errors import InputError


def refused(tmp_path: Path, text: str) -> str:
    file = tmp_path / "odd.yaml"
    today = bundled("scenarios") / "baseline.yaml"
    file.write_text(f"extends: {today}\nname: odd\n" + dedent(text))
    with pytest.raises(InputError) as caught:
        load_scenario(file)
    return str(caught.value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pmo: {levels: [{from: 2027-04-01, maturity: 3}]}", "follow from pmo.standards too"),
        ("pmo: {staff: 8}", "paid twice"),
        ("pmo: {standards: {steps: [{from: 2026-04-01, share: 0}]}}", "must not be before"),
        ("pmo: {standards: {steps: [{from: 2027-04-01, staff: {coaching: -1}}]}}", "must be at least 0 FTE"),
        ("pmo: {standards: {steps: [{from: 2027-04-01, staff: {coachin: 1}}]}}", "coaching"),
        ("pmo: {standards: {steps: [{from: 2027-04-01, staff: {coaching: 1.0e+9}}]}}", "at most 100,000"),
        ("pmo: {standards: {steps: [{from: 2027-04-01, cash_per_year: {tools: 1.0e+30}}]}}", "at most"),
        (
            "pmo: {standards: {steps: [{from: 2028-04-01, share: 0}, {from: 2027-04-01, share: 1}]}}",
            "dates must rise",
        ),
        ("evidence: {coaching.lifts: 0.5}", "did you mean coaching.lift?"),
        ("pmo: {standards: {practices: {tools: {adoption: 1.2}}}}", "1.2"),
        ("pmo: {standards: {service: queud}}", "queued"),
    ],
)
def test_is_refused_with_the_reason(tmp_path: Path, text: str, expected: str) -> None:
    assert expected in refused(tmp_path, text)


def test_the_pmo_that_the_page_shows_is_read(tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "standards.md").read_text(encoding="utf-8")
    shown = page.split("```yaml\n")[1].split("```")[0]
    file = tmp_path / "own.yaml"
    today = bundled("scenarios") / "small-firm" / "small-firm.yaml"
    file.write_text(f"extends: {today}\nname: own\n{shown}", encoding="utf-8")
    found = load_scenario(file).pmo.upkeep()
    assert [round(one.people, 2) for one in found] == [2.5, 1.75, 2.7, 2.7]
    assert [one.cash for one in found] == [105_000, 73_500, 10_500, 10_500]


def test_planned_service_is_no_part_of_a_scenario_s_hash() -> None:
    """Who does not state it keeps the hash and the stored results of before."""
    today = load_scenario(bundled("scenarios") / "baseline.yaml")
    queued = load_scenario(bundled("scenarios") / "pmo-staff-as-queue.yaml")
    assert today.pmo.standards is not None and queued.pmo.standards is not None
    assert "service" not in today.pmo.standards.model_dump()
    assert queued.pmo.standards.model_dump(mode="json")["service"] == "queued"
    assert today.hash != queued.hash
