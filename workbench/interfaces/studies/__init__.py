"""Answers of studies: sentence, picture, table; written once, shown on the terminal and as a page."""
