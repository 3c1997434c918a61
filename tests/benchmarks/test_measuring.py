"""Turns, spreads, verdicts and the page; nothing here looks at how fast anything is."""

from pathlib import Path

import pytest

from benchmarks.__main__ import PAGE, known, main, page
from benchmarks.clock import Spread, Work, interleaved
from benchmarks.findings import Bar, Bound, Kept, Row, Section, keep, kept
from benchmarks.machine import Machine
from benchmarks.page import markdown

HERE = Machine("a processor", 2, 0.5, "a system", "a package 1.0")


def section(*rows: Row) -> Section:
    return Section("made_up", "Made up", "For a test.", rows, ("A remark.",), Spread(1.0, 0.9, 1.25, 3))


class Clock:
    """A clock that only moves when somebody works."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    def work(self, seconds: float, units: float = 1.0) -> Work:
        def one(turn: int) -> float:
            self.now += seconds * (2 if turn == 1 else 1)
            return units

        return one


def test_ratios_are_taken_round_by_round_and_units_divide_the_time() -> None:
    clock = Clock()
    timed = interleaved({"slow": clock.work(6.0), "fast": clock.work(2.0, units=4.0)}, 3, clock)
    assert timed.seconds["slow"] == (6.0, 12.0, 6.0)
    assert timed.seconds["fast"] == (0.5, 1.0, 0.5)
    assert timed.ratio("slow", "fast") == Spread(12.0, 12.0, 12.0, 3)


def test_contenders_take_turns_and_the_first_turn_does_not_count() -> None:
    seen: list[tuple[str, int]] = []

    def note(name: str) -> Work:
        def one(turn: int) -> float:
            seen.append((name, turn))
            return 1.0

        return one

    timed = interleaved({"a": note("a"), "b": note("b")}, 2)
    assert seen == [("a", -1), ("b", -1), ("b", 0), ("a", 0), ("a", 1), ("b", 1)]
    assert [len(one) for one in timed.seconds.values()] == [2, 2]
    assert len(timed.fixed) == 2


@pytest.mark.parametrize(
    ("found", "words"),
    [(61, "goal reached"), (30, "reached; **falls short of the goal**"), (24, "**falls short**")],
)
def test_what_falls_short_is_said_in_words(found: float, words: str) -> None:
    row = Row("speed", Spread(found, 1, 99, 3), "times", Bar(Bound.AT_LEAST, 25, 60))
    assert row.verdict == words
    top = markdown([keepable(section(row))]).partition("## Made up")[0]
    assert ("Made up: speed" in top) == ("short" in words)
    assert ("Nothing that was asked for." in top) == ("short" not in words)


def keepable(one: Section) -> Kept:
    return Kept(one, HERE, "2026-01-02")


def test_what_was_measured_is_read_back_as_it_was(tmp_path: Path) -> None:
    bar = Bar(Bound.AT_MOST, 2.2)
    made = section(
        Row("growth", Spread(2.0, 1.5, 3.0, 5), "times", bar), Row("time", Spread(1, 1, 1, 1), "s")
    )
    keep(made, HERE, tmp_path)
    found = kept("made_up", tmp_path)
    assert found is not None
    assert (found.section, found.machine) == (made, HERE)
    assert kept("another", tmp_path) is None


def test_the_page_says_when_where_and_how_quiet() -> None:
    text = markdown([keepable(section(Row("growth", Spread(2.0, 1.5, 3.0, 5), "times")))], ["large"])
    assert "Not measured yet: large." in text
    for words in ("2026-01-02", "a processor", "a package 1.0", "-10% to +25% of its median", "1.5 to 3"):
        assert words in text


def test_the_page_in_the_documentation_is_what_was_measured_and_nothing_else() -> None:
    assert known()
    assert PAGE.read_text(encoding="utf-8") == page()


def test_an_unknown_name_is_refused_with_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["growht"]) == 2
    assert "growth" in capsys.readouterr().out
