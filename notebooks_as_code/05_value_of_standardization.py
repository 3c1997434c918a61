# %% [markdown]
# # What is standardization worth?
#
# Standards cost people and cash today and bring less rework, less spread and fewer surprises later. What are **your** standards worth against none, how much of it is cash and when, and how weak may the published effect be before they lose? With and without them, the portfolio lives through the **same futures**.

# %% [markdown] tags=["notebook-only"]
# Run all cells (menu *Run*, *Run All Cells*). A first, rough answer is there at once and refines while you read. A minute more goes by once when the fast engine of this version was never prepared here.

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
from workbench.interfaces.explorer import explore_standards

explore_standards(today, futures)

# %% [markdown]
# ## How to read it
#
# - **Levels come from** the practices that you pay for: they spread slowly, and fade when nobody is paid. Or state **targets** on the seven perspectives: then they are there after so many months, whoever is paid, and what that costs is the sum of people and cash below. The second is the more hopeful reading.
# - **None** means that the PMO closes after notice (practices fade), or, with targets, that levels stay as they are at no cost.
# - **What it is made of** sums to the worth; people’s time on projects is no cash while the same people are paid.
# - **When projects are completed**: the steeper a curve, the surer the date; the further left, the earlier.

# %% [markdown]
# ## Try this
#
# - Set the strength to 0. What do standards cost then, and in which year?
# - Take all people from reporting and give them to coaching. Does it pay, and how soon?
# - State targets of 4 everywhere after 12 months. How much of that would the practices reach by themselves?

# %% [markdown] tags=["notebook-only"]
# ## The same by code
#
# Over luck alone, as on the page; `workbench business-case` writes the whole case with what nobody knows drawn over its range.

# %% tags=["notebook-only"]
import pandas as pd

from workbench.analysis import mean_interval
from workbench.experiment.worth.ledger import ledger_of
from workbench.experiment.worth.standardised import pair_of, wish_of

found = ledger_of(*pair_of(today, wish_of(today)), min(futures, 50))
totals = {line.value: mean_interval(found.total(line)) for line in found.by_year}
rows = [(name, found.futures, one.value, one.low, one.high) for name, one in totals.items()]
pd.DataFrame(rows, columns=["with less without standards", "n", "mean", "low", "high"]).round(0)

# %% tags=["notebook-only"]
from workbench.interfaces.studies.standardised import worth_sentence

print(worth_sentence(found.net, today.portfolio.currency))
