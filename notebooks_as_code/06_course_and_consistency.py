# %% [markdown]
# # Better decisions, better delivery, or both?
#
# Portfolio management sets the course, the PMO keeps execution consistent. What is each worth alone here, and are both together worth the sum? Today, better decisions, better delivery and both live through the same simulated futures.

# %% [markdown] tags=["notebook-only"]
# Run all cells (menu *Run*, *Run All Cells*), then move a control: it says what **better** means here.

# %% tags=["parameters"]
# Simulated futures of every answer.
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
from workbench.interfaces.explorer import explore_crossing

explore_crossing(today, futures)

# %% [markdown]
# ## How to read it
#
# - The **lines** are ways to decide, from today’s delivery to better delivery. Parallel lines mean that gains add up; the open diamond shows where both would then stand.
# - *Less than the sum*: part of what one gains the other gains too. *More*: each makes more of the other. *Undecided*: these futures cannot tell, which is not the same as a sum.
# - Better delivery is there from the first board on. That is a **yardstick, not a plan**: nobody climbs there overnight. What its PMO costs is in it.
# - The **shaded table** (button *Every level*) holds the cost of the PMO at today’s, so it says what a level is worth, not whether reaching it pays.

# %% [markdown]
# ## Try this
#
# - Leave decisions as today (order *as today*, 26 at once, gates *always say yes*): what does better delivery bring then, and how exactly do gains add up?
# - Set the level of delivery to 1. Do good decisions make up for poor delivery?
# - Set the PMO to 3 × today’s at level 3: from what size on does better delivery lose?

# %% [markdown] tags=["notebook-only"]
# ## The same by code
#
# Over luck alone, as on the page; `workbench interplay` also draws what nobody knows.

# %% tags=["notebook-only"]
import pandas as pd

from workbench.analysis import crossed
from workbench.experiment.worth.better import better_of
from workbench.experiment.worth.interplay import corners_of, gains_of, kind_of

corners = corners_of(today, better_of(today))
found = workbench.compare(list(corners.values()), min(futures, 50))
contrasts = crossed(*(found.values(name, "npv").to_numpy() for name in found.names))
gains = gains_of(contrasts)
rows = [
    (effect.value, contrasts.both.size, one.mean.value, one.mean.low, one.mean.high, one.more)
    for effect, one in gains.items()
]
pd.DataFrame(rows, columns=["effect on net value", "n", "mean", "low", "high", "above zero"]).round(0)

# %% tags=["notebook-only"]
from workbench.interfaces.wording.together import effect_figures, gains_words, together_words

figures = effect_figures(gains, today.portfolio.currency)
print(gains_words(gains, figures))
print(together_words(gains, kind_of(gains, contrasts), figures))
