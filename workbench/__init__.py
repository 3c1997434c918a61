"""Find out what portfolio decisions and standards are worth before the money is spent."""

__version__ = "0.1.0"
