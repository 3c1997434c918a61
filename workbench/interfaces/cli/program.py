"""The program: its commands, and how each ending becomes an exit code and a sentence."""

from __future__ import annotations

import errno
import os
import sys
import traceback
from collections.abc import Sequence

import click

from workbench.errors import ClusterError, InputError
from workbench.interfaces.cli.commands import COMMANDS
from workbench.interfaces.cli.options import DEBUG, debugging
from workbench.interfaces.cli.streams import clean, prepare_streams

DONE, FAILED, BAD_INPUT, INTERRUPTED = 0, 1, 2, 130

KEEPS_BLOCKS = frozenset(
    {
        "demo",
        "run",
        "compare",
        "batch",
        "bottlenecks",
        "sensitivity",
        "explain",
        "select",
        "frontier",
        "decide",
        "risk",
    }
)
"""Commands that go on where they were stopped."""


class InOrder(click.Group):
    """Lists its commands in the order in which a newcomer meets them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of their definition."""
        return list(self.commands)


@click.group(
    cls=InOrder,
    commands={command.name or "": command for command in COMMANDS},
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="workbench", message="workbench %(version)s")
@DEBUG
@click.pass_context
def program(context: click.Context) -> None:
    """Find out what portfolio decisions and project standards are worth before the money is spent.

    A scenario (a YAML file) is simulated many times; what-ifs are compared on the same simulated futures.

    \b
    New here?           workbench demo
    Your own portfolio? workbench new NAME
    One command:        workbench COMMAND --help
    """  # noqa: D301
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program.

    Parameters
    ----------
    arguments
        Words of the command line; those of this process if none are given.

    Returns
    -------
    int
        0 done, 2 bad input, 130 interrupted, 1 anything else.
    """
    prepare_streams()
    words = sys.argv[1:] if arguments is None else list(arguments)
    try:
        with program.make_context("workbench", words) as context:
            program.invoke(context)
            sys.stdout.flush()
        return DONE
    except BaseException as error:
        return _ended(error, words)


def _ended(error: BaseException, words: Sequence[str]) -> int:
    if isinstance(error, SystemExit):
        return error.code if isinstance(error.code, int) else DONE if error.code is None else FAILED
    if isinstance(error, click.exceptions.Exit):
        return int(error.exit_code)
    if _nobody_reads(error):
        return _quietly()
    if debugging(words):
        traceback.print_exception(error)
    try:
        return _said(error, words)
    except OSError as unsaid:
        if _nobody_reads(unsaid):
            return _quietly()
        raise


def _said(error: BaseException, words: Sequence[str]) -> int:
    """Say in one sentence what ended the program, or every problem of an input on its own line."""
    if isinstance(error, InputError):
        for problem in error.problems:
            click.echo(clean(str(problem)), err=True)
        return BAD_INPUT
    if isinstance(error, ClusterError):
        click.echo(clean(str(error)), err=True)
        return FAILED
    if isinstance(error, click.UsageError):
        error.show()
        return BAD_INPUT
    if isinstance(error, click.ClickException):
        click.echo(clean(error.format_message()), err=True)
        return int(error.exit_code)
    if isinstance(error, (KeyboardInterrupt, click.Abort)):
        kept = any(word in KEEPS_BLOCKS for word in words)
        more = ": finished blocks are kept; run the same command again to go on" if kept else ""
        click.echo(f"\nstopped{more}", err=True)
        return INTERRUPTED
    if not isinstance(error, Exception):
        raise error
    click.echo(f"workbench could not finish: {clean(reason(error))}", err=True)
    if not debugging(words):
        click.echo("Run the same command with --debug to see the details.", err=True)
    return FAILED


def reason(error: Exception) -> str:
    r"""What an unexpected error says, on one line.

    Examples
    --------
    >>> reason(ValueError("no such thing\nat all"))
    'no such thing at all (ValueError)'
    """
    if isinstance(error, OSError) and error.strerror:
        place = f": {error.filename}" if error.filename else ""
        return f"{error.strerror}{place}"
    said = " ".join(str(error).split())
    return f"{said[:300]} ({type(error).__name__})" if said else type(error).__name__


def _nobody_reads(error: BaseException) -> bool:
    """Whether whoever read our output has gone; Windows says so with another number."""
    if isinstance(error, BrokenPipeError):
        return True
    if not isinstance(error, OSError) or error.filename is not None:
        return False
    return error.errno == errno.EPIPE or (sys.platform == "win32" and error.errno == errno.EINVAL)


def _quietly() -> int:
    """End without a word; nothing may be flushed into the closed pipe at exit."""
    void = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            os.dup2(void, stream.fileno())
        except (OSError, ValueError):
            continue
    return FAILED
