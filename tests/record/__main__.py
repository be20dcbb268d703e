"""``python -m tests.record``."""

import sys

from tests.record.record import main

sys.exit(main())
