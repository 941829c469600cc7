"""Start the program: `python -m karabakh_tui`, and the `karabakh-tui` command."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from types import ModuleType


def main() -> int:
    """Run the command line with the process's arguments; return its exit code."""
    if os.environ.get("NO_COLOR") == "":
        del os.environ["NO_COLOR"]  # no-color.org: only a value that is not empty counts; Textual counts any
    _without_plugins()
    from karabakh_tui import cli

    code = cli.main(sys.argv[1:])
    _leave(code)
    return code


def _without_plugins() -> None:
    """Keep pydantic from looking for plugins: none are used, and what would look for them takes 10 ms to import."""
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")
    loader = ModuleType("pydantic.plugin._loader")
    loader.get_plugins = tuple  # type: ignore[attr-defined]
    sys.modules.setdefault(loader.__name__, loader)


def _leave(code: int) -> None:
    """End at once: what had to be written is written, and threads that read or index have nothing to save."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            with suppress(OSError):  # nobody is there any more
                stream.flush()
    os._exit(code)


if __name__ == "__main__":
    sys.exit(main())
