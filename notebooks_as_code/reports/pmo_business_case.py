# %% [markdown] tags=["hide"]
# # Business case of a PMO
#
# Template for papermill. It reads the folder that `workbench business-case` wrote and simulates nothing:
#
#     papermill pmo_business_case.ipynb out.ipynb -p case FOLDER

# %% tags=["parameters"]
case: str = ""  # folder of a business case, as `workbench business-case SCENARIO --to FOLDER` wrote it
# Nothing else: what was computed is read, never computed again.

# %%
try:
    from workbench.interfaces.reports.case import open_case
except ImportError as error:
    import sys

    where = f"the Python of this kernel ({sys.executable})"
    raise RuntimeError(f"workbench is not installed in {where}, or too old: {error}") from None

pieces = open_case(case)

# %%
pieces.front()

# %%
pieces.money()

# %%
pieces.delivery()

# %%
pieces.losing()

# %%
pieces.literature()

# %%
pieces.ledger()

# %%
pieces.assumptions()

# %%
pieces.ranges()

# %%
pieces.track_record()

# %%
pieces.provenance()
