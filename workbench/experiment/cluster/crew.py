"""Who is there to work: the workers of a scheduler, and which of them may."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any

from workbench.errors import ClusterError
from workbench.experiment.cluster.likeness import Unlike, difference, footing

if TYPE_CHECKING:
    from distributed import Client

PATIENCE = 15.0
"""Seconds to wait for a scheduler to answer, and for a worker to come (back)."""

BREATH = 0.25
"""Seconds between looks for the first worker."""

Tell = Callable[[str], None]


class Crew:
    """The workers of a scheduler.

    Parameters
    ----------
    client
        The connection.
    scheduler
        Its address, where it was not started here.
    unlike
        Whether workers may work whose numbers rest on something else than ours.
    patience
        Seconds to wait for a worker.
    tell
        Called with a sentence on each worker that is not like us.
    """

    def __init__(
        self, client: Client, scheduler: str | None, unlike: Unlike, patience: float, tell: Tell
    ) -> None:
        self.client = client
        self.scheduler = scheduler
        self.unlike = unlike
        self.patience = patience
        self._tell = tell
        self._asked: set[str] = set()
        self._differs: dict[str, str] = {}
        """By address, in what it differs from us; empty if in nothing."""
        self._useless: dict[str, str] = {}
        """By address, why it cannot work at all."""

    @cached_property
    def ours(self) -> dict[str, str]:
        """What numbers rest on here."""
        return footing()

    def check_scheduler(self) -> None:
        """Refuse a scheduler that cannot read what it hands on, for want of the workbench."""
        try:
            with self.reachable():
                self.client.run_on_scheduler(footing)
        except ClusterError:
            raise
        except Exception as error:
            raise ClusterError(
                f"the workbench does not run where the Dask scheduler {self.scheduler} does ({error}); "
                "install the same release there too, start scheduler and workers again, and run the same "
                "command again"
            ) from error

    def fit(self) -> dict[str, int]:
        """Threads by address of those who are there and may work; waits for one, but not for ever.

        Raises
        ------
        ClusterError
            If nobody comes.
        """
        began = time.monotonic()
        while True:
            found = self._look()
            if found:
                return found
            if time.monotonic() - began > self.patience:
                raise ClusterError(self._nobody())
            time.sleep(BREATH)

    def ask_again(self) -> None:
        """Trust no earlier answer: behind an address may be another process by now."""
        self._asked.clear()

    @contextmanager
    def reachable(self) -> Iterator[None]:
        """Whatever a broken connection raises, said so that a person can mend it."""
        try:
            yield
        except OSError as error:
            raise ClusterError(gone(self.scheduler)) from error

    def _look(self) -> dict[str, int]:
        with self.reachable():
            present: dict[str, Any] = self.client.scheduler_info(n_workers=-1)["workers"]
            new = [address for address in present if address not in self._asked]
            answers = self.client.run(footing, workers=new, on_error="return") if new else {}
        for address, answer in answers.items():
            if isinstance(answer, dict):
                self._judge(address, difference(self.ours, answer))
            elif not isinstance(answer, OSError):
                self._give_up(address, f"{type(answer).__name__}: {answer}")
            # One that did not answer is asked the next time, if it is still there.
        return {address: int(one["nthreads"]) for address, one in present.items() if self._may(address)}

    def _judge(self, address: str, differs: str) -> None:
        if differs and self._differs.get(address) != differs:
            allowed = self.unlike is Unlike.ALLOWED
            verdict = "takes part, though its numbers may differ" if allowed else "gets no work"
            self._tell(f"The worker {address} {verdict}: {differs}.")
        self._asked.add(address)
        self._differs[address] = differs
        self._useless.pop(address, None)

    def _give_up(self, address: str, why: str) -> None:
        if address not in self._useless:
            self._tell(f"The worker {address} gets no work: the workbench does not run there ({why}).")
        self._asked.add(address)
        self._differs.pop(address, None)
        self._useless[address] = f"the workbench does not run there ({why})"

    def _may(self, address: str) -> bool:
        differs = self._differs.get(address)
        return differs is not None and (not differs or self.unlike is Unlike.ALLOWED)

    def _nobody(self) -> str:
        barred = {**{one: why for one, why in self._differs.items() if why}, **self._useless}
        if self.scheduler is None and not barred:
            return (
                "the workers on this machine ended and do not come back; see that there is enough memory, or "
                "take fewer (--jobs), and run the same command again: finished blocks are kept"
            )
        if not barred:
            return (
                f"the Dask scheduler {self.scheduler} has no workers; start some with "
                f"`dask worker {self.scheduler}` and run the same command again: finished blocks are kept"
            )
        each = "\n".join(f"  {address}: {why}" for address, why in sorted(barred.items()))
        return (
            f"no worker of the Dask scheduler {self.scheduler} may work:\n{each}\n"
            "install the same release of the workbench and of the packages named on every machine and start "
            "the workers again; or, if the same bits do not matter, add --allow-unlike-workers"
        )


def gone(scheduler: str | None) -> str:
    """What to say, and to do, when a scheduler does not answer."""
    if scheduler is None:
        return "the workers on this machine cannot be reached any more; run the same command again to go on"
    return (
        f"the Dask scheduler {scheduler} does not answer; start it with `dask scheduler`, see that its "
        "address can be reached from here, and run the same command again: finished blocks are kept"
    )
