"""The rows of the table of interfaces, to be read beside the headers of MAPI."""
