"""What the states of a project between intake and completion are called."""

STATES = {
    "work": "Working",
    "rework": "Working again (rework)",
    "people": "Waiting for people",
    "board": "Waiting for a board",
    "predecessor": "Waiting for another project",
    "release_wait": "Waiting to start",
}
"""Titles in the order of charts and tables."""
