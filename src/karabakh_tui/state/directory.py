"""Where what the reader keeps of a store is."""

from __future__ import annotations

import re
from pathlib import Path

from karabakh_tui.paths import data_directory

LONGEST_NAME = 100


def kept_directory(store_id: str) -> Path:
    """Return where what is kept of a store is; nothing is made."""
    return data_directory() / _directory_name(store_id)


def _directory_name(store_id: str) -> str:
    """Return a name for a directory, never the same for two ids: the id, or what can be a name of it, and its hash."""
    if re.fullmatch(r"[a-z0-9-]+", store_id) and len(store_id) <= LONGEST_NAME:
        return store_id
    import hashlib

    plain = re.sub(r"[^a-z0-9-]+", "-", store_id.lower())[:LONGEST_NAME]
    return f"{plain}.{hashlib.sha256(store_id.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"
