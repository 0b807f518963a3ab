"""Scenario files: YAML text → nodes → suites → cases."""
