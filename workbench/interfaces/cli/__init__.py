"""The command line: `workbench …`. Only click is imported before a command runs."""

from workbench.interfaces.cli.program import main

__all__ = ["main"]
