"""How the guides become pages; ``make docs`` builds them."""

project = "MAPI conformance"
author = "the authors of MAPI conformance"
copyright = author  # noqa: A001 - Sphinx looks for this name

extensions = ["myst_parser"]
exclude_patterns = ["_build", "ci", "examples", "samples"]
# Guides link to headings of each other, down to the third level.
myst_heading_anchors = 3
html_theme = "furo"
html_title = project
html_copy_source = False
