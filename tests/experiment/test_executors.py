"""Processes that die or choke are results too, and work goes on afterwards."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from workbench.errors import RunError
from workbench.experiment import Processes
from workbench.experiment.chunk import Chunk, Computed, Failed, Sent, compute
from workbench.experiment.worth.in_processes import in_processes
from workbench.scenario import Scenario

Builder = Callable[..., Scenario]


class Deadly(Chunk):
    """Unpacking it ends the process that does."""

    def __reduce__(self) -> Any:
        return os._exit, (3,)


def test_a_worker_that_dies_is_told_and_the_next_work_gets_new_ones(scenario: Builder) -> None:
    sent = Sent.of(scenario())
    with Processes(1) as executor:
        (lost,) = executor.map(compute, [Deadly(sent, 0, 2)])
        assert isinstance(lost[1], Failed)
        assert "ended unexpectedly" in lost[1].error
        (found,) = executor.map(compute, [Chunk(sent, 0, 2)])
        assert isinstance(found[1], Computed)


def test_work_that_cannot_be_sent_is_told(scenario: Builder) -> None:
    with Processes(1) as executor:
        (lost,) = executor.map(lambda chunk: compute(chunk), [Chunk(Sent.of(scenario()), 0, 2)])
    assert isinstance(lost[1], Failed)


def test_a_process_that_dies_is_an_error_in_words_where_parts_cannot_be_missed() -> None:
    with pytest.raises(RunError, match="ended unexpectedly"):
        list(in_processes(os._exit, [3, 3], 2))


def test_parts_come_back_once_each_from_this_process_and_from_others() -> None:
    for jobs in (1, 2):
        assert sorted(in_processes(abs, [-3, 1, -2], jobs)) == [1, 2, 3]
        assert list(in_processes(abs, [], jobs)) == []


def test_no_number_of_processes_means_as_many_as_processors() -> None:
    assert Processes().jobs >= 1
    assert Processes(0).jobs == 1


def test_processes_go_when_their_parent_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(
        "import os, signal, time\n"
        "from workbench.experiment import Processes\n"
        "if __name__ == '__main__':\n"
        "    executor = Processes(1)\n"
        "    for _ in executor.map(os.getpid, []):\n"
        "        pass\n"
        "    print(executor._pool.submit(os.getpid).result(), flush=True)\n"
        "    time.sleep(60)\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen([sys.executable, str(script)], env=environment, stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        # The child holds the other end of this pipe too: it ends only when both are gone.
        assert int(parent.stdout.readline())
        parent.kill()
        assert parent.communicate(timeout=60)[0] == b""
