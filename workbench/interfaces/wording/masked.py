"""That pages are masked for their readers, in a sentence."""

from __future__ import annotations

from workbench.experiment.masked import Audience, Masked, Pseudonyms


def masked_words(masked: Masked) -> str:
    """What readers do not see.

    Examples
    --------
    >>> masked_words(Masked(Audience.TEAM, Pseudonyms.ON))
    'Masked for its readers: names are pseudonyms. Figures are unchanged.'
    >>> masked_words(Masked(Audience.BOARD, Pseudonyms.OFF)).partition("; ")[0].partition(", ")[2]
    'but for when promised dates are met and how likely that is'
    """
    parts = []
    if masked.pseudonyms is Pseudonyms.ON:
        parts.append("names are pseudonyms")
    if masked.audience is Audience.BOARD:
        parts.append(
            "what becomes of single projects is left out, but for when promised dates are met and how likely "
            "that is"
        )
        parts.append("pools of one person and owners of assumptions are not named")
    if masked.unlisted:
        parts.append("projects that some scenario drops are counted, not named")
    return f"Masked for its readers: {'; '.join(parts)}. Figures are unchanged."
