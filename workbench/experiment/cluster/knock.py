"""Whether a scheduler is there at all, found out in bounded time."""

from __future__ import annotations

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor

from distributed.comm.core import connect
from distributed.security import Security

from workbench.errors import ClusterError, InputError, Problem
from workbench.experiment.cluster.crew import gone

_ADDRESS = re.compile(r"(tcp|tls)://(\[[0-9A-Fa-f:.]+\]|[^\s:/\[\]]+):\d{1,5}")


def check_scheduler(address: str, patience: float) -> None:
    """Refuse an address that is none, or at which no scheduler answers.

    A client of Dask waits for ever where something listens that does not speak its language.

    Parameters
    ----------
    address
        Such as ``tcp://10.0.0.5:8786``.
    patience
        Seconds to wait for an answer.

    Raises
    ------
    InputError, ClusterError
        With what to do.

    Examples
    --------
    >>> check_scheduler("10.0.0.5", 1)
    Traceback (most recent call last):
    ...
    workbench.errors.InputError: scheduler: must be tcp://HOST:PORT or tls://HOST:PORT (got 10.0.0.5); \
take the address that `dask scheduler` prints
    """
    if not _ADDRESS.fullmatch(address):
        raise InputError.of(
            Problem(
                ("scheduler",),
                "must be tcp://HOST:PORT or tls://HOST:PORT",
                address,
                "take the address that `dask scheduler` prints",
            )
        )
    # A thread of its own: a notebook has a loop running already.
    with ThreadPoolExecutor(1) as thread:
        try:
            thread.submit(asyncio.run, _greeted(address, patience)).result()
        except TypeError as error:
            raise ClusterError(
                f"the Dask scheduler {address} wants certificates, and Dask's configuration here names none; "
                "see “TLS/SSL” in the documentation of Dask"
            ) from error
        except (OSError, ValueError, RuntimeError) as error:
            raise ClusterError(gone(address)) from error


async def _greeted(address: str, patience: float) -> None:
    safely = Security().get_connection_args("client")
    comm = await asyncio.wait_for(connect(address, timeout=patience, **safely), patience)
    await comm.close()
