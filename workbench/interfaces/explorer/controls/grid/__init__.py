"""The projects of a portfolio as a table that can be typed in and pasted into, and one project at a time."""
