# %% [markdown]
# # What would be different if we decided differently?
#
# Six questions that come up whenever projects, people and money do not fit together. Each has an answer for the portfolio as it stands **today**: choose one, move its control, and see what changes in value, in dates and in people, and how sure that is. Where nothing can be said, the page says so.

# %% [markdown] tags=["notebook-only"]
# Run all cells (menu *Run*, *Run All Cells*), then choose a question.

# %% tags=["parameters"]
# Simulated futures that every answer is refined to; None: until it is precise enough.
futures = None

# %%
from pathlib import Path

import workbench

# Scenarios beside this notebook or one level up. Where there are none, the page asks for a portfolio.
files = [Path("scenarios/baseline.yaml"), Path("../scenarios/baseline.yaml")]
mine = [workbench.load_scenario(file) for file in files if file.is_file()][:1]
workbench.explore(*mine, count=futures)

# %% [markdown]
# ## Where to go from here
#
# Each question opens a page with all the controls and pictures behind it. The other notebooks take one subject further: the order of projects (02, and an order of your own in 09), gates (03), the list (04), standards (05), decisions and delivery together (06), the PMO (07), and where you stand (08).

# %% [markdown] tags=["notebook-only"]
# ## The same by code
#
# One change, answered on the same simulated futures as today.

# %% tags=["notebook-only"]
from workbench.bundled import bundled
from workbench.interfaces.explorer import WhatIf, in_words

today = mine[0] if mine else workbench.load_scenario(bundled("scenarios") / "baseline.yaml")
sooner = WhatIf(dispatch="cd3").of(today).model_copy(update={"name": "Costly delay first"})
print(in_words(workbench.compare([today, sooner], min(futures or 50, 50))))
