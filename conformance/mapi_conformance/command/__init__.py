"""``mapi-conformance SUBCOMMAND``: one module each, with ``add`` and ``execute``."""
