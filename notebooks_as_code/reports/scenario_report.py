# %% [markdown] tags=["hide"]
# # Report on one scenario
#
# Template for papermill. It reads the folder of a finished run and simulates nothing:
#
#     papermill scenario_report.ipynb out.ipynb -p run RUN -p scenario wip-6

# %% tags=["parameters"]
run: str = ""  # folder of a finished run, as `workbench run` or `workbench compare` wrote it
scenario: str = ""  # name of a scenario in that run; leave empty for the baseline itself
baseline: str = ""  # name of the scenario to compare with; leave empty for the first of the run

# %%
try:
    from workbench.interfaces.reports import open_scenario
except ModuleNotFoundError as error:
    import sys

    where = f"the Python of this kernel ({sys.executable})"
    raise RuntimeError(f"workbench is not installed in {where}: {error}") from None

report = open_scenario(run, scenario, baseline)

# %%
report.front()

# %%
report.ledger()

# %%
report.time()

# %%
report.assumptions()

# %%
report.worth()

# %%
report.promises()

# %%
report.delivery()

# %%
report.people()

# %%
report.provenance()
