"""The start view: six questions with an answer each, or a portfolio to begin with."""
