# SPDX-License-Identifier: Apache-2.0
"""`python -m empower` is the command `empower`."""

import sys

from .cli import main

sys.exit(main())
