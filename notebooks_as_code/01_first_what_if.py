# %% [markdown]
# # What if one thing were different?
#
# This page holds a portfolio of projects as it is decided and staffed **today**, and lets you change one thing after another: how many projects run at once, which of them start first, who gets people first, how many people there are, how mature project work is. Every answer stands beside today, on the same simulated futures.

# %% [markdown] tags=["notebook-only"]
# Run all cells (menu *Run*, *Run All Cells*), then move a control.

# %% tags=["parameters"]
# Simulated futures that every answer is refined to. The first, rough answer comes after 25.
futures = 200

# %%
from pathlib import Path

import workbench
from workbench.bundled import bundled

# Scenarios beside this notebook, or one level up, or else the bundled example.
folders = [Path("scenarios"), Path("../scenarios"), bundled("scenarios")]
baseline = next(folder / "baseline.yaml" for folder in folders if (folder / "baseline.yaml").is_file())
today = workbench.load_scenario(baseline)

# %% [markdown]
# ## Try this
#
# - Move *Projects at once* down and up again. How few are too few? Where does it stop to matter?
# - Leave that control alone and let people go to the projects with the highest cost of delay first.
# - Take five people away from the busiest pool. Which promised dates suffer?
# - Raise maturity by one level, then set *Strength of the published effect* to 0: what is left of the gain?
#
# A difference whose range touches zero is **undecided**, and its dot is hollow. *Save as scenario* writes the what-if as a file beside this notebook; `workbench compare` gives the very same numbers from it.

# %%
from workbench.interfaces.explorer import ANYTHING

workbench.explore(today, futures, opening=ANYTHING)

# %% [markdown] tags=["notebook-only"]
# ## The same by code
#
# The controls only make a scenario; `compare` answers it. The difference is the what-if less today, on average over the simulated futures in the last column; the range of the average says how sure that is. Where the range touches zero the difference is *undecided*, or, within half a percent of today's figure either way, *no difference*. Every other measure is in `comparison.differences()`.

# %% tags=["notebook-only"]
from workbench.interfaces.explorer import WhatIf, in_words, table

fewer = WhatIf(wip_limit=18).of(today).model_copy(update={"name": "18 at once"})
comparison = workbench.compare([today, fewer], replications=min(futures, 50))
table(comparison)

# %% tags=["notebook-only"]
print(in_words(comparison))
