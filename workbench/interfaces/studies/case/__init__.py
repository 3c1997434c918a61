"""The business case of a PMO in words: sentences that its numbers choose, tables, pictures and JSON."""

from workbench.interfaces.studies.case.decision import decision_sentence, decision_title, people_sentences
from workbench.interfaces.studies.case.first import case_json, first_sentences

__all__ = ["case_json", "decision_sentence", "decision_title", "first_sentences", "people_sentences"]
