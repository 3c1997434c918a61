# %% [markdown] tags=["hide"]
# # Report that compares all scenarios of a run
#
# Template for papermill. It reads the folder of a finished run and simulates nothing:
#
#     papermill comparison_report.ipynb out.ipynb -p run RUN

# %% tags=["parameters"]
run: str = ""  # folder of a finished run, as `workbench compare` wrote it
baseline: str = ""  # name of the scenario to compare with; leave empty for the first of the run

# %%
try:
    from workbench.interfaces.reports import open_comparison
except ImportError as error:
    import sys

    where = f"the Python of this kernel ({sys.executable})"
    raise RuntimeError(f"workbench is not installed in {where}, or too old: {error}") from None

report = open_comparison(run, baseline)

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
report.yardsticks()

# %%
report.promises()

# %%
report.delivery()

# %%
report.people()

# %%
report.provenance()
