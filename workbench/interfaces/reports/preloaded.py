"""What every report needs, imported once in the process that kernels are forked from.

Imports alone: a library that has begun to work may hold locks that no fork would ever release.
"""

import ipykernel.kernelapp
import ipykernel.zmqshell
import pyarrow.parquet

import workbench.charts.live
import workbench.charts.static
import workbench.experiment.run_folder
import workbench.interfaces.reports.report

__all__ = ["ipykernel", "pyarrow", "workbench"]
