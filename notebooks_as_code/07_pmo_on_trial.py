# %% [markdown]
# # What is our PMO worth, and what else could be done with its money?
#
# The budget meeting, simulated: keep the PMO, cut it, close it, extend it, or spend the same money on people or projects. All alternatives live through the **same futures**, practices fade when nobody is paid for them, and what is assumed of maturity and the PMO is drawn over its range.

# %% [markdown] tags=["notebook-only"]
# Run all cells (menu *Run*, *Run All Cells*). A first, rough answer rests on six draws of what is assumed and refines while you read. A minute more goes by once when the fast engine of this version was never prepared here.

# %% tags=["parameters"]
# Simulated futures of each alternative, six in each draw of what is assumed.
futures = 360

# %%
from pathlib import Path

import workbench
from workbench.bundled import bundled

# Scenarios beside this notebook, or one level up, or else the bundled example.
folders = [Path("scenarios"), Path("../scenarios"), bundled("scenarios")]
baseline = next(folder / "baseline.yaml" for folder in folders if (folder / "baseline.yaml").is_file())
today = workbench.load_scenario(baseline)

# %%
workbench.explore_value(today, futures)

# %% [markdown]
# - The **bar** is where the average can lie, what is not known included; the **line** is where 8 of 10 single futures end up. A bar that touches “no difference” is undecided.
# - **What we do not know** and **luck** are two ranges. More money for the PMO cannot buy less luck; asking, counting and assessing can shrink what we do not know.
# - The second picture runs over the **strength of the published effect**. At 0 good practice changes nothing but cost, and closing always pays; where the curve crosses zero is how far the literature has to be believed.

# %% [markdown]
# ## Try this
#
# - Set the strength to *none*. Who wins now, and by how much? That is the sceptic’s table.
# - Set it to *as published*. Which alternatives are known to lose?
# - Close the PMO and hire people for its money: is that better than closing alone?

# %% [markdown] tags=["notebook-only"]
# ## The same by code
#
# `workbench value` does it on the terminal, `workbench practices` takes the PMO apart, `workbench cash` says what is cash and in which year; see `docs/standards.md`.

# %% tags=["notebook-only"]
import pandas as pd

stated = today.pmo.standards.model_dump()["practices"]
pd.DataFrame(stated).T.set_index(pd.Index([str(name.value) for name in stated], name="practice"))

# %% tags=["notebook-only"]
from workbench.experiment.worth import hearing_of
from workbench.interfaces.studies.pmo_hearing import lead

# Six futures in each draw of what is assumed, as on the page.
hearing = hearing_of(today, worlds=max(2, min(futures, 60) // 6), futures=6)
print(" ".join(lead(hearing)))
