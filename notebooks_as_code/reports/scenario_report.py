# %% [markdown] tags=["hide"]
# # Report on one scenario
#
# Template for papermill. It reads the folder of a finished run and simulates nothing:
#
#     papermill scenario_report.ipynb out.ipynb -p run RUN -p scenario wip-6
#
# or, without a run, takes scenario files; they are simulated once and kept:
#
#     papermill scenario_report.ipynb out.ipynb -p scenario scenarios/wip-6.yaml -p baseline scenarios/baseline.yaml -p replications 1000

# %% tags=["parameters"]
run: str = ""  # folder of a finished run; leave empty to name scenario files
scenario: str = ""  # name in that run (empty: its baseline), or a scenario file
baseline: str = ""  # name to compare with (empty: the first of the run), or a scenario file
replications: int = 200  # simulated futures, where scenario files are named

# %%
try:
    from workbench.interfaces.reports import open_scenario
except ImportError as error:
    import sys

    where = f"the Python of this kernel ({sys.executable})"
    raise RuntimeError(f"workbench is not installed in {where}, or too old: {error}") from None

report = open_scenario(run, scenario, baseline, replications)

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
