"""Published figures behind every default, as data.

Six tables lie beside this file: the effects of maturity by level, their split over the seven
perspectives, general coefficients, what practices of a PMO do, the register of sources that all of them
cite, and what in that register speaks against them. A seventh holds the questions of the self-assessment.

Three grades say how far a figure can be trusted: ``measured`` (computed from raw data),
``cited`` (stated by a source) and ``assumed`` (judgement; its sources support or bound it).
``verified`` means that the figure itself was read in its source or recomputed from its data,
so whatever is assumed is not verified.

>>> from workbench import evidence
>>> evidence.effect_table("rework_probability")[2]
(0.08, 0.18, 0.28)
>>> evidence.source("E02").citation
'Ahonen et al. 2015; data in github.com/Derek-Jones/ESEUR-code-data'
"""

from workbench.evidence.doubts import Doubt, DoubtKind, doubts, doubts_about
from workbench.evidence.practices import (
    OF_THE_PMO,
    PracticeFigure,
    practice_coefficients,
    practice_figure,
    practice_figures,
)
from workbench.evidence.questionnaire import Question, Topic, questions
from workbench.evidence.register import (
    Coefficient,
    Effect,
    EffectLevel,
    Grade,
    PerspectiveWeights,
    Source,
    UnknownEvidenceError,
    coefficient,
    coefficients,
    effect,
    effect_table,
    effects,
    perspective_weights,
    perspectives,
    source,
    sources,
    sources_of,
    weighting,
)

__all__ = [
    "OF_THE_PMO",
    "PracticeFigure",
    "practice_coefficients",
    "practice_figure",
    "practice_figures",
    "Coefficient",
    "Doubt",
    "DoubtKind",
    "Effect",
    "EffectLevel",
    "Grade",
    "PerspectiveWeights",
    "Question",
    "Source",
    "Topic",
    "UnknownEvidenceError",
    "coefficient",
    "coefficients",
    "doubts",
    "doubts_about",
    "effect",
    "effect_table",
    "effects",
    "perspective_weights",
    "perspectives",
    "questions",
    "source",
    "sources",
    "sources_of",
    "weighting",
]
