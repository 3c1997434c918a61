# %% [markdown]
# # Where do we stand?
#
# What a PMO is worth depends on where you start. Twenty-one questions, three on each of seven perspectives, give the level that you have **today**, with the range that holds it in nine of ten cases. Best are one PMO lead and two project managers of the same unit, one after the other, each alone and without talking first.

# %% [markdown] tags=["notebook-only"]
# Run all cells (menu *Run*, *Run All Cells*), then answer. Tab goes from question to question, arrow keys choose.

# %%
from workbench.interfaces.explorer import assess

assess("our unit")

# %% [markdown]
# ## How to read it
#
# - The **dot** is the level, a little below what people said, because people rate their own house too well. The **bar** holds it in nine of ten cases, as far as the assumptions hold.
# - **One person alone** gives a wide bar, whatever they say. Two more narrow it most.
# - **Talk first** stands where two people are a level and a half apart or more. Talk, answer again, keep both files.
# - It is **no P3M3 assessment**: the perspectives are those of P3M3; questions, scoring and ranges are our own, and nobody has validated them.
# - *Lines for a portfolio file* go under `maturity:` of a portfolio; then every answer starts from where you stand.

# %% [markdown] tags=["notebook-only"]
# ## The same by code

# %% tags=["notebook-only"]
from datetime import date

from workbench.interfaces.explorer import standing_table
from workbench.model.assessment import Respondent, SelfAssessment

# On risk, three people: an invented example. By file: workbench assess FILE.
risk = ("3.1", "3.2", "3.3")
people = [
    Respondent(role="pmo_lead", answers=dict(zip(risk, (3, 2.5, 3), strict=True))),
    Respondent(role="project_manager", answers=dict(zip(risk, (2, 2, 1.5), strict=True))),
    Respondent(role="project_manager", answers=dict(zip(risk, (2.5, 2, 2), strict=True))),
]
asked = SelfAssessment(unit="our unit", date=date.today(), respondents=people)
standing_table(asked)

# %% tags=["notebook-only"]
from workbench.interfaces.explorer.standing import lead_words
from workbench.model.assessed import scores

print(lead_words(scores(asked)))
