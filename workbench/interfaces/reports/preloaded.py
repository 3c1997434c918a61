"""What every report needs, imported once in the process that kernels are forked from.

Imports alone: a library that has begun to work may hold locks that no fork would ever release.
"""

import altair
import ipykernel.kernelapp
import ipykernel.zmqshell
import numpy
import pandas
import pyarrow.parquet
import vl_convert
import yaml

import workbench.charts.static
import workbench.experiment.run_folder
import workbench.interfaces.reports.report

__all__ = ["altair", "ipykernel", "numpy", "pandas", "pyarrow", "vl_convert", "workbench", "yaml"]
