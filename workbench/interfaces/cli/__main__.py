"""`python -m workbench.interfaces.cli`: the same as `workbench`."""

import sys

from workbench.interfaces.cli.program import main

if __name__ == "__main__":
    sys.exit(main())
