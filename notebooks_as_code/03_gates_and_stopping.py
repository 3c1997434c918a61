# %% [markdown]
# # When should a project be stopped?
#
# A gate or a review may stop a project that no longer pays. It decides from what it is told, which is noisy, late and at times too rosy. What is such a gate worth, how strict should it be, and what do late reports cost? Every answer stands beside gates that always say yes, on the same simulated futures.

# %% [markdown] tags=["notebook-only"]
# Run all cells (menu *Run*, *Run All Cells*), then move a control.

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

# %% [markdown]
# ## Try this
#
# - Set the age of reports to 0 and *promise too much* to 0: what is a gate worth at its best?
# - Add reports that are three months old. How much of that worth is left?
# - Switch reviews off, then look at them each month. When do more looks stop to matter?
# - A bar or band that touches zero is **undecided**: these futures cannot tell.

# %%
from workbench.interfaces.explorer import explore_gates

explore_gates(today, futures)

# %% [markdown] tags=["notebook-only"]
# ## The same by code
#
# Gates, reviews and reports are three parts of a policy. *Stopped though worth finishing* and *carried on though better stopped* count the wrong decisions, against a truth that nobody knew; see `docs/gates.md`.

# %% tags=["notebook-only"]
import workbench
from workbench.interfaces.explorer import in_words
from workbench.interfaces.explorer.stopping import Governance
from workbench.policies import GateRule, ReviewCadence

yes = Governance(rule=GateRule.GO, reviews=ReviewCadence.NONE).of(today, "always saying yes")
ruled = Governance(age=63.0, rosy=0.2).of(today, "gates and reviews")
comparison = workbench.compare([yes, ruled], replications=min(futures, 50))
shown = ["npv", "stopped_worth_finishing", "not_stopped", "stopping_delay", "spent_on_stopped"]
summary = comparison.summary()
summary[summary["measure"].isin(shown)][["scenario", "measure", "n", "mean", "low", "high"]].round(1)

# %% tags=["notebook-only"]
print(in_words(comparison))
