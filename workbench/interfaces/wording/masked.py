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
    >>> masked_words(Masked(Audience.BOARD, Pseudonyms.OFF, ("Unnamed project 1",))).split("; ")[-1][:28]
    'what-ifs that drop a project'
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
        if masked.pseudonyms is Pseudonyms.OFF:
            parts.append(
                "what-ifs that drop a project, or whose name may tell which, are called What-if 1 and so on"
            )
    return f"Masked for its readers: {'; '.join(parts)}. Figures are unchanged."
