"""Where a business case lies: the folder inside that of a run, and the page inside its own."""

FOLDER, PAGE = "business-case", "business-case.html"
