# %% [markdown]
# # Is an order of our own better than first come, first served?
#
# Every house has its own idea of who should go first. Here you write yours down in a few lines, and it competes with *first come, first served* on the **same simulated futures**: same luck, same people, same money, another order.

# %% [markdown] tags=["notebook-only"]
# Run all cells (menu *Run*, *Run All Cells*); then change `our_rule` and run them again.

# %% tags=["parameters"]
# Simulated futures in which both orders are lived through.
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
# ## Your policy, in ten lines
#
# A rule gives each project a number, from what is planned of it; **the highest goes first**, both when projects start and when people are short. This one asks what a year of waiting costs, per working day that its packages take.

# %%
def our_rule(project):
    days = sum(package.duration.mean for package in project.packages)
    a_year_of_waiting = project.benefit.per_year
    if project.due is not None:
        a_year_of_waiting += 250 * project.lateness.per_day
    return a_year_of_waiting / max(days, 1.0)


ours = workbench.own_order(today, our_rule, "our own order")

# %% [markdown]
# Only the order is kept, as points of each project, not the rule: the what-if is a scenario like any other, which can be saved, sent and run without these lines. Points for `project.mandatory`, for a score of the board (`project.scores`) or for a programme (`project.programme`) go into the rule the same way.

# %%
from workbench.interfaces.explorer import WhatIf, in_words, table

fifo = WhatIf(release="fifo", dispatch="fifo").of(today)
fifo = fifo.model_copy(update={"name": "first come, first served"})
comparison = workbench.compare([fifo, ours], futures)
table(comparison)

# %% [markdown]
# Each dot stands for one in fifty of the simulated futures: to the right our own order is worth more, to the left less. The average and its range stand below.

# %%
from workbench.charts import dots_chart
from workbench.charts.numbers import money

first, second = (comparison.values(name, "npv").to_numpy() for name in comparison.names)
gains = second - first
dots_chart(gains, money(gains, comparison.currency), comparison.names)

# %% [markdown]
# ## Try this
#
# - Divide by person-days instead: multiply each duration by `sum(package.demand.values())`. Is it still better?
# - Return 0 for every project. Why is there no difference? (Ties go to whoever came first.)
# - Put promised dates before everything else: add a million where `project.due` is stated. What does that cost?
# - Return 0 for everybody but your favourite. How much value does a favourite cost?
#
# A difference whose range touches zero is **undecided**: more futures may tell, or there may be nothing to tell.

# %%
print(in_words(comparison))
