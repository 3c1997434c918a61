# %% [markdown]
# # Which order, and how many at once?
#
# The board can do two things without a euro more: decide **in which order** projects start and get people, and **how many** run at once. Both are tried here, every order at every limit, on the same simulated futures as **today**.

# %% [markdown] tags=["notebook-only"]
# Run all cells (menu *Run*, *Run All Cells*). The first answer takes about ten seconds, and a minute more when the fast engine of this version was never prepared here.

# %% tags=["parameters"]
# Simulated futures of each policy.
futures = 200

# %%
from pathlib import Path

import workbench
from workbench.bundled import bundled

# Scenarios beside this notebook, or one level up, or else the bundled example.
folders = [Path("scenarios"), Path("../scenarios"), bundled("scenarios")]
baseline = next(folder / "baseline.yaml" for folder in folders if (folder / "baseline.yaml").is_file())
today = workbench.load_scenario(baseline)

# %%
from workbench.interfaces.explorer import policies

policies(today, futures)

# %% [markdown]
# ## How to read it
#
# - The **curve** is the gain against today, by the number of projects at once; the band is the range of the average for the best order. A **shaded** region cannot be told apart from the best limit: whoever likes 15 better than 18 loses nothing that can be seen.
# - The **bars** hold each order at its own best limit against today. An order whose bar touches “no difference” is undecided.
# - The **table** says how often an order is the best of them, and what it gives up on average against the best order of each future. Nobody knows beforehand which future comes: an order that is rarely the best but never gives up much may be the better choice.
# - The best of many looks good by luck alone. “Clearly” allows for how many orders were looked at; the limits were not corrected for, so read a best limit as a region.

# %% [markdown]
# ## Try this
#
# - Narrow the limits to those around the best one and take 1,000 futures: does the flat region shrink?
# - Take away every order but *by lot*: what is it worth to have an order at all?
# - An order that looks at cost of delay needs benefits and lateness costs that somebody believes. Where values were filled in, the page says so at its top.

# %% [markdown] tags=["notebook-only"]
# ## The same by code

# %% tags=["notebook-only"]
from workbench.experiment.studies.policy_grid import PolicyGrid, PolicyStudy
from workbench.policies import IndexName

grid = PolicyGrid(today, rules=(None, IndexName.CD3), limits=(14, 18, 22))
study = PolicyStudy(grid, workbench.compare(grid.scenarios(), min(futures, 50)))
study.standings()[["rule", "limit", "n", "mean", "low", "high", "best", "regret", "told_apart"]]

# %% tags=["notebook-only"]
from workbench.interfaces.wording import policies as words

print(words.best_words(study))
