"""A killed run goes on, a damaged block is made again, a failed one is a row."""

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pandas as pd
import pytest

from workbench.errors import RunError
from workbench.experiment import Results, Serial, Sizes, compare, simulate
from workbench.experiment.chunk import Chunk, Computed, Failed, Sent, compute
from workbench.experiment.executors import Work
from workbench.scenario import Scenario

Builder = Callable[..., Scenario]
SIZES = Sizes(block=6, chunk=3)


class Counting(Serial):
    """Remembers what it was asked to do."""

    def __init__(self) -> None:
        self.ranges: list[tuple[int, int]] = []

    def map(self, work: Work, chunks: Sequence[Chunk]) -> Iterator[tuple[int, Computed | Failed]]:
        self.ranges += [(chunk.start, chunk.stop) for chunk in chunks]
        return super().map(work, chunks)


class Failing(Serial):
    """Fails where replication 7 is."""

    def map(self, work: Work, chunks: Sequence[Chunk]) -> Iterator[tuple[int, Computed | Failed]]:
        for position, chunk in enumerate(chunks):
            if chunk.start <= 7 < chunk.stop:
                yield position, Failed(chunk.start, chunk.stop, "ValueError: replication 7")
            else:
                yield position, work(chunk)


class Interrupted(Serial):
    """Stops by Ctrl-C after so many chunks."""

    def __init__(self, after: int) -> None:
        self.after = after

    def map(self, work: Work, chunks: Sequence[Chunk]) -> Iterator[tuple[int, Computed | Failed]]:
        for position, chunk in enumerate(chunks):
            if position == self.after:
                raise KeyboardInterrupt
            yield position, work(chunk)


def blocks_of(root: Path) -> list[Path]:
    return sorted(root.glob("*/*/block-*"))


def same(first: Results, other: Results) -> None:
    pd.testing.assert_frame_equal(first.measures, other.measures, check_exact=True)
    pd.testing.assert_frame_equal(first.projects, other.projects, check_exact=True)


def test_a_second_run_computes_nothing(scenario: Builder, tmp_path: Path) -> None:
    first = simulate(scenario(), 15, store=tmp_path, sizes=SIZES)
    again = Counting()
    second = simulate(scenario(), 15, store=tmp_path, sizes=SIZES, executor=again)
    assert again.ranges == []
    assert (first.manifest.blocks_computed, first.manifest.blocks_reused) == (3, 0)
    assert (second.manifest.blocks_computed, second.manifest.blocks_reused) == (0, 3)
    same(first, second)


def test_only_blocks_that_are_missing_are_computed(scenario: Builder, tmp_path: Path) -> None:
    first = simulate(scenario(), 15, store=tmp_path, sizes=SIZES)
    gone = blocks_of(tmp_path)[1]
    for file in gone.iterdir():
        file.unlink()
    gone.rmdir()
    again = Counting()
    same(first, simulate(scenario(), 15, store=tmp_path, sizes=SIZES, executor=again))
    assert again.ranges == [(6, 9), (9, 12)]


@pytest.mark.parametrize("name", ["measures.parquet", "projects.parquet", "block.json"])
@pytest.mark.parametrize("damage", ["cut", "changed", "missing"])
def test_a_damaged_block_is_computed_again(scenario: Builder, tmp_path: Path, name: str, damage: str) -> None:
    first = simulate(scenario(), 6, store=tmp_path, sizes=SIZES)
    file = blocks_of(tmp_path)[0] / name
    content = file.read_bytes()
    if damage == "missing":
        file.unlink()
    else:
        middle = len(content) // 2
        file.write_bytes(content[:middle] + (b"" if damage == "cut" else b"\xff" + content[middle + 1 :]))
    again = Counting()
    same(first, simulate(scenario(), 6, store=tmp_path, sizes=SIZES, executor=again))
    assert again.ranges == [(0, 3), (3, 6)]
    assert simulate(scenario(), 6, store=tmp_path, sizes=SIZES).manifest.blocks_reused == 1


