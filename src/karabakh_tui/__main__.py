"""Start the program: `python -m karabakh_tui`, and the `karabakh-tui` command."""

from __future__ import annotations

import os
import sys
from contextlib import suppress


def main() -> int:
    """Run the command line with the process's arguments; return its exit code."""
    if os.environ.get("NO_COLOR") == "":
        del os.environ["NO_COLOR"]  # no-color.org: only a value that is not empty counts; Textual counts any
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")  # none are used, and looking for them takes 11 ms
    from karabakh_tui import cli

    code = cli.main(sys.argv[1:])
    _leave(code)
    return code


def _leave(code: int) -> None:
    """End at once: what had to be written is written, and threads that read or index have nothing to save."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            with suppress(OSError):  # nobody is there any more
                stream.flush()
    os._exit(code)


if __name__ == "__main__":
    sys.exit(main())
