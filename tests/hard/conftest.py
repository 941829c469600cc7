"""Tests that need more time, other programs or root: `make test-hard` runs them, `make test` does not."""

from __future__ import annotations

import os

collect_ignore_glob = [] if os.environ.get("KARABAKH_HARD") else ["test_*.py"]
