"""What the tests of flaws share."""

import sys
from pathlib import Path


# Test folders are no packages, and the stage stands in this one.
sys.path.insert(0, str(Path(__file__).parent))
