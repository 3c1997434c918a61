"""Where results go unless told otherwise: names of folders, one home for whoever writes there or looks."""

RUNS = "runs"
"""Folder of runs, below the working folder or beside a notebook."""

BLOCKS = ".blocks"
"""Folder of finished blocks; those of the folder of runs are shared by everything in it."""
