# %% [markdown]
# # Which projects, and how good can the list be?
#
# A list of projects is chosen by plan and lives through futures that the plan does not know. Here lists within a budget are simulated, **today’s list** among them, all on the same futures: what is the best that this money can get, and which projects get the green light?

# %% [markdown] tags=["notebook-only"]
# Run all cells (menu *Run*, *Run All Cells*). The first, rough answers rest on 50 futures and refine while you read. A minute more goes by once when the fast engine of this version was never prepared here.

# %% tags=["parameters"]
# Simulated futures of each list.
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
# ## What is the best value, safety and strategic alignment that we can get from this budget, and where does our list lie?

# %%
workbench.explore_frontier(today, futures)

# %% [markdown]
# - **Up** is the average value of a list; to the **right** is what it is worth in the worst tenth of futures (first picture) or the strategic score that it delivers (second picture). Better is up and to the right.
# - **Hollow** lists need no discussion: another one is shown to be no worse in all three and better in one. Among the **filled** ones somebody must choose.
# - The **grey line** is what a ranking by value for money gives as it grows. Where it turns down, people are scarce, not money.
# - The last picture answers whether to leave today’s list: a bar that touches “no difference” is undecided.

# %% [markdown]
# ## Which projects get the green light under this budget, which do not, and what would have to change for one below the line to get above it?

# %%
workbench.explore_line(today, futures)


# %% [markdown]
# - The **line**: filled projects are above it, hollow ones below, with what keeps them there. Values are those of the plan, which believes that nobody waits and nothing fails.
# - **What the plan promises** is a diamond, **what comes of it** a dot with the range of its average. The distance between the two is what waiting, delay and rework cost.
# - **What would have to change**: for the project chosen on the left, the smallest change of each kind by plan. A way above the line is *confirmed* only where simulation shows that taking the project then pays.

# %% [markdown]
# ## Try this
#
# - Lower the budget in steps. Who falls first, and how much value goes with them? When is there no list at all, and why?
# - Let *everything that is proposed* make the list: it exceeds the budget by plan, and waits. Is that worse than choosing?
# - Force a favourite in. What has to leave for it, and what does that cost in simulated value?

# %% [markdown] tags=["notebook-only"]
# ## The same by code
#
# `workbench frontier` and `workbench select` do it on the terminal; see `docs/selection.md`.

# %% tags=["notebook-only"]
def compare(scenarios):
    return workbench.compare(scenarios, min(futures, 50))


lists = workbench.frontier(today, compare, weights=(0.0, 0.5))
shown = ["name", "n", "value", "value_low", "value_high", "worst", "alignment", "dominated_by"]
lists.frame().sort_values("value", ascending=False)[shown].head(8).round(0)

# %% tags=["notebook-only"]
from workbench.interfaces.wording import frontier as words

currency = today.portfolio.currency
print(words.best_words(lists, currency), words.closing_words(lists))
