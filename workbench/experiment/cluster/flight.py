"""Pieces of work on their way to workers and back: a bounded number at a time, until every one is done."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from workbench.errors import ClusterError
from workbench.experiment.cluster.crew import Crew, gone
from workbench.experiment.cluster.likeness import difference, done_if_like

if TYPE_CHECKING:
    from distributed import Future

Piece = TypeVar("Piece")
Found = TypeVar("Found")

AHEAD = 2
"""Pieces under way per thread of the workers: one worked on, one at hand. However long the run, the scheduler
never holds more."""

LOOK = 1.0
"""Seconds between looks at who is there."""

DEATHS = 3
"""If more workers than this die over a piece, it is held to be its fault (Dask counts to the same number)."""


@dataclass(frozen=True)
class Errand(Generic[Piece, Found]):
    """A kind of work.

    Parameters
    ----------
    work
        What is done with a piece, and with what it shares with others; a function that workers can import.
    failed
        What stands for a piece that could not be done, and why.
    unlike
        A result that rests on something else than ours would, and in what.
    shared
        What a piece shares with others: futures of the cluster, so that it is sent once.
    begun
        Called with the position of each piece that is handed out.
    """

    work: Callable[..., Found]
    failed: Callable[[Piece, str], Found]
    unlike: Callable[[Found, str], Found]
    shared: Callable[[Piece], tuple[Any, ...]] = lambda _: ()
    begun: Callable[[int], object] = lambda _: None


@dataclass(frozen=True)
class _Sent:
    """A piece under way, and the workers that may do it."""

    position: int
    future: Future[Any]
    to: frozenset[str]


class Flight(Generic[Piece, Found]):
    """All pieces of one errand.

    Parameters
    ----------
    crew
        Who does it.
    errand
        What is done with each piece.
    pieces
        All of them.
    """

    def __init__(self, crew: Crew, errand: Errand[Piece, Found], pieces: Sequence[Piece]) -> None:
        self._crew = crew
        self._errand = errand
        self._pieces = pieces
        self._waiting = deque(range(len(pieces)))
        self._under_way: dict[str, _Sent] = {}
        self._deaths: dict[int, int] = {}
        self._landed: SimpleQueue[str] = SimpleQueue()

    def results(self) -> Iterator[tuple[int, Found]]:
        """Each result with the position of its piece, as they come in."""
        fit, looked = self._crew.fit(), time.monotonic()
        while self._waiting or self._under_way:
            if time.monotonic() - looked > LOOK:
                fit, looked = self._crew.fit(), time.monotonic()
                yield from self._taken_back(fit)
            self._send(fit)
            try:
                sent = self._under_way.pop(self._landed.get(timeout=LOOK), None)
            except Empty:
                continue
            if sent is None:
                # It was taken back before.
                continue
            found = self._result(sent)
            if found is None:
                self._waiting.appendleft(sent.position)
                fit, looked = self._crew.fit(), time.monotonic()
            else:
                yield sent.position, found

    def drop(self) -> None:
        """Ask for nothing more."""
        futures = [sent.future for sent in self._under_way.values()]
        self._under_way.clear()
        if futures and self._crew.client.status == "running":
            with suppress(OSError):
                self._crew.client.cancel(futures)

    def _send(self, fit: dict[str, int]) -> None:
        while self._waiting and len(self._under_way) < AHEAD * sum(fit.values()):
            position = self._waiting.popleft()
            piece = self._pieces[position]
            self._errand.begun(position)
            with self._crew.reachable():
                future = self._crew.client.submit(
                    done_if_like,
                    self._errand.work,
                    piece,
                    self._crew.ours["code"],
                    self._crew.unlike,
                    *self._errand.shared(piece),
                    pure=False,
                    workers=list(fit),
                    allow_other_workers=False,
                )
            self._under_way[str(future.key)] = _Sent(position, future, frozenset(fit))
            future.add_done_callback(lambda landed: self._landed.put(str(landed.key)))

    def _taken_back(self, fit: dict[str, int]) -> Iterator[tuple[int, Found]]:
        """Let pieces whose workers have all gone wait again; give up those over which too many died."""
        for key, sent in list(self._under_way.items()):
            if sent.to & fit.keys():
                # Dask itself gives it to one of those who are left.
                continue
            del self._under_way[key]
            with self._crew.reachable():
                self._crew.client.cancel([sent.future])
            deaths = self._deaths[sent.position] = self._deaths.get(sent.position, 0) + 1
            if deaths > DEATHS:
                yield sent.position, self._deadly(sent)
            else:
                self._waiting.appendleft(sent.position)

    def _result(self, sent: _Sent) -> Found | None:
        """What came of it; nothing if it has to be done again."""
        from distributed import KilledWorker

        future = sent.future
        if future.status == "error":
            error = future.exception()
            if isinstance(error, KilledWorker):
                return self._deadly(sent)
            return self._failed(sent, f"{type(error).__name__}: {error}")
        if future.status != "finished":
            raise ClusterError(gone(self._crew.scheduler))
        try:
            theirs, found = future.result(timeout=self._crew.patience)
        except TimeoutError:
            # The worker died with the result still on it.
            return None
        except OSError as error:
            raise ClusterError(gone(self._crew.scheduler)) from error
        result: Found | None = found
        if theirs is not None and result is None:
            self._crew.ask_again()
        if theirs is None or result is None:
            return result
        return self._errand.unlike(result, difference(self._crew.ours, theirs))

    def _deadly(self, sent: _Sent) -> Found:
        return self._failed(sent, f"{DEATHS + 1} workers ended unexpectedly over it; is there enough memory?")

    def _failed(self, sent: _Sent, why: str) -> Found:
        return self._errand.failed(self._pieces[sent.position], why)
