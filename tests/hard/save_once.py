"""A program that does nothing but one save between two marks, to be run under strace.

Arguments: the file, what it holds, what it shall hold. Exit code: 0 saved, 4 not saved, with the sentence.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from karabakh_tui.storage.save import Fingerprint, SaveError, save

BEGIN, END = "a-save-begins-here", "a-save-ends-here"


def main(name: str, old: str, new: str) -> int:
    """Save, and tell how that went."""
    os.path.lexists(BEGIN)
    try:
        saved = save(Path(name), new.encode(), Fingerprint.of(old.encode()))
    except SaveError as refused:
        sys.stdout.write(f"{refused}\n")
        return refused.exit_code
    finally:
        os.path.lexists(END)
    sys.stdout.write("".join(f"{warning}\n" for warning in saved.warnings))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