def test_a_half_written_block_is_not_taken_for_finished(scenario: Builder, tmp_path: Path) -> None:
    simulate(scenario(), 6, store=tmp_path, sizes=SIZES)
    block = blocks_of(tmp_path)[0]
    block.rename(block.with_name(".part-killed"))
    assert simulate(scenario(), 6, store=tmp_path, sizes=SIZES).manifest.blocks_computed == 1


def test_an_interruption_keeps_finished_blocks(scenario: Builder, tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        simulate(scenario(), 15, store=tmp_path, sizes=SIZES, executor=Interrupted(3))
    assert len(blocks_of(tmp_path)) == 1
    again = Counting()
    same(
        simulate(scenario(), 15, sizes=SIZES),
        simulate(scenario(), 15, store=tmp_path, sizes=SIZES, executor=again),
    )
    assert again.ranges[0] == (6, 9)


def test_a_longer_block_serves_a_shorter_run(scenario: Builder, tmp_path: Path) -> None:
    simulate(scenario(), 6, store=tmp_path)
    found = simulate(scenario(), 4, store=tmp_path)
    assert found.manifest.blocks_reused == 1
    same(found, simulate(scenario(), 4))


def test_other_content_is_another_place(scenario: Builder, tmp_path: Path) -> None:
    simulate(scenario(), 3, store=tmp_path)
    assert simulate(scenario(seed=2), 3, store=tmp_path).manifest.blocks_reused == 0
    assert simulate(scenario("another name"), 3, store=tmp_path).manifest.blocks_reused == 1


def test_a_copy_with_a_changed_seed_is_never_served_old_numbers(scenario: Builder, tmp_path: Path) -> None:
    first = scenario()
    assert first.hash
    copy = first.model_copy(update={"seed": 9})
    one, two = simulate(first, 3, store=tmp_path), simulate(copy, 3, store=tmp_path)
    assert one.manifest.scenarios[0].hash != two.manifest.scenarios[0].hash
    assert one.values("today", "npv").tolist() != two.values("today", "npv").tolist()


def test_other_code_is_another_place(
    scenario: Builder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    simulate(scenario(), 3, store=tmp_path)
    monkeypatch.setattr("workbench.experiment.store.code_hash", lambda: "f" * 64)
    assert simulate(scenario(), 3, store=tmp_path).manifest.blocks_reused == 0


def test_a_failed_block_is_a_row_and_the_rest_goes_on(scenario: Builder, tmp_path: Path) -> None:
    pair = [scenario(), scenario("cd3", index="cd3")]
    found = compare(pair, 18, store=tmp_path, sizes=SIZES, executor=Failing())
    assert [(one.scenario, one.start, one.stop) for one in found.manifest.failures] == [
        ("today", 6, 12),
        ("cd3", 6, 12),
    ]
    assert "replication 7" in found.manifest.failures[0].error
    assert [entry.n for entry in found.manifest.scenarios] == [12, 12]
    assert sorted(found.measures["replication"].unique()) == [*range(6), *range(12, 18)]
    assert len(blocks_of(tmp_path)) == 4
    healed = compare(pair, 18, store=tmp_path, sizes=SIZES)
    assert healed.manifest.failures == ()
    same(healed, compare(pair, 18))


def test_nothing_but_failures_is_an_error(scenario: Builder) -> None:
    with pytest.raises(RunError, match="replication 7"):
        simulate(scenario(), 8, executor=Failing())


def test_an_error_in_a_worker_comes_back_as_text() -> None:
    found = compute(Chunk(Sent("0", "no scenario"), 0, 5))
    assert isinstance(found, Failed)
    assert (found.start, found.stop) == (0, 5)
    assert "ValidationError" in found.error


def test_the_note_of_a_block_says_what_it_holds(scenario: Builder, tmp_path: Path) -> None:
    simulate(scenario(), 3, store=tmp_path)
    note = json.loads((blocks_of(tmp_path)[0] / "block.json").read_text(encoding="utf-8"))
    assert (note["start"], note["stop"]) == (0, 3)
    assert note["projects"][0] == "P0"
