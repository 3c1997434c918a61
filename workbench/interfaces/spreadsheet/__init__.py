"""CSV and Excel: a portfolio from the columns that people have, read or refused by cell.

>>> from workbench.interfaces.spreadsheet import read_mapping
>>> read_mapping("us_federal_it").columns["budget"].column
'Planned Cost ($ M)'
"""

from workbench.interfaces.spreadsheet.mapping import Mapping
from workbench.interfaces.spreadsheet.mapping_file import mapping_as_yaml, read_mapping, shipped_mappings
from workbench.interfaces.spreadsheet.reading import Reading, read_strict, read_usable
from workbench.interfaces.spreadsheet.template import write_template

__all__ = [
    "Mapping",
    "Reading",
    "mapping_as_yaml",
    "read_mapping",
    "read_strict",
    "read_usable",
    "shipped_mappings",
    "write_template",
]
